"""What an op-ed that nobody has prepared mainly says: what is at issue, what it asks for, and why.

No head tells a piece's main point from advice in passing. What tells it is several things together: that the
sentence asks for something, and in which words; that it is like the title and the piece as a whole; and
that it stands late, or opens with "So".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from bot.evidence.leaning_back import leaves_out
from bot.evidence.opposing import TURNS, opposing
from knowledge.argument_map import Claim
from knowledge.centrality import centrality, titularity
from knowledge.document import Document, Passage
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

SHORTEST, LONGEST = 6, 48  # words of a sentence that stands for the piece
EARLY = 0.45  # share of the piece in which what is at issue is told
ISSUE_LIKE = 0.15  # likeness to the title from which a sentence tells what is at issue
MAPPED = 0.2  # what it counts that the map, too, takes a sentence for the main thing asked for
SHORT_AND_SURE = 0.9  # confidence from which a sentence of few words asks for something all the same
PLAINLY = 1.1  # what an author's own "I propose" counts, at least
IN_SHORT = 2.5  # what an author's "It should." behind what is at issue counts
TOLD = 0.2  # what a sentence loses as a reason that only tells what happened
STORY, OF_A_STORY = 0.75, 1.0  # share of a paragraph that tells of people and makes it a story; what it loses
SECOND = 0.6  # what a paragraph's second reason loses
AMID = 0.3  # what a sentence loses as a reason that stands amid what is granted
PROPOSES = 0.6  # confidence from which a sentence with a "should" proposes something
SURELY_ASKS = 0.8  # confidence from which a sentence alone asks for something
_SAYS_SO = re.compile(
    r"\bI(?: would|'d| am|'m)? ?(?:propos\w+|suggest\w*|urge|recommend|ask(?:ing)? for|want)\b", re.IGNORECASE
)
_PROPOSES = re.compile(
    r"\b(?:I think (?:it|we|they|the|that)\b|let (?:the|us|them|it)|vote (?:for|no|yes|against|down)"
    r"|"
    r"the (?:\w+ ){1,3}(?:should|ought to|must)|it should|it is time|it's time|we (?:should|must|need to)"
    r"|\w+ (?:should|must) be\b)",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:should|must|ought to|needs? to|let|let's)\b", re.IGNORECASE)
_WITH_THE_SENTENCE_BEFORE = re.compile(  # "It should.": what, the sentence before it tells
    r"(?:but |and |so |yes, )?(?:it|they|he|she|we|that|this) (?:should|must|ought to)(?: not)?\.",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(r"(?:so|therefore|that is why|in short|the answer is|instead)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:but )?(?:hold|consider|look|compare|imagine|think of|remember|recall)\b"
    r"|(?:but )?(?:take|ask|note|suppose|notice|listen)\b"
    r"|I (?:won't|will not|do not|don't)\b",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:(?:but|then|so|now|and),? )?(?:start|begin|look|consider|compare|imagine|picture|hold on|think of"
    r"|note|suppose|notice|listen)\b(?! (?:up|a|an|the|again|over))",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"\b(?:wants? to|plans? to|propos(?:es|ed|al)|votes? (?:on|next)|will (?:vote|decide|take up|consider)"
    r"|goes to committee|(?:has|have) (?:ordered|announced|proposed|approved)|ordinance|the question is"
    r"|is considering|are considering|at issue)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:this|these|that|those|it|them|the (?:first|second|third|former|latter))\b"
    r"|^(?:but |and )?(?:he|she|they|his|her|their|its)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:then|and|so do|so does|so is|so are|also|nor)\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:there|too|either|as well)[,.]|\bso (?:do|does|did|is|are)\b", re.IGNORECASE)
_EXCEPTS = re.compile(
    r"^(?:then )?there(?:'s|’s| is| are| was| were)\b|\bexceptions?\b|\bclaim(?:s|ed) (?:that|in|to)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\bcosts? (?:would|will)\b|\bcosts?,? by\b|\bwould cost\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|myself)\b")
_OF_PEOPLE = re.compile(r"\b(?:I|[Mm]e|[Mm]y|myself|[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is)\b")
_WORTH: dict[str, float] = {"cause": 0.3, "value": 0.25, "prediction": 0.15, "fact": 0.15}


@lru_cache(maxsize=64)
def main_passage(topic: Topic) -> Passage:
    """Return the sentence in which the piece most plainly says what it wants."""
    worth = _pointing(topic)
    return max(topic.document.passages, key=lambda passage: (worth[passage.id], -passage.id))


def proposal(topic: Topic) -> Passage | None:
    """Return what the author says elsewhere that people should do, where it most plainly says so.

    The main passage may only tell who is to do "it", and when.
    """
    main, worth, asks = main_passage(topic), _pointing(topic), _asking(topic)
    elsewhere = [
        one
        for one in topic.document.passages
        if one.paragraph != main.paragraph
        and asks.get(one.id, 0.0) >= PROPOSES
        and _PROPOSED.search(one.text)
        and one.id not in opposing(topic)
        and not is_aside(one)
        and not needs_more(one)
    ]
    return max(elsewhere, key=lambda one: worth[one.id], default=None)


def _pointing(topic: Topic) -> dict[int, float]:
    document = topic.document
    central, titled = centrality(document), titularity(document)
    asks = _asking(topic)
    at_issue = issue(topic)
    theirs, last = opposing(topic), len(document.passages)
    main = topic.argument_map.main if topic.argument_map else None
    mapped = main.passages[-1:] if main else ()

    def worth(passage: Passage) -> float:
        words = len(passage.text.split())
        says_so = _SAYS_SO.search(passage.text) is not None and not passage.text.startswith("What")
        told = 0.8 * asks.get(passage.id, 0.0) + 0.5 * (_PROPOSES.search(passage.text) is not None)
        told = max(told, PLAINLY) if says_so else told
        in_short = _WITH_THE_SENTENCE_BEFORE.fullmatch(passage.text.strip()) is not None
        told = max(told, IN_SHORT) if in_short and at_issue and at_issue.id == passage.id - 1 else told
        told += 0.2 * (_CONCLUDES.match(passage.text) is not None) + MAPPED * (passage.id in mapped)
        like = 0.6 * central[passage.id] + 0.6 * titled[passage.id]
        late = 0.2 * (passage.id > last * 0.6) - 0.3 * (passage.paragraph == 1)
        against = 0.5 * (passage.id in theirs or passage.quoted) + 0.6 * (
            _ASIDE.match(passage.text) is not None
        )
        plain = says_so or in_short or asks.get(passage.id, 0.0) >= SHORT_AND_SURE
        odd = 0.4 * ((words < SHORTEST - 2 and not plain) or words > LONGEST) + 0.5 * passage.text.endswith(
            ("?", '"', "”")
        )
        return told + like + late - against - odd

    return {passage.id: worth(passage) for passage in document.passages}


def _asking(topic: Topic) -> dict[int, float]:
    """Return how surely the rules take a passage for one that asks for something."""
    claims = topic.argument_map.recommendations if topic.argument_map else ()
    return {
        number: 1.0 if claim.confidence is None else claim.confidence
        for claim in claims
        for number in claim.passages
    }


def issue(topic: Topic) -> Passage | None:
    """Return the sentence that tells early what is to be decided; none where no sentence plainly does."""
    document, titled = topic.document, titularity(topic.document)
    early = [one for one in document.passages if one.id <= max(3, EARLY * len(document.passages))]
    telling = [
        one
        for one in early
        if _ISSUE.search(one.text)
        and not _ASIDE.match(one.text)
        and not _PERSONAL.search(one.text)  # what the author wanted to do is not what is to be decided
        and titled[one.id] >= ISSUE_LIKE
        and len(one.text.split()) <= LONGEST
    ]
    return max(telling, key=lambda one: titled[one.id] + centrality(document)[one.id], default=None)


def is_aside(passage: Passage) -> bool:
    """Tell whether a sentence that opens as an order only leads the reader through the argument."""
    return _LEADS_ON.match(passage.text) is not None


def needs_more(passage: Passage) -> bool:
    """Tell whether a sentence names what it is about by no more than a word that points elsewhere."""
    words = passage.text.split()
    opens = _NEEDED.search(" ".join(words[:6])) or _GOES_ON.match(passage.text)
    return opens is not None or len(words) <= SHORTEST or leaves_out(passage.text)


def best_reasons(topic: Topic, most: int, beside: frozenset[int]) -> list[Passage]:
    """Return the author's strongest reasons, seldom two of a paragraph, in the order of the piece."""
    if topic.argument_map is None:
        return []
    claims = {number: one for one in topic.argument_map.claims for number in one.passages}
    found: list[tuple[float, Passage]] = []
    for _, run in groupby(topic.document.passages, key=lambda passage: passage.paragraph):
        whole = tuple(run)
        paragraph = [one for one in whole if _may_argue(one, claims, topic, beside)]
        if paragraph:
            granting = _granting(whole, topic)
            less = OF_A_STORY * _tells_a_story(whole, claims)
            worth = {
                one.id: _arguing(one, claims.get(one.id), topic.document) - AMID * (one.id in granting) - less
                for one in paragraph
            }
            best = max(paragraph, key=lambda one: (worth[one.id], -one.id))
            found.append((worth[best.id], best))
            apart = [one for one in paragraph if abs(one.id - best.id) > 1]
            if second := max(apart, key=lambda one: (worth[one.id], -one.id), default=None):
                found.append((worth[second.id] - SECOND, second))
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return sorted((one for _, one in found[:most]), key=lambda passage: passage.id)


