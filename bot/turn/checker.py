"""How the sentences of a turn are checked: by the vetoes and a model that judges, else by the rules alone."""

from __future__ import annotations

from asyncio import Future
from dataclasses import replace

from bot.evidence.excerpt import LONG, WHOLE, beside, excerpt
from bot.evidence.gather import Evidence
from bot.gate import Stance, Verdict, check, find_citations, of_the_other_side, veto
from bot.judge.judging import Judging
from bot.judge.ruling import AskedSentence, Ruling
from bot.request.language import ENGLISH
from bot.statement import Statement, StatementKind
from bot.statement.attribution import CONCEDES, given_as_the_opeds, lowered
from bot.statement.leaning import leans
from bot.writers import Assignment
from knowledge.argument_map import Side, other_side
from knowledge.document import Passage
from knowledge.sentence_analysis import read

# The trained judge's score from which on a strict reader is shown a report; 95 % of the embedded writer's
# reach 0.7.
SURE = 0.8
# Acts that ask of a side what speaks against it, or for what reasons one may not follow it
ADMITS = frozenset(["weakest", "missing evidence", "weigh", "concession"])
BESIDE = 2  # passages on either side of a cited one that a judge reads with it
KINDS: dict[str, StatementKind] = {
    "says": "report", "grants": "report", "lacks": "critique", "asks": "question", "weighs": "weighing",
    "reasons": "analytic", "talk": "link",
}  # fmt: skip
OVERHEAD = ("title", "row")  # what stands over others, or beside them in a table, and may say anything
OTHER_SIDE = "side"  # the verdict on what is supported and helps the other side: it may be granted
SWITCHED_OFF = Verdict(False, "reasoning", "reasoning of the bot's own is switched off")
PASSED = Verdict(True, "judge", "the checking model found that its passages support it")


