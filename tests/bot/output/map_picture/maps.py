"""Maps to draw: of the topic that ships, of opinion pieces, and one whose claims go in a circle."""

from __future__ import annotations

from functools import cache

import pytest

from evals.opinion_mining import SETS, opinions
from knowledge.argument_map import ArgumentMap, parse_argument_map
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.topic import shipped_topic

PIECES = {piece.name: piece.document for name in SETS for piece in opinions(name)}

OWN = """
schema: 1
title: Two claims that lean on one another
subject: leaning
claims:
  - id: one
    kind: fact
    says: "예산 적자가 크게 늘었다고 이 글은 말하며 그것이 오래 이어질 것이라고
      내다본다 예산 적자가 크게 늘었다"
    passages: [1]
    helps: for
    supports: [two, one]
  - id: two
    kind: fact
    says: WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW is one word
    passages: [2]
    helps: for
    supports: [three]
  - id: three
    kind: value
    says: this leads back to where it began
    passages: [3]
    helps: for
    supports: [one]
  - {id: apart, kind: fact, says: nobody is joined with this one, passages: [4], helps: for}
  - id: pair
    kind: fact
    says: "this is joined with the next, and with no other"
    passages: [5]
    helps: for
    attacks: [other]
  - {id: other, kind: concession, says: it is granted, passages: [6], helps: against}
"""


@cache
def drawn(name: str) -> ArgumentMap:
    """The map of the topic that ships, of an opinion piece, or one whose claims go in a circle."""
    if name == "circle":
        return parse_argument_map(OWN, "circle")
    found = (
        mined_map(PIECES[name], Roles(), SentenceEncoder())
        if name in PIECES
        else shipped_topic(name).argument_map
    )
    assert found is not None
    return found


ON_ONE_WORKER = pytest.mark.xdist_group("maps")  # the maps are mined once
SOME = ("us-korea-alliance", "circle", "bail", "tipping", "publius")
every_map = pytest.mark.parametrize(
    "name", [*SOME, *(pytest.param(name, marks=pytest.mark.slow) for name in PIECES if name not in SOME)]
)
