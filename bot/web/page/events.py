"""The events of the chat page: what calls which handler, with what, and what the page's script is told."""

from __future__ import annotations

from typing import Any

import gradio as gr

from bot.web.page.chat_log import BEGIN, CLOSE, SWAP
from bot.web.page.handlers import Handlers
from bot.web.page.layout import ChatLayout
from bot.web.page.settings_form import remembered

Dependency = gr.events.Dependency
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
TELLING = "(...inputs) => { window.%s; return inputs; }"  # the page's script of what begins
CONTESTED = '(which, ...rest) => [document.body.dataset.contested || "", ...rest]'
SAID = (
    '(what, note, ...rest) => [document.body.dataset.said || "", document.body.dataset.note || "", ...rest]'
)


def wire(page: gr.Blocks, layout: ChatLayout, handlers: Handlers, at_once: int) -> None:
    """Join the parts of the page to its handlers; `at_once` turns are taken at the same time."""
    turns = _wire_turns(layout, handlers, at_once)
    _wire_debate(layout, handlers)
    _wire_replies(layout, handlers)
    _wire_topic(layout, handlers, turns)
    _wire_page(page, layout, handlers)


def _wire_turns(layout: ChatLayout, handlers: Handlers, at_once: int) -> list[Dependency]:
    """Let questions be asked: from the box, by a starter, a debate's button, or an answer that is offered."""
    talk, states = layout.talk, layout.talk.states
    around = [
        talk.mode,
        talk.topic,
        states.log,
        states.replies,
        states.debate,
        states.chat,
        talk.debating.side,
        talk.debating.form,
        *layout.side.wishes,
    ]  # as AskingInputs has them, behind the text
    turn: dict[str, Any] = {
        **QUIET,
        "outputs": [states.log, states.returned, states.replies, states.debate, states.chat],
        "concurrency_limit": at_once,
        "concurrency_id": "turn",
    }
    typed, chosen = TELLING % "debateAsked?.(true)", TELLING % "debateAsked?.(false)"
    box, ask = talk.asking, handlers.respond
    swapped = talk.debating.swap.click(ask, [gr.State(SWAP), *around], js=chosen, **turn)
    offered = states.log.option_select(handlers.chosen, None, states.choice, **QUIET)
    turns = [
        gr.on([box.box.submit, box.send.click], ask, [box.box, *around], js=typed, **turn),
        *(starter.click(ask, [starter, *around], js=chosen, **turn) for starter in talk.starters),
        talk.debating.begin.click(ask, [gr.State(BEGIN), *around], js=chosen, **turn),
        talk.debating.close.click(ask, [gr.State(CLOSE), *around], js=chosen, **turn),
        swapped,
        offered.then(ask, [states.choice, *around], js=chosen, **turn),
    ]
    for answered in turns:
        answered.then(
            None, [states.returned], None, js="(returned) => window.debateAnswered?.(returned)", **QUIET
        )
        answered.failure(None, None, None, js="() => window.debateAnswered?.()", **QUIET)
        _offer_after(answered, layout, handlers)
    # where the swap failed, the side that was pressed is not the reader's
    swapped.then(handlers.sheet, *_sheet(layout), **QUIET)
    return turns


def _wire_debate(layout: ChatLayout, handlers: Handlers) -> None:
    """Let a debate be seen as a flow, begun again and judged.

    What is chosen goes to the page's script, which swaps sides where a debate is running.
    """
    states, row, side = layout.talk.states, layout.talk.debating, layout.side
    topic = layout.talk.topic
    states.debate.change(handlers.sheet, *_sheet(layout), **QUIET)
    begun = [states.debate, side.ballot, row.status]
    row.side.input(None, [row.side], None, js="(side) => window.debateSide?.(side)", **QUIET)
    row.form.input(None, None, None, js="() => window.debateForm?.()", **QUIET)
    so_far = [states.chat, topic, states.debate, row.side]
    # the last of two quick choices counts
    chosen = row.settle.click(
        handlers.settle, so_far, [*begun, row.side], trigger_mode="always_last", **QUIET
    )
    chosen.then(None, [row.side], None, js="(side) => window.debateSettled?.(side)", **QUIET)
    fresh = row.fresh.click(handlers.no_side, [states.chat, topic], [*begun, row.side], **QUIET)
    for ended in (chosen, fresh):
        _offer_after(ended, layout, handlers)
    side.judge.click(handlers.judge, [topic, states.debate], [side.ballot, side.judge], **QUIET)


