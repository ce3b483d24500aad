"""Passages in their own words, whole: each with what it cannot be understood without, the best ones first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bot.gate import check
from bot.request.form import Form
from bot.statement import Fixed, Layout, Statement
from bot.writers import Draft
from bot.writers.embedded.telling import announces, points_back
from bot.writers.embedded.wording import quoting
from knowledge.document import Document, Passage
from knowledge.mining.clauses import inner_quotes

MOST = 4  # passages that are quoted, those that complete a thought included
ROOM = 110  # words of all of them together
ASIDE = 2  # passages before one that leans on them, and behind one that they lean on
LISTED = 12  # points of a list at most: a greater number counts something else
FEWEST = 4  # words: an exclamation says nothing by itself
PACE, SPOKEN = 2.4, 10  # words a second, read aloud, and seconds from which a speech is asked for
LATER = Fixed("Further on:")


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that stand one behind the other."""

    passages: tuple[Passage, ...]


def stretches(
    nearness: Mapping[int, float],
    document: Document,
    among: Container[int],
    *,
    far: float,
    least: int = 1,
    most: int = MOST,
    room: int = ROOM,
    leaning: bool = True,
) -> tuple[Block, ...]:
    """Return the runs of sentences that are nearest to what is asked, each within a paragraph.

    Of a paragraph it is the run with the greatest sum of what its sentences are nearer than the best one less
    `far`; only passages `among` these are taken, and at `least` so many of a paragraph where it has them.
    """
    best = max((near for number, near in nearness.items() if number in among), default=0.0)
    found: list[tuple[float, Sequence[Passage]]] = []
    for (_, taken), run in groupby(document.passages, key=lambda one: (one.paragraph, one.id in among)):
        if not taken:
            continue
        paragraph = tuple(run)
        worth = [nearness.get(passage.id, 0.0) - best + far for passage in paragraph]
        start, end = _best_run(worth, most)
        if sum(worth[start:end]) > 0:
            found.append((max(worth[start:end]), _widened(paragraph, start, end, least)))
    found.sort(key=lambda one: -one[0])
    return blocks([run for _, run in found], document, most=most, room=room, leaning=leaning)


def _best_run(worth: Sequence[float], most: int) -> tuple[int, int]:
    """Return where the run of at most so many numbers with the greatest sum begins and ends."""
    ends = range(1, len(worth) + 1)
    runs = [(start, end) for end in ends for start in range(max(0, end - most), end)]
    return max(runs, key=lambda run: sum(worth[run[0] : run[1]]))


def _widened(paragraph: Sequence[Passage], start: int, end: int, least: int) -> Sequence[Passage]:
    """Return a run with what leans on it, and as many sentences around it as there are to be at least."""
    behind = end
    while end < len(paragraph) and (end - start < least or (least > 1 and points_back(paragraph[end]))):
        end += 1
        if end - behind >= ASIDE and end - start >= least:
            break
    while start > 0 and end - start < least:
        start -= 1
    return paragraph[start:end]


def blocks(
    runs: Iterable[Sequence[Passage]],
    document: Document,
    *,
    most: int = MOST,
    room: int = ROOM,
    leaning: bool = True,
) -> tuple[Block, ...]:
    """Return runs of passages, the best first, as blocks that can be understood, as far as there is room.

    The block of the best run comes first, the others in reading order. Without `leaning` nothing is taken
    along that a run leans on: what stands under a label that says whose it is must be that.
    """
    taken: dict[int, Passage] = {}
    first: int | None = None
    for run in runs:
        whole = list(run)
        if leaning:
            whole = [*_before(run[0], document), *run, *_announced(run[-1], document)]
        fresh = [one for one in whole if one.id not in taken and _passes(one, document)]
        words = sum(len(one.text.split()) for one in fresh)
        said = sum(len(one.text.split()) for one in taken.values())
        if not fresh or words < FEWEST:
            continue
        if first is not None and (len(taken) + len(fresh) > most or said + words > room):
            continue
        first = fresh[0].id if first is None else first
        taken |= {one.id: one for one in fresh}
    found = _grouped([taken[number] for number in sorted(taken)])
    return tuple(sorted(found, key=lambda block: all(one.id != first for one in block.passages)))


@lru_cache(maxsize=4096)
def _passes(passage: Passage, document: Document) -> bool:
    """Tell whether the gate lets a passage through: a lead must not stand before nothing."""
    return check(in_quotes(passage), document.passages, document).passed


def each_alone(passages: Iterable[Passage]) -> list[Sequence[Passage]]:
    """Return each passage as a run of its own."""
    return [(passage,) for passage in passages]


def _before(passage: Passage, document: Document) -> list[Passage]:
    """Return the passages of the paragraph that one leans on."""
    before: list[Passage] = []
    first = passage
    while len(before) < ASIDE and points_back(first) and document.has(first.id - 1):
        first = document.passage(first.id - 1)
        if first.paragraph != passage.paragraph:
            break
        before.insert(0, first)
    return before


def _announced(passage: Passage, document: Document) -> list[Passage]:
    """Return what a passage announces: the rest of its paragraph, or what begins the next one."""
    if not (announces(passage) and document.has(passage.id + 1)):
        return []
    behind = document.passages[passage.id : passage.id + MOST]
    return [one for one in behind if one.paragraph == passage.paragraph] or list(behind[:1])


def told(found: Sequence[Block], form: Form, lead: Fixed | None = None) -> Iterator[Draft]:
    """Yield blocks in quotation marks, in the order of the piece: as prose that says where it goes on, or as
    a list.
    """
    kept = sorted(_within(found, form), key=lambda passage: passage.id)
    if form.listed or 1 < (form.points or 0) <= LISTED:
        layout: Layout = "number" if form.layout in ("numbered", "steps", None) else "bullet"
        for number, passage in enumerate(kept, start=1):
            yield in_quotes(passage, layout, number if layout == "number" else 0)
        return
    if lead and kept and not kept[0].quoted:  # whom the op-ed quotes as a block is no author of it
        yield lead
    before: Passage | None = None
    for passage in kept:
        if before and before.paragraph != passage.paragraph and not form.genre:
            yield LATER
        yield in_quotes(passage)
        before = passage


def in_quotes(passage: Passage, layout: Layout = "run on", number: int = 0) -> Statement:
    """Return a passage in its own words; those of a block quotation are given as quoted."""
    words = inner_quotes(" ".join(passage.text.split()))
    text = quoting(passage, onward=True).format(words)
    return Statement("report", text, (passage.id,), layout=layout, number=number)


def _within(found: Sequence[Block], form: Form) -> list[Passage]:
    """Return the passages that a form has room for, those of the best block before the others."""
    passages = [passage for block in found for passage in block.passages]
    kept = passages[: form.count or (1 if form.brief and not form.words else len(passages))]
    words = form.words or (round(form.seconds * PACE) if form.seconds and form.seconds >= SPOKEN else None)
    while words and len(kept) > 1 and sum(len(one.text.split()) for one in kept) > words:
        kept.pop()
    return kept


def _grouped(passages: Sequence[Passage]) -> list[Block]:
    groups: list[list[Passage]] = []
    for passage in passages:
        if groups and groups[-1][-1].id == passage.id - 1:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return [Block(tuple(group)) for group in groups]
