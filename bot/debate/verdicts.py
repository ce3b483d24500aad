"""What the bot answers in a word, and holds to: who asks the same again hears the same, and a new reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.challenge import matter
from bot.debate.hearing import likenesses
from bot.debate.links import AGAIN, CHOOSES, DENIES, DENIES_HALF, PARTLY
from bot.debate.state import Debate, Verdict
from bot.statement import Fixed
from knowledge.encoders import Encodes

SAME = 0.8  # likeness from which a question is one that was answered
_DECIDES: dict[str, str] = {
    **{fixed.text: "no" for fixed in DENIES},
    **{fixed.text: "in part" for fixed in (*DENIES_HALF, *PARTLY)},
    **{fixed.text: which for which, words in CHOOSES.items() for fixed in words},
}


def verdict_of(question: str, said: Sequence[Fixed]) -> Verdict | None:
    """Return what the first word of a turn decides; None for what only leads on."""
    word = _DECIDES.get(said[0].text) if said else None
    return Verdict(matter(question), word) if word else None


def held_to(question: str, debate: Debate, encoder: Encodes) -> tuple[Fixed, ...]:
    """Return in all its variants what was answered in a word to the same question; none where nothing was."""
    if not debate.verdicts:
        return ()
    likeness = likenesses(matter(question), [one.question for one in debate.verdicts], encoder)
    best = max(range(len(likeness)), key=likeness.__getitem__)
    if likeness[best] < SAME:
        return ()
    return AGAIN[debate.verdicts[best].word]


def first_held(asked: Sequence[str], debate: Debate, encoder: Encodes) -> tuple[Fixed, ...]:
    """Return what was answered in a word to the first of several questions that was answered so."""
    found = (held_to(one, debate, encoder) for one in asked) if debate.verdicts else ()
    return next((words for words in found if words), ())
