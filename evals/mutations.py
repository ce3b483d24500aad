"""Ways to corrupt a true statement, one function each: what the gate must refuse.

Every function takes a true report and the map's document and yields corrupted statements. The word lists are this module's
own and are not the gate's: a check tested with its own lexicon would only test itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from bot.statement import Statement
from evals.signs import SIGNS
from knowledge.document import Document
from knowledge.figures import MONTHS, Figure, find_figures
from knowledge.names import find_names

FRAME = "The op-ed says that "
_LEAD = re.compile(
    r"^(?:The op-ed (?:also )?[a-z]+(?: also| out)? that |It [a-z]+ that |According to the op-ed, |By the op-ed's own account, )"
)
_DENIED = re.compile(
    r"\b(?:no|not|never|unless|without|neither|hardly)\b"
)  # a second denial there would be no flip but a muddle

_OPPOSITES = [
    ("increase", "decrease"), ("increase", "cut"), ("larger", "smaller"), ("larger", "lower"), ("decrease", "increase"), ("decline", "growth"),
    ("decline", "rise"), ("reduce", "expand"), ("closer to", "away from"), ("destabilize", "stabilize"), ("destabilized", "strengthened"),
    ("strengthen", "weaken"), ("strengthening", "weakening"), ("strengthening", "dissolving"), ("ease", "escalate"), ("easing", "raising"),
    ("deficit", "surplus"), ("exports", "imports"), ("importers", "exporters"), ("rival", "ally"), ("rival", "friend"), ("before", "after"),
    ("most", "least"), ("largest", "smallest"), ("minimal", "severe"), ("minimal", "enormous"), ("essential", "unimportant"),
    ("less dependence", "more dependence"), ("high", "low"), ("late", "early"), ("early", "late"), ("left-leaning", "right-leaning"),
    ("left-leaning", "conservative"), ("substantial", "negligible"), ("notable", "slight"), ("disapproved", "approved"), ("hinder", "help"),
    ("hinder", "promote"), ("pragmatic", "dogmatic"), ("incompetent", "competent"), ("friendship", "hostility"), ("upheld", "violated"),
    ("upheld", "breached"), ("supported", "opposed"), ("alongside", "against"), ("understandable", "incomprehensible"),
    ("ascending", "declining"), ("crucial", "marginal"), ("lose", "win"), ("losing", "gaining"), ("won", "lost"), ("acceptable", "unacceptable"),
    ("accepting", "rejecting"), ("favorable", "unfavorable"), ("excessive", "insufficient"), ("long-term", "short-term"), ("growing", "shrinking"),
    ("re-establish", "sever"), ("raise", "lower"), ("maintain", "abandon"), ("losses", "gains"), ("protect", "betray"), ("better", "worse"),
    ("beneficial", "harmful"), ("many", "few"), ("newly elected", "outgoing"), ("quickly", "slowly"), ("refrain from", "persist in"),
    ("opposition", "supporters"), ("supporters", "opponents"), ("advance", "harm"), ("enabled", "prevented"), ("failure", "success"),
    ("discord", "harmony"), ("good faith", "bad faith"), ("formidable", "feeble"), ("overseas", "domestic"), ("momentum", "pause"),
]  # fmt: skip

# What stands there, what is put in its place, and whether that denies it.
_NEGATIONS = [
    (r"\b(could|may|might|would|should|will)\b(?! not)", (r"\1 not", r"\1 never"), True),
    (r"\b(is|are|was|were|has|have|had)\b(?! not)", (r"\1 not", r"\1 never", r"\1 no longer"), True),
    (
        r"\b(plan|demand|know|hope|consider|host|demonstrate)s\b",
        (r"does not \1", r"never \1s", r"no longer \1s"),
        True,
    ),
    (
        r"\b(reached|fought|chanted|persuaded|responded|attended|enabled|pressured|rose|came)\b",
        (r"never \1",),
        True,
    ),
    (r"\bunless\b", ("if",), False),
    (r"\bbrings no\b", ("brings",), False),
    (r"\brefrain from\b", ("keep on with",), False),
    (r"\brather than\b", ("as well as",), False),
]

_INVENTIONS = [
    "and that Samsung has threatened to close its American plants",
    "and that a majority of Korean voters want nuclear weapons",
    "and that inflation would rise across both economies",
    "because Congress refused to ratify the treaty",
    "and that car prices in Detroit would double",
    "which the World Trade Organization has condemned",
    "after secret talks with the Kremlin had collapsed",
    "and that farmers in Iowa would pay for it",
    "while the central bank prepares emergency loans",
    "and that semiconductor factories would have to shut down",
]
INVENTED = [
    "South Korea will build nuclear submarines within a decade",
    "American consumers would pay higher prices for cars and phones",
    "Lee secretly promised concessions on beef and rice",
    "the alliance has already cost taxpayers a fortune",
    "unemployment in Korea is climbing because of the demands",
    "Chinese banks are lending billions to Korean shipyards",
    "Trump apologised to the Korean parliament for his remarks",
    "young Koreans no longer trust American universities",
    "Japan has agreed to mediate between the two governments",
    "the Korean army refuses joint exercises",
]


_SCALES = [
    ("million", "billion"),
    ("billion", "million"),
    ("billion", "trillion"),
    ("thousand", "million"),
    ("trillion", "billion"),
]
_UNITS = [
    "years",
    "months",
    "days",
    "weeks",
    "decades",
    "hours",
    "year",
    "month",
    "day",
    "week",
    "people",
    "soldiers",
    "miles",
    "kilometers",
]
_SCOPES = [
    (r"(?<!the )\b(?:some|many|most|several|a few|certain|numerous)\b(?! (?:of|formidable|beneficial)\b)", ("all", "every one of the")),
    (r"\b(?:some|many|most|several) of\b", ("all of",)),
    (r"\b(?:often|sometimes|usually|typically|generally|mostly|partly|largely)\b", ("always", "in every case", "without exception")),
    (r"\b(is|are|was|were|has|have)\b(?! (?:not|never|always))", (r"\1 always", r"\1 in all cases", r"\1 everywhere")),
    (r"\b(could|may|might|would|should|will)\b(?! (?:not|never|always))", (r"\1 always", r"\1 in every case")),
    (r"\b(goods|products|exports|importers|allies|allied countries|voters|citizens|officials|companies|countries|troops|sanctions|tariffs)\b", (r"all \1 worldwide", r"every kind of \1")),
]  # fmt: skip
_JOINTS = [
    *(
        "because",
        "unless",
        "after",
        "before",
        "so that",
        "leads? to",
        "led to",
        "caus(?:es|ed)",
        "results? in",
        "resulted in",
    ),
    *("drives", "drove", "enabled", "persuaded", "hinders?", "pushed"),
]
_SPEAKERS = [
    "Trump says that", "Xi argues that", "South Korean voters say that", "Critics of the op-ed claim that", "The Pentagon has announced that", "A leading economist says that",
    "Democrats insist that", "Several senators have warned that",
]  # fmt: skip


def number_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Another value for each sum, share, ordinal or plain number."""
    for figure in _figures(true, "money", "percent", "ordinal", "number"):
        digits = re.search(r"\d+(?:\.\d+)?", figure.text)
        if digits:
            value = float(digits.group())
            for other in (
                value + 1,
                value + 5,
                value + 10,
                value - 3 if value > 3 else value + 3,
                *(value * factor for factor in (0.1, 0.5, 2, 3, 10, 100)),
            ):
                written = f"{other:g}" if figure.kind != "ordinal" else f"{int(other)}th"
                yield _put(
                    true, figure, re.sub(r"\d+(?:\.\d+)?(?:st|nd|rd|th)?", written, figure.text, count=1)
                )
        elif figure.kind == "ordinal":
            yield from (
                _put(true, figure, word)
                for word in ("second", "third", "fourth", "fifth", "last")
                if word != figure.text.lower()
            )


