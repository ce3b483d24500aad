"""`debate mcp`: the bot as tools for assistants, over the Model Context Protocol (standard input, output)."""

from __future__ import annotations

from typing import Annotated, Literal

import click
from anyio import to_thread
from pydantic import Field
from typing_extensions import TypedDict

from bot.build import Bots
from bot.cli.errors import one_line_errors
from bot.errors import USER_ERRORS, BotError
from bot.gate.drafts import CheckedObject, check_draft, checked_object
from bot.judge.nearest import Nearest
from bot.output.schema import PassageObject, ReplyObject, as_object, passage_object
from bot.turn.bot import Bot
from knowledge.document import split
from knowledge.encoders.cross_encoder import answers
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text

SEARCHED = 8  # passages that a search gives, at most
ABOUT = (
    "Answers questions about an op-ed and argues for or against what it recommends. Every "
    "sentence is checked against the passage it cites before it is returned, so quote replies "
    "with their citation marks and attribute nothing else to the op-ed."
)
ABOUT_ASK = (
    "Answer a question from the op-ed, or say that the op-ed does not answer it. `text` is the "
    "reply with citation marks; `passages` is what they cite."
)
ABOUT_ARGUE = (
    "Make the strongest case for or against a recommendation or claim of the op-ed, from its own passages, "
    "gaps and concessions."
)
ABOUT_CHECK = (
    "Check each sentence of a text about the op-ed against its passages: carried (which means "
    "supported), contradicted, unclear, or not in it, with the reason."
)
ABOUT_PASSAGES = (
    "The op-ed's numbered sentences: those that best match the search, or all of them if there is no search."
)
TopicSlug = Annotated[
    str, Field(description="The topic's slug; by default the first one that `passages` names")
]


class PassagesObject(TypedDict):
    """Passages of a topic's document, and the topics that there are."""

    topic: str
    topics: list[str]
    passages: list[PassageObject]


class CheckedTextObject(TypedDict):
    """A text held to the op-ed, sentence by sentence."""

    carried: int
    sentences: list[CheckedObject]


@click.command("mcp")
@one_line_errors
def mcp() -> None:
    """Serve the tools ask, argue, check and passages to an assistant (Model Context Protocol, standard input
    and output).
    """
    from bot.build import build
    from bot.settings import load_settings

    try:
        import mcp.server  # noqa: F401  # of the extra
    except ModuleNotFoundError as exc:
        raise BotError("the package mcp is missing: install policy-debate-bot with the extra [mcp]") from exc
    serve(build(load_settings()))


def serve(bots: Bots) -> None:
    """Answer an assistant until it closes standard input."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import ToolAnnotations

    server = MCPServer("policy-debate-bot", instructions=ABOUT, log_level="WARNING")
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    async def bot_of(topic: str) -> Bot:
        try:
            return await to_thread.run_sync(bots.of, topic or None)
        except USER_ERRORS as exc:
            raise ToolError(str(exc)) from exc

    async def reply(question: str, mode: str, topic: str) -> ReplyObject:
        bot = await bot_of(topic)
        try:
            return as_object(await bot.turn(question, mode).reply())
        except USER_ERRORS as exc:
            raise ToolError(str(exc)) from exc

    @server.tool(description=ABOUT_ASK, annotations=reads)
    async def ask(question: str, topic: TopicSlug = "") -> ReplyObject:
        return await reply(question, "ask", topic)

    @server.tool(description=ABOUT_ARGUE, annotations=reads)
    async def argue(claim: str, side: Literal["for", "against"], topic: TopicSlug = "") -> ReplyObject:
        return await reply(claim, side, topic)

    @server.tool(description=ABOUT_CHECK, annotations=reads)
    async def check(text: str, topic: TopicSlug = "") -> CheckedTextObject:
        document = (await bot_of(topic)).topic.document
        nearest = Nearest(document, SentenceEncoder(), answers())
        sentences = await to_thread.run_sync(
            lambda: [
                checked_object(checked, nearest.find(checked.text))
                for checked in check_draft(split(from_text(text)), document)
            ]
        )
        return {"carried": sum(sentence["supported"] for sentence in sentences), "sentences": sentences}

    @server.tool(description=ABOUT_PASSAGES, annotations=reads)
    async def passages(search: str = "", topic: TopicSlug = "") -> PassagesObject:
        bot = await bot_of(topic)
        document = bot.topic.document
        numbers = [passage.id for passage in document.passages]
        if search:
            result = await to_thread.run_sync(bot.search.find, search)
            numbers = [int(hit.id) for hit in result.passages[:SEARCHED]]
        listed = [passage_object(document.passage(number)) for number in numbers]
        return {"topic": bot.topic.slug, "topics": list(bots.slugs), "passages": listed}

    server.run()
