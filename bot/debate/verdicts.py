"""What the bot answers in a word, and holds to: who asks the same again hears the same, and a new reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.challenge import matter
from bot.debate.hearing import likenesses
from bot.debate.links import AGAIN, BOTH, CHOOSES, DENIES, DENIES_HALF, NEITHER, PARTLY
from bot.debate.state import Debate, Verdict
from bot.statement import Fixed
from knowledge.encoders import Encodes

SAME = 0.8  # likeness from which a question is one that was answered
_ONE_WORD = {fixed.text for fixed in (*DENIES, *DENIES_HALF, *PARTLY)}
_NOT_CHOSEN = {fixed.text for fixed in (*BOTH, *NEITHER)}


def verdict_of(question: str, said: Sequence[Fixed]) -> Verdict | None:
    """Return what the first word of a turn decides; None for what only leads on."""
    text = said[0].text if said else ""
    if text in _ONE_WORD:
        return Verdict(matter(question), _core(text))
    for words in CHOOSES:
        before, after = words.split("{}")
        if text.startswith(before) and text.endswith(after) and text not in _NOT_CHOSEN:
            return Verdict(matter(question), text[len(before) : len(text) - len(after)])
    return None


def held_to(question: str, debate: Debate, encoder: Encodes) -> tuple[Fixed, ...]:
    """Return in all its variants what was answered in a word to the same question; none where nothing was."""
    if not debate.verdicts:
        return ()
    likeness = likenesses(matter(question), [one.question for one in debate.verdicts], encoder)
    best = max(range(len(likeness)), key=likeness.__getitem__)
    if likeness[best] < SAME:
        return ()
    return tuple(Fixed(words.format(debate.verdicts[best].word)) for words in AGAIN)


def _core(text: str) -> str:
    """Return the word itself: "no" of "No, and for this reason."."""
    word = text.split(",")[0].rstrip(".")
    return word if word.startswith("I ") else word[0].lower() + word[1:]


def first_held(asked: Sequence[str], debate: Debate, encoder: Encodes) -> tuple[Fixed, ...]:
    """Return what was answered in a word to the first of several questions that was answered so."""
    found = (held_to(one, debate, encoder) for one in asked) if debate.verdicts else ()
    return next((words for words in found if words), ())