def date_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Another day, month, year or decade, the document's own ones among them."""
    for figure in _figures(true, "day", "year", "decade", "month"):
        if figure.kind == "day":
            yield from (
                _put(true, figure, other)
                for other in (
                    "August 11",
                    "August 31",
                    "September 13",
                    "September 1",
                    "July 4",
                    "October 3",
                    "August 3",
                    "December 1",
                )
            )
        elif figure.kind == "month":
            yield from (_put(true, figure, month.title()) for month in (MONTHS[2], MONTHS[6], MONTHS[11]))
        elif figure.kind == "year":
            years = {"2015", "2023", "2024", "2025"} - {figure.value}
            yield from (
                _put(true, figure, year) for year in [*sorted(years), "2012", "2018", "2019", "2021", "1995"]
            )
        else:
            decade = figure.text.split()[-1]
            yield from (
                _put(true, figure, other)
                for other in (
                    f"mid {decade}",
                    "late 1990s",
                    "early 2000s",
                    "late 1970s",
                    "early 1960s",
                    "mid 2000s",
                )
                if other != figure.text
            )


def name_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Another name, from the document or from elsewhere, in the place of each name."""
    people = ["Trump", "Lee", "Xi", "Park Geun-hye", "Biden", "Putin", "Moon Jae-in"]
    places = ["the U.S.", "South Korea", "China", "Japan", "Russia", "North Korea", "Germany"]
    body = _body(true)
    names = find_names(body)
    for place, name in enumerate(names):
        if any(
            abs(name.start - other.end) < 2 or abs(other.start - name.end) < 2
            for n, other in enumerate(names)
            if n != place
        ):
            continue  # part of a longer name
        pool = places if name.place else people
        for other in pool:
            swapped = find_names("of " + other)
            if any(name.same(there) for there in names if any(there.same(o) for o in swapped)) or any(
                o.same(name) for o in swapped
            ):
                continue
            if re.match(r"[-A-Za-z]", body[name.end : name.end + 1] or " "):
                continue
            adjective = name.text in ("American", "South Korean", "Korean", "Chinese", "Japanese")
            word = (
                {
                    "the U.S.": "American",
                    "South Korea": "South Korean",
                    "China": "Chinese",
                    "Japan": "Japanese",
                }.get(other, other)
                if adjective
                else other
            )
            start = (
                name.start - 4
                if other.startswith("the ") and body[max(0, name.start - 4) : name.start].lower() == "the "
                else name.start
            )
            yield replace(true, text=_lead(true) + body[:start] + word + body[name.end :])


def negation_flipped(true: Statement, document: Document) -> Iterator[Statement]:
    """A denial put in or taken out, at each place where one fits."""
    body = _body(true)
    denied = _DENIED.search(body) is not None
    for pattern, flips, denies in _NEGATIONS:
        if denies and denied:
            continue
        for found in re.finditer(pattern, body):
            for flipped in flips:
                yield replace(
                    true,
                    text=_lead(true) + body[: found.start()] + found.expand(flipped) + body[found.end() :],
                )


def direction_flipped(true: Statement, document: Document) -> Iterator[Statement]:
    """A word turned into its opposite."""
    body = _body(true)
    for word, opposite in _OPPOSITES:
        if re.search(rf"(?<![\w-]){word}(?![\w-])", body):
            yield replace(
                true, text=_lead(true) + re.sub(rf"(?<![\w-]){word}(?![\w-])", opposite, body, count=1)
            )


def hedge_dropped(true: Statement, document: Document) -> Iterator[Statement]:
    """What may be becomes what is."""
    body = _body(true)
    for hedge in ("could", "may also", "may", "might", "would", "will likely"):
        if re.search(rf"\b{hedge}\b", body):
            for sure in (
                "will",
                "will certainly",
                "is going to",
                "must",
                "cannot but",
                "is bound to",
                "is sure to",
                "will definitely",
            ):
                yield replace(true, text=_lead(true) + re.sub(rf"\b{hedge}\b", sure, body))
    for hedge in ("likely ", "typically ", "appeared to have "):
        if hedge in body:
            yield replace(
                true, text=_lead(true) + body.replace(hedge, "" if hedge != "appeared to have " else "has ")
            )
            yield replace(
                true,
                text=_lead(true)
                + body.replace(hedge, "always " if hedge != "appeared to have " else "clearly has "),
            )


def unit_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """The same number of something else: of dollars for percent, of millions for billions, of months for years."""
    for figure in _figures(true, "money", "percent"):
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
        if not digits:
            continue
        others = (
            (f"${digits.group()} million", f"{digits.group()} dollars")
            if figure.kind == "percent"
            else (f"{digits.group()} percent", f"{digits.group()} tons")
        )
        yield from (_put(true, figure, other) for other in others)
        for scale, other in _SCALES:
            if re.search(rf"\b{scale}\b", figure.text):
                yield _put(true, figure, re.sub(rf"\b{scale}\b", other, figure.text))
        if "$" in figure.text:
            yield from (_put(true, figure, figure.text.replace("$", sign)) for sign in "€¥£")
    body = _body(true)
    for figure in find_figures(body):
        found = re.match(rf"[\s-](?:{'|'.join(_UNITS)})\b", body[figure.end :])
        if found:
            for unit in _UNITS:
                if unit.endswith("s") == found.group().endswith("s") and unit not in found.group():
                    yield _said(
                        true, body[: figure.end] + found.group()[0] + unit + body[figure.end + found.end() :]
                    )


def scope_widened(true: Statement, document: Document) -> Iterator[Statement]:
    """What holds of some, of one or at times, said of all and always."""
    body = _body(true)
    for some, alls in _SCOPES:
        for found in re.finditer(some, body):
            for every in alls:
                yield _said(true, body[: found.start()] + found.expand(every) + body[found.end() :])


def cause_and_effect_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """The two sides of a because, an unless or a causing verb change places, or the one who does a thing and the one to whom it is done."""
    body = _body(true).rstrip(".")
    opening = re.match(r"(?i)that ", body)
    core = body[opening.end() :] if opening else body
    for joint in _JOINTS:
        found = re.search(rf",?\s(?:{joint})\s", core)
        if found and min(len(core[: found.start()].split()), len(core[found.end() :].split())) >= 2:
            first, second = core[: found.start()], core[found.end() :]
            if (joint in ("after", "before") and re.search(r"(?i)\bif\b", core)) or any(
                figure.start == 0 for figure in find_figures(second)
            ):
                continue  # "before September 3 if …": what would come out is no sentence
            yield _said(true, f"{second}{found.group()}{first}.")
    for left, right in pairwise(name for name in find_names(body) if name.certain):
        between = body[left.end : right.start]
        adjectives = {name.text.endswith(("an", "ese", "n's", "ish")) for name in (left, right)}
        if (
            not left.same(right)
            and len(adjectives) == 1
            and len(re.findall(r"[a-z]{3,}", between)) > 1
            and not re.search(r",|;|\b(?:and|or|that|which|who)\b", between)
            and not re.search(
                r"\b(?:together|partner|celebrates? with)\b", body
            )  # either may then stand first
        ):
            yield _said(true, body[: left.start] + right.text + between + left.text + body[right.end :])


def attribution_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """The op-ed's word as somebody else's."""
    body = _body(true)
    for speaker in _SPEAKERS:
        if not any(name.same(other) for name in find_names(speaker) for other in find_names(body)):
            yield replace(true, text=f"{speaker} {body}")


def attribution_dropped(true: Statement, document: Document) -> Iterator[Statement]:
    """The op-ed's word as the world's truth, or as somebody else's word."""
    body = _body(true)
    for frame in (
        "",
        "It is a fact that ",
        "Experts agree that ",
        "Clearly, ",
        "As everybody knows, ",
        "Trump says that ",
    ):
        text = frame + body
        yield replace(true, text=text[0].upper() + text[1:])


