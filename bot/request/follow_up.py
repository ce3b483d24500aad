"""A question that leans on what was said before, made one that can be understood by itself: by rules, without a model."""

from __future__ import annotations

import re
from dataclasses import replace

import regex

from bot.request.history import Exchange
from bot.request.plan import plan
from bot.request.question import Mode, Question
from knowledge.figures import Figure, find_figures
from knowledge.names import Name, find_names

_SHORT = 9  # words that a question without a subject of its own may have
_OTHER_SIDE = re.compile(
    r"\b(?:the )?(?:other|opposite|opposing) (?:side|view|way|case)\b|\b(?:the )?opposite\b|\bthe reverse\b|\b(?:switch|swap|change|flip) sides?\b|\bother way (?:a)?round\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^(?:and |now |ok(?:ay)?,? |then |but )*(?:argue |make (?:the|a) case |the case |what about )?(?P<side>for|against)(?: (?:it|that|this|them))?[.?!]*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"^(?:but |and |so |ok(?:ay)?,? )?(?:why|how so|how come|what for|for what reason)(?: (?:is|was|does|do|so|not|exactly|then|that|this|it|he|she|they|say|says|think|thinks|the op-ed|would|should)\b)*[?.!]*$", re.IGNORECASE)  # fmt: skip
_MORE = re.compile(
    r"^(?:and |please |ok(?:ay)?,? )?(?:(?:tell|give) me more|more(?: please| details?| about (?:that|it|this))?|go on|continue|what else|anything else|elaborate|and then|say more|explain(?: that| this| it)?(?: further| more)?|details?)"
    r"(?: (?:about|on) (?:that|it|this))?[?.! ]*$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"^(?:and|but|or|so|then|what about|how about|and what about|and how about|what of|ok(?:ay)?,? and)\b[ ,]*(?P<rest>.*?)[?.! ]*$",
    re.IGNORECASE,
)
_HE = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|that|this|these|those|they|them|their|there|then|such)\b", re.IGNORECASE)
_OPED = re.compile(r"\b(?:op-ed|article|author|text|piece|writer)\b", re.IGNORECASE)
_POINTS_AHEAD = regex.compile(
    r"\b(?:that|this|these|those) (?=\w+ing\b|\p{Lu})|\b(?:say|says|said|true|argue|argues|think|thinks|claim|claims|believe|believes|mean|means|likely|possible) that\b|\b(?:is|was) (?:it|there)\b"
)
_LEAD = re.compile(r"^(?:so |and |but |please |can you |could you |tell me )*", re.IGNORECASE)


def resolve(question: Question) -> Question:
    """The question with what it leaves out put in from the history; the same object where it leaves nothing out.

    A turn of a debate stays as it is: what it leans on is the debate's to know, and nobody's words change the side that is held there.
    """
    if not question.history or question.mode == "debate":
        return question
    text, last = question.text, question.history[-1]
    if _OTHER_SIDE.search(text) and len(text.split()) <= 2 * _SHORT:
        return _standing(question, _argued(last), _opposite(last, question))
    side = _NOW.match(text)
    if side:
        return _standing(question, _argued(last), "for" if side["side"].lower() == "for" else "against")
    if _WHY.match(text):
        return replace(
            _standing(question, f"Why: {last.question}", question.mode), known=frozenset(last.cites)
        )
    if _MORE.match(text):
        told = frozenset(number for exchange in question.history for number in exchange.cites)
        return replace(_standing(question, last.question, question.mode), known=told)
    if plan(question).talks:
        return question
    following = _AND.match(text)
    if following and following["rest"] and len(text.split()) <= _SHORT:
        return _standing(question, _put_in(following["rest"], last.question), question.mode)
    return _with_names(question, last)


def _standing(question: Question, text: str, mode: Mode) -> Question:
    return replace(question, text=text, mode=mode, typed=question.text)


def _opposite(last: Exchange, question: Question) -> Mode:
    side = last.side or (question.mode if question.mode in ("for", "against") else "for")
    return "against" if side == "for" else "for"


def _argued(last: Exchange) -> str:
    """What was argued about, without the words that asked for one side of it."""
    text = re.sub(
        r"\b(?:argue|arguing|make (?:the|a|your) (?:\w+ )?case|the case|defend|rebut|attack)\s*(?:for|against|that)?\b",
        "",
        last.question,
        flags=re.IGNORECASE,
    )
    return " ".join(text.split()).strip(" .?!") or last.question


def _put_in(rest: str, before: str) -> str:
    """The question before with a figure or name in place of its own of that kind; else both, the new words first."""
    figures, names = find_figures(rest), [name for name in find_names(rest) if name.certain]
    bare = re.sub(
        r"^(?:in|on|by|since|for|from|to|with|at|the|of|before|after|until)\s+", "", rest, flags=re.IGNORECASE
    )
    if figures and len(bare.split()) <= 3:
        old = next((one for one in find_figures(before) if one.kind == figures[0].kind), None)
        return _instead(before, old, bare) if old else f"{before.rstrip('?. !')} {rest}?"
    if names and len(rest.split()) <= 4:
        others = [
            name for name in find_names(before) if name.certain and not any(name.same(mine) for mine in names)
        ]
        if others:
            return _instead(before, others[-1], bare)
    return (
        f"{rest}? {before}"
        if re.match(
            r"(?:who|what|when|where|how|which|is|are|does|do|did|has|have|will|would)\b", rest, re.IGNORECASE
        )
        else f"{before.rstrip('?. !')}, {rest}?"
    )


def _instead(text: str, old: Figure | Name, new: str) -> str:
    return text[: old.start] + new + text[old.end :]


def _with_names(question: Question, last: Exchange) -> Question:
    """Pronouns without anything that they could mean in the question itself, filled from the exchange before."""
    text = question.text
    own = [name for name in find_names(text) if name.certain]
    if len(text.split()) > 2 * _SHORT:
        return question
    if _HE.search(text) and not own:
        people = {person.name.lower(): person.name for person in question.names} | {
            other.lower(): person.name for person in question.names for other in person.also
        }
        said = f"{last.question} {last.reply}"
        named = [people[name.text.lower()] for name in find_names(said) if name.text.lower() in people]
        if named:
            name = named[-1] if len(set(named)) == 1 else max(dict.fromkeys(named), key=named.count)
            filled = re.sub(r"\b(?:his|hers|her(?= \w))\b", f"{name}'s", text, flags=re.IGNORECASE)
            return _standing(question, _HE.sub(name, filled), question.mode)
    if (
        _IT.search(_POINTS_AHEAD.sub("", text))
        and not own
        and not _OPED.search(text)
        and len(text.split()) <= _SHORT
    ):
        return _standing(question, f"{text.rstrip('?. !')}: {_LEAD.sub('', last.question)}", question.mode)
    return question