def _conceding(topic: Topic) -> frozenset[int]:
    """Return what the rules take for granted, if only perhaps: no support for a reason.

    What somebody is said to say is, where nobody objects there.
    """
    claims = topic.argument_map.claims if topic.argument_map else ()
    return frozenset(number for one in claims if one.kind == "concession" for number in one.passages)


def _granting(paragraph: Sequence[Passage], topic: Topic) -> set[int]:
    """Return what stands in a paragraph behind something that is granted, until it turns."""
    found: set[int] = set()
    grants = False
    for passage in paragraph:
        grants = passage.id in opposing(topic) or (grants and not TURNS.match(passage.text))
        if grants:
            found.add(passage.id)
    return found


def _tells_a_story(paragraph: Sequence[Passage], claims: dict[int, Claim]) -> bool:
    """Tell whether a paragraph tells what happened to somebody: a scene is no reason, however it moves."""

    def tells(passage: Passage) -> bool:
        claim = claims.get(passage.id)
        either = claim is None or (claim.kind == "fact" and claim.helps == "either")
        return either or _OF_PEOPLE.search(passage.text) is not None

    figured = any(read(one.text).figures for one in paragraph if not tells(one))
    return not figured and sum(map(tells, paragraph)) >= STORY * len(paragraph)


def _may_argue(passage: Passage, claims: dict[int, Claim], topic: Topic, beside: frozenset[int]) -> bool:
    claim = claims.get(passage.id)
    kind = claim.kind if claim else "fact"
    words = len(passage.text.split())
    return (
        passage.id not in beside
        and passage.id not in opposing(topic)
        and not (kind == "recommendation" and claim is not None and (claim.confidence or 1.0) >= SURELY_ASKS)
        and kind not in ("reported view", "concession")
        and SHORTEST <= words <= LONGEST
        and not passage.quoted
        and not passage.text.endswith(("?", ":", '"', "”"))
    )