def invented(true: Statement, document: Document) -> Iterator[Statement]:
    """A fact that the document lacks, behind a true one or in its place."""
    pick = sum(map(ord, true.text))
    for step in range(3):
        yield replace(
            true, text=f"{true.text.rstrip('.')} {_INVENTIONS[(pick + 3 * step) % len(_INVENTIONS)]}."
        )
    for step in range(2):
        yield replace(true, text=f"{FRAME}{INVENTED[(pick + 3 * step) % len(INVENTED)]}.")


def citation_moved(true: Statement, document: Document) -> Iterator[Statement]:
    """The same sentence with passages that do not carry it."""
    total = len(document.passages)
    own = {number + step for number in true.cites for step in (-1, 0, 1)}
    pick = sum(map(ord, true.text))
    others = [number for number in ((pick + 7 * step) % total + 1 for step in range(12)) if number not in own]
    yield from (replace(true, cites=(number,)) for number in others[:5])


def lent(true: Statement, document: Document) -> Iterator[Statement]:
    """A figure or name of another passage in the place of the sentence's own, with that passage cited as well."""
    body = _body(true)
    for passage in document.passages:
        if passage.id in true.cites:
            continue
        cites = tuple(sorted({*true.cites, passage.id}))
        for mine in _figures(true, "money", "percent", "day", "year", "ordinal", "decade"):
            other = next((one for one in find_figures(passage.text) if one.kind == mine.kind), None)
            if other and not other.same(mine):
                yield replace(_put(true, mine, other.text), cites=cites)
        own, theirs = find_names(body), [name for name in find_names(passage.text) if name.certain]
        for first in own[:1]:
            alike = (
                one
                for one in theirs
                if one.place == first.place and one.text.endswith("an") == first.text.endswith("an")
            )
            new = next((one for one in alike if not any(one.same(other) for other in own)), None)
            if new and len(find_names(new.text)) == 1:
                yield replace(
                    true, text=_lead(true) + body[: first.start] + new.text + body[first.end :], cites=cites
                )


