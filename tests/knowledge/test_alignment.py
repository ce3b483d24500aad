from __future__ import annotations

from bot.turn.bot import Bot
from knowledge.alignment import SAME_DOCUMENT, Alignment, align
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Document, split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.topic import Topic

# Sentence of the brief → sentence of the op-ed that says the same, told by hand.
PLACES = {
    1: 1,
    2: 2,
    3: 3,
    4: 4,
    5: 5,
    6: 5,
    7: 6,
    8: 6,
    9: 7,
    10: 8,
    11: 9,
    12: 10,
    13: 11,
    14: 12,
    15: 13,
    16: 14,
    17: 15,
    18: 16,
    19: 17,
    20: 18,
    21: 19,
    22: 20,
    23: 21,
    24: 22,
    25: 23,
    26: 24,
    27: 25,
    28: 26,
    29: 26,
    30: 27,
    31: 28,
    32: 28,
    33: 29,
    34: 30,
    35: 31,
    36: 31,
    37: 32,
    38: 33,
    39: 34,
    40: 35,
    41: 36,
    42: 37,
    43: 37,
    44: 37,
    45: 38,
}


def test_every_claim_finds_its_place_in_the_op_ed(topic: Topic, article_bot: Bot) -> None:
    assert topic.argument_map is not None
    alignment = align(topic.argument_map, topic.document, article_bot.topic.document, SentenceEncoder())
    for claim, placed in zip(topic.argument_map.claims, alignment.claims, strict=True):
        assert set(placed.passages) == {PLACES[number] for number in claim.passages}, claim.id
    assert alignment.score > 0.9
    assert not alignment.weak


def test_a_claim_that_the_new_text_lacks_is_weak(topic: Topic) -> None:
    assert topic.argument_map is not None
    kept = " ".join(passage.text for passage in topic.document.passages if passage.id not in (21, 36))
    alignment = align(topic.argument_map, topic.document, split(from_text(kept)), SentenceEncoder())
    assert {"deficit-figure", "park-2015"} <= {claim.claim for claim in alignment.weak}


def test_another_text_fits_badly(topic: Topic) -> None:
    assert topic.argument_map is not None
    other = split(
        from_text(
            "Bees make honey in spring. The hive needs water, shade and quiet. A keeper should open it "
            "once a week."
        )
    )
    assert align(topic.argument_map, topic.document, other, SentenceEncoder()).score < 0.4


LIBRARY = """
The library on Orchard Street should open on Sundays again.
It has been shut on that day since 2011, when the council cut its budget by a third.
Some 400 children live within a ten-minute walk of its door.
On a Sunday in January I counted 31 of them at the bus stop, waiting for nothing.
The head librarian, Inga Voss, says that she could staff the building with four people.
That would cost the town $62,000 a year.
Opponents reply that nobody reads any more.
Perhaps they have not seen the queue for the homework tables on a Thursday.
It is true that loans of printed books have fallen by half.
But loans are a poor measure of a room that is warm, dry and free.
Police reports of broken windows doubled in the two years after the Sunday closing.
If the doors stay locked, families who can drive will go to the mall, and the others will go nowhere.
The council spends more than that on flower baskets.
A town that waters petunias can find the money for its children.
Last week the mayor promised to look into it.
Looking is not enough: vote for the Sunday hours on May 12.
"""
REWORDED = """
Editor's note: this is a shortened and revised version.
Our town ought to bring back Sunday hours at the Orchard Street branch.
When councillors took away one third of its funding in 2011, the branch gave up Sundays for good.
Around four hundred kids have their home no more than ten minutes away on foot.
One winter weekend I saw 31 youngsters hanging around by the buses with nothing to do.
Voss, who runs the branch, reckons a crew of four would do.
The yearly bill would come to $62,000, which is less than what is paid for hanging flowers along the streets.
People against the idea answer that reading is dead.
They may never have noticed how long the line is for a desk to study at on Thursdays.
Admittedly, half as many paper volumes are borrowed today as before.
Yet counting what is checked out says little about a place that costs nothing and keeps the rain off.
Within two years of the end of Sunday opening, twice as many smashed panes were reported to officers.
Keep it closed, and those with a car will head for the shops while everyone else stays put.
Whoever can afford to keep petunias alive can afford the young.
The mayor gave his word a few days ago that he would consider the matter.
Considering will not do; councillors must approve the longer hours when they meet on May 12.
"""
# Sentence of LIBRARY → sentence of REWORDED, which has a note in front and joins two that stood apart.
REWORDED_PLACES = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 7, 14, 15, 16]


def document(lines: str) -> Document:
    made = split(from_text(" ".join(lines.split())))
    assert len(made.passages) == len(lines.strip().splitlines())
    return made


def aligned(first: str, second: str) -> Alignment:
    """Align a map that has each sentence of the first text as a claim."""
    text = document(first)
    claims = tuple(
        Claim(
            id=f"claim-{passage.id}", kind="fact", says=passage.text, passages=(passage.id,), helps="either"
        )
        for passage in text.passages
    )
    argument_map = ArgumentMap(schema=1, title="Sundays", subject="Sundays", claims=claims)
    return align(argument_map, text, document(second), SentenceEncoder())


def test_claims_find_their_places_where_every_sentence_is_in_other_words() -> None:
    alignment = aligned(LIBRARY, REWORDED)
    assert [claim.passages for claim in alignment.claims] == [(place,) for place in REWORDED_PLACES]
    assert alignment.score >= SAME_DOCUMENT


def test_a_claim_whose_figure_has_changed_is_weak() -> None:
    alignment = aligned(LIBRARY, LIBRARY.replace("$62,000", "$26,000"))
    assert [claim.claim for claim in alignment.weak] == ["claim-6"]
