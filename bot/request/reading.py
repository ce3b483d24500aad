"""What a message asks for, read by its meaning: its parts, the act of each, its form and its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from bot.request.asides import set_apart
from bot.request.asked import PLAINLY_WHOLE, Asked, as_wanted, by_itself, named_in, read_parts
from bot.request.form import NO_FORM, Form, form_of, without_form
from bot.request.in_a_row import beside_thing, thing_in
from bot.request.leaning import leaning, own_words, points_back
from bot.request.leanings import Leanings
from bot.request.named import names_something, tells_figure
from bot.request.parts import Part, asks_something, greets, parts_of, signs
from bot.request.patterns import load_patterns
from bot.request.request import ABOUT_THE_PIECE, AGAINST, ARGUMENTS, MOST, OF_THE_LAST_REPLY, Request
from bot.request.taking_sides import Taking, sides_said
from bot.request.things import question_for
from knowledge.argument_map import Side, other_side
from knowledge.coverage import index_of
from knowledge.document import Document
from knowledge.names import find_names, same_name

SURE = 0.5  # probability from which a message with what it tells is a point to be answered
PUTS_A_POINT, ARGUED_FROM = ("rebut", "argue", "concede", "press"), 4  # acts of an argument, and its words
_PATTERNS = load_patterns("reading")
OVERVIEW_FROM = 0.15  # probability from which the "main argument" of the piece is an overview of it
_PERHAPS_ALL = frozenset(
    ["strongest", "contentions", "quote", "fact", "list", "consequence", "compare", "yes-no"]
)
# Acts that ask for something of the piece as a whole, whatever was told beside them
EVERYWHERE_FROM = 0.15  # share of the passages from which a name stands all over the piece
FOR_THE_WHOLE = frozenset(
    ["overview", "recommendation", "concession", "both sides", "weakest", "missing evidence"]
)
ASKS_FROM = 0.05  # probability from which a question that was read as an argument may ask for something else
TELLING_GENRES = ("memo", "worksheet")  # that tell what the piece says, and take no side
SPEECHES = frozenset(["case", "opening", "contentions", "cross-examine", "closing"])
PUTS = ("overview", "restate", "quote", "more")  # acts of which the words alone are another's
PUTS_FROM = 0.6


def requests_of(message: str, leanings: Leanings, document: Document) -> tuple[Request, ...]:
    """Return what a message asks for, in its order: at least one request, at most MOST.

    What has nothing to do with the document is left aside where something else has, so that an order hidden
    behind a question changes nothing.
    """
    form = form_of(message)
    if form.genre:  # a letter is one thing, whatever is to stand in it
        return (request_of(message, leanings, document),)
    parts = [part for part in parts_of(message) if not greets(part.text)] or [Part(message, "asks")]
    parts = [part for part in parts if not (len(parts) > 1 and _signed(part))]
    if form.study and not _wants_more(parts):
        return (request_of(message, leanings, document),)
    if form.answered and not any(form_of(part.text).answered for part in parts):
        return (request_of(message, leanings, document),)  # "two of them, and for each, what they say back"
    shared, asking, told = _taken_apart(parts)
    shared = replace(shared, plain=form.plain)  # whoever needs plain words needs them in all of it
    if told and not any(part.apart for part in asking):
        whole = read_parts([message], leanings)[0]
        if whole.act in ("rebut", "argue") and whole.sure >= SURE:
            return (_request(whole, shared, leanings, document),)
    asked = read_parts([part.text for part in asking], leanings)
    beside = " ".join(part.text for part in parts if part.kind == "tells")
    asked = [
        by_itself(one) if part.apart else as_wanted(one, beside, document)
        for one, part in zip(asked, asking, strict=True)
    ]
    kept, goes_on = set_apart(asked, document)
    if not kept:  # "The best point. One. Go.": no part asks for anything by itself
        return (request_of(message, leanings, document),)
    shared = reduce(lambda form, one: one.form.over(form), goes_on, shared)
    if form.answered:
        shared = replace(shared, answered=shared.answered and form.answered)
    if shared.sentences and len(kept) > 1:  # "two sentences at most", for all of it
        shared = replace(shared, sentences=max(1, shared.sentences // len(kept)))
    if shared.layout == "numbered":  # "list four, then rank them"
        kept = [replace(one, form=replace(one.form, layout="numbered")) for one in kept]
    if all(one.apart for one in kept) and shared.points == len(kept):  # "in three bullets", one for each
        shared = replace(shared, points=None, sentences=1)
    return tuple(leaning([_request(one, shared, leanings, document) for one in kept[:MOST]], told))


def _wants_more(parts: Sequence[Part]) -> bool:
    """Tell whether a thing is wanted beside what is made for a class: its key is none."""
    beside = [part for part in parts if part.apart and form_of(part.text).study is None]
    return any(thing_in(part.text) not in ("", "question") for part in beside)


def _signed(part: Part) -> bool:
    """Tell whether a part is a name under a letter, and no word for a form: "Table."."""
    return signs(part.text) and form_of(part.text) == NO_FORM


def with_what_is_argued(message: str, requests: Sequence[Request], leanings: Leanings) -> tuple[Request, ...]:
    """Return the requests of somebody who talks to a side, with the argument that is given beside them.

    "They have paid enough. How can you ask for more?" puts that they have paid, and wants it answered. What
    is asked of the op-ed itself stays a request of its own, and a motion that is debated puts nothing.
    """
    if any(one.apart or one.form.answered for one in requests):
        return tuple(requests)
    told = " ".join(
        part.text
        for part in parts_of(message)
        if part.kind == "tells" and not _PATTERNS["motion"].search(part.text)
    )
    if not told or len(told.split()) < ARGUED_FROM:
        return tuple(requests)
    reading = leanings.acts.read([told])[0]
    if sum(reading[act] for act in PUTS_A_POINT) < SURE:
        return tuple(requests)
    apart = [one for one in requests if _PATTERNS["document"].search(one.said) and not points_back(one.said)]
    joined = [one for one in requests if one not in apart]
    if any(one.act in SPEECHES and one.sure >= PLAINLY_WHOLE and not points_back(one.said) for one in joined):
        return tuple(requests)
    text = " ".join([without_form(told), *(one.text for one in joined)]) if apart else without_form(message)
    form = joined[0].form if joined else NO_FORM
    point = Request("rebut", text, form, None, SURE, text, reading={**reading, "rebut": SURE}, alone=text)
    return (point, *apart)


def asks_who_wrote(text: str) -> bool:
    """Tell whether words ask for the author of the document."""
    return _PATTERNS["document's own"].search(text) is not None


def _taken_apart(parts: Sequence[Part]) -> tuple[Form, list[Part], str]:
    """Return the form that holds for all, the parts that ask for something, and what is told beside them.

    A part without words of its own but for the form ("bullets please") belongs to the others.
    """
    shared, asking, told = NO_FORM, list[Part](), list[tuple[str, bool]]()
    for part in parts:
        form, rest = form_of(part.text), without_form(part.text)
        if part.apart or part.kind == "bounds":
            shared = shared if part.apart else form.over(shared)
            asking += [part] if part.apart else []
            continue
        named = bool(own_words(rest)) or tells_figure(rest) or _PATTERNS["document"].search(rest) is not None
        if part.kind == "tells" or (form != NO_FORM and not named and len(parts) > 1):
            shared = form.over(shared)
            told += [(rest, not asking)] if part.kind == "tells" and named else []
        else:
            asking.append(part)
    before = [rest for rest, first in told if first] or [rest for rest, _ in told]
    return shared, asking or [part for part in parts if part.kind == "asks"][:1], " ".join(before)


def told_request(act: str, about: str, side: Side | None) -> Request:
    """Return the request that a model has told of: an act of ACTS, about something, for a side."""
    text = without_form(about)
    act = "rebut" if act == "argue" else act
    whole = act == "overview" or (act in FOR_THE_WHOLE and not names_something(about))
    form = form_of(about)
    return Request(act, text, form, side, 1.0, about, whole=whole, reading={act: 1.0}, alone=text)


def request_of(message: str, leanings: Leanings, document: Document) -> Request:
    """Return what a message asks for, read as one request."""
    return _request(read_parts([message], leanings)[0], NO_FORM, leanings, document)


def _request(one: Asked, shared: Form, leanings: Leanings, document: Document) -> Request:
    form = one.form.over(replace(shared, points=None) if one.apart else shared)
    act, sure = _act(one, asks_something(one.said))
    by_name = form.points and act in ABOUT_THE_PIECE and _PATTERNS["contentions"].search(one.said)
    rebuts = form.answered and _PATTERNS["rebutted"].search(one.said)
    if by_name or ((form.labels or form.answered) and act != "rebut"):
        act, sure = ("rebut" if rebuts else "contentions"), 1.0
    if form.genre:  # what is to be written is a whole, whatever it is read as
        act, sure = ("overview" if form.genre in TELLING_GENRES else "case"), 1.0
    elif form.study in ("admissions", "yes-no questions"):
        act, sure = "cross-examine", 1.0
    elif act in ARGUMENTS and _PATTERNS["each side"].search(one.said):
        act = "both sides"
    side = side_of(one.said, act, leanings) if act in ARGUMENTS else None
    if one.apart and thing_in(one.said) == "reason":  # those of the op-ed
        side = "for"
    alone = one.apart and bool(thing_in(one.said)) and not named_in(beside_thing(one.said), document)
    text = question_for(one.said, one.text, form) if alone else one.text
    whole = form.genre is not None or alone or _names_nothing(one, act, document)
    reading = one.reading
    if (
        (whole and not alone and _wants_all(act, one))
        or _wants_it_put(one, document)
        or _wants_points(one, document)
    ):
        act, whole = "overview", True
    elif act == "overview" and not whole:  # of one thing in the piece, not of all of it
        reading = {**reading, "overview": 0.0}
        act = max(ABOUT_THE_PIECE - {"overview"}, key=lambda name: reading.get(name, 0.0))
    return Request(
        act,
        text,
        form,
        side,
        sure,
        one.said,
        whole=whole and (act in FOR_THE_WHOLE or form.genre is not None),
        reading=reading,
        alone=text,
        apart=one.apart,
    )


def _act(one: Asked, question: bool) -> tuple[str, float]:
    """Return the act of a part, and how probable it is.

    Whoever puts a point to the bot wants it answered. A question puts none: it asks for what the piece says.
    """
    act = "rebut" if one.act == "argue" else one.act
    if act == "identify" and _PATTERNS["document's own"].search(one.said):
        return "about the document", one.sure
    if question and (act in ("rebut", "weigh", "concede") or _asks_for_one(one)):
        asking = {name: one.reading.get(name, 0.0) for name in ABOUT_THE_PIECE}
        best = max(asking, key=lambda name: asking[name])
        return (best if asking[best] >= ASKS_FROM else "fact"), asking[best]
    return act, one.sure


def _asks_for_one(one: Asked) -> bool:
    """Tell whether who or which one is asked of the piece, though it was read as wanting an argument.

    No such question wants a speech; it may want the strongest or weakest argument, where that is plain.
    """
    if one.act not in ARGUMENTS or not _PATTERNS["one of several"].search(one.said):
        return False
    return one.act in SPEECHES or one.reading[one.act] < SURE


def _names_nothing(one: Asked, act: str, document: Document) -> bool:
    """Tell whether a part asks of the piece as a whole: it has hardly a word of it.

    What is said of those who read it does not count, nor, where it is plain that the piece is asked what it
    wants or grants, does a name that stands all over it.
    """
    there, own = index_of(document), own_words(one.text)
    if _PATTERNS["document's own"].search(one.said) or tells_figure(one.text):
        return False
    plain = act in FOR_THE_WHOLE and one.sure >= PLAINLY_WHOLE
    names = [name for name in find_names(one.text) if name.certain]
    everywhere: frozenset[str] = frozenset()
    if plain and act != "overview":
        everywhere = there.names_in(EVERYWHERE_FROM)
    if any(not any(same_name(name.key, key) for key in everywhere) for name in names):
        return False
    if not plain:
        return not any(there.has(word) for word in own) and not (own and one.act in _PERHAPS_ALL)
    all_over = {part for key in everywhere for part in key.split()}
    own = tuple(word for word in own if word.text.lower() not in all_over)
    return sum(there.has(word) for word in own) <= len(own) / 2


def _wants_all(act: str, one: Asked) -> bool:
    """Tell whether words that name nothing want all of the piece: a form alone, or "shorter" said first."""
    if not one.text and one.form != NO_FORM:
        return True
    return act in OF_THE_LAST_REPLY or (
        act in _PERHAPS_ALL and one.reading.get("overview", 0.0) >= OVERVIEW_FROM
    )


def _wants_it_put(one: Asked, document: Document) -> bool:
    """Tell whether words that name nothing of the piece want it in other words: for a tweet, for a note."""
    if named_in(one.text, document):
        return False
    puts = sum(one.reading.get(act, 0.0) for act in PUTS)
    return puts >= PUTS_FROM and one.reading["overview"] >= ASKS_FROM


def _wants_points(one: Asked, document: Document) -> bool:
    """Tell whether so many points are wanted for no side and of no thing: those of the piece."""
    if one.act != "contentions" or one.sure >= PLAINLY_WHOLE or not one.form.count or names_side(one.said):
        return False
    if named_in(one.text, document):
        return False
    return _PATTERNS["contentions"].search(one.said) is None


def names_side(said: str) -> bool:
    """Tell whether words name the side that an argument is wanted for."""
    by_name = any(_PATTERNS[f"words {side}"].search(said) for side in ("against", "for"))
    return by_name or sides_said(said).taking is not None


def side_of(said: str, act: str, leanings: Leanings) -> Side | None:
    """Return the side that an argument is asked for; None where a thing is named that cannot be placed.

    The side that readers say they are on is the one that they want words for; whoever is to be questioned is
    on the other one.
    """
    if act == "cross-examine" and (asked := _side_asked(said, leanings)):
        return other_side(asked)
    for side in ("against", "for"):
        if _PATTERNS[f"words {side}"].search(said):
            return "against" if side == "against" else "for"
    taking = sides_said(said).taking
    if taking is None:
        return "against" if act in AGAINST else "for"
    return _side_taken(taking, leanings)


def _side_asked(said: str, leanings: Leanings) -> Side | None:
    """Return the side of those to whom questions are to be put; None where that isn't told."""
    put_to = _PATTERNS["put to"].search(said)
    if put_to is None:
        return None
    whom = put_to["whom"] or put_to["whom2"]
    taking = sides_said(whom).taking
    named = _side_taken(taking, leanings) if taking else None
    return named or leanings.of_argument(whom)


def _side_taken(taking: Taking, leanings: Leanings) -> Side | None:
    """Return the side that is taken in some words; None where what it is of cannot be placed."""
    if not taking.of:
        return taking.side
    leaning = leanings.of_thing(taking.of)
    if leaning is None:
        return None
    return leaning if taking.side == "for" else other_side(leaning)
