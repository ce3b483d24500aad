"""What reaches a reader when a small model writes and judges: `python -m tests.probes.small_model URL`.

Each turn has to end within the deadlines, and each sentence that it shows to stand up to the rules that need
no model, as the built-in writer's do. Prints a line a turn; exits with 1 where one does not hold.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bot.build import build
from bot.gate import check
from bot.settings import Settings
from bot.turn.reply import Reply

ASKED = (
    ("ask", "What is this op-ed about?"),
    ("ask", "Why does the author worry about China?"),
    ("ask", "How big is the trade deficit?"),
    ("ask", "How many soldiers does South Korea have?"),
    ("ask", "Summarise it in two sentences."),
    ("for", "Make the case for easing off."),
    ("for", "But they sell us far more than we sell them."),
    ("against", "What is the weakest point?"),
    ("against", "Write a short letter to the editor against it."),
    ("debate", "I support the tariffs. Allies should pay their way."),
)
FIRST, WHOLE = 120.0, 240.0  # seconds; of a 135M model on two shared cores


def wrong_in(reply: Reply, seconds: float) -> str:
    """Return what must not happen and did; "" where nothing did."""
    document = reply.evidence.topic.document
    for said in reply.statements:
        cited = not said.cites or all(document.has(number) for number in said.cites)
        if not (said.text.strip() and said.text.isprintable() and cited):
            return f"shows garbage: {said.text[:80]!r}"
        of_the_model = said.kind != "link" and not said.prepared
        if of_the_model and not check(said, document.passages, document).passed:
            return f"shows what the rules refuse: {said.text[:80]!r}"
    if not reply.statements:
        return "says nothing"
    return f"took {seconds:.0f} s" if seconds > 2 * WHOLE else ""


def main(url: str) -> int:
    """Ask everything; return 1 where something is wrong."""
    failed = 0
    waits: dict[str, Any] = {"wait_first": FIRST, "wait_between": FIRST, "wait_whole": WHOLE}
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), model="openai:smollm2", OPENAI_BASE_URL=url, **waits)
        bots = build(settings)
        bot = bots.of()
        for mode, text in ASKED:
            start = time.monotonic()
            reply = bot.reply(text, mode)
            seconds = time.monotonic() - start
            wrong = wrong_in(reply, seconds)
            failed += bool(wrong)
            shown = f"{len(reply.statements)} shown, {reply.withheld_count} withheld, {seconds:.0f} s"
            print(f"{mode:8} {text}: {shown}{f'; {wrong}' if wrong else ''}", flush=True)
        bots.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
