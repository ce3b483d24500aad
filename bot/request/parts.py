"""A message taken apart: what it asks, clause by clause, and what it only tells beside that.

By the grammar of English alone: stops, list markers, and a joining word or comma behind which a question or
an order begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.request.elliptic import spelt_out, two_of_a_kind
from bot.request.form import without_form
from bot.request.in_a_row import GIVE, announces, is_thing, items_in, names_thing, things_in
from bot.request.patterns import load_patterns
from knowledge.sentences import ends_with_abbreviation

_PATTERNS = load_patterns("parts")
_STOPS = re.compile(r"(?<=[?!])[\s?!]+|(?<=;)\s+|(?<=\.)[ \t]+|\s*\n\s*")
_SIGNATURE = re.compile(r"[A-Z][a-z]+\.?")
LISTED = 3  # questions behind a colon from which each is a wish of its own
_FEWEST = 2  # words of a part on either side of a joining word

PartKind = Literal["asks", "tells", "bounds"]


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a message: a question or an order, what bounds how it is met, or what only tells something.

    One that stands `apart` is plainly a wish of its own, by a number or in a row of things.
    """

    text: str
    kind: PartKind
    apart: bool = False


def parts_of(message: str) -> tuple[Part, ...]:
    """Return the parts of a message, in order; a message that asks nothing plainly is one part that asks."""
    before, items, behind = items_in(message)
    found = tuple(_before(before)) if items else tuple(_parts(before))
    found += tuple(Part(f"{GIVE} {item}" if is_thing(item) else item, "asks", apart=True) for item in items)
    found += tuple(_parts(behind))
    if not any(part.kind == "asks" for part in found):
        return (Part(message, "asks"),)
    return found if any(part.apart for part in found) else tuple(_set_apart(found, message))


def _set_apart(parts: Sequence[Part], message: str) -> Iterator[Part]:
    """Yield the parts, each a wish of its own where all but name a thing, or where "then" orders them."""
    asking = [part for part in parts if part.kind == "asks"]
    back = any(_PATTERNS["back"].fullmatch(part.text) for part in asking[1:])  # "then answer that"
    in_order = not back and _PATTERNS["in order"].search(message) is not None
    row = in_order or all(names_thing(part.text) for part in asking)
    for part in parts:
        apart = row and len(asking) > 1 and part.kind == "asks"
        yield Part(_PATTERNS["turn"].sub("", part.text), "asks", apart=True) if apart else part


def _before(text: str) -> Iterator[Part]:
    """Yield what is said before numbered items: nothing where it only announces them."""
    if text.endswith(":") and not announces(text):
        yield Part(text, "tells")
    elif not announces(text):
        yield from _parts(text)


def _parts(text: str) -> Iterator[Part]:
    begun, colon, rest = text.partition(": ")
    *before, head = _sentences(begun) or [begun]
    announced = announces(head)  # "answer two things: who pays, and since when?"
    if colon and (announced or not without_form(head)) and len(behind := list(_parts(rest))) > 1:
        for sentence in before:
            yield from _parts(sentence)
        yield from () if announced else (Part(head, "tells"),)  # "in two lines: who pays, and since when?"
        listed = sum(part.kind == "asks" for part in behind) >= LISTED
        yield from (replace(part, apart=True) if listed and part.kind == "asks" else part for part in behind)
        return
    for clause in _spelt_out(clause for sentence in _sentences(text) for clause in _clauses(sentence)):
        head, _, rest = clause.partition(": ")
        if _PATTERNS["puts"].fullmatch(head) and _PATTERNS["question"].match(rest):
            yield Part(head, "tells")  # "Question from my neighbor: who pays?"
            clause = rest
        if things := things_in(clause):
            yield from (Part(thing, "asks", apart=True) for thing in things)
        elif bounds(clause):
            yield Part(clause, "bounds")
        else:
            yield Part(clause, "asks" if asks(clause) else "tells")


def _spelt_out(clauses: Iterable[str]) -> Iterator[str]:
    """Yield clauses, each that leaves words out with those of what is asked before it."""
    asked = ""
    for clause in clauses:
        whole = spelt_out(clause, asked)
        asked = whole if asks(whole) else asked
        yield whole


