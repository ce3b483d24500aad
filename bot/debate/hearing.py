"""What the reader's words rely on.

Sentence by sentence, the claims of the op-ed behind them, also where there are none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.debate.contradiction import contradicts
from bot.debate.state import Debate, Heard, Point
from bot.evidence.gather import Evidence, Search, gather
from bot.request.plan import Plan
from bot.request.pressure import pressure_in
from knowledge.argument_map import ArgumentMap, Attack, Claim, Side
from knowledge.contrast import direction_flipped, negation_flipped
from knowledge.rounding import settled
from knowledge.search import Scored
from knowledge.sentence_analysis import Reading, read
from knowledge.sentences import sentence_spans

SENTENCES = 6  # of a turn that are looked at
CLAIMS = 12  # that search found which are looked at
NEAR = 0.8  # of the best score: claims so close may be what is meant
FIGURE = 0.1  # of a score: what a claim gains that has a figure of the sentence
OWN_SIDE = (
    0.02  # of a score: what a claim gains that helps the reader's side, since that is what one argues from
)
SURE = 0.55  # similarity from which a claim is taken for what the reader says
CLEAR = (
    0.5  # the score from which a claim is meant, though most words of the sentence are strange to the op-ed
)
ORDER = 0.1  # how much less each further claim counts of a sentence that is said again
HELD = 0.43  # the score below which the op-ed has nothing on it
ALIKE = 0.6  # share of the words of an attack that are said again, and of the sentence that say it
SAID = 0.9  # share of the words of content of two sentences that both have where one says the other again
LEAST = 2  # words of content that such a sentence has
_CHALLENGE = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? |really\?? )*(?:why|how so|how come|prove (?:it|that)|source|sources"
    r"|evidence|says who|what (?:proof|evidence|source)\b.*|where (?:does it|is that|do you)\b.*|so what"
    r"|and\??|go on|continue|your (?:move|turn)|next"
    r"|that(?:'s| is) (?:not true|wrong|false|nonsense|no argument|not an argument|not convincing)"
    r"|i (?:disagree|don't (?:believe|buy) (?:it|that))|no|not so|not at all)\b[^.]{0,20}[.?!]*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:that|this|it|so)\b", re.IGNORECASE)
SHORT = 8  # words of a sentence that may lean on what was said last
_GRANTS = re.compile(
    r"^(?:granted|admittedly|true|sure|yes|fair enough|fair point|i (?:grant|admit|concede|accept)"
    r"|to be fair)\b",
    re.IGNORECASE,
)


def hear(plan: Plan, evidence: Evidence, search: Search, debate: Debate) -> tuple[Heard, ...]:
    """Return the reader's sentences that argue, in their order; none where there is only pressure."""
    text = plan.question.resolved
    spans = sentence_spans(text)[:SENTENCES]
    sentences = [text[start:end].strip() for start, end in spans]
    arguing = [sentence for sentence in sentences if sentence and not _only_presses(sentence)]
    heard = []
    for sentence in arguing:
        near = (
            evidence
            if len(sentences) == 1
            else gather(replace(plan, question=replace(plan.question, text=sentence)), search, evidence.topic)
        )
        heard.append(_heard(sentence, near, debate))
    return tuple(heard)


def _heard(text: str, evidence: Evidence, debate: Debate) -> Heard:
    argument_map = evidence.topic.argument_map
    assert argument_map is not None
    reading = read(text)
    own = debate.of("reader")
    repeats = next(
        (
            point.number
            for point in own
            if _same(reading, read(point.text)) and not contradicts(text, point.text)
        ),
        0,
    )
    about = near_claims(evidence, reading, debate.reader)
    if repeats:  # a debate that was taken up from its messages does not know what its points are about
        return Heard(text, _kept(debate.point(repeats).about) or about, repeats=repeats)
    attack = _attack(reading, argument_map) if debate.reader == "against" else None
    if attack:
        about = _led_by(attack.about, about)
    turned = next((point for point in own if point.act == "claim" and contradicts(text, point.text)), None)
    if turned:  # it is about what it contradicts
        about = _led_by(turned.about, about)
    if not about and (_CHALLENGE.match(text) or (_POINTS_BACK.search(text) and len(text.split()) <= SHORT)):
        about = _kept(_last_of(debate))
    if not about:
        return Heard(text)
    best = argument_map.by_id[about[0][0]]
    sure = any(score.similarity >= SURE for claim, score in evidence.claims if claim is best)
    return Heard(
        text,
        about,
        denies(reading, best, evidence),
        sure,
        _GRANTS.match(text) is not None,
        attack.id if attack else "",
    )


