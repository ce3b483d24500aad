"""No markup and no hidden sign."""

from __future__ import annotations

import pytest

from knowledge.document import Document
from tests.bot.gate.judging import judge


@pytest.mark.parametrize(
    "text",
    [
        "The op-ed says that <b>China</b> is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S. (https://evil.example).",
        "The op-ed says that [China](x) is the most formidable rival of the U.S.",
        "The op-ed says that **China** is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S. [8]",
        "The op-ed says that China is the most\u200b formidable rival of the U.S.",
        "The op-ed says that \u202eChina is the most formidable rival of the U.S.",
        "The op-ed says that China is the most formidable rival of the U.S.\x00",
        "The op-ed says that China is the most formidable rival of the U\ufffdS.",
    ],
)
def test_no_markup_address_mark_or_hidden_sign_is_shown(brief: Document, text: str) -> None:
    assert judge(brief, text, 8).rule == "plain"
