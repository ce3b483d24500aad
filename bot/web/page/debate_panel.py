"""What the chat page does around a debate.

It begins it, keeps the flow sheet, has it judged, takes a contested sentence to the other judge, and exports.
"""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread

from bot.build import Bots
from bot.debate.ballot import judged
from bot.debate.flow import Flow, flow_of
from bot.debate.formats import FORMS
from bot.debate.model_ballot import judged_by_model
from bot.debate.state import Debate
from bot.errors import BotError, ModelError
from bot.output.debate_html import ballot_sheet, flow_sheet, no_ballot, no_debate
from bot.output.exports import EXPORTS, Export, ExportedTurn
from bot.output.schema import ReplyObject
from bot.web.page.contest import ContestOutcome, contest, held_by
from bot.writers.embedded.byline import source_line

SIDES = [("Defend it", "for"), ("Attack it", "against")]
FORM_CHOICES = [(form.name, key) for key, form in FORMS.items()]


def flow_in(bots: Bots, slug: str, debate: Debate | None) -> Flow | None:
    """Return the flow of a debate that has begun."""
    topic = bots.of(slug).topic
    if debate is None or not debate.begun or topic.argument_map is None:
        return None
    return flow_of(debate, topic.argument_map, topic.playbook)


def flow_html(bots: Bots, slug: str, debate: Debate | None) -> str:
    """Return the flow sheet of the page."""
    flow = flow_in(bots, slug, debate)
    return flow_sheet(debate, flow) if debate and flow else no_debate()


async def ballot_html(bots: Bots, slug: str, debate: Debate | None) -> str:
    """Return the ballot as computed and, where a model judges, the model's.

    What was debated before sides were swapped is judged as computed. BotError where the model gives none.
    """
    if debate is None or not debate.begun:
        return no_ballot()
    topic = bots.of(slug).topic
    before = tuple([await to_thread.run_sync(judged, one, topic) for one in debate.before])
    if not debate.points:
        return ballot_sheet((), before)
    ballots = [await to_thread.run_sync(judged, debate, topic)]
    model = bots.judge
    if model is not None:
        try:
            ballots.append(
                await to_thread.run_sync(judged_by_model, debate, model.ask, bots.ballot_prompt, model.name)
            )
        except ModelError as exc:
            raise BotError(f"the model gave no ballot: {exc}") from exc
    return ballot_sheet(tuple(ballots), before)


async def contested(bots: Bots, reply: ReplyObject, number: int) -> tuple[str, ContestOutcome]:
    """Return a shown sentence, and what the other judge says of it. BotError where no judge can."""
    statement = reply["statements"][number]
    prepared = held_by(bots.of(reply["topic"]).topic, statement)
    return statement["text"], await contest(statement, reply["passages"], bots.judge, prepared=prepared)


def exported(bots: Bots, slug: str, debate: Debate | None, turns: Sequence[ExportedTurn], name: str) -> bytes:
    """Return the content of an exported file. BotError where nothing was said yet."""
    if not turns:
        raise BotError("there is nothing to download yet: ask something first")
    topic = bots.of(slug).topic
    document, flow = topic.document, flow_in(bots, slug, debate)
    export = Export(document.title, turns, flow, topic.argument_map, source_line(document))
    made = EXPORTS[name].make(export)
    return made.encode() if isinstance(made, str) else made
