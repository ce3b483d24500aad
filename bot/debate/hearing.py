"""What the reader said, taken apart: arguments, doubts, questions, concessions, and mere noise.

Each sentence is read by its meaning; what argues is matched to the blocks of the playbook, and to the claims
of the op-ed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from bot.debate.challenge import calls_to_close, offers, only_demands
from bot.debate.contradiction import contradicts
from bot.debate.correcting import complains
from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.plain_words import (
    CLAUSE,
    clauses_of,
    disowning,
    grants,
    is_heading,
    only_reproaches,
    parted,
    wants_figure,
    what_is_granted,
    without_disowning,
)
from bot.debate.points import Point
from bot.debate.state import Debate
from bot.request.agreeing import only_agrees
from bot.request.leaning import own_words
from bot.request.taking_sides import untitled
from knowledge.argument_map import Claim
from knowledge.block_wordings import BlockMatch
from knowledge.contrast import direction_flipped, negation_flipped
from knowledge.debating import Meant, MeantSentence
from knowledge.encoders import Encodes
from knowledge.rounding import settled
from knowledge.sentence_analysis import Reading, read
from knowledge.sentences import sentence_spans

SENTENCES = 8  # of a turn that are looked at
CLAIMS = 12  # that search found which are looked at
NEAR = 0.8  # of the best likeness: claims so close may be what is meant
MEANT_FROM = 0.4  # likeness from which a claim may be what the reader speaks of
SURE = 0.55  # likeness from which a claim is near to what the reader says
CLAIMED = 0.7  # likeness from which it is what he says, so that his point is put down under it
OWN_SIDE = 0.02  # of a likeness: what a claim gains that helps the reader's side, since one argues from that
PLAIN = 0.6  # the probability from which words beside an argument are taken for what they seem
MESSAGE = 0.15  # of its probability in the whole message: what a block gains in one sentence of it
LAST = 0.1  # what a block gains that the bot answered last
KNOWN = 0.6  # the probability of a block from which the clauses of a sentence are not heard one by one
PART = 0.9  # of its probability in a clause: what a block is worth in the sentence
ASKED = 0.5  # the probability from which a sentence asks to be told something
GRANTS = 0.85  # the probability from which a sentence grants something: to note what was not granted is worse
GRANTS_SAID = 0.3  # the same where its words say so
BARE = 3  # words of a question that can only be about what was said last: "why?", "how so?"
SHORT = 8  # words of a concession that may mean whatever was said last
SAME = 0.9  # likeness from which a sentence says again what another one said
# Likeness from which the reader takes up a point of the bot: of the last round, and of one before. To count
# an answered point as dropped is worse than to miss a drop.
TAKES_UP, LATER = 0.4, 0.5
_BESIDE: tuple[Meant, ...] = (
    "closing", "score", "which side", "will you grant", "begin", "more", "choose side",
    "insult", "flattery", "insist",
)  # fmt: skip
_OF_THE_DEBATE: tuple[Meant, ...] = ("closing", "score", "which side", "begin", "choose side")
_ASKS: tuple[Meant, ...] = ("question", "ask", "define", "weigh")
_ARGUES: tuple[Meant, ...] = ("argue", "challenge", "question", "weigh", "ask", "define")


def read_sentences(text: str, ground: Ground) -> list[MeantSentence]:
    """Return the sentences of a message with how they are meant, but those that choose a side."""
    spans = sentence_spans(text)[:SENTENCES]
    sentences = [text[start:end].strip() for start, end in spans]
    argued = [untitled(sentence) for sentence in sentences]
    parts = [part for one in argued for part in parted(one)]
    kept = [one for one in parts if one and not _takes_a_side(one, ground)]
    return ground.hearing.reader.read(kept)


def _takes_a_side(sentence: str, ground: Ground) -> bool:
    """Tell whether a sentence does no more than to take a side, or to agree with the op-ed or not."""
    if calls_to_close(sentence) or offers(sentence):  # "Sum up, and tell me whether you'd take it."
        return False
    if only_agrees(sentence, ground.leanings.author):
        return True
    return ground.leanings.chooses(sentence) and not complains(sentence, ground)


def hear(sentences: Sequence[MeantSentence], debate: Debate, ground: Ground) -> tuple[Heard, ...]:
    """Return what the reader put forward, in its order; sentences of one argument are one."""
    kept = [sentence for sentence in sentences if not is_beside(sentence, ground)]
    disowned = [clause for sentence in kept for clause in disowning(sentence.text)]
    kept = [rest for sentence in kept if (rest := without_disowning(sentence))]
    around = _Around(kept, debate, ground, disowned)
    found = [_heard(sentence, around.matches(sentence.text)) for sentence in kept]
    gathered = _gathered(around.as_a_whole(found))
    alone = all(heard.concedes for heard in gathered)
    placed = [_placed(heard, debate, ground, alone=alone) for heard in gathered]
    if disowned:
        taken = tuple(point.number for point in around.misheard)
        placed.append(Heard(" ".join(disowned), meant="challenge", disowns=True, takes_up=taken))
    return tuple(placed)


def _gathered(found: Sequence[Heard]) -> list[Heard]:
    """Return what was said as arguments: each block's sentences together, with what stands around them."""
    gathered: list[Heard] = []
    apart = [heard for heard in found if heard.concedes or _asks(heard)]
    headed = False
    for heard in found:
        if any(heard is one for one in apart):
            continue
        if headed and not is_heading(heard.text):
            gathered[-1] = _joined(gathered[-1], heard)
            headed = False
            continue
        headed = is_heading(heard.text)
        if headed:
            gathered.append(heard)
            continue
        known = next((n for n, one in enumerate(gathered) if heard.block and one.block == heard.block), None)
        place = known if known is not None else len(gathered) - 1
        joins = gathered and (known is not None or not heard.match or not gathered[-1].match)
        if joins:
            gathered[place] = _joined(gathered[place], heard)
        else:
            gathered.append(heard)
    return [*gathered, *apart]


