"""What the sides say of an op-ed that nobody has prepared, in the form that is asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.evidence.opposing import opposing
from bot.statement import Statement
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers.embedded.pressing import PRESS
from bot.writers.embedded.quoted_case import ARGUED_FOR, BEST, GREETS, NTH, SO, THANKS
from tests.bot.indexed import bot_on_file

TEXT = """# Give the ferry back its evening run

By Solveig Holm

The county will vote in March on whether to bring back the ferry's evening run. It should.

The run was cut in 2021 to save 90,000 dollars a year. Since then 34 of the island's 210 households have
moved to the mainland, according to the parish register. A house that stands empty pays no tax at all.

The last boat leaves the town at five. Because shops and clinics close at six, islanders lose a day's pay for
every visit. A survey by the school in May found that 61 percent of the parents had turned down a job for it.

The county's engineers are not fools. The old boat burns 300 liters a night, they say, and the crew would
have to be paid for waiting. Per Lund, who runs the harbor, told me that "nobody will be on it in February."
He has a point. On some nights the boat would carry nobody.

But a road that is empty at night is not closed. When Brekke, an island much like ours, got its evening boat
back in 2019, the number of children in its school rose from 11 to 19. It is like a bridge: what counts is
that it is there.

Run the boat on four evenings a week. Charge the visitors double. Count the passengers for a year.
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on_file(tmp_path_factory.mktemp("home"), "ferry.md", TEXT)


def _own(reply: Reply) -> list[str]:
    return [one.text for one in reply.statements if one.kind == "link"]


def _reports(reply: Reply) -> list[Statement]:
    return [one for one in reply.statements if one.kind == "report"]


def test_a_speech_gives_its_reasons_one_by_one_and_ends_with_what_it_asks(ferry: Bot) -> None:
    reply = ferry.reply("Write me a one-minute speech for the meeting.", "for")
    own = _own(reply)
    assert "Give the ferry back its evening run" in own[0]
    assert own[-1] == THANKS.text
    assert own.index(NTH[0].text) < own.index(NTH[1].text) < own.index(SO.text)
    assert "It should." in reply.text.partition(SO.text)[2]


def test_a_case_begins_with_its_point(ferry: Bot) -> None:
    reply = ferry.reply("Make the case.", "for")
    assert reply.text.index(ARGUED_FOR.text) < reply.text.index(NTH[0].text)
    assert SO.text not in _own(reply)


def test_a_note_can_be_sent_as_it_stands(ferry: Bot) -> None:
    reply = ferry.reply("Write a short note that I can send to my neighbors.", "for")
    assert reply.text.startswith(GREETS.text)
    assert "It should." in reply.text
    assert reply.text.endswith("[your name]")


def test_one_reason_is_called_the_first_and_no_more_of_it_is_claimed(ferry: Bot) -> None:
    reply = ferry.reply("What is the strongest argument?", "for")
    assert reply.text.startswith(BEST.text)
    assert not opposing(ferry.topic) & {number for one in _reports(reply) for number in one.cites}


def test_so_many_points_are_so_many_lines(ferry: Bot) -> None:
    for mode in ("for", "against"):
        lines = ferry.reply("Three points, please.", mode).text.splitlines()
        assert [line[:2] for line in lines] == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("ask", "What can be said against it?"),
        ("against", "Make the case."),
        ("against", "Where is it weakest?"),
        ("against", "Write a letter to the editor against it."),
        ("against", "Give me a 30-second speech."),
    ],
)
def test_what_is_the_authors_own_is_quoted_against_it_only_to_be_criticised(
    ferry: Bot, mode: str, message: str
) -> None:
    reply = ferry.reply(message, mode)
    assert any(one.kind == "analytic" for one in reply.statements)
    for one, behind in pairwise(reply.statements):
        if one.kind == "report" and not opposing(ferry.topic).issuperset(one.cites):
            assert behind.kind == "analytic"


def test_where_an_author_grants_nothing_the_reasons_are_pressed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    plain = "# Mow less\n\nBy Ivo Bly\n\n" + "\n\n".join(
        (
            "The parks office should mow the verges twice a year.",
            "Mowing cost the town 40,000 dollars last year. Bees starve because the verges are bare in May.",
            "In Norby the number of bees rose from 12 to 30 hives once the mowers stopped.",
        )
    )
    bot = bot_on_file(tmp_path_factory.mktemp("home"), "verges.md", plain)
    reply = bot.reply("What speaks against it?", "against")
    assert not opposing(bot.topic)
    assert PRESS.text in _own(reply)
    assert any(one.kind == "analytic" for one in reply.statements)


def test_whoever_argues_for_it_adds_a_reason_of_the_authors_to_what_is_near(ferry: Bot) -> None:
    reply = ferry.reply("Nobody would ride a boat in the middle of winter.", "for")
    assert any(not opposing(ferry.topic).issuperset(one.cites) for one in _reports(reply))


def test_whether_the_author_wants_something_is_left_to_what_the_piece_asks_for(ferry: Bot) -> None:
    text = ferry.reply("Does the author want a bridge to the island, yes or no?").text
    assert text.startswith("I can't give a sure yes or no")
    assert "It should." in text


def test_a_summary_names_the_piece_that_its_sentences_are_from(ferry: Bot) -> None:
    reply = ferry.reply("Sum it up in three sentences.")
    assert "“Give the ferry back its evening run”" in reply.text
    assert len(_reports(reply)) == 3


def test_an_objection_that_the_piece_takes_up_is_met_where_it_does(ferry: Bot) -> None:
    reply = ferry.reply("In winter the boat will sail empty, won't it?", "for")
    said = [one.text for one in _reports(reply)]
    granted = next(place for place, text in enumerate(said) if "nobody" in text)
    assert any("But a road that is empty at night" in text for text in said[granted:])


def test_so_many_sentences_against_it_are_no_more(ferry: Bot) -> None:
    reply = ferry.reply("Argue against this in two sentences.", "against")
    assert 1 <= len([one for one in reply.statements if one.kind in ("report", "analytic")]) <= 2


def test_a_paragraph_for_a_letter_has_no_greeting(ferry: Bot) -> None:
    reply = ferry.reply("The best case for it in one paragraph, for my letter to the county.", "for")
    assert _reports(reply)
    assert GREETS.text not in _own(reply)
