"""Say what has to be recorded anew; with a folder, write the prompts that lack an answer and take answers in.

`python -m tests.recorded` lists the turns whose prompts have changed since, and ends with 1 if there are any.
`python -m tests.recorded FOLDER` plays each turn as far as it is recorded. Where an answer is lacking it
writes the prompt to FOLDER as TURN.KIND.prompt.md, just as the program sends it, and it takes in
TURN.KIND.answer.md: `wrote` is the reply, `judged` the rulings, `mended` the retry. Repeat until nothing is
lacking.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from prompts import load_prompt
from tests.recorded.player import play
from tests.recorded.turn import Asked, Recorded, asked_turns, keep, recorded
from tests.servers.judging import sentences_in

_LINE = re.compile(r"^(\d+)\s*\|\s*(.*)$", re.MULTILINE)


def main(arguments: list[str]) -> int:
    """List what is stale, or record; return 1 where something is lacking."""
    turns = asked_turns()
    if arguments:
        return _record(turns, Path(arguments[0]))
    lacking = 0
    for name in turns:
        turn = recorded(name)
        why = (
            "is not recorded" if not turn.wrote else f"changed: {', '.join(turn.stale)}" if turn.stale else ""
        )
        if why:
            lacking += 1
            print(f"{name}: {why}")
    print(f"{len(turns) - lacking} of {len(turns)} turns are recorded by the prompts as they are")
    return 1 if lacking else 0


def _record(turns: dict[str, Asked], folder: Path) -> int:
    """Go one step further with each turn that is not whole; return 1 while something is lacking."""
    folder.mkdir(parents=True, exist_ok=True)
    lacking = 0
    with TemporaryDirectory() as home:
        for name, asked in turns.items():
            turn = recorded(name)
            if turn.stale:
                turn = Recorded()
            for prompt in sorted(folder.glob(f"{name}.*.prompt.md")):
                _take_in(name, prompt, turn, asked)
            _, player = play(asked, turn, Path(home))
            for kind, text in player.lacking.items():
                (folder / f"{name}.{kind}.prompt.md").write_text(text, "utf-8")
                lacking += 1
            if turn.wrote:
                keep(name, turn)
    print(f"{lacking} answers are lacking")
    return 1 if lacking else 0


def _take_in(name: str, prompt: Path, turn: Recorded, asked: Asked) -> None:
    """Take in the answer to a prompt, if there is one."""
    kind = prompt.name.split(".")[1]
    answer = prompt.with_name(f"{name}.{kind}.answer.md")
    if not answer.exists():
        return
    said = answer.read_text("utf-8").strip()
    used = {"wrote": asked.mode, "mended": "retry", "judged": "check"}[kind]
    turn.prompts[used] = load_prompt(used).sha256
    if kind == "judged":
        sentences = sentences_in(prompt.read_text("utf-8"))
        turn.judged |= {sentences[int(number) - 1]: line for number, line in _LINE.findall(said)}
    else:
        setattr(turn, kind, f"{said}\n")
    for done in (prompt, answer):
        done.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
