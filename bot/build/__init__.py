"""Settings to a bot: the only place that chooses which parts are joined."""

from __future__ import annotations

import os

from bot.build.bots import Bots, build
from bot.build.chat import build_chat, build_judge, build_judging, load_prompts
from bot.build.embedder import build_embedder, build_search, build_server
from bot.build.storage import build_shared_topics, build_store

__all__ = [
    "Bots",
    "build",
    "build_chat",
    "build_embedder",
    "build_judge",
    "build_judging",
    "build_search",
    "build_server",
    "build_shared_topics",
    "build_store",
    "load_prompts",
]

for _switch in ("ANONYMIZED_TELEMETRY", "GRADIO_ANALYTICS_ENABLED"):
    os.environ[_switch] = "False"  # read by Chroma and Gradio on their import, which comes later
