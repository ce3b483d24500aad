"""The chat page: its layout and events. It renders what a turn gives and decides nothing."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import nullcontext, suppress
from html import escape
from typing import Any

import gradio as gr
from anyio import to_thread

from bot.build import Bots
from bot.debate.state import Debate, FormName
from bot.errors import USER_ERRORS
from bot.output.debate_html import NO_BALLOT, NO_DEBATE
from bot.output.exports import EXPORTS
from bot.output.render import document_panel, notice
from bot.request.question import MODES, Manner, Mode
from bot.store.conversations import UnknownConversation
from bot.store.feedback import FeedbackVerdict
from bot.turn.loops import RunningTurn
from bot.web.access.caps import Caller, caller_of
from bot.web.page import debate_panel as debating
from bot.web.page.asking import PageQuestion, Shown, add_api
from bot.web.page.calls import Page
from bot.web.page.chat_log import ChatState, Given, Messages, chat_of, sorry, told
from bot.web.page.settings_form import remembered, settings_form
from bot.web.service import AskedQuestion, Service
from knowledge.argument_map import Side
from knowledge.topic import Topic

MODE_CHOICES = [("Ask", "ask"), ("Argue for", "for"), ("Argue against", "against"), ("Debate me", "debate")]
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
CHOICES = 100  # topics in the list
STARTERS = 4  # at most, per mode
AT_ONCE = 8  # turns of the embedded writer, which keeps a core busy
WAITING = 100  # turns that mostly wait for a model
FEEDBACK: dict[str, FeedbackVerdict] = {  # what a reader can choose under a reply
    "Like": "good",
    "Dislike": "bad",
    "Not in the text": "not in the text",
    "Wrong passage": "wrong passage",
    "Wrong side": "wrong side",
    "Something is missing": "missing",
    "Something else is wrong": "other",
}

TABS = (
    '<div role="tablist" aria-label="Beside the chat">'
    + "".join(
        f'<button type="button" role="tab" id="tab-{key}" data-tab="{key}" aria-controls="{controls}" aria-selected="{str(key == "document").lower()}" '
        f'tabindex="{0 if key == "document" else -1}">{name}</button>'
        for key, controls, name in (
            ("document", "panel", "Document"),
            ("map", "map", "Map"),
            ("flow", "flow", "Flow"),
            ("ballot", "ballot", "Ballot"),
            ("history", "history", "History"),
            ("settings", "settings", "Settings"),
        )
    )
    + '</div><button type="button" id="close-document" aria-label="Close the panel">×</button>'
)
ANEW: tuple[Any, ...] = (
    [],
    {},
    None,
    "",
    NO_BALLOT,
)  # the log, the replies behind it, the debate, the conversation's id, the ballot
HISTORY = '<div id="history-place"><p class="empty">Your chats come when this is opened.</p></div>'
MAP = '<div id="map-place"><p class="empty">The argument map comes when this is opened.</p></div>'
CONTESTED = '(which, log, given, chat) => [document.body.dataset.contested || "", log, given, chat]'
TELLING = "(...inputs) => { window.%s; return inputs; }"  # the page's script of what begins
DOWNLOAD = """(file) => {
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: "application/octet-stream" }));
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
}"""


def chat_page(service: Service) -> gr.Blocks:
    """The page, for all topics."""
    bots = service.bots
    bot = bots.of()
    at_once = WAITING if bots.chat else AT_ONCE
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = str(
        at_once
    )  # `queue()` would make Gradio's application anew for it
    # The page draws nothing: where matplotlib is installed, it would take 20 MiB and half a second of the first question.
    gr.utils.MatplotlibBackendMananger = nullcontext  # type: ignore[misc, assignment]
    page = Page(bots, title="Policy debate bot", analytics_enabled=False, fill_width=True)
    with page:
        with gr.Row(elem_id="frame"):
            with gr.Column(elem_id="talk", scale=3, min_width=320):
                heading = gr.HTML(_heading(bots, bot.topic.slug), elem_id="heading")
                topic = gr.Dropdown(
                    **_topics(bots, bot.topic.slug), label="Topic", allow_custom_value=True, elem_id="topic"
                )
                mode = gr.Radio(
                    MODE_CHOICES,
                    value="ask",
                    label="What should I do?",
                    show_label=False,
                    elem_id="mode",
                    container=False,
                )
                with gr.Row(elem_id="debating", visible=False) as debating_row:
                    side = gr.Radio(
                        debating.SIDES, value="", label="Your side", container=False, elem_id="side"
                    )
                    form = gr.Dropdown(
                        debating.FORM_CHOICES, value="free", label="Form", container=False, elem_id="form"
                    )
                    begin = gr.Button("You begin", size="sm", elem_id="begin")
                    close = gr.Button("Closing", size="sm", elem_id="closing")
                    fresh = gr.Button("New debate", size="sm", elem_id="new-debate")
                log_ = gr.Chatbot(
                    elem_id="log", show_label=False, container=False, height=None, buttons=[], latex_delimiters=[], feedback_options=list(FEEDBACK),
                    layout="panel", autoscroll=True, group_consecutive_messages=False, placeholder=WELCOME,
                )  # fmt: skip
                given = gr.State({})
                chat = gr.Textbox(visible=False, elem_id="chat")
                debate = gr.State(None)
                returned = gr.Textbox(visible=False)  # a question that could not be answered
                with gr.Row(elem_id="starters"):
                    starters = [
                        gr.Button(**button, size="sm") for button in _starters(bots, bot.topic.slug, "ask")
                    ]
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
                    clear = gr.Button("New chat", variant="secondary", elem_id="clear", scale=1, min_width=80)
            with gr.Column(elem_id="source", scale=2, min_width=280):
                gr.HTML(TABS, elem_id="tabs")
                panel = gr.HTML(_panel(bots, bot.topic), elem_id="panel")
                gr.HTML(MAP, elem_id="map")
                with gr.Column(elem_id="flow"):
                    with gr.Row(elem_id="exporting"):
                        kind = gr.Dropdown(
                            list(EXPORTS),
                            value=next(iter(EXPORTS)),
                            label="Take along",
                            container=False,
                            scale=3,
                            elem_id="export-kind",
                        )
                        export = gr.Button("Download", size="sm", elem_id="export", scale=1, min_width=90)
                    flow = gr.HTML(NO_DEBATE, elem_id="flow-html")
                with gr.Column(elem_id="ballot"):
                    judge = gr.Button("Judge the debate", size="sm", elem_id="judge")
                    ballot = gr.HTML(NO_BALLOT, elem_id="ballot-html")
                gr.HTML(HISTORY, elem_id="history")
                with gr.Column(elem_id="settings"):
                    wishes = settings_form(bots)
                file = gr.JSON(visible=False)
                which = gr.Textbox(visible=False)
                contest = gr.Button("Contest", elem_id="contest-go", elem_classes="unseen-box")

        open_turns: dict[str, RunningTurn] = {}

        async def respond(
            text: str, mode: Mode, slug: str, before: Messages, given: Given, debate: Debate | None, chat: str, side: Side, form: FormName,
            writer: str, language: str, check: str, request: gr.Request,
        ) -> AsyncIterator[Shown]:  # fmt: skip
            session = request.session_hash or ""
            manner = Manner(
                embedded=writer == "embedded", english=language == "english", strict=check == "strict"
            )
            asking = PageQuestion(
                service, slug, AskedQuestion(text, mode, side or None, form, manner), _caller(request)
            )
            try:
                async for shown in asking.shown(
                    ChatState(chat, before, given, debate), lambda turn: open_turns.update({session: turn})
                ):
                    yield shown
            finally:
                open_turns.pop(session, None)

        async def leave(request: gr.Request) -> None:
            turn = open_turns.pop(request.session_hash or "", None)
            if turn:
                turn.leaving.leave()

        async def keep(given: Given, chat: str, event: gr.LikeData, request: gr.Request) -> None:
            try:
                await service.caps.count_all(_caller(request))
                kept = await to_thread.run_sync(_keep, bots, given, chat, event)
            except USER_ERRORS as exc:
                gr.Warning(sorry(exc, bots))
            else:
                gr.Info("Kept, so that it can become an evaluation case.") if kept else None

        def choose(mode: str, slug: str) -> list[dict[str, Any]]:
            return [
                gr.update(placeholder=HINTS[mode]),
                gr.update(visible=mode == "debate"),
                *(gr.update(**button) for button in _starters(bots, slug, mode)),
            ]

        def show(mode: str, slug: str) -> list[Any]:
            return [_heading(bots, slug), _panel(bots, bots.of(slug).topic), *choose(mode, slug)]

        def switch(mode: str, slug: str) -> list[Any]:
            return [*ANEW, NO_DEBATE, *show(mode, slug)]

        def restore(request: gr.Request) -> list[Any]:
            return _restored(
                bots, request.query_params.get("chat", ""), request.query_params.get("topic", "")
            )

        def new_debate(chat: str) -> tuple[None, str]:
            with suppress(UnknownConversation):
                if chat:
                    bots.store.conversations.end_debate(chat)
            return None, NO_BALLOT

        def sheet(slug: str, debate: Debate | None) -> str:
            return debating.flow_html(bots, slug, debate)

        async def judge_it(slug: str, debate: Debate | None, request: gr.Request) -> str:
            try:
                await service.caps.count_all(_caller(request))  # a model may be paid for it
                return await debating.ballot_html(bots, slug, debate)
            except USER_ERRORS as exc:
                gr.Warning(sorry(exc, bots))
                return NO_BALLOT

        def take(slug: str, debate: Debate | None, given: Given, kind: str) -> dict[str, str] | None:
            try:
                return debating.exported(
                    bots, slug, debate, {place: one.said for place, one in given.items()}, kind
                )
            except USER_ERRORS as exc:
                gr.Warning(sorry(exc, bots))
                return None

        async def contest_it(
            which: str, before: Messages, given: Given, chat: str, request: gr.Request
        ) -> Messages:
            return await _contest(service, which, before, given, chat, _caller(request))

        turn: dict[str, Any] = {
            "outputs": [log_, returned, given, debate, chat],
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": at_once,
            "concurrency_id": "turn",
        }
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def after(event: gr.events.Dependency, told: str) -> None:
            for ended in (event.then, event.failure):  # where the request itself fails, there is no `then`
                ended(None, None, None, js=f"() => window.{told}", **quiet)

        around = [mode, topic, log_, given, debate, chat, side, form, *wishes]
        turns = [
            gr.on(
                [box.submit, send.click], respond, [box, *around], js=TELLING % "debateAsked?.(true)", **turn
            ),
            *(
                starter.click(respond, [starter, *around], js=TELLING % "debateAsked?.(false)", **turn)
                for starter in starters
            ),
            begin.click(
                respond, [gr.State(debating.BEGIN), *around], js=TELLING % "debateAsked?.(false)", **turn
            ),
            close.click(
                respond, [gr.State(debating.CLOSE), *around], js=TELLING % "debateAsked?.(false)", **turn
            ),
        ]
        for answered in turns:
            answered.then(
                None, [returned], None, js="(returned) => window.debateAnswered?.(returned)", **quiet
            )
            answered.failure(None, None, None, js="() => window.debateAnswered?.()", **quiet)
        debate.change(sheet, [topic, debate], flow, **quiet)
        gr.on([fresh.click, side.change, form.change], new_debate, [chat], [debate, ballot], **quiet)
        judge.click(judge_it, [topic, debate], ballot, **quiet)
        export.click(take, [topic, debate, given, kind], file, **quiet).then(
            None, file, None, js=DOWNLOAD, **quiet
        )
        contest.click(contest_it, [which, log_, given, chat], log_, js=CONTESTED, **quiet)
        mode.change(choose, [mode, topic], [box, debating_row, *starters], **quiet)
        anew = [log_, given, debate, chat, ballot]
        from_topic = [*anew, flow, heading, panel, box, debating_row, *starters]
        after(
            topic.input(
                switch, [mode, topic], from_topic, js=TELLING % "debateLeft?.(false)", cancels=turns, **quiet
            ),
            "debateBegun?.()",
        )
        after(
            clear.click(lambda: ANEW, None, anew, js=TELLING % "debateLeft?.(true)", cancels=turns, **quiet),
            "debateBegun?.()",
        )
        chat.change(None, [chat], None, js="(id) => window.debateChat?.(id)", **quiet)
        log_.like(keep, [given, chat], None, **quiet)
        page.unload(leave)
        # not the log, the box and what goes with the mode: a quick reader may have chosen and asked already
        remembered(page, wishes)
        restored = page.load(restore, None, [chat, log_, given, debate, topic, mode, heading, panel], **quiet)
        after(restored, "debateRestored?.()")
        restored.then(
            lambda mode, slug: [gr.update(**button) for button in _starters(bots, slug, mode)],
            [mode, topic],
            starters,
            **quiet,
        )
        add_api(service, at_once)
    return page


def _restored(bots: Bots, id: str, slug: str) -> list[Any]:
    """What the page shows of the conversation that its address names, or of the topic; where it names none, only which topics there are by now."""
    try:
        if id:
            conversation = bots.store.conversations.get(id)
            topic = bots.of(conversation.topic).topic
            mode = conversation.turns[-1].mode if conversation.turns else MODES[0]
            return [
                *chat_of(conversation),
                gr.update(**_topics(bots, topic.slug)),
                mode,
                _heading(bots, topic.slug),
                _panel(bots, topic),
            ]
        topic = bots.of(slug or None).topic
    except USER_ERRORS as exc:
        return ["", [told(notice(sorry(exc, bots)))], {}, None, *[gr.skip()] * 4]
    return [
        *[gr.skip()] * 4,
        gr.update(**_topics(bots, topic.slug)),
        gr.skip(),
        _heading(bots, topic.slug),
        _panel(bots, topic),
    ]


def _topics(bots: Bots, slug: str) -> dict[str, Any]:
    """What can be chosen: all topics, or of very many those first in order; the library finds the others."""
    slugs = bots.slugs
    return {
        "choices": list(dict.fromkeys([slug, *slugs[:CHOICES]])),
        "value": slug,
        "visible": len(slugs) > 1,
    }


def _caller(request: gr.Request) -> Caller:
    return caller_of(request.request) if request.request else Caller()


async def _contest(
    service: Service, which: str, before: Messages, given: Given, chat: str, caller: Caller
) -> Messages:
    """The log with what came of a contested sentence, which is kept; `which` is the place of the reply in the log and of the sentence in it."""
    bots = service.bots
    found = re.fullmatch(r"(\d{1,6})-(\d{1,6})", which)
    answered = given.get(int(found[1])) if found else None
    if found is None or answered is None or int(found[2]) >= len(answered.reply["statements"]):
        return before
    try:
        await service.caps.count_all(caller)  # a model may be paid for it
        text, outcome = await debating.contested(bots, answered.reply, int(found[2]))
        bots.store.feedback.add(
            "contested",
            *answered,
            sentence=text,
            upheld=outcome.upheld,
            outcome=outcome.reason,
            conversation=chat or None,
        )
    except USER_ERRORS as exc:
        return [*before, told(notice(sorry(exc, bots)))]
    return [*before, told(notice(f"You contest: “{text}” {outcome.text}"))]


def _keep(bots: Bots, given: Given, chat: str, event: gr.LikeData) -> bool:
    """Keep what a reader says of a reply; whether there was anything to keep."""
    place = event.index[0] if isinstance(event.index, (list, tuple)) else event.index
    label = event.liked if isinstance(event.liked, str) else "Like" if event.liked else "Dislike"
    if place not in given or label not in FEEDBACK:
        return False
    return bool(bots.store.feedback.add(FEEDBACK[label], *given[place], conversation=chat or None))


def _heading(bots: Bots, slug: str) -> str:
    return (
        f'<h1 data-topic="{escape(slug)}">{escape(bots.of(slug).topic.title)}</h1>'
        '<button type="button" id="to-document" aria-controls="source" aria-label="Document, map, flow, history and settings">Document</button>'
        '<button type="button" id="to-share">Share</button>'
        '<a id="to-library" href="library">Library</a>'
        + ("" if bots.settings.public else '<a id="to-evaluations" href="evaluations">Evaluations</a>')
        + '<button type="button" id="to-theme" aria-label="Light or dark">◐</button>'
    )


def _panel(bots: Bots, topic: Topic) -> str:
    return document_panel(topic, evaluated=not bots.settings.public)


def _starters(bots: Bots, slug: str, mode: str) -> list[dict[str, Any]]:
    """What each starter button says in this mode; those over are hidden."""
    argument_map = bots.of(slug).topic.argument_map
    texts = argument_map.starters.of(mode)[:STARTERS] if argument_map else ()
    return [{"value": text, "visible": True} for text in texts] + [{"value": "", "visible": False}] * (
        STARTERS - len(texts)
    )


def theme() -> gr.themes.Base:
    """Fonts of the reader's own system, and one accent."""
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
    return gr.themes.Base(
        primary_hue="indigo",
        neutral_hue="slate",
        font=system,
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
    )
