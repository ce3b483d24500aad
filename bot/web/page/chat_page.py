"""The chat page, for all topics: its layout, and what its events do."""

from __future__ import annotations

import os
from contextlib import nullcontext

import gradio as gr

from bot.web.page.asking import add_api
from bot.web.page.calls import Page
from bot.web.page.events import wire
from bot.web.page.handlers import Handlers
from bot.web.page.layout import lay_out
from bot.web.service import Service

AT_ONCE = 8  # turns of the embedded writer, which keeps a core busy
WAITING = 100  # turns that mostly wait for a model


def chat_page(service: Service) -> gr.Blocks:
    """Return the page, for all topics."""
    at_once = WAITING if service.bots.chat else AT_ONCE
    # `queue()` would make Gradio's application anew for it
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = str(at_once)
    leave_out_matplotlib()
    page = Page(service.bots, title="Policy debate bot", analytics_enabled=False, fill_width=True)
    with page:
        wire(page, lay_out(service.bots), Handlers(service), at_once)
        add_api(service, at_once)
    return page


def leave_out_matplotlib() -> None:
    """Keep Gradio from importing matplotlib, where that is installed, around every event of the page.

    The page draws nothing, and Gradio has no setting for it. Measured (two cores, matplotlib
    3.10): it spares the first question 0.5 s, and the process 27 MiB.
    """
    gr.utils.MatplotlibBackendMananger = nullcontext  # type: ignore[misc, assignment]


def theme() -> gr.themes.Base:
    """Return fonts of the reader's own system, and one accent."""
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
    return gr.themes.Base(
        primary_hue="indigo",
        neutral_hue="slate",
        font=system,
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
    )