def bounds(clause: str) -> bool:
    """Tell whether a clause says how something is to be done, and not what: "and mention the cost"."""
    bare = _PATTERNS["lead"].sub("", clause.strip(), count=1)
    orders = not clause.rstrip().endswith("?") and _PATTERNS["bounds"].match(bare) is not None
    return orders or _PATTERNS["picks"].fullmatch(bare) is not None


def asks(clause: str) -> bool:
    """Tell whether a clause is a question or an order."""
    bare = _PATTERNS["lead"].sub("", clause.strip(), count=1)
    return (
        clause.rstrip(" )\"'").endswith("?")
        or _PATTERNS["question"].match(bare) is not None
        or _PATTERNS["order"].match(bare) is not None
        or _PATTERNS["wish"].search(bare) is not None
    )


def asks_something(clause: str) -> bool:
    """Tell whether a clause is a question, and no order."""
    bare = _PATTERNS["lead"].sub("", clause.strip(), count=1)
    return clause.rstrip(" )\"'").endswith("?") or _PATTERNS["question"].match(bare) is not None


def plainly_asks(clause: str) -> bool:
    """Tell whether a clause has the words of a question, and no exclamation's, claim's or polite order's.

    "They sell us all that, and we say thank you??" only ends in the mark of one.
    """
    starts = (_PATTERNS["lead"].sub("", start, count=1) for start in clause.strip().split(", "))
    begins = any(_PATTERNS["question"].match(start) for start in starts)
    if _PATTERNS["polite"].match(_PATTERNS["lead"].sub("", clause.strip(), count=1)):
        return _PATTERNS["asks for"].search(clause) is not None
    return begins or (_PATTERNS["wish"].search(clause) is not None and asks_something(clause))


def greets(clause: str) -> bool:
    """Tell whether a clause is nothing but a greeting, thanks or a name under a letter."""
    return _PATTERNS["greeting"].fullmatch(clause.strip()) is not None


def signs(clause: str) -> bool:
    """Tell whether a clause may be the name under a letter."""
    return _SIGNATURE.fullmatch(clause.strip()) is not None


def _sentences(message: str) -> list[str]:
    """Split at stops; a full stop behind an abbreviation is none."""
    sentences: list[str] = []
    for piece in _STOPS.split(message):
        words = piece.strip(" \t-•*")
        if not words:
            continue
        if sentences and sentences[-1].endswith(".") and ends_with_abbreviation(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {words}"
        else:
            sentences.append(words)
    return sentences


def _clauses(sentence: str) -> list[str]:
    """Split where a second question or order begins behind a whole first one."""
    for join in _PATTERNS["join"].finditer(sentence):
        first, second = sentence[: join.start()].strip(" ,"), sentence[join.end() :].strip()
        begins = _PATTERNS["question"].match(second) or _PATTERNS["order"].match(second)
        if join["comma2"] and _PATTERNS["relative"].match(second) and not asks_something(first):
            continue  # "a counter to that, which they keep pressing"
        if _PATTERNS["pairs"].search(first) and second.split()[0].lower() in first.lower().split():
            continue  # "compare what they want and what they can pay"
        told = (
            join["comma2"] and begins and _PATTERNS["tells"].match(_PATTERNS["lead"].sub("", first, count=1))
        )
        if not (told or _stands_alone(first)) or len(second.split()) < _FEWEST:
            continue
        if begins or _PATTERNS["wish"].match(second) or (join["comma2"] and _PATTERNS["aside"].match(second)):
            return [first, *_clauses(second)]
    if (both := two_of_a_kind(sentence)) and not _PATTERNS["pairs"].search(sentence):
        return both if _PATTERNS["order"].match(both[0]) else [sentence]
    return [sentence]


def _stands_alone(first: str) -> bool:
    """Tell whether a clause is one by itself: an "if" or "what about" waits for what follows."""
    return (
        len(first.split()) >= _FEWEST
        and _PATTERNS["waits"].match(first) is None
        and (asks(first) or greets(first))
    )
