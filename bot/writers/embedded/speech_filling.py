"""Speeches made as long as they are wanted: from a side's other contentions, or of one sentence that fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from bot.statement import Statement, as_prepared
from bot.statement.attribution import CONCEDES
from bot.writers.embedded.speech_length import cut_to_words, leans, missed, signposts, words_in
from bot.writers.embedded.speech_shape import Words
from knowledge.names import find_names
from knowledge.playbook import Case, Contention
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

Said = Sequence[PreparedSentence]
TOLD = 0.5  # share of a contention's passages from which a speech has told it already
LEAST = 12  # words for which no contention is begun
ENOUGH = 0.7  # of the words that are wanted: with so many a speech is long enough
LAST = 2  # sentences at the end of a speech that may be what it asks for
FEW = 12  # words of a slogan
_TO_THE_ROOM = re.compile(r"\b(?:this (?:side|debate|round)|opponents?|judges?|votes?|ballots?|I|you will)\b")
_QUESTION = re.compile(r"\bquestion\b", re.IGNORECASE)
SPARES = (0.7, 1.0, 1.3)  # of its share that a paragraph may take where another takes less or more


def filled(said: Said, contentions: Sequence[Contention], words: Words) -> list[Said]:
    """Return a speech in paragraphs, with as many other contentions before its end as it lacks words.

    One that is long enough is a paragraph as it is.
    """
    end = _ending(said)
    if words_in(said) >= ENOUGH * words[0] or end is None:
        return [said]
    body, ending = said[:end], said[end:]
    told = {number for one in said for number in one.cites}
    added: list[Said] = []
    for one in contentions:
        room = words[1] - words_in(said) - sum(map(words_in, added))
        if words[0] - words_in(said) - sum(map(words_in, added)) < LEAST:
            break
        if len(told & one.cites) > TOLD * len(one.cites):
            continue
        added.append(_within(one, room))
        told |= one.cites
    return [part for part in (body, *added, ending) if part]


def in_even_paragraphs(bodies: Sequence[Said], words: Words) -> list[Said]:
    """Return paragraphs, each cut so that all of them together come nearest to a number of words."""
    share = sum(words) / 2 / max(1, len(bodies))
    rooms = [(round(part * share * 0.9), round(part * share * 1.1)) for part in SPARES]
    ways = [[tuple(body), *(cut_to_words(body, room) for room in rooms)] for body in bodies]
    best = min(
        product(*ways),
        key=lambda chosen: (missed([one for said in chosen for one in said], words), -sum(map(len, chosen))),
        default=(),
    )
    return list(best)


def one_line(near: Said, case: Case, words: int) -> PreparedSentence | None:
    """Return the sentence of at most so many words that argues best alone; None where none is so short.

    First of what is near to what was asked, then of what the case comes to, then what it only reasons: the
    other way round for the few words of a slogan. The longest says most.
    """
    whole = (*case.overview, *case.strongest, *case.closing[-2:])
    main, all_of_it = ([one for one in said if one.kind == "analytic"] for said in (whole, _all_of(case)))
    pools = [[one for one in said if one.kind == "report"] for said in (near, whole)]
    ranked = [main, all_of_it, *pools] if words <= FEW else [*pools, main, all_of_it]
    for said in ranked:
        fitting = [one for one in said if len(one.text.split()) <= words and _stands(one.text)]
        if fitting:
            return max(fitting, key=lambda one: len(one.text))
    return None


def _stands(text: str) -> bool:
    """Tell whether a sentence argues without another one: it grants nothing and leans on nothing."""
    if leans(text) or signposts(text) or CONCEDES.match(text):
        return False
    return not text.endswith((":", "?")) and _TO_THE_ROOM.search(text) is None


def _all_of(case: Case) -> tuple[PreparedSentence, ...]:
    speeches = (case.overview, case.strongest, *case.opening.values(), case.closing)
    impacts = (one for contention in case.contentions for one in contention.impact)
    return (*(one for said in speeches for one in said), *impacts)


def _within(one: Contention, room: int) -> Said:
    """Return a contention cut to the words that are left, or its claim alone."""
    cut = cut_to_words(one.body, (max(room - LEAST, 1), room))
    return cut if words_in(cut) <= room else one.claim


def _ending(said: Said) -> int | None:
    """Return where the end of a speech begins, with a report near it; None where all hangs together."""
    last = [place for place in range(max(1, len(said) - LAST), len(said)) if said[place].kind == "report"]
    begins = [place for place in range(1, len(said)) if not leans(said[place].text)]
    return max(last or begins, default=None)


def asks_at_end(ends: str) -> bool:
    """Tell whether a speech is to end on a question."""
    return _QUESTION.search(ends) is not None


def question_at_end(topic: Topic) -> tuple[Statement, ...]:
    """Return a question about the op-ed to end on, where its critics have any prepared; () for none."""
    case = topic.playbook.cases.against if topic.playbook else None
    asked = case.cross_examination[:1] if case else ()
    return tuple(replace(as_prepared(one), layout="paragraph") for one in asked)


def ended_on(said: Said, case: Case, ends: str) -> Said:
    """Return what a contention says of a thing, and what it comes to, as the end of a speech; () for none."""
    words = _words(ends)

    def shared(one: PreparedSentence) -> int:
        return len(words & _words(one.text))

    best = max(case.contentions, key=lambda one: max(map(shared, one.body)), default=None)
    told = [one for one in best.body if shared(one) and one not in said] if best else []
    if best is None or not told:
        return ()
    opens = [one for one in best.claim if one not in told] if leans(told[0].text) else []
    return (*opens, *told, *(one for one in best.impact if one not in told))


def _words(text: str) -> set[str]:
    """Return what a text names, by its content words and its names."""
    names = (name.text.lower().split() for name in find_names(text))
    return {word.stem for word in read(text).content} | {word for name in names for word in name}
