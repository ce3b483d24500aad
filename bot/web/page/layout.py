"""The layout of the chat page: the talk, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from bot.build import Bots
from bot.output.debate_html import no_ballot, no_debate
from bot.web.page import debate_panel as debating
from bot.web.page import fragments
from bot.web.page.settings_form import settings_form
from knowledge.topic import Topic

MODE_CHOICES = [("Ask", "ask"), ("Argue for", "for"), ("Argue against", "against"), ("Debate me", "debate")]
HINTS = {
    "ask": "Ask what the op-ed says",
    "for": "Argue for what?",
    "against": "Argue against what?",
    "debate": "Make your point",
}
TOPICS_LISTED = 100
STARTERS = 4  # at most, per mode


@dataclass(frozen=True)
class DebateRow:
    """What is chosen for a debate, and its buttons.

    `settle` and `swap` are pressed by the page's script where a side or a form was chosen: before anything
    was argued, and in the middle of a debate.
    """

    row: gr.Row
    status: gr.HTML
    side: gr.Radio
    form: gr.Dropdown
    settle: gr.Button
    swap: gr.Button
    begin: gr.Button
    close: gr.Button
    fresh: gr.Button


@dataclass(frozen=True)
class ChatStates:
    """What the page keeps of a conversation; `returned` is a question that could not be answered.

    `choice` is the answer that was chosen of those that the bot offers.
    """

    log: gr.Chatbot
    replies: gr.State
    chat: gr.Textbox
    debate: gr.State
    returned: gr.Textbox
    choice: gr.Textbox


@dataclass(frozen=True)
class AskingRow:
    """Where a question is typed."""

    box: gr.Textbox
    send: gr.Button
    clear: gr.Button


@dataclass(frozen=True)
class TalkColumn:
    """The chat itself. `switch` is pressed by the page's script once another topic was chosen."""

    heading: gr.HTML
    topic: gr.Dropdown
    switch: gr.Button
    mode: gr.Radio
    debating: DebateRow
    states: ChatStates
    starters: list[gr.Button]
    asking: AskingRow


@dataclass(frozen=True)
class SideColumn:
    """What stands beside the chat.

    `contest` and `say` are pressed by the page's script, which puts into `contested`, and into `said` and
    `note`, what for, and shows `thanks` where it was said.
    """

    panel: gr.HTML
    flow: gr.HTML
    judge: gr.Button
    ballot: gr.HTML
    wishes: list[gr.Radio]
    contested: gr.Textbox
    contest: gr.Button
    said: gr.Textbox
    note: gr.Textbox
    thanks: gr.Textbox
    say: gr.Button


@dataclass(frozen=True)
class ChatLayout:
    """The parts of the page that events touch."""

    talk: TalkColumn
    side: SideColumn


def lay_out(bots: Bots) -> ChatLayout:
    """Place the parts of the page, for the topic that it opens with."""
    topic = bots.of().topic
    with gr.Row(elem_id="frame"):
        with gr.Column(elem_id="talk", scale=3, min_width=320):
            talk = _talk_column(bots, topic)
        with gr.Column(elem_id="source", scale=2, min_width=280):
            side = _side_column(bots, topic)
    return ChatLayout(talk, side)


def topic_choices(bots: Bots, slug: str) -> dict[str, Any]:
    """Return what can be chosen, by title: all topics, or of very many those first in order.

    The library finds the others. Of topics with the same title, each has its slug beside it.
    """
    slugs = bots.slugs
    several = len(slugs) > 1
    listed = list(dict.fromkeys([slug, *slugs[:TOPICS_LISTED]]))
    titles = [bots.title(one) if several else one for one in listed]
    choices = [
        (title if titles.count(title) == 1 else f"{title} ({one})", one)
        for title, one in zip(titles, listed, strict=True)
    ]
    return {"choices": choices, "value": slug, "visible": several}


def starters(topic: Topic, mode: str) -> tuple[str, ...]:
    """Return what can be said to begin with in this mode."""
    return topic.argument_map.offered(mode)[:STARTERS] if topic.argument_map else ()


