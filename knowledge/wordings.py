"""The wordings of a playbook by what they mean: which prepared answer a message asks for, and how surely.

A softmax regression over the sentence encoder's vectors, fitted on the wordings, tells the entries apart,
together with naive Bayes over their words; the cross-encoder reads the best of them beside the message. How
surely an entry is meant is a logistic function of both, of the nearest wording and of the answer's own words.
`python -m evals.fit_wordings` fits all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import KnowledgeError
from knowledge.argument_map import Side
from knowledge.encoders import Encodes, Scores
from knowledge.encoders.act_reader import ActReading, ReadsActs
from knowledge.encoders.acts import ACTS
from knowledge.entry_words import EntryWords
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
READ = 4  # entries that are read beside the message
# How much an entry counts whose acts are none of the message's; one with an act that is near it, or, of a
# list, any; beside 1 for one that answers that act
UNFIT, FIT_NEARLY = 0.2, 0.6
BY_ACT = 0.35  # how much that counts: fitted on wordings by writers of whom nothing else was learned
NEAR_ACTS = (
    frozenset(["fact", "yes-no", "either-or", "identify", "define"]),
    frozenset(["reason", "consequence", "evidence"]),
    frozenset(["stance", "concession"]),
    frozenset(["evidence", "missing evidence", "weakest"]),
)
LIKELY = 0.04  # share from which an entry may have been meant
SAME = 0.93  # similarity from which a message is all but a wording
KIN = 0.5  # share of their passages that two entries have in common which answer each other's questions, too
_GRID, _BYTE = 2**11, 127  # steps that a vector's numbers are kept in; of the wordings, in a byte each
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Match:
    """The entry that a message comes nearest to, and how probably it is the one that was meant.

    `told` is how probably its words answer the message, `fit` how well it is what the act asks for.
    """

    answer: Answer
    probability: float
    verbatim: bool = False  # the message is all but a wording of it
    told: float = 1.0
    fit: float = 1.0
    whole: bool = False  # the message asks for something of the piece as a whole
    others: tuple[Answer, ...] = ()  # what else may have been meant, the nearest first
    again: bool = False  # a reader was told it lately, and nothing else is surely meant

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


@dataclass(frozen=True)
class Fitted:
    """What was fitted on the wordings of a playbook, for the entries in `ids`.

    `wordings` and `replies` are unit vectors, `entry_of` the entry of each wording. `replies` has two rows an
    entry, of its short and its full reply; `weights` one, and so `bias`. `words` are those of the wordings.
    `line` and `intercept` make the probability of the measures of `evidence_for`.
    """

    encoder: str
    ids: tuple[str, ...]
    wordings: NDArray[np.float32]
    entry_of: NDArray[np.int64]
    replies: Floats
    weights: Floats
    bias: Floats
    words: EntryWords
    line: Floats
    intercept: float

    @classmethod
    def load(cls, file: Path) -> Fitted:
        """Return what is in a file. Raises KnowledgeError where it cannot be read."""
        try:
            with np.load(file) as kept:
                return cls(
                    str(kept["encoder"]),
                    tuple(str(name) for name in kept["ids"]),
                    kept["wordings"].astype(np.float32) / np.float32(kept["steps"]),
                    kept["entry_of"].astype(np.int64),
                    kept["replies"] / _GRID,
                    kept["weights"].astype(np.float64),
                    kept["bias"].astype(np.float64),
                    EntryWords.of_arrays(kept),
                    kept["line"].astype(np.float64),
                    float(kept["intercept"]),
                )
        except (OSError, ValueError, KeyError) as exc:
            raise KnowledgeError(f"{file} is damaged; make it with: python -m evals.fit_wordings") from exc

    def save(self, file: Path) -> None:
        """Write it, vectors as multiples of the grid that they are on."""
        steps = 2.0 ** np.floor(np.log2(_BYTE / max(float(np.abs(self.wordings).max()), 1e-6)))
        np.savez_compressed(
            file,
            encoder=np.array(self.encoder),
            ids=np.array(self.ids),
            wordings=np.rint(self.wordings * steps).astype(np.int8),
            steps=np.array(steps),
            entry_of=self.entry_of.astype(np.int16),
            replies=np.rint(self.replies * _GRID).astype(np.int16),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            line=self.line,
            intercept=np.array(self.intercept),
            **self.words.as_arrays(),
        )

    def shares(self, vector: Floats, text: str) -> Floats:
        """Return the probability of each entry, if one is meant by a text, shape (entries,)."""
        logits = self.weights @ vector + self.bias + self.words.speak_for(text)
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum(), np.float64)

    def nearest(self, vector: Floats) -> Floats:
        """Return the similarity of each entry's nearest wording, shape (entries,)."""
        near = np.full(len(self.ids), -1.0)
        np.maximum.at(near, self.entry_of, self.wordings @ vector.astype(np.float32))
        return near

    def told(self, vector: Floats) -> Floats:
        """Return the similarity of each entry's nearer reply, shape (entries,)."""
        return np.asarray((self.replies @ vector).reshape(-1, 2).max(axis=1), np.float64)


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
        if whole and side is None and not (nearest and nearest.sure):
            return self._asked_of_the_whole(reading) or nearest
        return nearest

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
        ranked = sorted(open_to, key=lambda place: -settled(float(shares[place])))[:READ]
        if not ranked:
            return None
        first = ranked[0]
        return replace(
            next(self._measured(message, vector, shares, ranked)),
            fit=fit(self._answers[first], reading),
            others=tuple(self._answers[place] for place in ranked[1:] if shares[place] >= LIKELY),
        )

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
        ranked = sorted(open_to, key=lambda place: -settled(float(shares[place])))[:READ]
        found = self._measured(message, vector, shares, ranked)
        return tuple(sorted(found, key=lambda match: -match.probability))

    def _measured(
        self, message: str, vector: Floats, shares: Floats, ranked: Sequence[int]
    ) -> Iterator[Match]:
        """Yield the ranked entries with how probably each is meant, and how probably its words answer."""
        texts = [" ".join(sentence.text for sentence in self._answers[place].short) for place in ranked]
        answers = [float(score) for score in self._reader.score([(message, text) for text in texts])]
        near, told = self._fitted.nearest(vector), self._fitted.told(vector)
        for place, answer in zip(ranked, answers, strict=True):
            others = [
                other
                for one, other in zip(ranked, answers, strict=True)
                if one != place and not are_kin(self._answers[place].cites, self._answers[one].cites)
            ]
            measures = evidence_for(shares[place], near[place], told[place], answer, others)
            odds = float(self._fitted.line @ measures) + self._fitted.intercept
            full = " ".join(sentence.text for sentence in self._answers[place].full)
            said = max(answer, float(self._reader.score([(message, full)])[0]))
            verbatim = bool(near[place] >= SAME)
            probable = 1.0 if verbatim else settled(1 / (1 + float(np.exp(-odds))))
            yield Match(self._answers[place], probable, verbatim=verbatim, told=said)

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
                of_act[place] = _fit(answer, act)
        return fits

    def _asked_of_the_whole(self, reading: ActReading) -> Match | None:
        """Return the answer to what is asked of the piece as a whole; None where there is none."""
        act = max(OF_THE_WHOLE, key=lambda name: reading.get(name, 0.0))
        answer = self._of_act[OF_THE_WHOLE[act]]
        return Match(answer, reading[act], whole=True) if answer else None


def fit(answer: Answer, reading: ActReading) -> float:
    """Return how well an answer fits what the act of a message asks for, 0 to 1.

    That the op-ed does not tell is an answer to any act.
    """
    return sum(probability * _fit(answer, act) for act, probability in reading.items())


def _fit(answer: Answer, act: str) -> float:
    if act in answer.acts:
        return 1.0
    return FIT_NEARLY if act == "list" or answer.absent or _near(act, answer) else 0.0


def _near(act: str, answer: Answer) -> bool:
    return any(act in acts and not acts.isdisjoint(answer.acts) for acts in NEAR_ACTS)


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
