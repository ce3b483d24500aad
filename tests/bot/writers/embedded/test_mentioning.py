from __future__ import annotations

from bot.writers.embedded.mentioning import with_mentioned
from knowledge.prepared_sentence import PreparedSentence


def _said(*texts: str) -> tuple[PreparedSentence, ...]:
    return tuple(PreparedSentence.model_validate(text) for text in texts)


SHORT = _said("The mayor wants a toll [1].", "The op-ed would have it at noon [2].")
LONG = _said(
    "The mayor wants a toll [1].",
    "Drivers would pay nine dollars for it [3].",
    "Ferries would be full [4].",
    "The op-ed would have it at noon [2].",
)


def test_the_version_is_chosen_that_mentions_what_is_wanted() -> None:
    chosen = with_mentioned(SHORT, (SHORT, LONG), ("ferries",), 17)
    assert "Ferries would be full." in [one.text for one in chosen]
    assert chosen[-1] == LONG[-1]


def test_what_mentions_all_of_it_stays() -> None:
    assert with_mentioned(SHORT, (SHORT, LONG), ("the mayor",), 12) == SHORT


def test_what_no_version_has_changes_nothing() -> None:
    assert with_mentioned(SHORT, (SHORT, LONG), ("the moon",), 12) == SHORT
