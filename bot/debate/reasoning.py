"""What is said to an argument that nothing prepared fits: the reader's own clause, and a reason by its kind.

A forecast, a comparison, a precedent and a grievance fail in different ways, whatever they are about. The
reasons hold of any op-ed, state no fact, and are shown as the bot's own reasoning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import get_args

from pydantic import TypeAdapter

from bot.debate.heard import Challenge, Heard
from bot.debate.importance import is_near
from bot.debate.plain_words import clauses_of
from bot.debate.points import REASONED
from bot.debate.state import Debate, DebateMove, Round
from bot.request.patterns import load_patterns
from knowledge.argument_map import Side
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight
from knowledge.yaml_file import parse_yaml

LEAST, MOST = 4, 16  # words of a clause that is taken up in the reader's own words
ASKED_MOST = 14  # words of a question that is named
FULL = 2  # words of content of a clause that is understood by itself
SUPPOSED = "Suppose that it comes to that."
OTHER = "other"  # the kind of an argument that shows none
_PATTERNS = load_patterns("debating")
# The kinds of questions, in the order in which they are looked for.
ASKED_KINDS = (
    "asks what it brings", "asks what moves", "asks how likely", "asks for evidence", "asks how it helps",
    "asks whether it would",
)  # fmt: skip
# The kinds, in the order in which they are looked for: the surer a sign is, the earlier.
KINDS = (
    "breach", "burden", "no way out", "precedent", "motive", "comparison", "value", "cause", "forecast",
    "figure", "experience",
)  # fmt: skip


def reasoned_move(current: Round) -> DebateMove | None:
    """Return what takes up, by its kind, the argument that a message comes to, in the reader's own words.

    None where no words of it can be quoted, or the debate has heard all that is said to it.
    """
    argued = [(place, one) for place, one in enumerate(current.heard) if _argues(one)]
    quotable = [(place, one, clause) for place, one in argued if (clause := taken_clause(one.text))]
    if not quotable:
        return None
    place, heard, clause = quotable[-1]
    for kind in dict.fromkeys((kind_of(clause), OTHER)):
        if move := _unsaid(kind, current.debate):
            return replace(move, about=heard.claims[:1], signpost=_led(clause), answers=place)
    return None


def reasons_on(text: str, side: Side) -> tuple[str, ...]:
    """Return what a side says to an argument, by the kind that its last clause shows; () for none."""
    clause = taken_clause(text)
    kind = kind_of(clause) if clause else OTHER
    return () if kind == OTHER else tuple(_reasons()[kind][side][0])


def failing_move(asked: str, current: Round) -> DebateMove | None:
    """Return what is said to who asks what comes if it fails: "And if they break it?"; else None.

    Nothing that was prepared for the way there answers what lies behind its failure.
    """
    debate = current.debate
    if not _PATTERNS["argues breach"].search(straight(asked)):
        return None
    move = _unsaid("breach", debate)
    return replace(move, signpost=SUPPOSED) if move else None


def first_failing(asked: Sequence[Challenge], current: Round) -> tuple[Challenge, DebateMove] | None:
    """Return the first question that asks what comes if something fails, with what is said to it."""
    for challenge in asked:
        move = failing_move(f"{challenge.beside} {challenge.text}", current)
        if move is not None:
            place = next((n for n, one in enumerate(current.heard) if challenge.said in one.text), -1)
            return challenge, replace(move, answers=place)
    return None


def question_kind(challenge: Challenge) -> str:
    """Return what a question asks for, by the words that ask; "" for none of the kinds."""
    asked = straight(challenge.text)
    kinds = (kind for kind in ASKED_KINDS if _PATTERNS[kind].search(asked))
    return next((kind for kind in kinds if kind != "asks what moves" or _takes_away(asked)), "")


def _takes_away(asked: str) -> bool:
    """Tell whether a question supposes that something is gone or lessened."""
    return bool(_PATTERNS["takes it away"].search(asked) or _PATTERNS["lessens"].search(asked))


def asked_move(challenge: Challenge, current: Round) -> DebateMove | None:
    """Return what answers a question by its kind; None for no kind, or where all was said to it."""
    kind, debate = question_kind(challenge), current.debate
    move = _unsaid(kind, debate) if kind else None
    if move is None:
        return None
    place = next(
        (n for n, one in enumerate(current.heard) if challenge.said and challenge.said in one.text), -1
    )
    return replace(move, signpost=_taken_up(challenge, current), answers=place)


def _unsaid(kind: str, debate: Debate) -> DebateMove | None:
    """Return the first reason of a kind that the bot's side has not given, as a move; None for none left."""
    said = " ".join(point.text for point in debate.of("bot"))
    reason = next((one for one in _reasons()[kind][debate.side] if one[0] not in said), None)
    if reason is None:
        return None
    says = tuple(PreparedSentence(kind="analytic", text=text) for text in reason)
    return DebateMove(debate.argues, f"{REASONED}{len(debate.points) + 1}", says=says)


