"""A side's case in the simplest words: the plain replies of what was prepared for it, argument by argument.

A case is prepared in one register. What people ask of a side has a plain reply, too, and for each contention
there is one that rests on much the same passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.request.form import asks_plain
from knowledge.argument_map import Side
from knowledge.playbook import Answer, Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read

# Acts of what makes an argument, and meets none: an answer has no others
ARGUES = frozenset("case opening reason contentions strongest attack consequence recommendation".split())
Said = tuple[PreparedSentence, ...]
WHOLE = frozenset(["case", "opening"])  # the same of a whole case
FOR_PLAIN = 0.5  # share of its wordings that ask for plain words, from which an answer was prepared for those
ABOUT_IT = 0.4  # share of their passages from which an answer makes the argument of a contention
SENTENCES = 3  # of an argument in plain words: claim, why, what it comes to


def in_plain_words(case: Case, playbook: Playbook, side: Side) -> Case:
    """Return a case with its arguments and speeches in plain words; as it is where none were prepared."""
    answers = [one for one in playbook.answers if one.side == side and one.plain]
    contentions = tuple(_retold(case, answers))
    if not contentions:
        return case
    opens = next((one.plain for one in answers if WHOLE & {*one.acts} and _for_plain_readers(one)), ())
    overview = opens or contentions[0].body
    return case.model_copy(
        update={
            "contentions": contentions,
            "overview": overview,
            "strongest": contentions[0].body,
            "opening": dict(enumerate(_speeches(opens, contentions))),
            "closing": overview,
            "both_sides": (),
        }
    )


def _speeches(opens: Said, contentions: tuple[Contention, ...]) -> Iterator[Said]:
    """Yield speeches of one argument, of two, and so on, each between what opens a case and what ends it."""
    told, said = {*opens}, list[PreparedSentence]()
    for one in contentions:
        said += [sentence for sentence in one.body if sentence not in told]
        yield (*opens[:-1], *said, *opens[-1:])


def _retold(case: Case, answers: list[Answer]) -> Iterator[Contention]:
    """Yield the contentions in the plain words of the answer that is most about each."""
    left = [one for one in answers if ARGUES.issuperset(one.acts) and _argues(one)]
    for contention in case.contentions:
        best = max(left, key=lambda one: _shared(one, contention), default=None)
        if best and _shared(best, contention) >= ABOUT_IT:
            left.remove(best)
            first, *behind = best.plain[:SENTENCES]
            said = {"claim": (first,), "warrant": tuple(behind[:-1]), "impact": tuple(behind[-1:])}
            yield contention.model_copy(update=said)


def _shared(answer: Answer, contention: Contention) -> float:
    return len(answer.cites & contention.cites) / len(answer.cites | contention.cites)


def _argues(answer: Answer) -> bool:
    """Tell whether the plain words of an answer make an argument: they deny nothing first and ask nothing."""
    denies = bool(read(answer.plain[0].text).negations)
    return not denies and not any(one.kind == "question" for one in answer.plain)


@lru_cache(maxsize=1024)
def _for_plain_readers(answer: Answer) -> bool:
    """Tell whether those who ask for an answer mostly ask for plain words."""
    plain = sum(asks_plain(wording) for wording in answer.asks)
    return plain >= FOR_PLAIN * len(answer.asks)
