"""Questions that lean on what was said before, resolved by rules, without a model."""

from __future__ import annotations

import re
from dataclasses import replace

import regex

from bot.request.form import Form, form_of, without_form
from bot.request.history import Exchange
from bot.request.leaning import points_back
from bot.request.named import names_something
from bot.request.of_the_talk import speaks_of_self, told_of_self, without_complaint
from bot.request.parts import asks, greets
from bot.request.patterns import load_patterns
from bot.request.question import Mode, Question
from knowledge.figures import ORDINAL_WORDS, Figure, find_figures
from knowledge.names import Name, find_names
from knowledge.sentence_analysis import read
from knowledge.sentences import sentence_spans

_BARE = 5  # words that ask for the other side of what was asked, and for nothing else
_SHORT = 9  # words that a question without a subject of its own may have
_POINT = 2  # sentences of a reply that make its point
_LISTED = 3  # exchanges back to which a list is still before the reader's eyes
HOW_SURE = "How certain is the author about what is predicted?"
_PATTERNS = load_patterns("follow_up")
_POINTS_AHEAD = regex.compile(  # a capital tells a name, so that case is not ignored
    r"\b(?:that|this|these|those) (?=\w+ing\b|\p{Lu})"
    r"|\b(?:say|says|said|true|argue|argues|think|thinks|claim|claims|believe|believes|mean|means|likely"
    r"|possible)"
    r" that\b"
    r"|\b(?:is|was|are|were) (?:it|there)\b"
)


def resolve(question: Question) -> Question:
    """Return the question with what it leaves out put in from the history.

    The same object where it leaves nothing out.

    A turn of a debate stays as it is: what it leans on is the debate's to know, and nobody's words change the
    side that is held there.
    """
    if not question.history or question.mode == "debate":
        return question
    text, last = question.text, _last_asked(question.history)
    if last is None or greets(text):
        return question
    if (asked := without_complaint(text)) is not None:
        if _asks_the_same(asked, last.question):  # it was not answered
            return replace(_standing(question, last.question, question.mode), complains=True)
        own = " ".join(told_of_self(exchange.question for exchange in question.history))
        asked = f"{own} {asked}" if own and speaks_of_self(asked) else asked
        return replace(resolve(replace(question, text=asked)), complains=True)
    if _PATTERNS["other side"].search(text) and len(text.split()) <= 2 * _SHORT:
        mode = _opposite(last, question)
        bare = len(text.split()) <= _BARE and asks(last.question)
        return _standing(question, _argued(last) if bare else f"Make the case {mode} it", mode)
    if _PATTERNS["author answers"].search(text):
        argued = next((one for one in reversed(question.history) if one.side), last)
        if point := _point_in(argued if asks(last.question) else last):
            return _standing(question, point, "against" if argued.side == "for" else "for")
    if form_of(text) != Form():
        asked = without_form(text)
        if not asked or _PATTERNS["more"].match(asked):  # the last reply again, in another form
            return _standing(question, last.question, question.mode)
    if _PATTERNS["asks how sure"].search(text) and points_back(text):
        return _standing(question, HOW_SURE, question.mode)
    side = _PATTERNS["now a side"].match(text)
    if side:
        return _standing(question, _argued(last), "for" if side["side"].lower() == "for" else "against")
    if (nth := _PATTERNS["nth"].match(text)) and (sentence := _nth(nth, _listed(last, question.history))):
        told = _PATTERNS["counts"].sub("", sentence)
        case = f"Make the case that {sentence[:1].lower()}{sentence[1:]}"
        return _standing(question, told if question.mode == "ask" else case, question.mode)
    if _PATTERNS["why"].match(text):
        return replace(_standing(question, _reason_for(last), question.mode), known=frozenset(last.cites))
    if _PATTERNS["more"].match(text):
        cited = frozenset(number for exchange in question.history for number in exchange.cites)
        return replace(_standing(question, last.question, question.mode), known=cited)
    if things := _things_meant(question, last):
        return _standing(question, _PATTERNS["they"].sub(things, text, count=1), question.mode)
    following = _PATTERNS["and"].match(text)
    if following and following["rest"] and len(text.split()) <= _SHORT:
        return _standing(question, _put_in(following["rest"], last.question), question.mode)
    return _with_names(question, last)


def asks_its_ground(text: str) -> bool:
    """Tell whether somebody asks where what was just said stands, or whether it stands there at all."""
    plain = text.replace("’", "'")
    if _PATTERNS["asks how it knows"].search(plain):
        return True
    if not (_PATTERNS["asks its ground"].search(plain) and points_back(plain)):
        return False
    return not names_something(_PATTERNS["rests on"].sub(" ", plain))


def named_for_it(text: str) -> str:
    """Return words with the op-ed for the first pronoun that points to a thing: "do you buy any of it?"."""
    return _PATTERNS["it alone"].sub("the op-ed", text, count=1)


def _asks_the_same(asked: str, before: str) -> bool:
    """Tell whether what stands beside a complaint is but the question before: none, or some words of it."""
    if speaks_of_self(asked):
        return False
    stems = {word.stem for word in read(asked).content}
    return not names_something(asked) or bool(stems & {word.stem for word in read(before).content})


