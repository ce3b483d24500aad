"""Say what has to be recorded anew; with a folder, record it there.

`python -m tests.recorded` lists the turns whose prompts have changed since, and ends with 1 if there are any.
`python -m tests.recorded FOLDER` plays each of them, several conversations at once. Where an answer is
lacking it writes the prompt to FOLDER as TURN.KIND.prompt.md, just as the program sends it, and waits for
TURN.KIND.answer.md: `read` is how the message is read, `wrote` the reply, `judged` the rulings, `mended` the
retry.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.turn.reply import Reply
from tests.recorded.player import Player, stage
from tests.recorded.turn import Asked, Recorded, asked_turns, chains, keep, recorded

AT_ONCE = 6  # conversations


def main(arguments: list[str]) -> int:
    """List what is stale, or record; return 1 where something is lacking."""
    turns = asked_turns()
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda names: _record(names, turns, folder), chains(turns)))
    lacking = 0
    for name in turns:
        turn = recorded(name)
        why = (
            "is not recorded"
            if not turn.prompts
            else f"changed: {', '.join(turn.stale)}"
            if turn.stale
            else ""
        )
        if why:
            lacking += 1
            print(f"{name}: {why}")
    print(f"{len(turns) - lacking} of {len(turns)} turns are recorded by the prompts as they are")
    return 1 if lacking else 0


def _record(names: list[str], turns: dict[str, Asked], folder: Path) -> None:
    """Play a conversation: what is recorded as it is, from its first stale turn on all anew."""
    known = {name: recorded(name) for name in names}
    before: list[Reply] = []
    with TemporaryDirectory() as home, stage(Path(home)) as played:
        for place, name in enumerate(names):
            fresh = any(known[one].stale or not known[one].prompts for one in names[: place + 1])
            player = Player(name, turns[name], Recorded() if fresh else known[name], folder)
            before.append(played.play(player, before))
            keep(name, player.turn)
            print(f"{name}: {before[-1].text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
