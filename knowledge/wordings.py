"""The wordings of a playbook by what they mean: which prepared answer a message asks for, and how surely.

A softmax regression over the sentence encoder's vectors, fitted on the wordings, tells the entries apart,
together with naive Bayes over their words; the cross-encoder reads the best of them beside the message. How
surely an entry is meant is a logistic function of both, of the nearest wording and of the answer's own words.
`python -m evals.fit_wordings` fits all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from knowledge.act_fit import UNFIT, act_fit, fit
from knowledge.argument_map import Side
from knowledge.encoders import Encodes, Scores
from knowledge.encoders.act_reader import ActReading, ReadsActs
from knowledge.encoders.acts import ACTS
from knowledge.fitted_wordings import Fitted, Floats
from knowledge.playbook import Answer, Playbook
from knowledge.rounding import settled

FILE = "wordings.npz"
SURE = 0.5  # the probability from which an entry is taken to be what was asked for
CERTAIN = 0.9  # the same for one that goes before what single words suggest
NEAR = 0.35  # the same where nothing else answers
PLAINLY = 0.8  # the same from which nothing else has to speak for it
# Acts that name no thing, and the act of the answer to them: which one is meant, they tell by themselves.
# Who wants it "shorter" before anything was said means the piece.
OF_THE_WHOLE = {
    "overview": "overview",
    "restate": "overview",
    "recommendation": "recommendation",
    "concession": "concession",
    "weakest": "weakest",
    "missing evidence": "missing evidence",
    "both sides": "both sides",
}
TOLD = 0.1  # the probability of its own words answering from which an entry may be given
# Probability of an act from which it is plain what is asked of the whole, and the fit of its answers
PLAIN_ACT, FITS = 0.9, 0.5
READ = 4  # entries that are read beside the message, at most
RIVALS_FROM = 0.02  # share from which an entry after the first is read, too
BY_ACT = 0.35  # how much an act counts: fitted on wordings by writers of whom nothing else was learned
# By how much likelier one of the entries that are read has to be than the one that the wordings point to, and
# how likely: of some 180 messages of strangers it was in nine, and fitted eight of them better
LIKELIER, LIKELY_ENOUGH = 0.1, 0.35
LIKELY = 0.04  # share from which an entry may have been meant
SAME = 0.93  # similarity from which a message is all but a wording
KIN = 0.5  # share of their passages that two entries have in common which answer each other's questions, too


@dataclass(frozen=True)
class Match:
    """The entry that a message comes nearest to, and how probably it is the one that was meant.

    `tells` reads its words beside the message, `fit` is how well it is what the act asks for.
    """

    answer: Answer
    probability: float
    verbatim: bool = False  # the message is all but a wording of it
    tells: Callable[[], float] = field(default=lambda: 1.0, compare=False)
    fit: float = 1.0
    whole: bool = False  # the message asks for something of the piece as a whole
    others: tuple[Answer, ...] = ()  # what else may have been meant, the nearest first
    again: bool = False  # a reader was told it lately, and nothing else is surely meant

    @cached_property
    def told(self) -> float:
        """How probably its words answer the message: read where somebody asks, since that takes a while."""
        return self.tells()

    @property
    def certain(self) -> bool:
        """Whether it goes before what single words of the message would have it be."""
        return self.whole or self.verbatim or self.probability >= CERTAIN

    @property
    def plain(self) -> bool:
        """Whether it is so probable that nothing else has to speak for it."""
        return self.whole or self.verbatim or self.probability >= PLAINLY

    @property
    def near(self) -> bool:
        """Whether it may be given where nothing else answers."""
        return self.sure or (self.likely and self.told >= TOLD)

    @property
    def likely(self) -> bool:
        """Whether it goes before what was found and seems to answer only weakly."""
        return self.sure or self.probability >= NEAR

    @property
    def sure(self) -> bool:
        """Whether it may be taken for what was asked."""
        return self.plain or self.probability >= SURE


class Wordings:
    """The answers of a playbook, found by what a message means."""

    def __init__(
        self, playbook: Playbook, fitted: Fitted, encoder: Encodes, reader: Scores, acts: ReadsActs
    ) -> None:
        known = {name: place for place, name in enumerate(fitted.ids)}
        self._answers = {known[answer.id]: answer for answer in playbook.answers if answer.id in known}
        self._fitted, self._encoder, self._reader, self._acts = fitted, encoder, reader, acts
        self._lost = [place for place in range(len(fitted.ids)) if place not in self._answers]
        self._of_act = {
            act: next((one for one in playbook.answers if one.acts[0] == act and one.side is None), None)
            for act in set(OF_THE_WHOLE.values())
        }

    def match(
        self,
        message: str,
        reading: ActReading | None = None,
        *,
        whole: bool = False,
        side: Side | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Match | None:
        """Return the entry that a message comes nearest to; None where there is none at all.

        `reading` is how probably the message has each act, where that was read already; `whole` says that it
        names nothing of the piece, so that its act alone tells what is asked of the whole. Entries that argue
        are found for their `side`, the others for none. Those whose ids are in `without` are left out.
        """
        if reading is None:
            reading = self._acts.read([message])[0]
        nearest = self._nearest(message, reading, side, without)
        asked = self._asked_of_the_whole(reading) if whole and side is None else None
        if asked is None or (nearest and nearest.sure and not _is_of_another_act(nearest, asked)):
            return nearest
        return asked

    def _nearest(
        self, message: str, reading: ActReading, side: Side | None, without: frozenset[str]
    ) -> Match | None:
        vector = np.asarray(self._encoder.encode([message])[0], np.float64)
        open_to = [
            place
            for place, answer in self._answers.items()
            if answer.side == side and answer.id not in without
        ]
        if not open_to:
            return None
        near = self._fitted.nearest(vector)
        same = max(open_to, key=lambda place: near[place], default=None)
        if same is not None and near[same] >= SAME:
            return Match(self._answers[same], 1.0, verbatim=True)
        shares = self._of_acts(self._fitted.shares(vector, message), reading, open_to)
        ranked = rivals(shares, open_to)
        measured = self._measured(message, vector, shares, near, ranked)
        first, best = measured[0], max(measured, key=lambda match: match.probability)
        if best.probability < max(first.probability + LIKELIER, LIKELY_ENOUGH):
            best = first
        near_it = (
            match.answer
            for match, place in zip(measured, ranked, strict=True)
            if match is not best and shares[place] >= LIKELY
        )
        return replace(best, fit=fit(best.answer, reading), others=tuple(near_it))

    def candidates(self, message: str, side: Side) -> tuple[Match, ...]:
        """Return what is said to an opponent of a side that may answer a message, the likeliest first.

        Each has its own probability, so that it can be compared with what else could be said.
        """
        vector = np.asarray(self._encoder.encode([message])[0], np.float64)
        open_to = [place for place, answer in self._answers.items() if answer.side == side and answer.debated]
        if not open_to or not message.strip():
            return ()
        reading = self._acts.read([message])[0]
        shares = self._of_acts(self._fitted.shares(vector, message), reading, open_to)
        ranked = rivals(shares, open_to)
        found = self._measured(message, vector, shares, self._fitted.nearest(vector), ranked)
        return tuple(sorted(found, key=lambda match: -match.probability))

    def _measured(
        self, message: str, vector: Floats, shares: Floats, near: Floats, ranked: Sequence[int]
    ) -> tuple[Match, ...]:
        """Return the ranked entries with how probably each is meant."""
        texts = [" ".join(sentence.text for sentence in self._answers[place].short) for place in ranked]
        answers = [float(score) for score in self._reader.score([(message, text) for text in texts])]
        told = self._fitted.told(vector)
        found = list[Match]()
        for place, answer in zip(ranked, answers, strict=True):
            others = [
                other
                for one, other in zip(ranked, answers, strict=True)
                if one != place and not are_kin(self._answers[place].cites, self._answers[one].cites)
            ]
            measures = evidence_for(shares[place], near[place], told[place], answer, others)
            odds = float(self._fitted.line @ measures) + self._fitted.intercept
            verbatim = bool(near[place] >= SAME)
            probable = 1.0 if verbatim else settled(1 / (1 + float(np.exp(-odds))))
            tells = partial(self._tells, message, self._answers[place], answer)
            found.append(Match(self._answers[place], probable, verbatim=verbatim, tells=tells))
        return tuple(found)

    def _tells(self, message: str, answer: Answer, shortly: float) -> float:
        """Return how probably an answer tells what is asked; `shortly`, how probably its short words do."""
        full = " ".join(sentence.text for sentence in answer.full)
        return max(shortly, float(self._reader.score([(message, full)])[0]))

    def _of_acts(self, shares: Floats, reading: ActReading, open_to: Sequence[int]) -> Floats:
        """Return the shares of the entries that are open, those raised that answer what is asked for.

        What is left is that of entries which were fitted and are no longer there.
        """
        fit_of = np.zeros(len(shares))
        for act, probability in reading.items():  # in this order: sums are kept to the bit
            fit_of += probability * self._fits[act]
        fits = np.zeros(len(shares))
        for place in open_to:
            fits[place] = (UNFIT + float(fit_of[place])) ** BY_ACT
        raised = shares * fits
        lost = sum(float(shares[place]) for place in self._lost)
        return np.asarray(raised / (raised.sum() + lost), np.float64)

    @cached_property
    def _fits(self) -> dict[str, Floats]:
        """How well each entry answers each act, shape (entries,); that of an entry which is gone is 0."""
        fits = {act: np.zeros(len(self._fitted.ids)) for act in ACTS}
        for place, answer in self._answers.items():
            for act, of_act in fits.items():
                of_act[place] = act_fit(answer, act)
        return fits

    def _asked_of_the_whole(self, reading: ActReading) -> Match | None:
        """Return the answer to what is asked of the piece as a whole; None where there is none."""
        act = max(OF_THE_WHOLE, key=lambda name: reading.get(name, 0.0))
        answer = self._of_act[OF_THE_WHOLE[act]]
        return Match(answer, reading[act], whole=True) if answer else None


def _is_of_another_act(nearest: Match, asked: Match) -> bool:
    """Tell whether an entry answers another act than the one that is plainly asked of the whole."""
    return asked.probability >= PLAIN_ACT and nearest.fit < FITS and not nearest.verbatim


def rivals(shares: Floats, open_to: Sequence[int]) -> list[int]:
    """Return the likeliest of some entries, and behind it those that might be meant in its place."""
    ranked = sorted(open_to, key=lambda place: -settled(float(shares[place])))[:READ]
    return ranked[:1] + [place for place in ranked[1:] if shares[place] >= RIVALS_FROM]


def evidence_for(share: float, near: float, told: float, answers: float, others: Sequence[float]) -> Floats:
    """Return what speaks for an entry, as numbers for the logistic function.

    Its share, the nearest wording, the likeness of its reply, and how probably its reply answers the message,
    by itself and compared with the replies of the other entries.
    """
    lead = _odds(answers) - max((_odds(other) for other in others), default=_odds(0.0))
    return np.array([_odds(share), near, told, answers, lead / 4])


def are_kin(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two entries rest on much the same passages, from what they cite."""
    return len(one & other) >= KIN * len(one | other)


def _odds(probability: float) -> float:
    clipped = min(max(float(probability), 0.001), 0.999)
    return float(np.log(clipped / (1 - clipped)))
