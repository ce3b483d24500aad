"""Build an argument map of a document that nobody has made one for.

Its sentences are the claims, its recommendations the conclusions; and what its argument leaves open. What it
says of the op-ed is the op-ed's own words or a fixed phrase about them; whether each passes the gate is for
whoever shows it to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.argument_map import RULES, ArgumentLine, ArgumentMap, Claim, NamedPerson, Weighing
from knowledge.document import Document
from knowledge.encoders import Encodes
from knowledge.encoders.roles import ReadsRoles
from knowledge.mining.claims import MinedClaim, claims_of, main_recommendation
from knowledge.mining.likeness import Likeness
from knowledge.mining.lines import lines_of
from knowledge.mining.links import with_links
from knowledge.mining.starters import starters_of
from knowledge.names import find_names


def mined_map(document: Document, roles: ReadsRoles, encoder: Encodes) -> ArgumentMap:
    """Return the map that the small models and rules make of a document.

    It has no line of argument where the document recommends nothing.
    """
    mined = list(claims_of(document, roles))
    likeness = Likeness.of(document, encoder)
    main = main_recommendation(mined, likeness)
    mined = with_links(mined, main, likeness)
    claims = tuple(each.claim for each in mined)
    lines = tuple(lines_of(mined, main, document, likeness)) if main else ()
    title = document.title
    return ArgumentMap(
        schema=1,
        title=title,
        subject=title,
        mined_by=RULES,
        names=_people(document),
        claims=claims,
        lines=lines,
        weighings=tuple(_weighings(mined, main, lines)),
        starters=starters_of(document, main, lines, mined),
    )


def _weighings(
    mined: Sequence[MinedClaim], main: Claim | None, lines: Sequence[ArgumentLine]
) -> Iterator[Weighing]:
    granted = next((each.claim for each in mined if each.claim.kind == "concession" and each.alone), None)
    if main and granted and lines:
        says = (
            f"The op-ed grants that {granted.says}, and anyone who gives that more weight "
            "would read its case differently"
        )
        yield Weighing(
            id="what-is-granted",
            about=(granted.id, main.id),
            lines=tuple(line.id for line in lines),
            says=says,
        )


def _people(document: Document) -> tuple[NamedPerson, ...]:
    """Return names of more than one word whose last word also stands alone: "Danny Meyer", "Meyer"."""
    names = [name for passage in document.passages for name in find_names(passage.text) if not name.place]
    single = {name.text for name in names if " " not in name.text}
    full = dict.fromkeys(name.text for name in names if 1 < len(name.text.split()) <= 3)
    return tuple(
        NamedPerson(name=name, also=(name.split()[-1],)) for name in full if name.split()[-1] in single
    )
