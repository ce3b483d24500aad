"""Whether prepared sentences may be kept: the gate, and what a judging model makes of their meaning.

Where no model judges, the rules alone do, which keep only what is near its passage's words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.errors import ModelError
from bot.evidence.excerpt import LONG, beside
from bot.gate import Stance, check, veto
from bot.judge.judging import Judging
from bot.judge.ruling import AskedSentence, Ruling
from bot.statement import Statement, StatementKind, as_prepared
from bot.statement.attribution import given_as_the_opeds
from bot.statement.leaning import leans
from bot.turn.checker import KINDS
from knowledge.argument_map import Side
from knowledge.document import Document, Passage
from knowledge.prepared_sentence import PreparedSentence

_FREE = ("analytic", "link")  # kinds that cite nothing
_BESIDE = 2  # passages on either side of a cited one that a judge reads with it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be judged, with what stands before it where it leans on that, and the side it is for."""

    statement: Statement
    before: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind that a sentence turned out to be; `reason` says why it is not kept, "" where it is."""

    kind: StatementKind
    reason: str = ""


Told = Callable[[int, int], None]  # how many sentences are judged, of how many


class Meaning:
    """Judges sentences about a document, each once."""

    def __init__(self, document: Document, judging: Judging | None) -> None:
        self._document, self._judging = document, judging
        self._found: dict[Sentence, Finding] = {}

    def known(self, sentence: Sentence) -> Finding | None:
        """Return what was found of a sentence; None where nobody has judged it yet."""
        return self._found.get(sentence)

    async def judge(self, sentences: Sequence[Sentence], told: Told = lambda done, of: None) -> None:
        """Judge those that were not judged yet. ModelError where the judging model does not do its part."""
        new = [one for one in dict.fromkeys(sentences) if one not in self._found]
        waiting = []
        for one in new:
            vetoed = refusal_of(one, self._document)
            if vetoed or self._judging is None or self._is_talk(one):
                self._found[one] = Finding(one.statement.kind, vetoed or self._by_rules(one))
            else:
                waiting.append((one, self._judging.ask(self._asked(one))))
        done = len(new) - len(waiting)
        for one, ruling in waiting:
            found = await ruling
            if found is None and self._judging and self._judging.failure:
                raise ModelError(self._judging.failure)
            self._found[one] = self._ruled(one, found)
            done += 1
            told(done, len(new))

    def _is_talk(self, sentence: Sentence) -> bool:
        """Tell whether a sentence leads on and says nothing, which the rules can see."""
        said = sentence.statement
        return said.kind == "link" and check(said, self._document.passages, self._document).passed

    def _by_rules(self, sentence: Sentence) -> str:
        if self._is_talk(sentence):
            return ""
        said = sentence.statement
        framed = replace(said, text=given_as_the_opeds(said.text)) if said.kind == "report" else said
        stance = Stance(sentence.side) if sentence.side else None
        verdict = check(framed, self._document.passages, self._document, stance)
        return "" if verdict.passed else verdict.reason

    def _asked(self, sentence: Sentence) -> AskedSentence:
        said, side = sentence.statement, sentence.side
        return AskedSentence(
            said.text,
            said.cites,
            tuple((passage.id, " ".join(passage.text.split())) for passage in self._read_with(said)),
            sentence.before if leans(said.text) else "",
            f"It argues {side} what the op-ed recommends." if side else "It answers a question.",
        )

    def _read_with(self, said: Statement) -> tuple[Passage, ...]:
        if len(self._document.text) <= LONG or said.kind != "report" or not said.cites:
            return self._document.passages
        return beside(self._document, said.cites, _BESIDE)

    def _ruled(self, sentence: Sentence, ruling: Ruling | None) -> Finding:
        kind = sentence.statement.kind
        if ruling is None:
            return Finding(kind, "the model that checks gave no verdict on it that can be read")
        if not ruling.supported:
            return Finding(kind, ruling.reason)
        found = KINDS.get(ruling.kind, kind)
        if kind != "report":
            return Finding(kind)
        if found in _FREE:
            return Finding(
                kind,
                "it does not say what the op-ed says: write it after “reasoning:” with no number, or drop it",
            )
        changed = replace(sentence, statement=replace(sentence.statement, kind=found))
        return Finding(kind if refusal_of(changed, self._document) else found)


def refusal_of(sentence: Sentence, document: Document) -> str:
    """Return why a sentence is refused before anybody reads what it means; "" where it is not."""
    said, stance = sentence.statement, Stance(sentence.side) if sentence.side else None
    prepared = as_prepared(PreparedSentence(kind=said.kind, text=said.text, cites=said.cites))
    checked = check(prepared, document.passages, document, stance)
    if not checked.passed:
        return checked.reason
    if said.kind == "link":
        return ""
    vetoed = veto(said, document, stance)
    return "" if vetoed.passed else vetoed.reason
