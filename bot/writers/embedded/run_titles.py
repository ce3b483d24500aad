"""What a run of claims is about, in a few words of the document: the title of a contention made by rules."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.argument_map import Claim
from knowledge.document import Document
from knowledge.mining.keyphrases import keyphrases

PHRASES = 40  # of the document that are looked through
_BY_KIND = {
    "prediction": "What would follow",
    "cause": "What brings it about",
    "value": "What is at stake",
    "fact": "What the record shows",
}


def titles_for(runs: Sequence[Sequence[Claim]], document: Document) -> list[str]:
    """Return a title for each run: the phrase of the document that it shares with the fewest others.

    Each phrase, of two words or more, is used once; a run without one is called by the kind of its first.
    """
    texts = [" ".join(claim.says for claim in run).lower() for run in runs]
    phrases = [phrase for phrase in keyphrases(document, PHRASES) if " " in phrase and phrase.islower()]
    titles: list[str] = []
    for run, text in zip(runs, texts, strict=True):
        own = [phrase for phrase in phrases if phrase.lower() in text and _capital(phrase) not in titles]
        best = min(own, key=lambda phrase: sum(phrase.lower() in other for other in texts), default="")
        titles.append(_capital(best) if best else _of_kind(run[0], titles))
    return titles


def _of_kind(claim: Claim, taken: Sequence[str]) -> str:
    title = _BY_KIND.get(claim.kind, "A further reason")
    return title if title not in taken else f"More on this: {title[:1].lower()}{title[1:]}"


def _capital(phrase: str) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}"