def _asks(heard: Heard) -> bool:
    """Tell whether something is asked, which may be an argument as well only where it asks to be told."""
    return heard.meant in ("question", "define") or (heard.meant in _ASKS and not heard.match)


def _joined(first: Heard, second: Heard) -> Heard:
    surer = max(first, second, key=lambda one: one.matches[0].probability if one.matches else 0.0)
    return replace(
        surer,
        text=f"{first.text} {second.text}",
        meant="argue" if "argue" in (first.meant, second.meant) else surer.meant,
        doubts=first.doubts or second.doubts,
    )


def is_beside(sentence: MeantSentence, ground: Ground) -> bool:
    """Tell whether a sentence only presses, chats or asks for a speech."""
    if not sentence.text.strip(" .?!\"'") or mere_talk(sentence, ground):
        return True
    if wants_figure(sentence.text):
        return False
    if only_reproaches(sentence.text):
        return True
    return only_demands(sentence.text) or sentence.of(*_BESIDE) >= PLAIN


def for_the_debate(sentence: MeantSentence) -> bool:
    """Tell whether a sentence asks for something of the debate itself, as a closing."""
    return sentence.best in _OF_THE_DEBATE and not wants_figure(sentence.text)


def mere_talk(sentence: MeantSentence, ground: Ground) -> bool:
    """Tell whether a sentence is small talk, and nothing that it says is near a claim of the op-ed."""
    return sentence.best == "small talk" and not is_near(sentence, ground, SURE)


def is_near(sentence: MeantSentence, ground: Ground, least: float = MEANT_FROM) -> bool:
    """Tell whether a claim of the op-ed is as near as that to what a sentence says."""
    nearest = ground.search.find(sentence.text).claims[:1]
    return bool(nearest) and nearest[0].similarity >= least


