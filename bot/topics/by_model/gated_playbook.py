"""A chat model's playbook, kept as far as a judge passes its sentences; entries may be cut or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from pydantic import ValidationError

from bot.statement import as_prepared
from bot.statement.leaning import leans
from bot.topics.by_model.answer_text import Refused
from bot.topics.by_model.meaning import Finding, Meaning, Sentence, Told
from bot.topics.by_model.playbook_form import DraftAnswer, DraftBlock, DraftBlockAnswer, DraftCase
from knowledge.argument_map import Side, other_side
from knowledge.document import Document
from knowledge.playbook import Act, Answer, Block, BlockAnswer, Case, Contention, Move
from knowledge.prepared_sentence import PreparedSentence
from knowledge.unicode_text import folded

_ACTS, _MOVES = frozenset(get_args(Act)), frozenset(get_args(Move))
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LEAD = re.compile(r"((?:\w+,? ){0,2}\w+[.!])\s+(?=[\"“\w])")
_WORDINGS = 24  # of an entry, at most
Finds = Callable[[Sentence], Finding]


@dataclass
class Kept:
    """What is kept of a playbook, and what is not, each with the reason."""

    answers: tuple[Answer, ...] = ()
    blocks: tuple[Block, ...] = ()
    case: Case | None = None
    refused: Refused = field(default_factory=list)


@dataclass(frozen=True)
class PlaybookGate:
    """Keeps what `finds` has nothing against; what is not kept is added to `refused`."""

    document: Document
    finds: Finds
    refused: Refused

    def answers(self, drafts: Sequence[DraftAnswer], side: Side | None, taken: Taken) -> tuple[Answer, ...]:
        """Return the answers, those of a side for whoever argues it."""
        return tuple(kept for draft in drafts if (kept := self._answer(draft, side, taken)))

    def _answer(self, draft: DraftAnswer, side: Side | None, taken: Taken) -> Answer | None:
        acts = tuple(dict.fromkeys(act for act in draft.acts if act in _ACTS)) or ("fact",)
        short, full = self.said(draft.short[:2], side), self.said(draft.full, side)
        plain = self.said(draft.plain, side) or short
        asks = taken.wordings(draft.asks, side)
        if not (asks and _says_something(short) and _says_something(full)):
            self.refused.append((f"the answer {draft.id}", _nothing_left(asks)))
            return None
        return Answer.model_validate(
            {
                "id": taken.id(draft.id),
                "side": side,
                "acts": acts,
                "asks": asks,
                "short": short,
                "full": full,
                "plain": plain,
                "absent": draft.absent,
            }
        )

    def blocks(self, drafts: Sequence[DraftBlock], side: Side, taken: Taken) -> tuple[Block, ...]:
        """Return the blocks against the arguments of a side."""
        return tuple(kept for draft in drafts if (kept := self._block(draft, side, taken)))

    def _block(self, draft: DraftBlock, side: Side, taken: Taken) -> Block | None:
        answers = tuple(kept for one in draft.answers if (kept := self._block_answer(one, other_side(side))))
        says = taken.wordings(draft.says, side)
        if not (says and answers):
            self.refused.append((f"the block {draft.id}", _nothing_left(says)))
            return None
        argument = " ".join(draft.argument.split())
        return Block(id=taken.id(draft.id), side=side, argument=argument, says=says, answers=answers)

    def _block_answer(self, draft: DraftBlockAnswer, side: Side) -> BlockAnswer | None:
        signpost = " ".join(draft.signpost.split()).removeprefix("link: ")
        lead = self.said([f"link: {signpost}"], side) if signpost else ()
        says = self.said(draft.says, side)
        if not (lead and _says_something(says)):
            return None
        move = draft.move if draft.move in _MOVES else "mitigate"
        extend = self.said(draft.extend, side)
        return BlockAnswer.model_validate(
            {"move": move, "signpost": lead[0].text, "says": says, "extend": extend}
        )

    def case(self, draft: DraftCase, side: Side) -> Case:
        """Return the case of a side."""
        speeches = {
            name: self.said(getattr(draft, name), side)
            for name in ("overview", "strongest", "weakest", "both_sides", "closing")
        }
        lists = {
            name: self.said(getattr(draft, name), side, apart=True)
            for name in ("cross_examination", "missing_evidence", "weighing")
        }
        opening = {seconds: self.said(said, side) for seconds, said in draft.opening.items()}
        interests = {
            " ".join(whose.lower().split()): self.said(said, side) for whose, said in draft.interests.items()
        }
        return Case.model_validate(
            {
                **speeches,
                **lists,
                "opening": {seconds: said for seconds, said in opening.items() if _says_something(said)},
                "interests": {whose: said for whose, said in interests.items() if _says_something(said)},
                "contentions": tuple(self._contentions(draft, side)),
            }
        )

    def _contentions(self, draft: DraftCase, side: Side) -> Iterable[Contention]:
        for one in draft.contentions:
            parts = [self.said(part, side) for part in (one.claim, one.warrant, one.impact)]
            title = " ".join(one.title.split()).rstrip(".")
            if title and all(map(_says_something, parts)):
                claim, warrant, impact = parts
                yield Contention(title=title, claim=claim, warrant=warrant, impact=impact)
            else:
                self.refused.append((f"the contention “{title}”", _nothing_left(parts)))

    def said(
        self, texts: Sequence[str], side: Side | None, *, apart: bool = False
    ) -> tuple[PreparedSentence, ...]:
        """Return the sentences that are kept, none that leans on one that is not; `apart` each by itself."""
        kept: list[PreparedSentence] = []
        before, lost = "", False
        for text in (part for whole in texts for part in _with_lead_apart(whole)):
            sentence = self._kept(text, "" if apart else before, side)
            before = sentence.text if sentence else before
            if sentence is None or (lost and not apart and leans(sentence.text)):
                lost = True
                continue
            lost = False
            kept.append(sentence)
        return tuple(kept)

    def _kept(self, text: str, before: str, side: Side | None) -> PreparedSentence | None:
        sentence = parsed(text)
        if isinstance(sentence, str):
            self.refused.append((text, sentence))
            return None
        if missing := [number for number in sentence.cites if not self.document.has(number)]:
            self.refused.append((text, f"there is no passage {missing[0]}"))
            return None
        if sentence.kind == "analytic" and side is None:
            self.refused.append(
                (
                    text,
                    "an answer that argues for neither side may not contain reasoning: leave that out",
                )
            )
            return None
        said = replace(as_prepared(sentence), source=None)
        found = self.finds(Sentence(said, before if leans(sentence.text) else "", side))
        if found.reason:
            self.refused.append((text, found.reason))
            return None
        return sentence.model_copy(update={"kind": found.kind}) if found.kind != sentence.kind else sentence


def _with_lead_apart(text: str) -> tuple[str, ...]:
    """Return a sentence with the few words that lead on to it as one of their own: "No.", "It does not."."""
    lead = _LEAD.match(text)
    return (f"link: {lead[1]}", text[lead.end() :]) if lead else (text,)


@dataclass
class Taken:
    """Ids and wordings that entries have already; no two entries share one."""

    ids: set[str] = field(default_factory=set)
    words: set[tuple[str, Side | None]] = field(default_factory=set)

    @classmethod
    def by(cls, entries: Iterable[Answer | Block]) -> Taken:
        """Return those of these entries."""
        taken = cls()
        for entry in entries:
            taken.ids.add(entry.id)
            said = entry.asks if isinstance(entry, Answer) else entry.says
            taken.words |= {(words.lower().strip(), entry.side) for words in said}
        return taken

    def id(self, wanted: str) -> str:
        """Return a free id, as near to the wanted one as can be."""
        first = _NO_SLUG.sub("-", folded(wanted)).strip("-")[:60].strip("-") or "entry"
        number, free = 2, first
        while free in self.ids:
            free, number = f"{first}-{number}", number + 1
        self.ids.add(free)
        return free

    def wordings(self, said: Iterable[str], side: Side | None) -> tuple[str, ...]:
        """Return those wordings that no other entry has."""
        free: list[str] = []
        for words in (" ".join(one.split())[:300] for one in said):
            key = (words.lower(), side)
            if words and key not in self.words and len(free) < _WORDINGS:
                self.words.add(key)
                free.append(words)
        return tuple(free)


async def gated(
    keep: Callable[[PlaybookGate], Kept], document: Document, meaning: Meaning, told: Told
) -> Kept:
    """Return what `keep` keeps by a gate, once all sentences that it asks about are judged."""
    while True:
        waiting: list[Sentence] = []

        def finds(sentence: Sentence, waiting: list[Sentence] = waiting) -> Finding:
            found = meaning.known(sentence)
            if found is None:
                waiting.append(sentence)
            return found or Finding(sentence.statement.kind)

        refused: Refused = []
        kept = keep(PlaybookGate(document, finds, refused))
        if not waiting:
            return replace(kept, refused=refused)
        await meaning.judge(waiting, told)


def parsed(text: str) -> PreparedSentence | str:
    """Return a sentence as a playbook writes it; what is wrong with it where it is none."""
    try:
        return PreparedSentence.model_validate(" ".join(text.split()))
    except ValidationError as exc:
        return exc.errors()[0]["msg"].removeprefix("Value error, ")


def _says_something(said: Sequence[PreparedSentence]) -> bool:
    return any(one.kind != "link" for one in said)


def _nothing_left(what: object) -> str:
    return "what is left of it says nothing" if what else "another entry has all of its wordings"