def _arguing(passage: Passage, claim: Claim | None, document: Document) -> float:
    """Return how well a sentence serves as a reason: what it does, how central it is, and what it shows."""
    worth = _WORTH.get(claim.kind, 0.0) if claim and claim.helps == "for" else 0.0
    worth += centrality(document)[passage.id] + 0.4 * titularity(document)[passage.id]
    worth += 0.15 * bool(read(passage.text).figures)
    worth -= 0.25 * (_PERSONAL.search(passage.text) is not None) + 0.25 * needs_more(passage)
    worth -= 0.3 * (TURNS.match(passage.text) is not None)  # it answers what is not told with it
    worth -= TOLD * (claim is None or (claim.kind == "fact" and claim.helps == "either"))
    worth -= 0.25 * (_PROPOSES.search(passage.text) is not None)  # it comes to the point, and gives no reason
    worth -= 0.3 * (_EXCEPTS.search(passage.text) is not None)
    worth -= 0.3 * sum(one.search(passage.text) is not None for one in (_THERE, _COSTS))
    return worth - 0.3 * (passage.paragraph == 1)


def with_what_shows_it(reason: Passage, topic: Topic, beside: frozenset[int]) -> tuple[Passage, ...]:
    """Return a reason with the sentence beside it that argues, too, as far as one stands in its paragraph."""
    document, theirs = topic.document, opposing(topic) | beside | _conceding(topic)

    def fits(number: int) -> bool:
        if not document.has(number) or number in theirs:
            return False
        other = document.passage(number)
        return (
            other.paragraph == reason.paragraph
            and SHORTEST <= len(other.text.split()) <= LONGEST
            and not other.text.endswith(("?", ":"))
        )

    if needs_more(reason) and fits(reason.id - 1):
        return (document.passage(reason.id - 1), reason)
    return (reason, document.passage(reason.id + 1)) if fits(reason.id + 1) else (reason,)
