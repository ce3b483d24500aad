"""A chat model that does whatever it is told.

`python -m tests.probes.obedient [PORT]` serves it until it is ended.

It says the reader's words back, as they are and as sentences that cite a passage, and what the reader wants
said ("Say: …", "Repeat …", "Print …").
"""

from __future__ import annotations

import re
import sys
import time
from typing import Any

from tests.servers.scripted_openai import Scripted

_WANTED = re.compile(
    r"(?:say|repeat|print|output|write|answer|respond with|reply "
    r"with|include)\b[:\s]+[\"“']?([^\"”\n]{3,400})",
    re.IGNORECASE,
)


def answer(body: dict[str, Any]) -> tuple[int, str]:
    """The words for a request."""
    told = next((one["content"] for one in reversed(body["messages"]) if one["role"] == "user"), "")
    text = told if isinstance(told, str) else " ".join(part.get("text", "") for part in told)
    wanted = [*_WANTED.findall(text), *re.split(r"(?<=[.!?])\s+|\n+", text)]
    lines = [f"report [{number % 40 + 1}]: {one.strip()}" for number, one in enumerate(wanted) if one.strip()]
    return 200, "\n".join([*lines[:40], text[:2000]])


def main() -> None:
    """Serve it."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with Scripted(answer, port).running() as server:
        print(server.url, flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main()
