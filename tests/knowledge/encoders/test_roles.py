"""The reader of roles that ships, and its readings."""

from __future__ import annotations

import pytest

from knowledge.encoders.roles import ROLES, SURE, RoleReading, Roles, in_context


def test_a_sentence_is_read_beside_the_title_and_its_neighbours() -> None:
    assert in_context(["One.", "Two.", "Three."], "Numbers") == [
        ("One.", "Numbers |  | Two."),
        ("Two.", "Numbers | One. | Three."),
        ("Three.", "Numbers | Two. | "),
    ]


@pytest.mark.parametrize(("probability", "sure"), [(SURE, True), (SURE - 0.01, False)])
def test_a_reading_is_sure_where_one_role_stands_out(probability: float, sure: bool) -> None:
    rest = (1 - probability) / (len(ROLES) - 1)
    reading = RoleReading(tuple(probability if role == "concedes" else rest for role in ROLES))
    assert (reading.role, reading.sure) == ("concedes", sure)
    assert reading.of("tells") == rest


def test_the_reader_tells_a_call_for_something_from_what_somebody_else_says() -> None:
    piece = [
        "The council wants to close the night bus.",
        "The mayor says that nobody takes it.",
        "Keep it running, and put the timetable at every stop.",
    ]
    read = Roles().read(piece, "Keep the night bus")
    assert [reading.role for reading in read[1:]] == ["reports", "recommends"]
    assert all(sum(reading.probabilities) == pytest.approx(1, abs=0.01) for reading in read)


def test_an_empty_piece_has_no_readings() -> None:
    assert Roles().read([], "Nothing") == []
