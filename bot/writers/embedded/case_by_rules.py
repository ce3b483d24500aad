"""The case of a side where nobody has prepared one: made by rules from the argument map.

A contention is a line of argument; of a map that rules have made, a run of the op-ed's claims on one side, in
its order, so that they read on. The other side has what the op-ed grants, what it reports of opponents, and
what it leaves open. Each sentence is held to the gate before it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from bot.gate import check
from bot.statement import Statement
from bot.statement.marking import stopped
from bot.writers.embedded.given_claims import Given
from bot.writers.embedded.run_titles import titles_for
from knowledge.argument_map import RULES, ArgumentMap, Attack, Claim, Side
from knowledge.playbook import Case, Contention
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

SURE = 0.3  # confidence from which a claim that was mined opens a contention
RUN = 3  # sentences of a contention
CONTENTIONS, GAPS = 6, 8
KEPT = 32  # cases
OPENING = 60  # seconds that the opening is made for

Said = tuple[PreparedSentence, ...]


def case_by_rules(topic: Topic, side: Side) -> Case | None:
    """Return the case of a side; None where the map has nothing for it.

    Each is made once for a topic as it was loaded, since the gate reads every sentence.
    """
    key = (id(topic), side)
    kept = _made.get(key)
    if kept is None or kept[0] is not topic:  # another topic may have come to its place in memory
        kept = (topic, _case(topic, side))
        while len(_made) >= KEPT:
            _made.pop(next(iter(_made)), None)
        _made[key] = kept
    return kept[1]


_made: dict[tuple[int, Side], tuple[Topic, Case | None]] = {}


def _case(topic: Topic, side: Side) -> Case | None:
    if topic.argument_map is None:
        return None
    making = _Making(topic, topic.argument_map)
    return making.for_it() if side == "for" else making.against_it()


class _Making:
    """A case in the making."""

    def __init__(self, topic: Topic, argument_map: ArgumentMap) -> None:
        self._topic, self._map = topic, argument_map
        self._given = Given()

    def for_it(self) -> Case | None:
        """Return the case for what is recommended."""
        contentions = tuple(self._contentions())
        if not contentions:
            return None
        asked = self._passing(map(self._given.conclusion, self._map.recommendations[:1]))
        leads = tuple(one.claim[0] for one in contentions)
        granted = self._passing(self._given.granted(self._claims("concession")))
        return Case(
            overview=(*leads[:2], *asked),
            strongest=contentions[0].body,
            weakest=(*granted[:1], *self._gaps()[:2]),
            opening={OPENING: (*chain.from_iterable(one.body for one in contentions[:3]), *asked)},
            contentions=contentions,
            closing=(*leads[:3], *asked),
            cross_examination=self._passing(self._what_outweighs()),
            weighing=self._weighings(),
        )

    def against_it(self) -> Case | None:
        """Return the case against it: what the op-ed grants and reports first, then what it leaves open."""
        granted = self._passing(self._given.granted(self._claims("concession")))
        reported = self._passing(self._given.reported(self._claims("reported view")))
        gaps = self._gaps()
        parts = {
            "What the op-ed itself grants": granted,
            "What its opponents say": reported,
            "What it leaves unproven": gaps,
        }
        contentions = tuple(_contention(title, said[:RUN]) for title, said in parts.items() if said)
        if not contentions:
            return None
        leads = tuple(one.claim[0] for one in contentions)
        other = next(self._contentions(), None)
        return Case(
            overview=leads,
            strongest=(granted or reported or gaps)[:2],
            weakest=other.body if other else (),
            opening={OPENING: (*granted[:2], *reported[:2], *gaps[:3])},
            contentions=contentions,
            closing=leads,
            cross_examination=_first_of_each(self._passing(self._open_questions())),
            missing_evidence=gaps[:GAPS],
            weighing=self._weighings(),
        )

    def _contentions(self) -> Iterator[Contention]:
        if self._map.mined_by == RULES:
            runs = self._runs()
            titles: Sequence[str] = titles_for(runs, self._topic.document)
        else:
            runs = [self._premises(line.premises) for line in self._map.lines]
            titles = [line.title for line in self._map.lines]
        for title, run in zip(titles, runs, strict=True):
            said = self._passing(self._given.run(run))
            if said:
                yield _contention(title, said)

    def _premises(self, ids: Sequence[str]) -> list[Claim]:
        claims = [self._map.by_id[one] for one in ids]
        return [one for one in claims if one.helps != "against" and self._given.sayable(one)][:RUN]

    def _runs(self) -> list[list[Claim]]:
        """Return runs of claims that follow each other in the op-ed and read on, the surest first."""
        runs: list[list[Claim]] = [[]]
        for claim in self._map.claims:
            if claim.helps != "for" or claim.kind == "recommendation" or not self._given.sayable(claim):
                runs.append([])
                continue
            opens = self._given.stands_alone(claim) and _confidence(claim) >= SURE
            if runs[-1] and len(runs[-1]) < RUN and claim.passages[0] - runs[-1][-1].passages[0] <= 1:
                runs[-1].append(claim)
            elif opens:
                runs.append([claim])
        runs = [run for run in runs if run]
        return sorted(runs, key=lambda run: -sum(map(_confidence, run)))[:CONTENTIONS]

    def _claims(self, kind: str) -> list[Claim]:
        """Return what of a kind speaks against the recommendation and stands by itself, surest first."""
        found = [
            claim
            for claim in self._map.claims
            if claim.kind == kind
            and claim.helps == "against"
            and self._given.sayable(claim)
            and self._given.stands_alone(claim)
            and not claim.says.startswith("“")
        ]
        return sorted(found, key=lambda claim: -_confidence(claim))

    def _gaps(self) -> Said:
        """Return what the op-ed leaves without proof, one of each sort in turn, each of other passages."""
        sorts: dict[str, list[Attack]] = {}
        for attack in (attack for line in self._map.lines for attack in line.attacks):
            if attack.says and self._sure(attack.about):
                sorts.setdefault(" ".join(attack.says.split()[:4]), []).append(attack)
        turns = (attack for turn in zip_longest(*sorts.values()) for attack in turn if attack)
        return _of_different_passages(self._passing(map(self._gap, turns)))

    def _gap(self, attack: Attack) -> PreparedSentence:
        cites = self._map.passages_of(attack.about)
        return PreparedSentence(kind="critique", text=stopped(attack.says), cites=cites)

    def _open_questions(self) -> Iterator[PreparedSentence]:
        for line in self._map.lines:
            for one in line.questions:
                doubled = " if if " in one.asks  # what opens with "if" does not read on after another
                if one.status != "answered" and self._sure(one.about) and not doubled:
                    cites = self._map.passages_of(one.about)
                    yield PreparedSentence(kind="question", text=one.asks, cites=cites)

    def _what_outweighs(self) -> Iterator[PreparedSentence]:
        """Yield what to ask whoever relies on a concession: whether it counts for more than its answer."""
        for claim in (*self._claims("concession"), *self._claims("reported view")):
            answers = [self._map.by_id[one] for one in claim.answered]
            for answer in filter(self._given.stands_alone, filter(self._given.sayable, answers)):
                text = f"Which should count for more: that {claim.says}, or that {answer.says}?"
                yield PreparedSentence(
                    kind="question", text=text, cites=self._map.passages_of((claim.id, answer.id))
                )

    def _sure(self, ids: Sequence[str]) -> bool:
        """Tell whether claims are understood surely enough to be criticised, by themselves."""
        claims = [self._map.by_id[one] for one in ids]
        return all(
            _confidence(one) >= SURE and self._given.sayable(one) and self._given.stands_alone(one)
            for one in claims
        )

    def _weighings(self) -> Said:
        return self._passing(
            PreparedSentence(kind="weighing", text=stopped(one.says), cites=self._map.passages_of(one.about))
            for one in self._map.weighings
        )

    def _passing(self, said: Iterable[PreparedSentence]) -> Said:
        document, people = self._topic.document, self._map.names
        return tuple(
            one
            for one in said
            if check(
                Statement(one.kind, one.text, one.cites), document.passages, document, None, people
            ).passed
        )


def _contention(title: str, said: Said) -> Contention:
    return Contention.model_construct(title=title, claim=said[:1], warrant=said[1:], impact=())


def _confidence(claim: Claim) -> float:
    """Return how sure it is that a claim was understood; of one that somebody has accepted, wholly."""
    return 1.0 if claim.confidence is None else claim.confidence


def _first_of_each(said: Said) -> Said:
    """Return the sentences with one about each passage ahead of further ones."""
    first = _of_different_passages(said)
    return (*first, *(one for one in said if one not in first))


def _of_different_passages(said: Said) -> Said:
    first, told = list[PreparedSentence](), set[int]()
    for one in said:
        if not told.issuperset(one.cites):
            first.append(one)
            told |= set(one.cites)
    return tuple(first)
