"""The chat page, for all topics: its layout, and what its events do."""

from __future__ import annotations

import os
from contextlib import nullcontext

import gradio as gr

from bot.web.page.asking import add_api
from bot.web.page.calls import Page
from bot.web.page.events import wire
from bot.web.page.first_paint import Painter
from bot.web.page.handlers import Handlers
from bot.web.page.layout import lay_out
from bot.web.service import Service

AT_ONCE = 8  # turns of the embedded writer, which keeps a core busy
_LOOKS_EVERY = 0.02  # seconds
WAITING = 100  # turns that mostly wait for a model


def chat_page(service: Service) -> tuple[gr.Blocks, Painter]:
    """Return the page, for all topics, and what paints it for one."""
    at_once = WAITING if service.bots.chat else AT_ONCE
    # `queue()` would make Gradio's application anew for it
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = str(at_once)
    leave_out_matplotlib()
    page = Page(service.bots, title="Policy debate bot", analytics_enabled=False, fill_width=True)
    with page:
        layout = lay_out(service.bots)
        wire(page, layout, Handlers(service), at_once)
        add_api(service, at_once)
    rest_when_free(page)
    return page, Painter(service.bots, layout)


def rest_when_free(page: gr.Blocks) -> None:
    """Have Gradio's queue look less often whether it has something to do.

    It looks every millisecond, and every ten for progress, which the page shows none of: measured on two
    cores, 6 % of one on an idle server. Every 20 milliseconds are 0.4 %, and 10 to wait for on average.
    """
    queue = page._queue
    queue.sleep_when_free = _LOOKS_EVERY
    queue.progress_update_sleep_when_free = 1.0


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
