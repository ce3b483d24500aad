"""The check that each statement passes before it is shown. One entry point, `check`; it fails closed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from bot.gate.find_citations import candidates
from bot.gate.metonym import literal
from bot.gate.rules.absence import absence
from bot.gate.rules.attached import attached, coordinated
from bot.gate.rules.attribution import attribution
from bot.gate.rules.borrowed import loan
from bot.gate.rules.cause import cause
from bot.gate.rules.citation import citation, existing, idle_citation
from bot.gate.rules.condition import condition
from bot.gate.rules.digits import digits
from bot.gate.rules.direction import direction, negation
from bot.gate.rules.done import done
from bot.gate.rules.exchange import exchange
from bot.gate.rules.figure import figure, figure_place, given_too_often
from bot.gate.rules.given import given_figure, given_name
from bot.gate.rules.hedge import hedge
from bot.gate.rules.link import link
from bot.gate.rules.manner import manner
from bot.gate.rules.name import name, name_place, named_too_often
from bot.gate.rules.order import order
from bot.gate.rules.plain_text import plain
from bot.gate.rules.prepared import (
    figures_given,
    figures_known,
    names_given,
    names_known,
    own_reasoning,
    reasons,
    titled,
)
from bot.gate.rules.presupposed import by_the_way, presupposed
from bot.gate.rules.quantity import quantity
from bot.gate.rules.quotation import given_quotation, quotation
from bot.gate.rules.role import role
from bot.gate.rules.scope import scope
from bot.gate.rules.sentence_form import asks, empty, known_names, on_topic, single, weighs
from bot.gate.rules.side import keeps_side, side
from bot.gate.rules.support import invention, misplaced, support
from bot.gate.rules.swapped import crossed, swapped
from bot.gate.rules.writing_system import mixed, script
from bot.gate.verdict import CheckedStatement, Rule, Stance, Verdict
from bot.statement import Statement, StatementKind
from bot.statement.marking import marks
from knowledge.argument_map import NamedPerson
from knowledge.document import Document, Passage

__all__ = [
    "PREPARED",
    "RULES",
    "VETOES",
    "Stance",
    "Verdict",
    "check",
    "find_citations",
    "of_the_other_side",
    "veto",
]

log = logging.getLogger(__name__)

_FORM: tuple[Rule, ...] = (single, plain, script)
# What criticises, asks or weighs is about the op-ed and takes nothing for granted that passages do not carry.
_ABOUT: tuple[Rule, ...] = (*_FORM, citation, side, quotation, known_names, on_topic)
_WORD_BY_WORD: tuple[Rule, ...] = (
    figure, name, role, order, exchange, attached, coordinated, loan, negation, direction, hedge, scope,
    cause, done, condition, quantity, link, manner, swapped, crossed,
)  # fmt: skip
_AS_A_WHOLE: tuple[Rule, ...] = (
    support, by_the_way, invention, misplaced, figure_place, name_place, named_too_often, given_too_often,
    idle_citation,
)  # fmt: skip

RULES: dict[StatementKind, tuple[Rule, ...]] = {
    "report": (*_FORM, citation, attribution, side, quotation, *_WORD_BY_WORD, *_AS_A_WHOLE),
    "critique": (*_ABOUT, absence, presupposed),
    "question": (*_ABOUT, asks, presupposed),
    "weighing": (*_ABOUT, weighs, presupposed),
    "analytic": (*_FORM, side, reasons, known_names),
    "link": (*_FORM, side, empty),
}
# Whoever prepared a sentence has seen to it that its passages support it, and which side it helps.
_KNOWN: tuple[Rule, ...] = (*_FORM, citation, quotation, figures_known, names_known)
PREPARED: dict[StatementKind, tuple[Rule, ...]] = {
    "report": (*_FORM, citation, quotation, figures_given, names_given),
    "critique": _KNOWN,
    "question": _KNOWN,
    "weighing": _KNOWN,
    "analytic": (*_FORM, reasons, figures_known, names_known),
    "link": _FORM,  # it may take up what the reader said
}
# What a model judges by its meaning is held to these before: each is precise and knows no other words.
_PRECISE: tuple[Rule, ...] = (plain, script, existing, given_quotation, given_figure, given_name)
VETOES: dict[StatementKind, tuple[Rule, ...]] = {
    "report": _PRECISE,
    "critique": _PRECISE,
    "question": _PRECISE,
    "weighing": _PRECISE,
    "analytic": (*_PRECISE, own_reasoning),
    "link": _PRECISE,
}
_FOREIGN: tuple[Rule, ...] = (plain, mixed, existing, digits)  # in a language that the rules do not read

# What stands over an argument, or opens a point of a list, leads on to it.
_TITLE: tuple[Rule, ...] = (*_FORM, titled, figures_known, names_known)


def check(
    statement: Statement,
    passages: Sequence[Passage],
    document: Document,
    stance: Stance | None = None,
    people: Sequence[NamedPerson] = (),
) -> Verdict:
    """Judge one statement.

    `passages` are those that the writer had to draw on: a citation of any other counts as missing. `document`
    is searched whole for what a critique says is absent. `stance` holds the statement to a side. `people` are
    those whom the topic knows by other names, too: their offices tell for whom a capital stands. A rule that
    breaks refuses.
    """
    return _held_to(
        _rules,
        statement,
        passages,
        document,
        stance,
        people,
    )


def veto(
    statement: Statement,
    document: Document,
    stance: Stance | None = None,
    people: Sequence[NamedPerson] = (),
    *,
    foreign: bool = False,
    heard: str = "",
) -> Verdict:
    """Hold a statement to the vetoes alone, before and beside a judge that reads what it means.

    A statement without citations is held to the whole document. `foreign` is one in another language than
    English; `heard` is what the reader has said. A veto that breaks refuses.
    """
    return _held_to(
        (lambda one: _FOREIGN) if foreign else (lambda one: VETOES[one.kind]),
        statement,
        document.passages,
        document,
        stance,
        people,
        by_document=True,
        heard=heard,
    )


def of_the_other_side(
    statement: Statement,
    document: Document,
    stance: Stance | None = None,
    people: Sequence[NamedPerson] = (),
) -> str:
    """Say that a statement helps the other side only, and how; "" where it does not.

    Whether it may stand depends on what follows it: what is granted may be answered.
    """
    sided = _held_to(lambda one: (keeps_side,), statement, document.passages, document, stance, people)
    return "" if sided.passed else sided.reason


def _held_to(
    rules: Callable[[Statement], Sequence[Rule]],
    statement: Statement,
    passages: Sequence[Passage],
    document: Document,
    stance: Stance | None,
    people: Sequence[NamedPerson],
    *,
    by_document: bool = False,
    heard: str = "",
) -> Verdict:
    try:
        given = {passage.id: passage for passage in passages}
        cited = tuple(given[number] for number in dict.fromkeys(statement.cites) if number in given)
        if by_document and not statement.cites:
            cited = tuple(passages)
        said = statement if statement.prepared else literal(statement, cited, people)
        case = CheckedStatement(said, cited, document, stance, tuple(people), heard)
        for rule in rules(statement):
            reason = rule(case)
            if reason:
                return Verdict(False, rule.__name__, reason)
    except Exception:  # fails closed: what could not be checked is not shown
        log.exception("the gate broke on a %s", getattr(statement, "kind", "statement"))
        return Verdict(False, "gate", "the check itself failed, so the sentence is not shown")
    return Verdict(
        True, "all", f"supported by {marks(statement.cites)}" if statement.cites else "it makes no claim"
    )


def _rules(statement: Statement) -> tuple[Rule, ...]:
    if statement.kind == "link" and statement.prepared and (statement.layout == "title" or statement.leads):
        return _TITLE
    return (PREPARED if statement.prepared else RULES)[statement.kind]


def find_citations(
    statement: Statement, document: Document, stance: Stance | None = None, people: Sequence[NamedPerson] = ()
) -> Statement:
    """Return a statement that cites nothing, with the passages that carry it.

    As it is where none do, or where it makes no claim.
    """
    if statement.cites or statement.kind in ("analytic", "link"):
        return statement
    try:
        cited = (
            one
            for one in candidates(statement, document, stance)
            if check(one, document.passages, document, stance, people).passed
        )
        return next(cited, statement)
    except Exception:  # as in `check`: the statement goes on without citations, which the gate refuses
        log.exception("citations could not be looked up")
        return statement