MUTATIONS: dict[str, Callable[[Statement, Document], Iterator[Statement]]] = {
    "number": number_swapped,
    "unit": unit_swapped,
    "date": date_swapped,
    "name": name_swapped,
    "negation": negation_flipped,
    "direction": direction_flipped,
    "hedge": hedge_dropped,
    "attribution": attribution_swapped,
    "attribution dropped": attribution_dropped,
    "cause and effect": cause_and_effect_swapped,
    "scope": scope_widened,
    "invented": invented,
    "citation": citation_moved,
    "lent": lent,
    **SIGNS,
}


def _lead(true: Statement) -> str:
    """The words that attribute the sentence to the op-ed."""
    found = _LEAD.match(true.text)
    return found.group() if found else ""


def _body(true: Statement) -> str:
    return true.text[len(_lead(true)) :]


def _said(true: Statement, body: str) -> Statement:
    """The body as the same speaker's word."""
    return replace(true, text=_lead(true) + body if _lead(true) else body[:1].upper() + body[1:])


def _figures(true: Statement, *kinds: str) -> list[Figure]:
    return [figure for figure in find_figures(true.text) if figure.kind in kinds]


def _put(true: Statement, figure: Figure, text: str) -> Statement:
    return replace(true, text=true.text[: figure.start] + text + true.text[figure.end :])
