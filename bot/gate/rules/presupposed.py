"""Nothing is taken for granted that the passages do not carry.

What a critique, a question or a weighing says by the way is held to the rules for a report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby

from bot.gate.rules.absence import absences
from bot.gate.rules.attached import attached, coordinated
from bot.gate.rules.cause import cause
from bot.gate.rules.condition import condition
from bot.gate.rules.direction import direction, negation
from bot.gate.rules.done import done
from bot.gate.rules.exchange import exchange
from bot.gate.rules.figure import figure, figure_place, given_too_often
from bot.gate.rules.hedge import hedge
from bot.gate.rules.link import link
from bot.gate.rules.manner import manner
from bot.gate.rules.name import name, name_place, named_too_often
from bot.gate.rules.order import order
from bot.gate.rules.quantity import quantity
from bot.gate.rules.role import role
from bot.gate.rules.scope import scope
from bot.gate.rules.support import clause, invention
from bot.gate.rules.swapped import crossed, swapped
from bot.gate.verdict import CheckedStatement, Rule
from knowledge.sentence_analysis import read
from knowledge.sentence_parts import SentencePart, bare, parts

_SAID: tuple[Rule, ...] = (
    figure, name, role, order, exchange, attached, coordinated, negation, direction, hedge, scope, cause,
    done, condition, quantity, link, manner, swapped, crossed,
    clause, invention, figure_place, name_place, named_too_often, given_too_often,
)  # fmt: skip
_ALSO = r"(?:(?:and|but|or|so|then|yet)\s)*"
_ASKS = re.compile(
    rf"{_ALSO}(?:(?:to|in|on|by|at|of|for|from|with|under|against)\s)?(?:how|what|why|which|when|where"
    r"|who|whom|whose"
    r"|is|are|was|were|does|do|did|would|could|should|might|may|has|have|had|can|will)\b",
    re.IGNORECASE,
)
_RELATES = re.compile(r"(?:which|who|whom|whose|where|when)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:what|whom|why|how|which|when|where)$", re.IGNORECASE)
_SUPPOSES = re.compile(
    rf"{_ALSO}(?:if|unless|whether|whoever|suppose|should|were|(?:those|anyone|anybody|readers?|someone"
    r"|people|one)\swho|who\sranks)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\b(?:would|whether|depends?|could|might)\b", re.IGNORECASE)
_ON_OPED = re.compile(r"\bthe\sop-ed\b", re.IGNORECASE)
_OPED = re.compile(r"\b(?:op-ed|it)\b", re.IGNORECASE)
# What follows these is a fact to whoever says them (Kiparsky & Kiparsky 1970), or is given as the op-ed's.
_FACTIVE = (
    r"(?:mention|consider|discuss|address|weigh|acknowledg|admit|conced|grant|reali[sz]|notic|ignor"
    r"|overlook|forget|forgot|omit|hid|conceal|recall|regret|know|disclos|reveal|remember|face)"
    r"(?:e|s|es|ed|ing|t?ten|ted|ting)?|not(?:e|es|ed|ing)|the\sfact|the\sreader|aware|claims?|view|granted"
)
_FACT = re.compile(
    rf"\b(?:{_FACTIVE})\sthat\s(?P<that>.+)|\b(?:does\snot|never|doesn[’']t|no\sreason"
    rf"|nothing)\b(?:\s\w+){{0,3}}?\s(?:why|how(?!\s(?:\w+\s)?(?:much|many|likely)))\s(?P<why>.+)",
    re.IGNORECASE,
)
_PARTS = 40  # no sentence of people has more
_NEAR = 2  # passages beside the cited ones by which a part is judged
_MODAL = re.compile(r"(?:(?!that\b)\S+\s){0,7}(?:would|could|should|might|ought)\b", re.IGNORECASE)


def presupposed(case: CheckedStatement) -> str | None:
    """Check that what is taken for granted is what the document says.

    That is each part which is no part of the asking, the criticising or the weighing itself.
    """
    if len(parts(case.statement.text)) > _PARTS:
        return "it is too long to be checked part by part"
    for words, within in taken_for_granted(case):
        reason = _refusal(case, words, within)
        if reason:
            return f"it takes “{words}” for granted: {reason}"
    return None


def by_the_way(case: CheckedStatement) -> str | None:
    """Check that what a report adds stands in the cited passages by itself, and does not ride on the rest.

    It adds a reason, words in brackets, or what stands behind a colon or a dash.
    """
    for part in parts(case.body.text):
        if part.reasons or part.apart or part.joined:
            reason = clause(
                replace(case, statement=replace(case.statement, text=f"The op-ed says that {part.bare}"))
            )
            if reason:
                return reason
    return None


def taken_for_granted(case: CheckedStatement) -> Iterator[tuple[str, bool]]:
    """Yield what the statement says as a fact, in the order of its parts.

    With each part goes whether a hedge that stands before it may hold for it, too.
    """
    text = case.statement.text
    found = parts(text)
    core = _core(case, found)
    for asserted, group in groupby(enumerate(found), key=lambda pair: pair[1] not in core):
        run = list(group)
        told = (
            [(place, part) for place, part in run if part.apart or part.reasons or _tells(part.bare)]
            if asserted
            else []
        )
        for place, part in told:
            yield part.bare, place > 0 and not part.apart and not part.reasons
        if len(told) > 1:  # what one of them denies or hedges can lie in another
            (place, first), (_, last) = run[0], run[-1]
            yield (
                bare(text[first.start : last.start + len(last.text)]),
                place > 0 and not first.apart and not first.reasons,
            )
    for part in found:
        fact = _FACT.search(part.text)
        if fact and (fact["that"] or not _MODAL.match(fact["why"])):
            yield fact["that"] or fact["why"], False


def _tells(words: str) -> bool:
    """Tell whether there is more than one word of content: "and not on Smith" says nothing of its own."""
    reading = read(words)
    return len(reading.content) + len(reading.names) + len(reading.figures) > 1


def _refusal(case: CheckedStatement, words: str, within: bool) -> str | None:
    """Return why the words would be refused as a report.

    By the cited passages, or where those do not tell of it, by the ones that tell most of it.
    """
    said = replace(
        case, statement=replace(case.statement, kind="report", text=f"The op-ed says that {words}")
    )
    hedged = read(case.statement.text).hedges if within else ()
    reason = _broken(said, hedged, words)
    if reason is None or clause(said) is None:
        return reason
    near = sorted(
        zip(case.index.coverages(said.body.content), case.document.passages, strict=True),
        key=lambda pair: -pair[0],
    )[:_NEAR]
    return (
        reason
        if all(_broken(replace(said, passages=(passage,)), hedged, words) for _, passage in near)
        else None
    )


def _broken(said: CheckedStatement, hedged: Collection[str], words: str) -> str | None:
    for rule in _SAID:
        if rule is hedge and (
            _ON_OPED.search(words) or any(word in hedged for reading in said.cited for word in reading.hedges)
        ):
            continue  # what the op-ed speaks of is sure, and a hedge may stand before the part
        if reason := rule(said):
            return reason
    return None


def _core(case: CheckedStatement, found: tuple[SentencePart, ...]) -> tuple[SentencePart, ...]:
    """Return the parts that ask, criticise, weigh or suppose."""
    kind = case.statement.kind
    if kind == "question":
        supposing = [part for part in found if _SUPPOSES.match(part.text)]
        asking = [
            part
            for place, part in enumerate(found)
            if (_ASKS.match(part.text) and not (place and _RELATES.match(part.text)))
            or _ENDS.search(part.text)
        ]
        last = [part for part in found[-1:] if not asking or not (part.opened or part.apart)]
        return (*supposing, *asking, *last)
    if kind == "weighing":
        supposing = [part for part in found if _SUPPOSES.match(part.text)]
        return tuple(
            supposing
            + [
                part
                for part in found
                if supposing and _WOULD.search(part.text) and not part.joined and not part.apart
            ]
        )
    starts = [one.start for one in absences(case.statement.text)]
    return tuple(
        part
        for part in found
        if any(part.start <= start < part.start + len(part.text) for start in starts)
        or (not starts and _OPED.search(part.text))
    )