class Checker:
    """Checks the statements of one turn. `judging` is None where no model judges."""

    def __init__(
        self, assignment: Assignment, judging: Judging | None, *, strict: bool, reasoning: bool = True
    ) -> None:
        self.judging, self._reasoning = judging, reasoning
        self._assignment, self._evidence = assignment, assignment.evidence
        self._strict = strict
        argued = (part.plan.side for part in (assignment, *assignment.parts) if part.plan.side)
        mode = assignment.plan.mode
        self._side: Side | None = next(argued, mode if mode == "for" or mode == "against" else None)
        self._stance = stance_of(self._side, self._evidence)
        self._admits = assignment.plan.request.act in ADMITS
        self._foreign = assignment.language != ENGLISH
        question = assignment.plan.question
        self._heard = " ".join([*(before.question for before in question.history), question.words])

    def begin(self, statement: Statement, before: str) -> Verdict | Future[Ruling | None] | None:
        """Return what the vetoes refuse, or the ruling to come; None where the rules alone are to check.

        `before` is the sentence that stands before it.
        """
        if statement.kind == "analytic" and not self._reasoning:
            return SWITCHED_OFF
        if self.judging is None or not self._judged(statement):
            return None
        vetoed = self._vetoed(statement)
        return self.judging.ask(self._asked(statement, before)) if vetoed.passed else vetoed

    def ruled(self, statement: Statement, ruling: Ruling | None) -> tuple[Statement, Verdict]:
        """Return the statement as the judge found it, with the verdict; by the rules without a ruling."""
        if ruling is None:
            return self.by_rules(statement)
        if not ruling.supported:
            return statement, Verdict(False, "judge", ruling.reason)
        found = self._as_found(statement, ruling)
        if found.kind == "analytic" and not self._reasoning:
            return found, SWITCHED_OFF
        if found.kind in ("report", "weighing", "question") and not found.cites:
            return found, Verdict(False, "citation", "it cites no passage")
        vetoed = self._vetoed(found)
        if not vetoed.passed:
            return found, vetoed
        document, names = self._evidence.topic.document, self._assignment.plan.question.names
        if found.kind != "report":  # what is missing or weighed may serve either side: whoever argues knows
            return found, PASSED
        other = of_the_other_side(found, document, self._stance_of(found), names)
        return found, Verdict(False, OTHER_SIDE, other) if other else PASSED

    def by_rules(self, statement: Statement) -> tuple[Statement, Verdict]:
        """Return the statement with the passages that were found for it, and what the rules say.

        They read English alone, and each report as the op-ed's word, which the reply that it stands in makes
        it. What is shown is the statement as it was written.
        """
        if self._foreign and not statement.prepared:
            return statement, Verdict(False, "judge", "no model reads this language to check it")
        document, names = self._evidence.topic.document, self._assignment.plan.question.names
        stance = self._stance_of(statement)
        attributed = statement if statement.prepared else _attributed(statement)
        cited = find_citations(attributed, document, stance, names)
        verdict = check(cited, document.passages, document, stance, names)
        framed = attributed.text != statement.text
        if verdict.passed and framed and self._anothers_word(replace(statement, cites=cited.cites)):
            verdict = Verdict(False, "attribution", "the passages do not give this as that speaker's word")
        found = replace(statement, cites=cited.cites) if cited.cites != statement.cites else statement
        return found, self._held_strictly(found, verdict) if self._strict and verdict.passed else verdict

    def _anothers_word(self, statement: Statement) -> bool:
        """Tell whether a report gives somebody's word that its passages do not report."""
        from bot.judge.details.speaker import unknown_speaker

        texts = [self._evidence.topic.document.passage(number).text for number in statement.cites]
        return unknown_speaker(statement.text, [read(text) for text in texts]) > 0

    def _judged(self, statement: Statement) -> bool:
        """Tell whether the model is to judge: not what was prepared, nor mere words of conversation."""
        if statement.prepared or self.judging is None or not self.judging.form.reads(statement.kind):
            return False
        overhead = statement.layout in OVERHEAD
        return self._foreign or overhead or statement.kind != "link" or not self.by_rules(statement)[1].passed

    def _as_found(self, statement: Statement, ruling: Ruling) -> Statement:
        """Return the statement with the kind and the passages that the judge found."""
        document = self._evidence.topic.document
        rests_on = tuple(number for number in dict.fromkeys(ruling.rests_on) if document.has(number))
        kind = KINDS.get(ruling.kind, statement.kind)
        cites = statement.cites or (rests_on if kind not in ("analytic", "link") else ())
        if cites and kind in ("analytic", "link"):  # it rests on passages, whatever else it does
            kind = "report"
        if not cites and (kind == "weighing" or (kind == "report" and self._side)):
            kind = "analytic"  # what needs no passage is reasoning; in answers only what weighs for others
        if statement.kind == "link" and statement.layout in OVERHEAD and not cites:
            kind = "link"  # what it stands over or beside is checked by itself
        if kind == "critique" and not cites and self._assignment.plan.mode == "ask":
            kind = "link"  # that the op-ed does not say: there is nothing to cite
        concession = statement.concession or (ruling.kind == "grants" and kind == "report")
        return replace(statement, kind=kind, cites=cites, concession=concession)

    def _asked(self, statement: Statement, before: str) -> AskedSentence:
        if not leans(statement.text):
            before = "" if statement.cites else self._assignment.plan.question.words
        side = self._side
        return AskedSentence(
            statement.text,
            statement.cites,
            tuple((passage.id, " ".join(passage.text.split())) for passage in self._read_with(statement)),
            before,
            f"{_stands(statement)} argues {side} what the op-ed recommends."
            if side
            else f"{_stands(statement)} answers a question.",
        )

    def _read_with(self, statement: Statement) -> tuple[Passage, ...]:
        """Return the passages that the judge reads: the whole document where that is short.

        And where it may be asked what the document leaves out or carries elsewhere; else the cited passages
        and those beside them.
        """
        document = self._evidence.topic.document
        if len(document.text) <= WHOLE:
            return document.passages
        if statement.kind == "report" and statement.cites:
            return beside(document, statement.cites, BESIDE)
        if len(document.text) <= LONG:
            return document.passages
        found = [passage.id for passage in excerpt(self._evidence)]
        return beside(document, (*found, *statement.cites), BESIDE)

    def _vetoed(self, statement: Statement) -> Verdict:
        question, document = self._assignment.plan.question, self._evidence.topic.document
        stance = self._stance_of(statement)
        return veto(statement, document, stance, question.names, foreign=self._foreign, heard=self._heard)

    def _stance_of(self, statement: Statement) -> Stance | None:
        if self._admits and not statement.prepared:  # it may say what helps either side
            return Stance(self._side) if self._side else None
        return stance_of(statement.side, self._evidence) if statement.side else self._stance

    def _held_strictly(self, statement: Statement, verdict: Verdict) -> Verdict:
        """Return the verdict on a report that has passed the rules, once the trained judge has read it."""
        from bot.judge import judge  # its trees take a while to load, and few readers ask for it

        texts = [self._evidence.topic.document.passage(number).text for number in statement.cites]
        if statement.kind != "report" or statement.prepared or judge(statement.text, texts).score >= SURE:
            return verdict
        return Verdict(False, "strict", "the second check is not sure enough that the passage supports it")


def _stands(statement: Statement) -> str:
    """Return what a statement is in its reply, for whoever judges it."""
    if statement.layout == "title":
        return "It is the heading of what follows in a reply that"
    return "It is a row of a table in a reply that" if statement.layout == "row" else "It"


def _attributed(statement: Statement) -> Statement:
    """Return a report with the words that give it as the op-ed's, where the rules want to read them."""
    if statement.kind != "report" or CONCEDES.match(statement.text):
        return statement
    text = given_as_the_opeds(statement.text)
    return replace(statement, text=f"Granted, {lowered(text)}" if statement.concession else text)


def stance_of(side: Side | None, evidence: Evidence) -> Stance | None:
    """Return the side that a reply or a column is held to, with the passages that help only the other."""
    argument_map = evidence.topic.argument_map
    if side is None:
        return None
    if argument_map is None or argument_map.guessed:
        return Stance(side)
    other = other_side(side)
    numbers = (passage.id for passage in evidence.topic.document.passages)
    return Stance(
        side, frozenset(number for number in numbers if argument_map.side_of_passage(number) == other)
    )