def _taken_up(challenge: Challenge, current: Round) -> str:
    """Return words that name the question, where the message puts several; else none."""
    words = challenge.text.strip(" \"'“”?.")
    short = len(words.split()) <= ASKED_MOST and not any(sign in words for sign in '"“”')
    asks = challenge.text.rstrip(" \"'”").endswith("?")
    named = asks and short and len(current.challenges) > 1 and not challenge.owed
    return f"You ask, “{_capital(words)}?”" if named else ""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _argues(heard: Heard) -> bool:
    """Tell whether something argues on the matter in words of its own, and does not only ask or grant."""
    on_it = bool(heard.about) or is_near(heard)
    return on_it and heard.argues and not (heard.concedes or heard.disowns or heard.repeats)


def kind_of(text: str) -> str:
    """Return the kind of an argument, by the words that it is made with."""
    words = straight(text)
    return next((kind for kind in KINDS if _PATTERNS[f"argues {kind}"].search(words)), OTHER)


def taken_clause(text: str) -> str:
    """Return the last clause of an argument that can be put in quotation marks by itself; "" for none."""
    parts = [clause.strip(" ,.!\"'“”") for one in sentences_of(text) for clause in clauses_of(one)]
    clauses = [_PATTERNS["joins"].sub("", part) for part in parts]
    standing = [clause for clause in clauses if _stands(clause)]
    return standing[-1] if standing else ""


def _stands(clause: str) -> bool:
    """Tell whether a clause says something that is understood without what stands around it."""
    if not LEAST <= len(clause.split()) <= MOST or "?" in clause or any(sign in clause for sign in '"“”'):
        return False
    return not _PATTERNS["leans back"].search(straight(clause)) and len(read(clause).content) >= FULL


def _led(clause: str) -> str:
    """Return the words that take up a clause."""
    return f"You say that “{_lowered(clause)}.”"


def _lowered(clause: str) -> str:
    """Return a clause as it stands within a sentence: a first word that is a name or "I" keeps its letter."""
    first = clause.split()[0]
    return clause if _names(first, clause) else clause[0].lower() + clause[1:]


def _names(first: str, clause: str) -> bool:
    bare = first.split("'")[0].split("’")[0]
    return (
        bare == "I"
        or (len(bare) > 1 and bare.isupper())
        or any(name.certain and name.text.startswith(bare) for name in read(clause).names)
    )


@cache
def _reasons() -> dict[str, dict[Side, list[list[str]]]]:
    """Return the reasons by the kind of argument that they meet and the side that gives them."""
    text = (files(__package__) / "reasons.yaml").read_text("utf-8")
    found = TypeAdapter(dict[str, dict[Side, list[list[str]]]]).validate_python(parse_yaml(text))
    assert set(found) == {*KINDS, *ASKED_KINDS, OTHER}
    assert all(set(sides) == set(get_args(Side)) for sides in found.values())
    return found
