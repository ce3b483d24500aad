"""A reply holds no more than its message allows, and tells nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.request.form import form_of
from bot.statement import Fixed, Statement, StatementKind
from bot.writers.embedded.bounds import Bounds, in_one_list, within
from bot.writers.embedded.repeats import unrepeated


def _said(*sentences: tuple[StatementKind, str]) -> list[Statement]:
    return [Statement(kind, text, (1,) if kind == "report" else ()) for kind, text in sentences]


def test_reasoning_goes_before_what_the_op_ed_says_and_the_end_stays() -> None:
    said = _said(
        ("report", "The ferry carries forty nurses to the island every day."),
        ("analytic", "A timetable is a promise."),
        ("report", "Without the early boat, the op-ed warns, the clinic opens late."),
        ("analytic", "Keep the early boat."),
    )
    kept = [one.text for one in within(said, Bounds(words=26))]
    assert kept == [said[0].text, said[2].text, said[3].text]


def test_what_leans_on_a_sentence_goes_with_it() -> None:
    said = _said(
        ("report", "The ferry carries forty nurses to the island every day."),
        ("report", "The pier was rebuilt by the county two winters ago."),
        ("report", "It cost more than the boat that lands there."),
        ("report", "The op-ed asks the county to keep the early boat."),
    )
    assert [one.text for one in within(said, Bounds(words=22))] == [said[0].text, said[3].text]


def test_a_list_ends_with_the_last_point_that_was_asked_for() -> None:
    said = [Statement("report", f"Reason {number}.", (1,), layout="bullet") for number in range(4)]
    assert len(within([*said, Fixed("That is all.", layout="paragraph")], Bounds(points=3))) == 4


def test_two_lists_in_a_row_are_one() -> None:
    said = [Statement("report", "A.", (1,), layout="number", number=number) for number in (1, 2, 1, 2)]
    assert [one.number for one in in_one_list(said) if isinstance(one, Statement)] == [1, 2, 3, 4]


def test_what_says_the_same_of_the_same_passage_is_said_once() -> None:
    class Alike:
        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return np.ones((len(texts), 1), dtype=np.float32)

    twice = _said(("report", "The fare is nine dollars."), ("report", "Nine dollars is the fare."))
    assert len(unrepeated(twice, Alike())) == 1
    other = [twice[0], Statement("report", "The pier is new.", (2,))]
    assert len(unrepeated(other, Alike())) == 2


def test_lengths_are_read_from_pages_and_from_the_last_reply() -> None:
    assert form_of("Make the case for the ferry on half a page, please.").words == 200
    assert form_of("Could you trim it by a third?").beside(90).words == 60
    assert form_of("ok, half as long please").beside(90).words == 45
    assert form_of("Should the county cut the fare in half?").share is None
    assert form_of("Give me the 4 best answers to that").points == 4
    assert form_of("bullets please, at most 4: every date in it").points == 4
    assert form_of("I will speak for three minutes at the council").seconds == 180
