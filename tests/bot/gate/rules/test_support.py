"""The passages support the statement."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import TRUE, judge


@pytest.mark.parametrize(
    "text",
    [
        "The op-ed says that Trump plans a tariff of 25 percent, which economists call ruinous for farmers.",
        "The op-ed says that Seoul secretly funds lobbyists.",
        "The op-ed says that.",
        "The op-ed says that China is a rival [8] and that pigs can fly.",
    ],
)
def test_an_invented_fact_is_withheld(brief: Document, text: str) -> None:
    assert not judge(brief, text, 4, 8).passed


def test_a_moved_citation_is_withheld(brief: Document) -> None:
    assert not judge(brief, TRUE, 44).passed
    assert judge(brief, TRUE, 7, 44).rule == "idle_citation"


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "The op-ed warns that Trump's tariff of 25 percent could destabilize the new government of "
            "South Korea.",
            (4, 25),
        ),
        (
            "The op-ed says that Xi has invited Lee to Victory Day, and that Park Geun-hye attended it "
            "in 2015.",
            (35, 36),
        ),
        (
            "The op-ed recalls that South Korea fought alongside American forces in the Gulf War and "
            "hosts the largest overseas U.S. base.",
            (42, 44),
        ),
        (
            "The op-ed warns that Lee could turn closer to China, the most formidable rival of the U.S.",
            (7, 8),
        ),
        (
            "The op-ed says that Trump persuaded South Korea to reduce its trade with China, which led "
            "to a deficit since 2023.",
            (12, 17),
        ),
        (
            "The op-ed says that the initial blow to Seoul's revenue came from the decrease in trade "
            "with China.",
            (22, 23),
        ),
        (
            "The op-ed says that exports to China and the U.S. are comparable as of 2025, although "
            "Seoul has had a deficit with China since 2023.",
            (17, 18),
        ),
    ],
)
def test_what_two_passages_tell_together_is_shown(brief: Document, text: str, cites: tuple[int, ...]) -> None:
    verdict = judge(brief, text, *cites)
    assert verdict.passed, verdict
