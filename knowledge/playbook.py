"""The playbook of a topic: the words prepared for it. Answers, blocks against arguments, and cases.

A debate team calls it its files. Each item is one sentence, written as `[kind: ]text [n]…`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, model_validator

from knowledge import KnowledgeError
from knowledge.argument_map import Side, Slug
from knowledge.block_closing import closing_fault
from knowledge.document import Document
from knowledge.playbook_files import NamedTexts, text_of, texts_in
from knowledge.prepared_sentence import PreparedSentence, SentenceGroup, Sentences, Strict, Wordings
from knowledge.prepared_table import Table
from knowledge.study import Study
from knowledge.yaml_file import parse_model

ANSWERS, BLOCKS, CASES = "answers", "blocks", "cases.yaml"  # folders of files, and a file
STUDY = "study.yaml"  # a file that a topic may do without
Act = Literal[
    "overview", "fact", "yes-no", "either-or", "reason", "consequence", "evidence", "stance",
    "recommendation", "concession", "compare", "quote", "identify", "define", "list", "about the document",
    "weakest", "missing evidence", "both sides", "case", "opening", "contentions", "strongest", "attack",
    "cross-examine", "rebut", "weigh", "closing",
]  # fmt: skip
Move = Literal["deny", "no link", "turn", "mitigate", "outweigh", "undercut"]

Piece = Literal["letter", "note", "post", "script"]

FILE = "playbook.yaml"  # of a topic that was added: all of it in one file
_HEAD = """\
# What this bot can say on its own about the op-ed. Edit it as you like; any error is reported, with its \
place, the next time the file is read.
# A sentence either reports what the op-ed says, with the passages that it rests on, for example [4][7], or \
is of another kind, named at its start:
# critique, question, weighing, reasoning or link; the last two cite nothing.
"""
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Answer(SentenceGroup):
    """What people ask, in their own wordings, and replies to it in three forms.

    `short` is one sentence, or a lead such as "Yes." and one sentence; `full` gives the answer first, then
    why; `plain` is in the simplest words. `lengths` are more replies, for what is often asked for in so many
    sentences or points, `plain_lengths` such replies in the simplest words, and `table` is the answer side by
    side. `absent` marks an answer that says that the op-ed doesn't tell. One with a `side` argues: it is for
    those who argue that side. It is said to an opponent in a debate, too, but where `debated` is false, since
    it advises whoever debates or speaks to somebody else. `offered` is the question that the page offers
    after another answer, "" for none; it is a wording, too.
    """

    id: Slug
    side: Side | None = None
    debated: bool = True
    acts: tuple[Act, ...] = Field(min_length=1)
    asks: Wordings
    offered: str = ""
    short: Sentences = Field(max_length=2)
    full: Sentences
    plain: Sentences
    lengths: tuple[Sentences, ...] = ()
    plain_lengths: tuple[Sentences, ...] = ()
    table: Table | None = None
    absent: bool = False


class BlockAnswer(SentenceGroup):
    """One way to answer an argument; `signpost` takes it up, `extend` goes on where this is attacked.

    The signpost takes up what is claimed and tells nobody what he said, so it fits however that was put.
    `closing` is what the exchange came to, in other words and in one sentence that rests on nothing else, for
    the closing speech.
    """

    move: Move
    signpost: str = Field(min_length=1)
    says: Sentences
    extend: tuple[PreparedSentence, ...] = ()
    closing: PreparedSentence | None = None

    @model_validator(mode="after")
    def _closes_on_what_it_said(self) -> BlockAnswer:
        if self.closing and (fault := closing_fault(self.closing, (*self.says, *self.extend))):
            raise ValueError(f"{fault}: “{self.closing.text}”")
        return self

    @property
    def lead(self) -> PreparedSentence:
        """The signpost as what leads on to the answer and says nothing by itself."""
        return PreparedSentence(kind="link", text=self.signpost)


class Block(SentenceGroup):
    """An argument that people make, and what the side that has to meet it answers, the best first.

    `side` is the side that makes the argument; `issue` names what is in dispute, in words that are nobody's.
    """

    id: Slug
    side: Side
    argument: str
    issue: str = ""
    says: Wordings
    answers: tuple[BlockAnswer, ...] = Field(min_length=1)


class Contention(SentenceGroup):
    """One main argument of a case; `met_by` is the block whose answers meet it best."""

    title: str
    met_by: Slug | None = None
    claim: Sentences
    warrant: Sentences
    impact: Sentences

    @property
    def heading(self) -> PreparedSentence:
        """The title as what leads on to the argument and says nothing by itself."""
        return PreparedSentence(kind="link", text=self.title)

    @property
    def body(self) -> tuple[PreparedSentence, ...]:
        """Claim, warrant and impact as they are said one after the other."""
        return (*self.claim, *self.warrant, *self.impact)


class Case(SentenceGroup):
    """A side's prepared speeches; `opening` by its seconds, `interests` by whose they are.

    `pieces` are what somebody on that side writes or says in person, without salutation and name: a letter, a
    note, a post, a script.
    """

    overview: tuple[PreparedSentence, ...] = ()
    strongest: tuple[PreparedSentence, ...] = ()
    weakest: tuple[PreparedSentence, ...] = ()
    both_sides: tuple[PreparedSentence, ...] = ()
    opening: dict[int, Sentences] = Field(default_factory=dict)
    contentions: tuple[Contention, ...] = ()
    closing: tuple[PreparedSentence, ...] = ()
    cross_examination: tuple[PreparedSentence, ...] = ()
    missing_evidence: tuple[PreparedSentence, ...] = ()
    weighing: tuple[PreparedSentence, ...] = ()
    interests: dict[str, Sentences] = Field(default_factory=dict)
    pieces: dict[Piece, Sentences] = Field(default_factory=dict)


class Cases(SentenceGroup):
    """The case of each side."""

    for_: Case | None = Field(None, alias="for")
    against: Case | None = None

    @property
    def sides(self) -> tuple[Case, ...]:
        """The cases that there are."""
        return tuple(case for case in (self.for_, self.against) if case)

    def of(self, side: Side) -> Case | None:
        """Return the case of a side; None where there is none."""
        return self.for_ if side == "for" else self.against


class Playbook(SentenceGroup):
    """All words that are prepared for a topic.

    `files` are the files that answers and blocks stand in, by their folder and id.
    """

    answers: tuple[Answer, ...] = ()
    blocks: tuple[Block, ...] = ()
    cases: Cases = Cases.model_validate({})
    study: Study = Study()
    files: dict[str, str] = Field(default_factory=dict)

    def place_of(self, entry: Answer | Block) -> str:
        """Return the file that an entry stands in, and its id."""
        folder = ANSWERS if isinstance(entry, Answer) else BLOCKS
        return f"{self.files.get(f'{folder}/{entry.id}', folder)}, [{entry.id}]"

    def holds(self, text: str, cites: Iterable[int]) -> bool:
        """Return whether a sentence stands in it in these words, with these citations in this order."""
        return (text, tuple(cites)) in self._held

    def entries_with(self, text: str) -> tuple[Answer | Block, ...]:
        """Return the answers and blocks that have a sentence in these words."""
        return self._entries.get(text, ())

    @cached_property
    def _entries(self) -> dict[str, tuple[Answer | Block, ...]]:
        entries: dict[str, tuple[Answer | Block, ...]] = {}
        parts: tuple[Answer | Block, ...] = (*self.answers, *self.blocks)
        for entry in parts:
            for text in dict.fromkeys(sentence.text for sentence in entry.sentences()):
                entries[text] = (*entries.get(text, ()), entry)
        return entries

    @cached_property
    def _held(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        return frozenset((sentence.text, sentence.cites) for sentence in self.sentences())


class _Answers(Strict):
    answers: tuple[Answer, ...]


class _Blocks(Strict):
    blocks: tuple[Block, ...]


class _Cases(Strict):
    cases: Cases


class _Study(Strict):
    study: Study


def load_playbook(folder: Path, document: Document) -> Playbook:
    """Return the playbook in a folder, whose sentences cite `document`; what is wrong is a KnowledgeError."""
    texts = {name: texts_in(folder / name) for name in (ANSWERS, BLOCKS)}
    study = text_of(folder / STUDY) if (folder / STUDY).exists() else ""
    return _checked_playbook(texts[ANSWERS], texts[BLOCKS], text_of(folder / CASES), study, document)


@lru_cache(maxsize=8)  # a topic is loaded anew whenever it is joined
def _checked_playbook(
    answer_texts: NamedTexts, block_texts: NamedTexts, cases_text: str, study_text: str, document: Document
) -> Playbook:
    playbook = _parsed_playbook(answer_texts, block_texts, cases_text, study_text)
    _check(playbook, document, f"{ANSWERS}, ", f"{BLOCKS}, ", f"{CASES}: ", f"{STUDY}: ")
    return playbook


@lru_cache(maxsize=8)  # a third of a second of reading YAML, the same whatever document it is for
def _parsed_playbook(
    answer_texts: NamedTexts, block_texts: NamedTexts, cases_text: str, study_text: str
) -> Playbook:
    answers = {name: parse_model(text, name, _Answers).answers for name, text in answer_texts}
    blocks = {name: parse_model(text, name, _Blocks).blocks for name, text in block_texts}
    return Playbook(
        answers=tuple(chain.from_iterable(answers.values())),
        blocks=tuple(chain.from_iterable(blocks.values())),
        cases=parse_model(cases_text, CASES, _Cases).cases,
        study=parse_model(study_text, STUDY, _Study).study if study_text else Study(),
        files=_files(ANSWERS, answers) | _files(BLOCKS, blocks),
    )


def written_playbook(playbook: Playbook) -> str:
    """Return a playbook as YAML in one file, as `parse_playbook` reads it."""
    values = playbook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _HEAD + yaml.dump(
        values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=160, default_flow_style=None
    )


def parse_playbook(text: str, name: str, document: Document) -> Playbook:
    """Return the playbook in one file, whose sentences cite `document`.

    Raises KnowledgeError, which names the file, the place and the fix.
    """
    playbook = parse_model(text, name, Playbook)
    _check(playbook, document, f"{name}, ", f"{name}, ", f"{name}, cases: ", f"{name}, study: ")
    return playbook


def _check(playbook: Playbook, document: Document, answers: str, blocks: str, cases: str, study: str) -> None:
    """Raise KnowledgeError for the first fault, behind the words that tell in which part it is."""
    for where, parts in ((answers, playbook.answers), (blocks, playbook.blocks)):
        if fault := next(_faults(parts, document), None):
            raise KnowledgeError(f"{where}{fault}")
    there = {block.id for block in playbook.blocks}
    contentions = [one for case in playbook.cases.sides for one in case.contentions]
    for unknown in (one for one in contentions if one.met_by and one.met_by not in there):
        raise KnowledgeError(f"{cases}no block {unknown.met_by!r} meets {unknown.title!r}; name another")
    for where, part in ((cases, playbook.cases), (study, playbook.study)):
        missing = [number for number in sorted(part.cites) if not document.has(number)]
        if missing:
            raise KnowledgeError(f"{where}{_no_passage(missing[0], document)}")


def _files(folder: str, parts: Mapping[str, Iterable[Answer | Block]]) -> dict[str, str]:
    return {f"{folder}/{part.id}": name for name, found in parts.items() for part in found}


def _faults(parts: tuple[Answer, ...] | tuple[Block, ...], document: Document) -> Iterator[str]:
    ids, wordings = set[str](), dict[tuple[str, Side | None], str]()
    for part in parts:
        if part.id in ids:
            yield f"[{part.id}]: two entries have this name; rename one"
        ids.add(part.id)
        for words in part.asks if isinstance(part, Answer) else part.says:
            other = wordings.setdefault((words.lower().strip(), part.side), part.id)
            if other != part.id:
                yield f"[{part.id}]: the wording {words!r} also appears in [{other}]; remove one"
        missing = [number for number in sorted(part.cites) if not document.has(number)]
        if missing:
            yield f"[{part.id}]: {_no_passage(missing[0], document)}"


def _no_passage(number: int, document: Document) -> str:
    return f"there is no passage {number}; give numbers from 1 to {len(document.passages)}"
