"""The solver of all suites: it asks the bot and leaves the replies where the scorers find them."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from bot.output.schema import ReplyObject
from evals.bot_under_test import AnsweredCase, ask_in_process, ask_server, topic_of
from evals.cases import EvalCase

_one_at_a_time = asyncio.Lock()  # the latency that is measured is of one reader's turn


@solver
def ask_bot(
    topic: str | None = None, document: str | None = None, url: str | None = None, writer: str = "embedded"
) -> Solver:
    """Ask the bot on a topic's document in this process, or the server at `url`."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        case = EvalCase.model_validate(state.metadata["case"])
        if url:
            asked = await ask_server(case, topic, document, url)
        else:
            async with _one_at_a_time:
                # In this thread: Chroma's and the numbers' own threads do the work
                asked = await ask_in_process(case, topic, document, writer)
        state.metadata["replies"] = list(asked.replies)
        state.metadata["seconds"] = list(asked.seconds)
        state.metadata["subject"] = {"slug": topic, "document": document}
        text = "\n\n".join(reply["text"] for reply in asked.replies)
        state.output = ModelOutput.from_content(model=asked.replies[0]["writer"], content=text)
        return state

    return solve


def asked_of(state: TaskState) -> AnsweredCase:
    """Return what the solver left in the sample."""
    metadata: dict[str, Any] = state.metadata
    case = EvalCase.model_validate(metadata["case"])
    return AnsweredCase(
        case,
        topic_of(case, **metadata["subject"]),
        tuple(cast("list[ReplyObject]", metadata["replies"])),
        tuple(metadata["seconds"]),
    )