def _heard(sentence: MeantSentence, matches: tuple[BlockMatch, ...]) -> Heard:
    granted = sentence.of("concede")
    if granted >= GRANTS_SAID and grants(sentence.text):
        return Heard(sentence.text, meant="concede", matches=matches)
    known = matches[0].probability if matches and matches[0].heard else 0.0
    if known and known >= granted and sentence.of("question", "define") < ASKED:
        return Heard(sentence.text, meant="argue", matches=matches)
    ways = (*_ARGUES, "concede") if granted >= GRANTS else _ARGUES
    meant = max(ways, key=lambda way: sentence.odds.get(way, 0.0))
    return Heard(sentence.text, meant=meant, matches=matches, doubts=meant == "challenge")


class _Around:
    """What stands around a sentence, and so makes some blocks likelier: its message, and the last answers."""

    def __init__(
        self, kept: Sequence[MeantSentence], debate: Debate, ground: Ground, disowned: Collection[str] = ()
    ) -> None:
        self._blocks, self._side = ground.blocks, debate.reader
        last = [point for point in debate.of("bot") if point.round == debate.rounds and point.block]
        self._last = {point.block for point in last}
        self._not: set[str] = set()
        self._not = {self._nearest(clause) for clause in disowned} - {""}
        self.misheard = [point for point in last if point.block in self._not]
        self._last -= self._not
        self._text = " ".join(sentence.text for sentence in kept)
        self._several = len(kept) > 1
        self._whole = {match.block.id: match for match in self._match(self._text)} if self._several else {}

    def _match(self, text: str) -> tuple[BlockMatch, ...]:
        found = self._blocks.match(text, self._side, self._last) if self._blocks else ()
        return tuple(match for match in found if match.block.id not in self._not)

    def _nearest(self, text: str) -> str:
        """Return the block of those that were answered last that a text is nearest to; "" for none."""
        near = [match for match in self._match(text) if match.block.id in self._last]
        return max(near, key=lambda match: match.probability).block.id if near else ""

    def matches(self, text: str) -> tuple[BlockMatch, ...]:
        """Return the blocks that a sentence may belong to where it stands, the likeliest first.

        What the whole is not known for one of its clauses may be. A word alone ("That's not fair.") is of the
        argument that it stands beside.
        """
        if self._several and len(read(text).content) <= 1:
            return tuple(sorted(self._whole.values(), key=lambda match: -match.probability))
        best = {match.block.id: match for match in self._match(text)}
        clauses = [clause for clause in clauses_of(text) if len(clause.split()) >= CLAUSE]
        if len(clauses) > 1 and all(match.probability < KNOWN for match in best.values()):
            for match in (one for clause in clauses for one in self._match(clause)):
                worth = settled(PART * match.probability)
                if match.block.id not in best or worth > best[match.block.id].probability:
                    best[match.block.id] = replace(match, probability=worth)
        found = [replace(match, probability=self._odds(match)) for match in best.values()]
        return tuple(sorted(found, key=lambda match: -match.probability))

    def _odds(self, match: BlockMatch) -> float:
        whole = self._whole.get(match.block.id)
        more = MESSAGE * whole.probability if whole else 0.0
        return settled(match.probability + more + (LAST if match.block.id in self._last else 0.0))

    def as_a_whole(self, found: list[Heard]) -> list[Heard]:
        """Hear in all the sentences together what none of them alone is known for."""
        best = max(self._whole.values(), key=lambda match: match.probability, default=None)
        if best is None or not best.heard:
            return found
        alone = [heard.matches[0] for heard in found if heard.match]
        if any(one.block.id == best.block.id or one.probability >= best.probability for one in alone):
            return found
        kept = [heard for heard in found if heard.match or heard.meant not in ("argue", "question")]
        return [Heard(self._text, meant="argue", matches=(best,)), *kept]


