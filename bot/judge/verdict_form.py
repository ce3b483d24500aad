"""The form in which any chat model judges: the prompt `check.md`, and a line of answer for each sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.judge.ruling import AskedSentence, Ruling
from prompts import Message, Prompt, fenced, without_thoughts

MOST = 6  # sentences of one message
TAKES = ("passages", "reply", "sentences")

_NUMBERED = re.compile(r"^\W*(?P<number>\d{1,2})\W*[|:.)]\s*(?P<rest>\S.*)$")
_VERDICT = re.compile(
    r"^\W*(?:verdict\W+)?(?P<verdict>yes|no|supported|not supported|unsupported)\b\W*", re.I
)
_KINDS = ("says", "grants", "lacks", "asks", "weighs", "reasons", "talk")
_KIND = re.compile(rf"^\W*(?:kind\W+)?(?P<kind>{'|'.join(_KINDS)})\W*$", re.IGNORECASE)
_MARK = re.compile(r"\[(\d{1,4})\]")
_RESTS = re.compile(r"\brests on\W*((?:\[\d{1,4}\][\s,;.]*)+)", re.IGNORECASE)


class VerdictForm:
    """Asks about several sentences at once, and for each of them point by point before the verdict."""

    most = MOST

    def __init__(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self.name = prompt.sha256

    def reads(self, kind: str) -> bool:
        """Tell whether the judge can tell of a statement of this kind: it can of all."""
        return bool(kind)

    def messages(self, asked: Sequence[AskedSentence]) -> tuple[Message, ...]:
        """Return the message, with all passages that any of the sentences is held to, in reading order."""
        passages = dict(sorted(pair for one in asked for pair in one.passages))
        return self._prompt.messages(
            passages="\n".join(f"[{number}] {fenced(text)}" for number, text in passages.items()),
            reply=fenced(asked[0].reply) or "(none)",
            sentences="\n".join(_listed(number, one) for number, one in enumerate(asked, start=1)),
        )

    def read(self, said: str, asked: Sequence[AskedSentence]) -> list[Ruling | None]:
        """Return the rulings by the numbers of their lines; an answer for one sentence needs no number."""
        rulings: list[Ruling | None] = [None] * len(asked)
        for line in without_thoughts(said).splitlines():
            numbered = _NUMBERED.match(line)
            if numbered is None and len(asked) > 1:
                continue
            place = int(numbered["number"]) - 1 if numbered else 0
            ruling = _ruling(numbered["rest"] if numbered else line)
            if ruling and 0 <= place < len(rulings) and rulings[place] is None:
                rulings[place] = ruling
        return rulings


def _listed(number: int, asked: AskedSentence) -> str:
    cites = "".join(f"[{cited}]" for cited in asked.cites) or "nothing"
    before = f" (it follows on: {fenced(asked.before)})" if asked.before else ""
    return f"{number}. {fenced(asked.text)} | cites {cites}{before}"


def _ruling(line: str) -> Ruling | None:
    """Return what a line rules: its fields are parted by "|", the verdict is a field of its own."""
    kind = ""
    fields = [field.strip() for field in line.split("|")]
    for place, field in enumerate(fields):
        kind = kind or (found["kind"].lower() if (found := _KIND.match(field)) else "")
        verdict = _VERDICT.match(field)
        if verdict is None:
            continue
        remark = " ".join([field[verdict.end() :], *fields[place + 1 :]]).strip(" |.;")
        rests = _RESTS.search(remark)
        supported = verdict["verdict"].lower() in ("yes", "supported")
        reason = _RESTS.sub("", remark).strip(" |.;,") or _differing(fields[:place])
        return Ruling(
            supported,
            reason or ("the passages support it" if supported else "the passages do not support it"),
            kind,
            tuple(map(int, _MARK.findall(rests[1]))) if rests else (),
        )
    return None


def _differing(points: Sequence[str]) -> str:
    """Return the points that the judge found to differ, where it gave no reason of its own."""
    return "; ".join(point for point in points if ":" in point)
