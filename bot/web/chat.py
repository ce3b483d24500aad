"""The chat page: its layout and events. It renders what a turn gives and decides nothing."""

from __future__ import annotations

import logging
import uuid
from collections.abc import AsyncIterator
from html import escape
from typing import Any, NamedTuple

import gradio as gr
from anyio import to_thread

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.feedback import Said
from bot.history import Exchange
from bot.objects import ReplyObject, as_object
from bot.question import Mode
from bot.render import card, document_panel, notice, said, waiting
from bot.reply import Reply, Withheld
from bot.statement import Statement
from bot.waiting import Turn
from bot.web.metrics import Metrics

log = logging.getLogger(__name__)

MODES = [("Ask", "ask"), ("Argue for", "for"), ("Argue against", "against"), ("Debate me", "debate")]
HINTS = {
    "ask": "Ask what the op-ed says",
    "for": "What should I argue for?",
    "against": "What should I argue against?",
    "debate": "Make your point, and I answer from the other side",
}
WELCOME = (
    '<div class="welcome"><p>Ask about the op-ed, or have it argued for, argued against or debated.</p>'
    "<p>No sentence is shown that its cited passage does not carry: choose a number behind a sentence to see the passage.</p></div>"
)
STARTERS = 4  # at most, per mode
AT_ONCE = 8  # turns of the embedded writer, which keeps a core busy
WAITING = 100  # turns that mostly wait for a model
FEEDBACK: dict[str, Said] = {  # what a reader can choose under a reply
    "Like": "good",
    "Dislike": "bad",
    "Not in the text": "not in the text",
    "Wrong passage": "wrong passage",
    "Wrong side": "wrong side",
    "Something is missing": "missing",
    "Something else is wrong": "other",
}

Messages = list[dict[str, Any]]


class Answered(NamedTuple):
    """A reply in the log, as feedback needs it and as later questions lean on it."""

    question: str
    mode: Mode
    reply: ReplyObject
    exchange: Exchange


Given = dict[int, Answered]  # by the place in the log
Shown = tuple[Messages, str, Given]


def chat_page(bots: Bots, metrics: Metrics) -> gr.Blocks:
    """The page, for the topics of `bots`."""
    bot = bots.of()
    at_once = WAITING if bots.chat else AT_ONCE
    page: gr.Blocks = gr.Blocks(title="Policy debate bot", analytics_enabled=False, fill_width=True)
    with page:
        with gr.Row(elem_id="frame"):
            with gr.Column(elem_id="talk", scale=3, min_width=320):
                heading = gr.HTML(_heading(bots, bot.topic.slug), elem_id="heading")
                topic = gr.Dropdown(list(bots.slugs), value=bot.topic.slug, label="Topic", visible=len(bots.slugs) > 1, elem_id="topic")
                mode = gr.Radio(MODES, value="ask", label="What should I do?", show_label=False, elem_id="mode", container=False)
                log_ = gr.Chatbot(
                    elem_id="log", show_label=False, container=False, height=None, buttons=[], latex_delimiters=[], feedback_options=list(FEEDBACK),
                    layout="panel", autoscroll=True, group_consecutive_messages=False, placeholder=WELCOME,
                )  # fmt: skip
                given = gr.State({})
                with gr.Row(elem_id="starters"):
                    starters = [gr.Button(**button, size="sm") for button in _starters(bots, bot.topic.slug, "ask")]
                with gr.Row(elem_id="asking"):
                    box = gr.Textbox(
                        placeholder=HINTS["ask"],
                        show_label=False,
                        label="Your question",
                        container=False,
                        lines=1,
                        max_lines=6,
                        autofocus=True,
                        elem_id="box",
                        scale=8,
                    )
                    send = gr.Button("Send", variant="primary", elem_id="send", scale=1, min_width=80)
                    clear = gr.Button("Clear", variant="secondary", elem_id="clear", scale=1, min_width=80)
            with gr.Column(elem_id="source", scale=2, min_width=280):
                panel = gr.HTML(document_panel(bot.topic), elem_id="panel")

        open_turns: dict[str, Turn] = {}

        async def respond(text: str, mode: str, slug: str, before: Messages, given: Given, request: gr.Request) -> AsyncIterator[Shown]:
            session = request.session_hash or ""
            try:
                async for shown in _turn(bots, text, mode, slug, before, given, session, open_turns, metrics):
                    yield shown
            finally:
                open_turns.pop(session, None)

        async def leave(request: gr.Request) -> None:
            turn = open_turns.pop(request.session_hash or "", None)
            if turn:
                turn.leaving.leave()

        def keep(given: Given, event: gr.LikeData) -> None:
            _keep(bots, given, event)

        def choose(mode: str, slug: str) -> list[dict[str, Any]]:
            return [gr.update(placeholder=HINTS[mode]), *(gr.update(**button) for button in _starters(bots, slug, mode))]

        def show(mode: str, slug: str) -> list[Any]:
            return [_heading(bots, slug), document_panel(bots.of(slug).topic), *choose(mode, slug)]

        def switch(mode: str, slug: str) -> list[Any]:
            return [[], {}, *show(mode, slug)]

        turn: dict[str, Any] = {
            "outputs": [log_, box, given],
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": at_once,
            "concurrency_id": "turn",
        }
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on([box.submit, send.click], respond, [box, mode, topic, log_, given], **turn)
        for starter in starters:
            starter.click(respond, [starter, mode, topic, log_, given], **turn)
        mode.change(choose, [mode, topic], [box, *starters], **quiet)
        topic.change(switch, [mode, topic], [log_, given, heading, panel, box, *starters], **quiet)
        clear.click(lambda: ([], "", {}), None, [log_, box, given], **quiet)
        log_.like(keep, [given], None, **quiet)
        page.unload(leave)
        page.load(show, [mode, topic], [heading, panel, box, *starters], **quiet)  # not the log: a quick reader may have asked already
    page.queue(default_concurrency_limit=at_once)
    return page


