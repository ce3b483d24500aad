"""What is asked of the piece as a whole: what it says, what it wants done, who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.byline import byline_told
from bot.writers.embedded.speech_length import leans
from bot.writers.embedded.telling import Telling
from bot.writers.embedded.wording import quoting
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Document
from knowledge.names import find_names

REASONS = 2  # in an overview
ASKED_FOR = 3  # recommendations that are told
SURELY = 0.5  # confidence from which a recommendation that rules found is told beside the main one
BYLINE = 16  # words of a first paragraph that may name its author
GUESSED = Fixed("I am only guessing at what it mainly asks for: nobody has reviewed its argument yet.")
NO_AUTHOR = (Fixed("The document that I read does not name its author."),)


def overview(argument_map: ArgumentMap, document: Document) -> Iterator[Draft]:
    """Yield what the op-ed warns of, and what it asks for; and where that is a guess, that it is one."""
    asked = asked_for(argument_map)
    first = asked[0] if asked else argument_map.claims[0]
    mined = first.confidence is not None
    telling = Telling(document, context=mined)
    why = [claim for claim in argument_map.claims if claim.helps == "for" and first.id in claim.supports]
    if mined:
        yield from telling.tell(first)
        for claim in _main_reasons(why, argument_map):
            yield from telling.tell(claim)
    else:
        warned = [claim for claim in why if claim.kind in ("prediction", "cause")]
        for claim in (*warned[:REASONS], *asked[:1], *asked[1:][-1:]):
            yield from telling.tell(claim)
    if not argument_map.arguable and argument_map.recommendations:
        yield GUESSED


def _main_reasons(why: Sequence[Claim], argument_map: ArgumentMap) -> list[Claim]:
    """Return the reasons nearest to what is asked for: of each line of argument one that stands alone."""
    firsts = [
        next((claim for claim in why if claim.id in line.premises and not leans(claim.says)), None)
        for line in argument_map.lines
    ]
    best = list(dict.fromkeys(claim for claim in firsts if claim)) or sorted(
        why, key=lambda claim: -(claim.confidence or 0.0)
    )
    return sorted(best[:REASONS], key=lambda claim: claim.passages)


def recommended(argument_map: ArgumentMap, document: Document) -> Iterator[Draft]:
    """Yield what the op-ed wants done, the main thing first."""
    telling = Telling(document)
    for claim in asked_for(argument_map)[:ASKED_FOR]:
        yield from telling.tell(claim)


def all_recommended(argument_map: ArgumentMap, document: Document) -> Iterator[Draft]:
    """Yield each thing that the op-ed wants done, in its order."""
    telling = Telling(document, context=False)
    for claim in sorted(asked_for(argument_map), key=lambda claim: claim.passages):
        yield from telling.tell(claim)


def asked_for(argument_map: ArgumentMap) -> list[Claim]:
    """Return the recommendations: as a reviewed map has them, else the main one and those that are sure."""
    if any(claim.confidence is None for claim in argument_map.recommendations):
        return list(argument_map.recommendations)
    main = argument_map.main
    others = [claim for claim in argument_map.recommendations if (claim.confidence or 0.0) >= SURELY]
    others.sort(key=lambda claim: -(claim.confidence or 0.0))
    return list(dict.fromkeys([*([main] if main else []), *others]))


def about_the_author(document: Document) -> Iterator[Draft]:
    """Yield what the byline tells, or the line that names the author where the text opens with one."""
    if told := byline_told(document):
        yield from told
        return
    first = document.passages[0]
    alone = all(other.paragraph != first.paragraph for other in document.passages[1:2])
    if alone and len(first.text.split()) <= BYLINE and any(name.certain for name in find_names(first.text)):
        yield Statement("report", quoting(first).format(first.text), (first.id,))
        return
    yield from NO_AUTHOR
