"""Claims of an argument map as sentences, each given as the op-ed's, and not twice the same in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from bot.statement.attribution import opens_with_source
from bot.statement.marking import stopped
from bot.writers.embedded.speech_length import points_back
from bot.writers.embedded.wording import fitting
from knowledge.argument_map import Claim
from knowledge.lexicon import harms
from knowledge.mining.clauses import clause_of, inner_quotes
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read, stem

FEWEST, MOST = 5, 45  # words of a claim that is argued with
SHORT = 16  # words up to which a claim may stand before the words that give it as the op-ed's
# Who speaks for a side cannot say "we" with the op-ed's voice, nor "you" to its readers
_VOICE = re.compile(r"\b(?:we|us|our|ours|ourselves|you|your|yours|I|me|my|mine)\b")
_BROKEN = re.compile(r"^(?:is|are|was|were|perhaps|how|what a|why|so|not)\b", re.IGNORECASE)
_TURNED = re.compile(r"^(?:nowhere|never|nor|not only|only|hardly|seldom|rarely)\b", re.IGNORECASE)

# By kind: how the first claim of a run is given; then how any later one is.
_FIRST: dict[str, tuple[str, ...]] = {
    "fact": ("According to the op-ed, {}", "The op-ed points out that {}", "By the op-ed's account, {}"),
    "cause": ("The op-ed argues that {}", "The op-ed explains that {}"),
    "prediction": ("The op-ed expects that {}", "The op-ed predicts that {}"),
    "harm": ("The op-ed warns that {}", "The op-ed cautions that {}"),
    "value": ("The op-ed holds that {}", "The op-ed stresses that {}"),
    "recommendation": ("The op-ed argues that {}", "The op-ed concludes that {}"),
}
_LATER = ("It adds that {}", "It also says that {}", "It notes, too, that {}")
_BEHIND = ("{}, the op-ed notes", "{}, the op-ed adds", "{}, the op-ed says")
_GRANTED = ("The op-ed itself grants that {}", "It also concedes that {}", "It admits that {}")
_REPORTED = ("The op-ed reports that {}", "It also reports that {}")


class Given:
    """Says the claims of one case."""

    def __init__(self) -> None:
        self._turns = {words: cycle(words) for words in (*_FIRST.values(), _LATER, _BEHIND)}

    def run(self, claims: Sequence[Claim]) -> Iterator[PreparedSentence]:
        """Yield claims that follow each other."""
        for place, claim in enumerate(claims):
            yield self._later(claim) if place else self.first(claim)

    def first(self, claim: Claim) -> PreparedSentence:
        """Return a claim with nothing before it."""
        if self._speaks(claim):
            return self._quoted(claim, "The op-ed says: {}")
        return _said(fitting(self._turns[_FIRST[_kind(claim)]], claim), claim)

    def conclusion(self, claim: Claim) -> PreparedSentence:
        """Return what is recommended, at the end of what was said for it."""
        return _said("For these reasons, the op-ed concludes that {}", claim)

    def conceded(self, claim: Claim) -> PreparedSentence:
        """Return a claim of the other side, marked as a concession."""
        return _said("Granted, the op-ed says that {}", claim)

    def granted(self, claims: Sequence[Claim]) -> Iterator[PreparedSentence]:
        """Yield what the op-ed grants."""
        yield from map(_said, cycle(_GRANTED), claims)

    def reported(self, claims: Sequence[Claim]) -> Iterator[PreparedSentence]:
        """Yield what the op-ed reports of those who see it otherwise."""
        yield from map(_said, cycle(_REPORTED), claims)

    def sayable(self, claim: Claim) -> bool:
        """Tell whether a claim is a clause that can be said, and no part of one."""
        words = len(claim.says.split())
        whole = claim.says.count("“") == claim.says.count("”") and claim.says.count('"') % 2 == 0
        return FEWEST <= words <= MOST and whole and not _BROKEN.match(claim.says)

    def stands_alone(self, claim: Claim) -> bool:
        """Tell whether a claim can be understood without the one before it."""
        clause = clause_of(claim.says)
        return clause is not None and clause.alone and not points_back(claim.says)

    def _later(self, claim: Claim) -> PreparedSentence:
        if self._speaks(claim):
            return self._quoted(claim, "It also says: {}")
        short = len(claim.says.split()) <= SHORT and not re.search(r"[;:]|^(?:if|when|because)\b", claim.says)
        behind = short and not opens_with_source(claim.says)
        return _said(next(self._turns[_BEHIND if behind else _LATER]), claim)

    def _speaks(self, claim: Claim) -> bool:
        return claim.says.startswith("“") or bool(_VOICE.search(claim.says) or _TURNED.match(claim.says))

    def _quoted(self, claim: Claim, frame: str) -> PreparedSentence:
        """Return the op-ed's own words, where it speaks as whoever wrote it."""
        says = claim.says.strip("“”")
        words = f"“{says[:1].upper()}{inner_quotes(says[1:])}.”"
        return PreparedSentence(kind="report", text=frame.format(words), cites=claim.passages)


def _said(frame: str, claim: Claim) -> PreparedSentence:
    says = f"{claim.says[:1].upper()}{claim.says[1:]}" if frame.startswith("{}") else claim.says
    return PreparedSentence(kind="report", text=stopped(frame.format(says)), cites=claim.passages)


def _kind(claim: Claim) -> str:
    if claim.kind == "prediction" and any(word.stem in _harmful() for word in read(claim.says).words):
        return "harm"
    return claim.kind if claim.kind in _FIRST else "fact"


def _harmful() -> frozenset[str]:
    return frozenset(stem(word) for word in harms())
