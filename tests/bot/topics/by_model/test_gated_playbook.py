"""What a model prepares is kept sentence by sentence."""

from __future__ import annotations

import pytest

from bot.topics.by_model.gated_playbook import PlaybookGate
from bot.topics.by_model.meaning import Finding
from knowledge.loaders import load_bytes
from tests.servers.mining import TEXT

DOCUMENT = load_bytes(TEXT.encode(), "library.txt")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("No. The branch may close [2].", [("link", "No.", ()), ("report", "The branch may close.", (2,))]),
        ("Not quite. It may [2].", [("link", "Not quite.", ()), ("report", "It may.", (2,))]),
        ("The branch may close [2].", [("report", "The branch may close.", (2,))]),
        ("reasoning: No. It may.", [("analytic", "No. It may.", ())]),
    ],
)
def test_the_words_that_lead_on_to_a_sentence_are_one_of_their_own(
    text: str, kept: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    gate = PlaybookGate(DOCUMENT, lambda sentence: Finding(sentence.statement.kind), [])
    assert [(one.kind, one.text, one.cites) for one in gate.said([text], "for")] == kept
