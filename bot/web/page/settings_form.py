"""The settings of the chat page: how its reader wants replies. The browser remembers them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from bot.build import Bots
from bot.web.page.fragments import language_choice, writer_note

WRITERS = [("The chat model, checked", "model"), ("The built-in writer only", "embedded")]
LANGUAGES = [("The language of my question", "question"), ("English", "english")]
CHECKS = [("Each sentence is checked", "gate"), ("Each sentence is checked twice", "strict")]
_KEY = "policy-debate:settings"
_STRICT = "The second check holds back what it is not sure of: fewer sentences, each closer to its passage."


def settings_form(bots: Bots) -> list[gr.Radio]:
    """Place the choice of writer, language and strictness; what has no choice is not shown."""
    gr.HTML(writer_note(model=bots.chat is not None))
    gr.HTML(language_choice(), elem_id="page-language")
    writer = gr.Radio(
        WRITERS, value="model", label="Who writes", visible=bots.chat is not None, elem_id="writer"
    )
    language = gr.Radio(
        LANGUAGES,
        value="question",
        label="Replies in",
        visible=bots.judges,
        elem_id="language",
    )
    check = gr.Radio(CHECKS, value="gate", label="Checking", elem_id="strictness", info=_STRICT)
    return [writer, language, check]


def remembered(page: gr.Blocks, wishes: list[gr.Radio]) -> None:
    """Keep the settings in the browser, and bring them back when the page is opened."""
    kept = gr.BrowserState(
        [wish.value for wish in wishes],
        storage_key=_KEY,
        secret="no secret: only what its reader chose",  # noqa: S106
    )
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    page.load(lambda values: values, kept, wishes, **quiet)
    gr.on([wish.input for wish in wishes], lambda *values: list(values), wishes, kept, **quiet)
