"""Wishes that stand in a row: things that one order wants, and items behind numbers.

"Give me the main claim, three reasons and one weakness" holds three orders, the last two without their verb.
By the grammar of English and the nouns for what is asked of any text.
"""

from __future__ import annotations

import re

from bot.request.patterns import load_patterns

_PATTERNS = load_patterns("in a row")
GIVE = "give me"  # the verb of a thing that stands behind another one
_FEWEST = 2  # items that make a row
_COLON = re.compile(r":\s+")
_LOOSE = " ,;+&"


def things_in(clause: str) -> tuple[str, ...]:
    """Return the things that a clause wants, each as an order of its own; () where it wants one, or another.

    What is wanted of each of several things ("a claim and a warrant for each") is one wish.
    """
    if _PATTERNS["of each"].search(clause):
        return ()
    lead, rest = _led(clause)
    things = _apart(rest)
    if len(things) < _FEWEST:
        return ()
    first = f"{lead.strip()} {things[0]}" if _PATTERNS["asks for"].search(lead) else f"{GIVE} {things[0]}"
    return (first, *(f"{GIVE} {thing}" for thing in things[1:]))


def is_thing(clause: str) -> bool:
    """Tell whether a clause is but the name of something that is wanted: "one weakness of the piece"."""
    return _PATTERNS["thing"].match(clause.strip(_LOOSE)) is not None


def thing_words(clause: str) -> str:
    """Return the words for the thing that an order wants, "the three demands"; "" where it names none."""
    found = _PATTERNS["thing"].match(_led(clause)[1].strip(_LOOSE))
    return found.group() if found else ""


def beside_thing(clause: str) -> str:
    """Return what an order says of the thing that it wants: "that the mayor is making"."""
    rest = _led(clause)[1].strip(_LOOSE)
    return rest[len(thing_words(clause)) :].strip()


def names_thing(clause: str) -> bool:
    """Tell whether a clause only asks for a thing that is asked of any text: "what's the evidence?"."""
    lead, rest = _led(clause.rstrip("?.! "))
    return bool(lead) and _PATTERNS["thing"].fullmatch(rest.strip(_LOOSE)) is not None


def thing_in(clause: str) -> str:
    """Return which of the things that are asked of a text an order wants; "" for none of them."""
    words = thing_words(clause)
    named = next((name for name in _PATTERNS if name.startswith("a ") and _PATTERNS[name].search(words)), "")
    return named.removeprefix("a ")


def wanted_in(text: str) -> str:
    """Return the first thing that somebody wants, or has to make, as an order; "" where there is none."""
    for verb in _PATTERNS["makes"].finditer(text):
        if found := _PATTERNS["thing"].match(text[verb.end() :]):
            return f"{GIVE} {found.group()}"
    return ""


def items_in(message: str) -> tuple[str, list[str], str]:
    """Return what stands before numbered items, the items, and what stands behind the last one.

    What an item tells before it asks belongs to it; what is said behind its question is said of all.
    """
    counted = _in_order(list(_PATTERNS["number"].finditer(message)))
    if len(counted) < _FEWEST:
        return message, [], ""
    ends = [mark.start() for mark in counted[1:]] + [len(message)]
    items = [
        _PATTERNS["joins"].sub("", message[mark.end() : end]).strip(_LOOSE)
        for mark, end in zip(counted, ends, strict=True)
    ]
    last = _PATTERNS["ends"].search(items[-1])
    behind = items[-1][last.end() :].strip() if last else ""
    items[-1] = items[-1][: last.end()].strip() if last else items[-1]
    if not all(items):
        return message, [], ""
    return message[: counted[0].start()].strip(), items, behind


def announces(text: str) -> bool:
    """Tell whether words only say that several wishes follow: "Three things:"."""
    return _PATTERNS["announces"].fullmatch(text.strip()) is not None


def _in_order(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the marks that count on from the first one."""
    counted: list[re.Match[str]] = []
    for mark in marks:
        number = next(words for words in mark.groups() if words)
        place = int(number) if number.isdecimal() else ord(number.lower()) - ord("a") + 1
        if place == len(counted) + 1:
            counted.append(mark)
    return counted


def _led(clause: str) -> tuple[str, str]:
    """Return the words that lead to the first thing, and the rest; ("", clause) where none lead there."""
    behind = _COLON.search(clause)
    if behind and _PATTERNS["thing"].match(clause[behind.end() :]):
        return "", clause[behind.end() :]
    lead = _PATTERNS["lead"].match(clause)
    return (clause[: lead.end()], clause[lead.end() :]) if lead else ("", clause)


def _apart(rest: str) -> list[str]:
    """Return the things that stand in a row; each of them has to be one."""
    if not _PATTERNS["thing"].match(rest):
        return []
    things, start = list[str](), 0
    for join in _PATTERNS["join"].finditer(rest):
        comes = rest[join.end() :]
        counted = join["firm"] or _PATTERNS["counted"].match(comes)
        if join.start() > start and counted and _PATTERNS["thing"].match(comes):
            things.append(rest[start : join.start()])
            start = join.end()
    things.append(rest[start:])
    return [thing.strip(_LOOSE) for whole in things for thing in _poles(whole)]


def _poles(thing: str) -> tuple[str, ...]:
    """Return both of "the strongest and the weakest point", each with its noun."""
    found = _PATTERNS["poles"].search(thing)
    if found is None:
        return (thing,)
    before, noun = thing[: found.start()], thing[found.end() :]
    return f"{before}{found['one']}{noun}", f"{before}{found['other']}{noun}"