def offered_buttons(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return what each button above the box says; those left over are hidden."""
    hidden = [{"value": "", "visible": False}] * (STARTERS - len(texts))
    return [{"value": text, "visible": True} for text in texts] + hidden


def _talk_column(bots: Bots, topic: Topic) -> TalkColumn:
    heading = gr.HTML(fragments.heading(bots, topic.slug), elem_id="heading")
    choices = topic_choices(bots, topic.slug)
    # the server takes any topic, also one that was added since; the painted page offers those listed alone
    topics = gr.Dropdown(**choices, label="Topic", allow_custom_value=True, elem_id="topic")
    switch = gr.Button("Change the topic", elem_id="topic-go", elem_classes="unseen-box")
    mode = gr.Radio(
        MODE_CHOICES,
        value="ask",
        label="What should I do?",
        show_label=False,
        elem_id="mode",
        container=False,
    )
    debate_row = _debate_row(topic)
    states = _chat_states(topic)
    with gr.Row(elem_id="starters"):
        buttons = [gr.Button(**button, size="sm") for button in offered_buttons(starters(topic, "ask"))]
    return TalkColumn(heading, topics, switch, mode, debate_row, states, buttons, _asking_row())


def _debate_row(topic: Topic) -> DebateRow:
    with gr.Row(elem_id="debating", visible=False) as row:
        return DebateRow(
            row,
            gr.HTML(fragments.debate_status(topic, None, None), elem_id="debate-status"),
            gr.Radio(debating.SIDES, value=None, label="Your side", container=False, elem_id="side"),
            gr.Dropdown(debating.FORM_CHOICES, value="free", label="Format", container=False, elem_id="form"),
            settle=gr.Button("Choose a side or a form", elem_id="settle-go", elem_classes="unseen-box"),
            swap=gr.Button("Swap sides", elem_id="swap-go", elem_classes="unseen-box"),
            begin=gr.Button("Bot begins", size="sm", elem_id="begin"),
            close=gr.Button("Closing", size="sm", elem_id="closing"),
            fresh=gr.Button("Start over", size="sm", elem_id="new-debate"),
        )


def _chat_states(topic: Topic) -> ChatStates:
    log = gr.Chatbot(
        elem_id="log",
        show_label=False,
        container=False,
        height=None,
        buttons=[],
        latex_delimiters=[],
        layout="panel",
        autoscroll=False,  # the page's script scrolls to the question: a reply is read from its start
        group_consecutive_messages=False,
        placeholder=fragments.welcome(topic),
    )
    return ChatStates(
        log,
        replies=gr.State({}),
        chat=gr.Textbox(visible=False, elem_id="chat"),
        debate=gr.State(None),
        returned=gr.Textbox(visible=False),
        choice=gr.Textbox(visible=False),
    )


def _asking_row() -> AskingRow:
    with gr.Row(elem_id="asking"):
        return AskingRow(
            gr.Textbox(
                placeholder=HINTS["ask"],
                show_label=False,
                label="Your question",
                container=False,
                lines=1,
                max_lines=6,
                autofocus=True,
                elem_id="box",
                scale=8,
            ),
            gr.Button("Send", variant="primary", elem_id="send", scale=1, min_width=80),
            gr.Button("New chat", variant="secondary", elem_id="clear", scale=1, min_width=80),
        )


def _side_column(bots: Bots, topic: Topic) -> SideColumn:
    gr.HTML(fragments.tabs(), elem_id="tabs")
    panel = gr.HTML(fragments.panel(bots, topic), elem_id="panel")
    gr.HTML(fragments.map_place(), elem_id="map")
    with gr.Column(elem_id="flow"):
        flow = gr.HTML(no_debate(), elem_id="flow-html")
    with gr.Column(elem_id="ballot"):
        judge = gr.Button("Judge the debate", size="sm", elem_id="judge")
        ballot = gr.HTML(no_ballot(), elem_id="ballot-html")
    gr.HTML(fragments.history_place(), elem_id="history")
    with gr.Column(elem_id="settings"):
        wishes = settings_form(bots)
    contested, said, note, thanks = (gr.Textbox(visible=False) for _ in range(4))
    contest = gr.Button("Check a sentence again", elem_id="contest-go", elem_classes="unseen-box")
    say = gr.Button("Rate a reply", elem_id="say-go", elem_classes="unseen-box")
    return SideColumn(panel, flow, judge, ballot, wishes, contested, contest, said, note, thanks, say)
