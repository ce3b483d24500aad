"""Words stay with what they are joined with."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import judge


@pytest.mark.parametrize(
    ("rule", "text", "cites"),
    [
        (
            "attached",
            "The op-ed says that Lee has dispatched all of his top staff to negotiate with their South "
            "Korean counterparts.",
            (10,),
        ),
        (
            "coordinated",
            "The op-ed says that Trump understands the strategic importance of security ties of the "
            "U.S. with Japan and China.",
            (1,),
        ),
    ],
)
def test_countries_keep_what_they_are_joined_with(
    brief: Document, rule: str, text: str, cites: tuple[int, ...]
) -> None:
    assert judge(brief, text, *cites).rule == rule
