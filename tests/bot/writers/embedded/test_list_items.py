from __future__ import annotations

from bot.statement import as_prepared
from bot.writers.embedded.list_items import in_list, items_of, so_many
from knowledge.prepared_sentence import PreparedSentence


def _sentences(*texts: str) -> tuple[PreparedSentence, ...]:
    return tuple(PreparedSentence.model_validate(f"reasoning: {text}") for text in texts)


TOLL = _sentences(
    "A toll empties the bridge.",
    "Then the buses run on time.",
    "It pays for the ferries.",
    "That is worth nine dollars.",
    "A jam pays for nothing, either.",
    "Rain is wet.",
)


def test_no_item_of_a_list_begins_in_the_middle_of_a_thought() -> None:
    assert [len(item) for item in items_of(TOLL)] == [2, 3, 1]
    listed = in_list([as_prepared(one) for one in TOLL], "numbered")
    assert [one.number for one in listed if one.layout == "number"] == [1, 2, 3]
    assert [one.text for one in listed] == [one.text for one in TOLL]


def test_what_announces_a_count_is_no_item_of_it() -> None:
    counted = _sentences("Two things matter.", "First, the price.", "Second, the time.")
    listed = in_list([as_prepared(one) for one in counted], "bullets")
    assert [one.layout for one in listed] == ["run on", "bullet", "bullet"]


def test_a_cut_that_makes_too_few_items_gives_way_to_the_first_ones() -> None:
    assert so_many(TOLL, TOLL[:2], 2) == TOLL[:5]
    assert so_many(TOLL, (TOLL[0], TOLL[5]), 2) == (TOLL[0], TOLL[5])