async def _turn(
    bots: Bots, text: str, mode: str, slug: str, before: Messages, given: Given, session: str, open_turns: dict[str, Turn], metrics: Metrics
) -> AsyncIterator[Shown]:
    """The log and the box after each statement. An error is one sentence in the log, and what was typed stays in the box."""
    asked = [*before, _message("user", said(text))] if text.strip() else before
    shown: list[Statement] = []
    withheld: list[Withheld] = []
    try:
        yield asked, "", given
        bot = await to_thread.run_sync(bots.of, slug)  # the index of a topic may have to be built first
        turn = open_turns[session] = bot.turn(text, mode, [given[place].exchange for place in sorted(given)], session)
        if bots.chat:
            yield [*asked, _message("assistant", waiting())], "", given
        async for event in turn:
            if isinstance(event, Statement):
                shown.append(event)
            elif isinstance(event, Withheld):
                withheld.append(event)
            else:
                metrics.count(event)
                question = event.plan.question
                given = {**given, len(asked): Answered(question.words, question.mode, as_object(event), event.exchange)}
            yield [*asked, _message("assistant", card(shown, withheld, done=event if isinstance(event, Reply) else False))], "", given
    except USER_ERRORS as exc:
        yield [*before, _message("assistant", notice(_sentence(str(exc))))], text, given
    except Exception:
        number = uuid.uuid4().hex[:8]
        log.exception("turn %s failed", number)
        yield [*before, _message("assistant", notice(f"Something went wrong here; the log has it as {number}. Please ask again."))], text, given


def _keep(bots: Bots, given: Given, event: gr.LikeData) -> None:
    """Keep what a reader says of a reply, and thank."""
    place = event.index[0] if isinstance(event.index, (list, tuple)) else event.index
    label = event.liked if isinstance(event.liked, str) else "Like" if event.liked else "Dislike"
    if place not in given or label not in FEEDBACK:
        return
    try:
        kept = bots.feedback.add(FEEDBACK[label], *given[place][:3])
    except USER_ERRORS as exc:
        gr.Warning(_sentence(str(exc)))
    else:
        if kept:
            gr.Info("Kept, so that it can become an evaluation case.")


def _message(role: str, html: str) -> dict[str, Any]:
    return {"role": role, "content": html}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _heading(bots: Bots, slug: str) -> str:
    return (
        f"<h1>{escape(bots.of(slug).topic.title)}</h1>"
        '<button type="button" id="to-document" aria-controls="source">Document</button>'
        '<a id="to-evaluations" href="evaluations">Evaluations</a>'
        '<button type="button" id="to-theme" aria-label="Light or dark">◐</button>'
    )


def _starters(bots: Bots, slug: str, mode: str) -> list[dict[str, Any]]:
    """What each starter button says in this mode; those over are hidden."""
    argument_map = bots.of(slug).topic.argument_map
    texts = argument_map.starters.of(mode)[:STARTERS] if argument_map else ()
    return [{"value": text, "visible": True} for text in texts] + [{"value": "", "visible": False}] * (STARTERS - len(texts))


def theme() -> gr.themes.Base:
    """Fonts of the reader's own system, and one accent."""
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
    return gr.themes.Base(primary_hue="indigo", neutral_hue="slate", font=system, font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"])
