"""Whether readers want what an op-ed recommends, or the contrary."""

from __future__ import annotations

import pytest

from bot.request.wishes import Wishes, wish_in
from knowledge.encoders.sentence_encoder import SentenceEncoder

TRAMS = "The city should stop running night trams through the old town."
LIBRARY = "The council should keep the branch libraries open on Sundays."


@pytest.mark.parametrize(
    ("thesis", "text", "side"),
    [
        (TRAMS, "End the night trams.", "for"),
        (TRAMS, "I think the night trams should be scrapped.", "for"),
        (TRAMS, "We must not keep running trams at night.", "for"),
        (TRAMS, "Nobody sleeps, and I say the city has to drop the night trams.", "for"),
        (TRAMS, "Don't cut the night trams.", "against"),
        (TRAMS, "The night trams must stay.", "against"),
        (TRAMS, "I don't see why the city should stop running night trams.", "against"),
        (TRAMS, "The city should continue the night trams because nurses need them.", "against"),
        (LIBRARY, "Keep libraries open on Sunday!", "for"),
        (LIBRARY, "The council should not abandon Sunday opening at branch libraries.", "for"),
        (LIBRARY, "It's time to stop opening the libraries on Sundays.", "against"),
        (LIBRARY, "The council ought to drop Sunday opening of the libraries.", "against"),
    ],
)
def test_who_wants_the_same_thing_the_same_way_is_for_it(thesis: str, text: str, side: str) -> None:
    assert Wishes(thesis, "", SentenceEncoder()).side_of(text) == side


@pytest.mark.parametrize(
    ("thesis", "text"),
    [
        (TRAMS, "The city should stop raising rents."),
        (TRAMS, "Should the city stop the night trams?"),
        (TRAMS, "My neighbour says the city should stop the night trams."),
        (TRAMS, "My neighbour told us: stop the night trams."),
        (TRAMS, "If the night trams should stop, say so."),
        (TRAMS, "The night trams are loud."),
        (TRAMS, "Stop the night trams. Keep the night trams."),
        (TRAMS, "Stopping the night trams is a mistake."),
        (LIBRARY, "Librarians should stop whispering."),
        (LIBRARY, "The council should allow dogs in the libraries."),
    ],
)
def test_other_wishes_tell_no_side(thesis: str, text: str) -> None:
    assert Wishes(thesis, "", SentenceEncoder()).side_of(text) is None


def test_a_title_can_tell_what_is_wanted() -> None:
    told = Wishes("The city has waited.", "Ending the night trams", SentenceEncoder())
    assert told.side_of("Stop the night trams.") == "for"


def test_a_second_verb_or_a_denial_turns_a_wish_round() -> None:
    for text, less in (
        ("Stop the trams.", True),
        ("Do not stop the trams.", False),
        ("Keep cutting trams", True),
    ):
        wish = wish_in(text)
        assert wish is not None
        assert wish.less == less
