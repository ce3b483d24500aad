"""What of a debate is not to be argued: a swap of sides, a question how it stands, the reader's closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.debate.challenge import calls_to_close, hands_over
from bot.debate.formats import Speech
from bot.debate.ground import Ground
from bot.debate.hearing import SURE, is_near, mere_talk
from bot.debate.links import GO_ON, OVER, SAY_CLOSING, SAY_SWAP, THANKS, THANKS_FIRST, YOUR_CLOSING
from bot.debate.state import Round
from bot.request.patterns import load_patterns
from bot.request.pressure import pressure_in
from bot.request.question import Question
from bot.request.taking_sides import sides_said
from knowledge.debating import Meant, MeantSentence
from knowledge.unicode_text import straight

PLAINLY = 0.85  # the probability from which the words in front of a closing say that it is one
LEAD = 6  # words that stand in front of it, at most
ASKED = 0.5  # the probability from which a sentence is meant so
_ARGUES: tuple[Meant, ...] = ("argue", "challenge", "concede")
_PATTERNS = load_patterns("debating")
_LEADS = re.compile(r"[,:;–—]\s+|\s-\s")


def without_swap(sentences: Sequence[MeantSentence]) -> list[MeantSentence]:
    """Return what a message that swaps sides says beside that."""
    return [one for one in sentences if not sides_said(one.text).swap and one.of("choose side") < ASKED]


def without_score(sentences: Sequence[MeantSentence]) -> list[MeantSentence]:
    """Return what a message that asks how the debate stands says beside that."""
    return [one for one in sentences if one.best != "score"]


def set_apart(
    current: Round, question: Question, sentences: Sequence[MeantSentence], ground: Ground
) -> Round:
    """Return the round as no round, or as the reader's closing, where it is that; else as it is."""
    if current.debate.over:
        return replace(current, aside=True)
    told = question.read is not None or pressure_in(question.words) is not None
    if not current.taken and not told and _may_swap(sentences, ground):
        return replace(_aside(current), only=(SAY_SWAP,))
    if not told and _announces_closing(current, sentences, ground):
        return replace(_aside(current), only=(YOUR_CLOSING,))
    if current.request == "score":
        return current if any(heard.concedes for heard in current.heard) else _aside(current)
    if current.taken in ("swaps", "keeps"):
        argued = current.heard or current.request in ("begin", "closing")
        return current if argued else replace(_aside(current), only=(GO_ON,))
    if current.taken or current.request is not None:
        return current
    if not told and _only(sentences, "closing", ground) and not leads_to_closing(sentences, ground):
        return replace(_aside(current), only=(SAY_CLOSING,))
    return _summed(current, question, sentences, ground)


def _summed(current: Round, question: Question, sentences: Sequence[MeantSentence], ground: Ground) -> Round:
    """Return the round as the reader's closing: what says that it is, or the first word behind the bot's."""
    debate = current.debate
    if not debate.free or not debate.points:
        return current
    behind = debate.closed and any(
        not one.text.endswith("?") and not mere_talk(one, ground) for one in sentences
    )
    if behind and debate.rounds in debate.summed:
        return replace(_aside(current), only=(OVER,))
    if not behind and not leads_to_closing(sentences, ground):
        return current
    thanks = THANKS if debate.closed else THANKS_FIRST
    return replace(current, part=Speech("silence"), summed=question.words.strip(), only=(thanks,))


def _announces_closing(current: Round, sentences: Sequence[MeantSentence], ground: Ground) -> bool:
    """Tell whether a reader only says that he wants to give his own closing, which is to come."""
    texts = [one.text for one in sentences]
    if not current.debate.free or not current.debate.points or any(one.argues for one in current.heard):
        return False
    spoken_of = any(_PATTERNS["own closing to come"].search(straight(text)) for text in texts)
    calls = any(map(calls_to_close, texts)) or hands_over(texts)
    return spoken_of and not calls and not leads_to_closing(sentences, ground)


def leads_to_closing(sentences: Sequence[MeantSentence], ground: Ground) -> bool:
    """Tell whether a message begins with words that call what follows a closing: "In closing: …"."""
    said = next((one for one in sentences if not mere_talk(one, ground)), None)
    if said is None or calls_to_close(said.text):
        return False
    lead, *rest = _LEADS.split(said.text, maxsplit=1)
    if not rest or len(lead.split()) > LEAD:
        return False
    led, follows = ground.hearing.reader.read([lead, rest[0]])
    argues = follows.best in _ARGUES or is_near(follows, ground, SURE)
    return led.of("closing") >= PLAINLY and argues and not follows.text.rstrip().endswith("?")


def _may_swap(sentences: Sequence[MeantSentence], ground: Ground) -> bool:
    """Tell whether a swap may be asked for and nothing is argued: by the words, or by the meaning."""
    asked = [one for one in sentences if sides_said(one.text).swap and one.best not in _ARGUES]
    if any(is_near(one, ground) for one in sentences if one not in asked):
        return False
    return bool(asked) or _only(sentences, "choose side", ground)


def _only(sentences: Sequence[MeantSentence], meant: Meant, ground: Ground) -> bool:
    """Tell whether a message is likeliest meant so, and says nothing else."""
    said = [one for one in sentences if not mere_talk(one, ground)]
    return bool(said) and all(one.best == meant for one in said)


def _aside(current: Round) -> Round:
    _, part = current.debate.next_parts
    return replace(current, part=part, aside=True, heard=(), pressure=None)