def near_claims(evidence: Evidence, reading: Reading, reader: Side) -> tuple[tuple[str, float], ...]:
    """Return the claims that a sentence may rely on, the best first with 1.0.

    None where the best is too far.
    """

    def worth(claim: Claim, score: Scored) -> float:
        has_figure = any(
            figure.same(passage_figure)
            for figure in reading.figures
            for passage in evidence.passages_of(claim)
            for passage_figure in passage.figures
        )
        own = OWN_SIDE if claim.helps == reader else 0.0
        return settled(score.score + own + (FIGURE if has_figure else 0.0))

    scored = sorted(
        ((worth(claim, score), claim.id) for claim, score in evidence.claims[:CLAIMS]), reverse=True
    )
    if not scored or scored[0][0] < (CLEAR if evidence.thin else HELD):
        return ()
    best = scored[0][0]
    return tuple((claim, score / best) for score, claim in scored[:4] if score >= NEAR * best)


def denies(reading: Reading, claim: Claim, evidence: Evidence) -> bool:
    """Tell whether a sentence turns round what the claim says."""
    readings = (read(claim.says), *evidence.passages_of(claim))
    return bool(
        contradicts(reading.text, claim.says)
        or (negation_flipped(reading, readings) and reading.negations)
        or direction_flipped(reading, readings)
    )


def shared(reading: Reading, other: Reading) -> int:
    """Return how many words of content two sentences have in common, synonyms counted."""
    return sum(
        any(not word.near.isdisjoint(other_word.near) for other_word in other.content)
        for word in reading.content
    )


def in_other_words(reading: Reading, other: Reading) -> bool:
    """Tell whether hardly a word of content of either sentence is missing in the other."""
    size = max(len(reading.content), len(other.content))
    return size > 0 and min(shared(reading, other), shared(other, reading)) >= SAID * size


def _attack(reading: Reading, argument_map: ArgumentMap) -> Attack | None:
    """Return the attack of the map that the sentence makes in other words: most of each is in the other."""
    fitting = [
        (_overlap(read(attack.says), reading), attack)
        for line in argument_map.lines
        for attack in line.attacks
        if attack.says
    ]
    best, attack = max(fitting, key=lambda pair: pair[0], default=(0.0, None))
    return attack if best >= ALIKE else None


def _overlap(reading: Reading, other: Reading) -> float:
    """Return the share of words that each of two sentences has of the other, the smaller one."""
    if min(len(reading.content), len(other.content)) < LEAST:
        return 0.0
    return min(shared(reading, other) / len(reading.content), shared(other, reading) / len(other.content))


def _same(reading: Reading, other: Reading) -> bool:
    """Tell whether a sentence says again what another one said."""
    if not (reading.content or other.content) or {n.key for n in reading.names if n.certain} != {
        n.key for n in other.names if n.certain
    }:
        return reading.text.lower() == other.text.lower()
    return bool(reading.negations) == bool(other.negations) and in_other_words(reading, other)


def _last_of(debate: Debate) -> tuple[str, ...]:
    """Return the claims that the bot's last point was about."""
    last: Point | None = next((point for point in reversed(debate.of("bot")) if point.about), None)
    return last.about if last else ()


def _kept(about: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return claims that were heard before, in their order."""
    return tuple((claim, 1.0 - ORDER * place) for place, claim in enumerate(about) if place < 1 / ORDER)


def _led_by(first: tuple[str, ...], about: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return these claims, and behind them what else came near."""
    return (*_kept(first), *((claim, (1.0 - ORDER) * fit) for claim, fit in about if claim not in first))


def _only_presses(sentence: str) -> bool:
    """Tell whether a sentence presses and argues nothing: hardly a word is left beside the pressure."""
    kind = pressure_in(sentence)
    if kind is None:
        return (
            len(read(sentence).content) == 0 and not _CHALLENGE.match(sentence) and len(sentence.split()) < 3
        )
    return not re.search(r"\b(?:because|since|but|as)\b", sentence) or len(sentence.split()) < 6
