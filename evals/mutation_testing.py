"""Mutation testing of a check: true statements are to pass, each kind of corruption is to be caught.

After mutation testing of programs (DeMillo, Lipton & Sayward 1978); of a check of facts, as in FactCC
(Kryściński et al. 2020).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.statement import Statement
from evals.checks import Check, by_gate
from evals.false_clauses import with_false_clauses
from evals.mutations import MUTATIONS
from evals.true_statements import corrupted, repeated, true_statements
from knowledge.topic import Topic

Corruption = tuple[str, Statement, Statement]  # its class, the true statement, the corrupted one


class Recall(NamedTuple):
    """Of one class of corruption, how many are caught; `missed` are those that pass."""

    name: str
    caught: int
    of: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share that is caught, 0 to 1."""
        return self.caught / self.of if self.of else 1.0


class Mutated(NamedTuple):
    """What a check does with true and with corrupted statements; `refused` are true ones that do not pass."""

    classes: tuple[Recall, ...]
    refused: tuple[str, ...]
    true: int

    @property
    def mean(self) -> float:
        """Return the mean recall over the classes, each counting alike."""
        return sum(recall.share for recall in self.classes) / len(self.classes)

    def share_of(self, name: str) -> float | None:
        """Return the share of a class that is caught; None where the check was not held to it."""
        return next((recall.share for recall in self.classes if recall.name == name), None)

    @property
    def false_alarms(self) -> float:
        """Return the share of true statements that do not pass."""
        return len(self.refused) / self.true


def mutate(topic: Topic, passes: Check, more: Iterable[Corruption] = (), most: int | None = None) -> Mutated:
    """Hold a check to a topic's true statements, to all their corruptions, and to `more`.

    Passages repeated word for word are corrupted too. With `most`, only so many corruptions of each class are
    tried, spread evenly over them.
    """
    true = true_statements(topic)
    by_class: dict[str, list[Statement]] = {name: [] for name in MUTATIONS}
    for name, _, statement in (*corrupted(topic, (*true, *repeated(topic))), *more):
        by_class.setdefault(name, []).append(statement)
    classes = []
    for name, statements in by_class.items():
        tried = statements
        if most and most < len(statements):
            tried = [statements[number * len(statements) // most] for number in range(most)]
        missed = tuple(each.marked for each in tried if passes(each))
        classes.append(Recall(name, len(tried) - len(missed), len(tried), missed))
    return Mutated(tuple(classes), tuple(each.marked for each in true if not passes(each)), len(true))


def mutate_for_gate(topic: Topic, most: int | None = None) -> Mutated:
    """Hold the gate to the same, and to critiques, questions and weighings with false clauses."""
    return mutate(topic, by_gate(topic), with_false_clauses(topic), most)