def _last_asked(history: tuple[Exchange, ...]) -> Exchange | None:
    """Return the last exchange that asked something: a greeting in between changes nothing."""
    return next((exchange for exchange in reversed(history) if not greets(exchange.question)), None)


def _point_in(last: Exchange) -> str:
    """Return the point that was made last: the reader's own, or that of a reply which argued."""
    if not asks(last.question):
        return last.question
    spans = sentence_spans(last.reply)[:_POINT] if last.side else []
    return " ".join(last.reply[start:end].strip() for start, end in spans)


def _listed(last: Exchange, history: tuple[Exchange, ...]) -> Exchange:
    """Return the exchange whose points are counted: the last that has some, if it is not long ago."""
    return next((one for one in reversed(history[-_LISTED:]) if one.points), last)


def _nth(found: re.Match[str], last: Exchange) -> str:
    """Return the point of the last reply that "the second one" means; "" where there are not so many.

    Points are those of a list, else the sentences.
    """
    said, sentences = last.reply, list(last.points)
    if not sentences:
        sentences = [said[start:end].strip(" -\n") for start, end in sentence_spans(said)]
        sentences = [sentence for sentence in sentences if len(sentence.split()) > 1]
    word = found["nth"].lower()
    place = len(sentences) if word == "last" else ORDINAL_WORDS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return sentences[place - 1] if 0 < place <= len(sentences) else ""


def _reason_for(last: Exchange) -> str:
    """Return what a "why?" asks the reason for: what was asked, or what was said where that names nothing."""
    if len(read(last.question).content) > 1 or not last.reply:
        return f"Why: {last.question}"
    start, end = sentence_spans(last.reply)[0]
    return f"Why: {last.reply[start:end].strip()}"


def _standing(question: Question, text: str, mode: Mode) -> Question:
    return replace(question, text=text, mode=mode, typed=question.text)


def _opposite(last: Exchange, question: Question) -> Mode:
    if last.side is None and question.mode in ("for", "against"):
        return question.mode  # the reader has chosen the other side along with the words
    side = last.side or (question.mode if question.mode in ("for", "against") else "for")
    return "against" if side == "for" else "for"


def _argued(last: Exchange) -> str:
    """Return what was argued about, without the words that asked for one side of it."""
    text = _PATTERNS["asked to argue"].sub("", last.question)
    return " ".join(text.split()).strip(" .?!") or last.question


def _put_in(rest: str, before: str) -> str:
    """Return the question before with a figure or name in place of its own of that kind.

    Else both, the new words first.
    """
    figures, names = find_figures(rest), [name for name in find_names(rest) if name.certain]
    bare = _PATTERNS["preposition"].sub("", rest)
    if figures and len(bare.split()) <= 3:
        old = next((figure for figure in find_figures(before) if figure.kind == figures[0].kind), None)
        return _instead(before, old, bare) if old else f"{before.rstrip('?. !')} {rest}?"
    if names and len(rest.split()) <= 4:
        others = [
            name
            for name in find_names(before)
            if name.certain and not any(name.same(new_name) for new_name in names)
        ]
        if others:
            return _instead(before, others[-1], bare)
    if _PATTERNS["asks"].match(rest):
        return f"{rest}? {before}"
    return f"{before.rstrip('?. !')}, {rest}?"


def _instead(text: str, old: Figure | Name, new: str) -> str:
    return text[: old.start] + new + text[old.end :]


def _asked_first(last: Exchange) -> str:
    """Return what was asked before others leaned on it: "when: how high is it" is about how high it is."""
    return last.question.rsplit(": ", 1)[-1]


def _with_names(question: Question, last: Exchange) -> Question:
    """Fill pronouns that nothing in the question itself can mean, from the exchange before."""
    text = question.text
    own = [name for name in find_names(without_form(text)) if name.certain]  # none is "in plain English"
    if len(text.split()) > 2 * _SHORT:
        return question
    if _PATTERNS["he"].search(text) and not own and (name := _person_meant(question)):
        filled = _PATTERNS["possessive"].sub(f"{name}'s", text)
        return _standing(question, _PATTERNS["he"].sub(name, filled), question.mode)
    if (
        _PATTERNS["it"].search(_POINTS_AHEAD.sub("", text))
        and not own
        and not _PATTERNS["op-ed"].search(text)
        and len(text.split()) <= _SHORT
        and asks(text)  # who only says something leaves nothing out
    ):
        return _standing(
            question, f"{text.rstrip('?. !')}: {_PATTERNS['lead'].sub('', _asked_first(last))}", question.mode
        )
    return question


def _person_meant(question: Question) -> str:
    """Return the person whom "he" means: whom the last questions were about, else whom a reply names most.

    The reader's own words go before the reply to them.
    """
    people = {person.name.lower(): person.name for person in question.names} | {
        other.lower(): person.name for person in question.names for other in person.also
    }
    for exchange in reversed(question.history):
        for words in (exchange.question, exchange.reply):
            named = [people[name.text.lower()] for name in find_names(words) if name.text.lower() in people]
            if named:
                return max(dict.fromkeys(named), key=named.count)
    return ""


def _things_meant(question: Question, last: Exchange) -> str:
    """Return the things of the question before of which it is asked how many; "" where it has none."""
    if not _PATTERNS["of them"].search(question.text) or not names_something(last.question):
        return ""
    found = _PATTERNS["things"].findall(last.question)
    return found[0].lower() if found else ""
