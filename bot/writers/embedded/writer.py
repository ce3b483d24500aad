"""The writer that needs no model: it chooses claims and passages and says them in its own sentences."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeGuard

from bot.debate.sides import WHICH_AGAIN, waits_for_side
from bot.evidence.gather import Evidence
from bot.evidence.unprepared import unprepared
from bot.models.usage import Usage
from bot.request.form import PERSONAL
from bot.request.model_reading import ModelReading
from bot.request.plan import Plan
from bot.request.question import Question
from bot.statement import Fixed, Statement
from bot.writers import Assignment, Draft, Mended, Refused
from bot.writers.embedded.argument import argue
from bot.writers.embedded.bounds import bounds_of, in_one_list, within
from bot.writers.embedded.byline import attributed
from bot.writers.embedded.composed_answer import compose, corrected, in_a_paragraph, shaped
from bot.writers.embedded.conversation import NO_OPINION, TALK, opinion_asked, talk
from bot.writers.embedded.debate_turn import spar
from bot.writers.embedded.genres import as_speech, memo, memo_of, without_frame, worksheet
from bot.writers.embedded.in_person import in_person
from bot.writers.embedded.not_again import unless_repeated
from bot.writers.embedded.part_labels import labelled_parts
from bot.writers.embedded.passage_quotes import quoted, quotes
from bot.writers.embedded.piece_as_a_whole import about_the_author, overview
from bot.writers.embedded.prepared_answer import in_form
from bot.writers.embedded.read_aloud import read_aloud
from bot.writers.embedded.repeats import unrepeated
from bot.writers.embedded.speech_filling import asks_at_end, question_at_end
from bot.writers.embedded.study_sheets import sheet
from bot.writers.embedded.tables import as_rows, laid_in_table
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import Side
from knowledge.encoders import Encodes
from knowledge.topic import Topic

SOURCES = 3  # passages that a reply rests on

OPEN = (  # of a message that asks for several things
    Fixed("I find no answer in the op-ed to your first question."),
    Fixed("I find no answer in the op-ed to your second question."),
    Fixed("I find no answer in the op-ed to your third question."),
    Fixed("I find no answer in the op-ed to your fourth question."),
    Fixed("I find no answer in the op-ed to your fifth question."),
)
TOLD_ABOVE = Fixed("What I have said above answers this, too.")
UNREVIEWED = (
    Fixed("I can't argue about this op-ed yet: nobody has reviewed its argument, and my reading is a guess."),
    Fixed("I can answer questions about it, quote it, and find where it mentions something."),
)
GUESS = Fixed("My guess is that this is what it asks for:")
_ARGUED = ("argue", "debate", "both")
NO_MAP = (
    Fixed("I cannot argue about this document yet: it has no argument map."),
    Fixed("Ask me what it says."),
)


class EmbeddedWriter:
    """Answers, corrects, argues and abstains from the argument map alone."""

    name = "embedded"
    prompts = ""
    reads = False

    def __init__(self, reasoning: bool = True, encoder: Encodes | None = None) -> None:
        self._reasoning, self._encoder = reasoning, encoder

    async def read(
        self, question: Question, topic: Topic, side: Side | None
    ) -> AsyncGenerator[ModelReading | Usage]:
        """Read nothing: there is no model to read it."""
        return
        yield

    async def draft(self, assignment: Assignment) -> AsyncGenerator[Draft | Usage]:
        """Yield the statements of a reply, in reading order."""
        for statement in self.statements(assignment):
            if self._reasoning or isinstance(statement, Fixed) or statement.kind != "analytic":
                yield statement

    async def mend(
        self, assignment: Assignment, refused: Sequence[Refused], drafted: Sequence[Statement]
    ) -> AsyncGenerator[Mended | Usage]:
        """Mend nothing: what it says does not depend on being asked again."""
        return
        yield

    def statements(self, assignment: Assignment) -> Iterator[Draft]:
        """Return the statements, without waiting for anything: none twice, and no more than are wanted."""
        said = self._written(assignment)
        if assignment.round:
            return said
        told = unrepeated(in_one_list(list(said)), self._encoder)
        return iter(within(told, bounds_of(assignment)))

    def _written(self, assignment: Assignment) -> Iterator[Draft]:
        parts = assignment.parts or (assignment,)
        if len(parts) == 1:
            return unless_repeated(list(self._of_part(parts[0])), parts[0])
        if any(part.plan.request.apart for part in parts):
            return labelled_parts(parts, [list(self._of_part(part)) for part in parts])
        return (draft for part in _told_once(map(self._of_part, parts)) for draft in in_a_paragraph(part))

    def _of_part(self, assignment: Assignment) -> Iterator[Draft]:
        plan, evidence = assignment.plan, assignment.evidence
        if plan.kind in ("answer", "overview") and asks_at_end(plan.request.form.ends):
            request = replace(plan.request, form=replace(plan.request.form, ends=""))
            told = replace(assignment, plan=replace(plan, request=request))
            return chain(self._of_part(told), question_at_end(evidence.topic))
        if not assignment.round and (for_class := sheet(evidence.topic, plan.request)):
            return iter(for_class)
        if plan.request.form.genre and (written := _written(plan, evidence)):
            return iter(written)
        if evidence.first:
            met = replace(assignment, evidence=replace(evidence, first=None))
            return chain((evidence.first,), self._of_part(met))
        if evidence.told_above:
            return iter((TOLD_ABOVE,))
        if evidence.unanswered:
            return iter((OPEN[min(evidence.unanswered, len(OPEN)) - 1],))
        if unprepared(evidence.topic) and not assignment.round and (in_quotes := read_aloud(plan, evidence)):
            return iter(in_quotes)
        argument_map = evidence.topic.argument_map
        if argument_map and evidence.corrections and (evidence.prepared or plan.kind == "argue"):
            put_right = replace(assignment, evidence=replace(evidence, corrections=()))
            return chain(corrected(plan, evidence, argument_map), self._of_part(put_right))
        if (plan.request.act == "quote" or plan.request.form.quote) and plan.kind == "answer":
            passages = quotes(plan.request, evidence)
            if passages and not (evidence.prepared and evidence.prepared.absent):
                return chain(quoted(passages), attributed(plan.request, evidence.topic.document))
        if evidence.prepared and plan.kind != "argue":
            if plan.request.form.layout == "table" and evidence.prepared.table:
                return laid_in_table(evidence.prepared.table)
            said = in_form(evidence.prepared, plan.request, led=evidence.led)
            return as_rows(said) if plan.request.form.layout == "table" else iter(said)
        if plan.kind == "unreviewed" or (plan.kind in _ARGUED and _cannot_argue(evidence.topic)):
            return _guess(evidence.topic)
        if plan.kind == "author":
            return about_the_author(evidence.topic.document)
        if plan.kind == "which side" and waits_for_side(plan.question):
            return iter(WHICH_AGAIN)
        if plan.kind == "sources":
            return _sources(evidence)
        if plan.kind == "self" and evidence.claims:
            frames = Frames()
            return chain((NO_OPINION,), (frames.say(claim) for claim, _ in evidence.claims))
        if plan.talks:
            return iter(talk(plan))
        if evidence.topic.argument_map is None:
            return iter(NO_MAP)
        if plan.kind == "overview":
            return shaped(overview(evidence.topic.argument_map, evidence.topic.document), plan.request)
        if plan.kind == "answer":
            composed = compose(plan, evidence, evidence.topic.argument_map)
            return as_rows(composed) if plan.request.form.layout == "table" else composed
        if assignment.round:
            return spar(assignment.round, evidence.topic)
        return chain(opinion_asked(plan), argue(plan, evidence))


def _written(plan: Plan, evidence: Evidence) -> tuple[Draft, ...]:
    """Return what is to be written as a letter, a memo, a speech or a worksheet; () where it cannot be."""
    form, playbook = plan.request.form, evidence.topic.playbook
    if playbook is None or plan.talks:
        return ()
    if form.genre == "worksheet":
        return worksheet(evidence.topic, form)
    if form.genre in PERSONAL:
        return tuple(in_person(plan, evidence, playbook))
    case = playbook.cases.of(plan.side) if plan.side else None
    if form.genre == "memo":
        return tuple(memo_of(case) if case else memo(playbook))
    if case is None:
        return ()
    request = replace(plan.request, form=without_frame(form))
    return tuple(as_speech(argue(replace(plan, request=request), evidence)))


def _told_once(parts: Iterable[Iterator[Draft]]) -> Iterator[list[Draft]]:
    """Yield what is said of each part, without what an earlier one has said of the same passages."""
    told: set[tuple[int, ...]] = set()
    for part in parts:
        said = list(part)
        fresh = [one for one in said if not (_reports(one) and one.cites in told)]
        yield fresh if any(isinstance(one, Statement) for one in fresh) else said
        told |= {one.cites for one in said if _reports(one)}


def _reports(draft: Draft) -> TypeGuard[Statement]:
    return isinstance(draft, Statement) and draft.kind == "report" and not draft.source


def _cannot_argue(topic: Topic) -> bool:
    """Tell whether what the op-ed argues for is only guessed: a model may argue about it, this writer not."""
    return (
        topic.argument_map is not None and bool(topic.argument_map.lines) and not topic.argument_map.arguable
    )


def _sources(evidence: Evidence) -> Iterator[Draft]:
    """Yield what the last reply rests on, in the op-ed's own words."""
    passages = [passage for passage, _ in evidence.passages[:SOURCES]]
    if not passages:
        yield from TALK["help"]
        return
    yield from quoted(passages)


def _guess(topic: Topic) -> Iterator[Draft]:
    """Yield why there is no argument yet, and the passage that may be what the op-ed asks for."""
    yield from UNREVIEWED
    if topic.argument_map and (main := topic.argument_map.main):
        yield GUESS
        yield from quoted(tuple(topic.document.passage(number) for number in main.passages[:1]))
