"""Questions to begin with about an op-ed that nobody has made a map for: what its reader would ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.argument_map import ArgumentLine, Claim, Starters
from knowledge.document import Document
from knowledge.lexicon import concedes
from knowledge.mining.claims import MinedClaim
from knowledge.mining.keyphrases import keyphrases
from knowledge.sentence_analysis import Reading

QUESTIONS = 4  # of a mode, at most
PHRASES = 3
LONGEST = 22  # words of a claim that is asked about whole
_WHY = "Why does it recommend that?"
# somebody who should do something: up to the first word of obligation there is no clause but theirs
_OUGHT = re.compile(r"^(?P<who>[^,;:“”]{2,60}?)\s(?P<ought>should|must)\s(?P<what>[^“”;:]+)$", re.IGNORECASE)
_NOBODY = ("one", "we", "you", "i", "it", "this", "that", "they", "there", "he", "she", "what", "who", "if")


def starters_of(
    document: Document, main: Claim | None, lines: Sequence[ArgumentLine], mined: Sequence[MinedClaim]
) -> Starters:
    """Return questions by what the op-ed has: a thesis, evidence, figures, opponents, concessions."""
    about = tuple(f"What does the op-ed say about {phrase}?" for phrase in keyphrases(document, PHRASES))
    if not lines or main is None:
        return Starters(ask=(*about, "What is it about?")[:QUESTIONS])
    asked = dict.fromkeys([*_asked(main, mined), *about, "What is it about?"])
    granted = [each.claim for each in mined if each.claim.kind == "concession" and each.alone]
    given = {
        "for": ("Make the case for what the op-ed recommends", *_argued(main)),
        "against": ("What can be said against it?", "Poke holes in the op-ed's argument"),
        "debate": (
            *_doubted(main),
            *(f"{claim.says[:1].upper()}{claim.says[1:]}." for claim in granted[:2]),
        ),
        "sides": (*("against" for _ in _doubted(main)), *("either" for _ in granted[:2])),
    }
    return Starters.model_validate({"ask": tuple(asked)[:QUESTIONS], **given})


def starters_for(starters: Starters, before: Claim | None, main: Claim) -> Starters:
    """Return starters that name the main recommendation `before` with another in its place.

    Those that somebody worded stay.
    """
    if before is None or before == main:
        return starters
    asks = why(before) or _WHY
    sides = dict(zip(starters.debate, starters.sides, strict=False))
    debate = _replaced(starters.debate, _doubted(before), _doubted(main))
    return starters.model_copy(
        update={
            "ask": tuple(
                dict.fromkeys((why(main) or _WHY) if text == asks else text for text in starters.ask)
            ),
            "for_": _replaced(starters.for_, _argued(before), _argued(main)),
            "debate": debate,
            "sides": tuple(sides.get(text, "against") for text in debate) if sides else (),
        }
    )


def _replaced(texts: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for text in texts for one in (new if (text,) == old else (text,)))


def _asked(main: Claim, mined: Sequence[MinedClaim]) -> Iterator[str]:
    yield "What does the op-ed recommend?"
    yield why(main) or _WHY
    kinds = {each.claim.kind for each in mined}
    if "reported view" in kinds:
        yield "Which objections does the op-ed answer?"
    elif any(each.claim.kind == "concession" and concedes("grants", each.reading.text) for each in mined):
        yield "What does the author concede?"
    if any(_measured(each.reading) for each in mined if main.id in each.claim.supports):
        yield "What figures does the op-ed give?"


def why(claim: Claim) -> str:
    """Return the question why somebody should do what a claim asks for; "" where it is not clear who."""
    match = _OUGHT.match(claim.says)
    if match is None or len(claim.says.split()) > LONGEST or match["who"].split()[0].lower() in _NOBODY:
        return ""
    return f"Why {match['ought'].lower()} {match['who']} {match['what']}?"


def _measured(reading: Reading) -> bool:
    return any(figure.kind in ("money", "percent") for figure in reading.figures)


def _argued(main: Claim) -> tuple[str, ...]:
    """Return that one is to argue the claim, where it is one clean clause."""
    clean = not main.says.startswith("“") and len(main.says.split()) <= LONGEST
    return (f"Argue that {main.says}",) if clean else ()


def _doubted(main: Claim) -> tuple[str, ...]:
    """Return that one does not see why, where the claim is one clean clause."""
    return tuple(f"I do not see why {main.says}." for _ in _argued(main))