def _placed(heard: Heard, debate: Debate, ground: Ground, *, alone: bool) -> Heard:
    """Return what was heard with the claims and the points that it is about.

    What grants something without saying what, and stands `alone`, grants what was said last.
    """
    own = [point for point in debate.of("reader") if point.act != "concession"]
    likeness = likenesses(heard.text, [point.text for point in own], ground.hearing.encoder)
    repeats = next(
        (
            point.number
            for point, like in zip(own, likeness, strict=True)
            if like >= SAME and not contradicts(heard.text, point.text)
        ),
        0,
    )
    about = near_claims(heard.text, debate, ground)
    sure, denied = False, False
    if about:
        claim = ground.argument_map.by_id[about[0][0]]
        sure = about[0][1] >= CLAIMED
        best = about[0][1]
        denied = denies(heard.text, claim, ground)
        about = tuple((one, like / best) for one, like in about)
    taken = _taken_up(heard, debate, ground, alone=alone)
    # who grants nothing that the bot has said goes on arguing, unless he says what it is
    said = bool(taken or what_is_granted(heard.text))
    meant = "argue" if heard.concedes and not said else heard.meant
    return replace(heard, about=about, meant=meant, sure=sure, denies=denied, repeats=repeats, takes_up=taken)


def near_claims(text: str, debate: Debate, ground: Ground) -> tuple[tuple[str, float], ...]:
    """Return the claims that a sentence may rely on with their likeness, the best first.

    None where the best is too far.
    """
    by_id = ground.argument_map.by_id
    scored = [(by_id[hit.id], hit.similarity) for hit in ground.search.find(text).claims[:CLAIMS]]

    def worth(claim: Claim, similarity: float) -> float:
        return settled(similarity + (OWN_SIDE if claim.helps == debate.reader else 0.0))

    ranked = sorted(((worth(claim, similarity), claim.id) for claim, similarity in scored), reverse=True)
    if not ranked or ranked[0][0] < MEANT_FROM:
        return ()
    best = ranked[0][0]
    return tuple((claim, like) for like, claim in ranked[:4] if like >= NEAR * best)


def _taken_up(heard: Heard, debate: Debate, ground: Ground, *, alone: bool) -> tuple[int, ...]:
    """Return the numbers of the bot's points that the reader takes up, first the one that is most like it.

    What doubts without saying what means the last point; what belongs to the block of a point means that one.
    """
    due = [point for point in reversed(debate.of("bot")) if point.act != "concession"]
    if not due:
        return ()
    likeness = likenesses(heard.text, [point.text for point in due], ground.hearing.encoder)
    last = debate.rounds
    taken = [
        point.number
        for point, like in sorted(zip(due, likeness, strict=True), key=lambda one: -one[1])
        if like >= (TAKES_UP if point.round == last else LATER)
        or (heard.block and heard.block == point.block and point.round == last)
    ]
    short, bare = len(heard.text.split()) <= SHORT, len(heard.text.split()) <= BARE and not heard.match
    leans = heard.doubts or heard.meant == "ask" or (heard.concedes and short and alone)
    if not taken and heard.concedes and grants(heard.text) and own_words(heard.text):  # "that" is the last
        taken = [due[max(range(len(due)), key=lambda place: likeness[place])].number]
    if not taken and (leans or (heard.meant == "question" and bare)):
        taken = [due[0].number]
    return tuple(taken)


def likenesses(text: str, others: Sequence[str], encoder: Encodes) -> list[float]:
    """Return how alike a text and each of the others are, by their vectors."""
    if not others:
        return []
    vectors = np.asarray(encoder.encode([text, *others]), np.float64)
    return [settled(float(value)) for value in vectors[1:] @ vectors[0]]


def denies(text: str, claim: Claim, ground: Ground) -> bool:
    """Tell whether a sentence turns round what the claim says."""
    reading = read(text)
    document = ground.topic.document
    readings: tuple[Reading, ...] = (
        read(claim.says),
        *(read(document.passage(number).text) for number in claim.passages),
    )
    return bool(
        contradicts(text, claim.says)
        or (negation_flipped(reading, readings) and reading.negations)
        or direction_flipped(reading, readings)
    )


def last_argued(debate: Debate) -> Point | None:
    """Return the bot's last point that argues; None where it has made none."""
    return next((point for point in reversed(debate.of("bot")) if point.act != "concession"), None)