def _sheet(layout: ChatLayout) -> tuple[list[Any], list[Any]]:
    """Return from what the flow sheet is made, and what is shown with it."""
    row, side = layout.talk.debating, layout.side
    debate = layout.talk.states.debate
    return [layout.talk.topic, debate, row.side], [side.flow, row.status, row.side, side.judge]


def _wire_replies(layout: ChatLayout, handlers: Handlers) -> None:
    """Let what was said be contested and rated."""
    states, side, topic = layout.talk.states, layout.side, layout.talk.topic
    contested = [side.contested, states.log, states.replies, states.chat, topic]
    side.contest.click(handlers.contest, contested, [states.log, states.replies], js=CONTESTED, **QUIET).then(
        None, None, None, js="() => window.debateContested?.()", **QUIET
    )
    said = [side.said, side.note, states.replies, states.chat]
    side.say.click(handlers.keep, said, side.thanks, js=SAID, **QUIET).then(
        None, [side.thanks], None, js="(thanks) => window.debateSaid?.(thanks)", **QUIET
    )


def _wire_topic(layout: ChatLayout, handlers: Handlers, turns: list[Dependency]) -> None:
    """Let the mode and the topic be changed, and a chat be begun; turns under way are ended."""
    talk, states, side = layout.talk, layout.talk.states, layout.side
    by_mode = [talk.asking.box, talk.debating.row, *talk.starters]
    new_chat = [states.log, states.replies, states.debate, states.chat, side.ballot]
    new_topic = [
        *new_chat,
        side.flow,
        talk.debating.status,
        talk.debating.side,
        talk.heading,
        side.panel,
        *by_mode,
    ]
    ending: dict[str, Any] = {**QUIET, "cancels": turns}
    left, cleared = TELLING % "debateLeft?.(false)", TELLING % "debateLeft?.(true)"
    mode_and_topic = [talk.mode, talk.topic]
    so_far = [states.replies, states.debate, talk.debating.side]
    talk.mode.change(handlers.choose, [*mode_and_topic, *so_far], by_mode, **QUIET)
    # Gradio tells of an input whenever the list is left, too: the script presses where another was chosen
    talk.topic.input(None, [talk.topic], None, js="(topic) => window.debateTopic?.(topic)", **QUIET)
    _tell_after(
        talk.switch.click(handlers.switch, mode_and_topic, new_topic, js=left, **ending), "debateBegun?.()"
    )
    emptied = talk.asking.clear.click(handlers.clear, None, new_chat, js=cleared, **ending)
    _tell_after(emptied, "debateBegun?.()")
    _offer_after(emptied, layout, handlers)


def _wire_page(page: gr.Blocks, layout: ChatLayout, handlers: Handlers) -> None:
    """Let the page be opened again as it was left, and what is said of replies be kept."""
    talk, states, side = layout.talk, layout.talk.states, layout.side
    states.chat.change(None, [states.chat], None, js="(id) => window.debateChat?.(id)", **QUIET)
    page.unload(handlers.leave)
    # not the log, the box and what goes with the mode: a quick reader may have chosen and asked already
    remembered(page, side.wishes)
    shown = [states.chat, states.log, states.replies, states.debate, talk.topic, talk.mode]
    about = [talk.heading, side.panel, talk.debating.status]
    restored = page.load(handlers.restore, None, [*shown, *about, *talk.starters], **QUIET)
    _tell_after(restored, "debateRestored?.()")


def _offer_after(event: Dependency, layout: ChatLayout, handlers: Handlers) -> None:
    """Show what can be said next once an event has ended."""
    talk, states = layout.talk, layout.talk.states
    about = [talk.mode, talk.topic, states.replies, states.debate, talk.debating.side]
    event.then(handlers.offer, about, talk.starters, **QUIET)


def _tell_after(event: Dependency, call: str) -> None:
    """Tell the page's script of the end; where the request itself fails, there is no `then`."""
    for ended in (event.then, event.failure):
        ended(None, None, None, js=f"() => window.{call}", **QUIET)
