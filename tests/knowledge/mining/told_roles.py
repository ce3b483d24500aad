"""A reader of roles that is told them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.encoders.roles import ROLES, Role, RoleReading

LEFT = 0.1  # of the probability, for all roles that a sentence was not told to have


def reading(role: Role, probability: float = 1 - LEFT, second: Role | None = None) -> RoleReading:
    """Return a reading with that role, and what is left for a second one."""
    shares = {role: probability} | ({second: 1 - probability} if second else {})
    return RoleReading(tuple(shares.get(each, 0.0) for each in ROLES))


class ToldRoles:
    """Gives a sentence the reading of the first opening words that it begins with, else that of evidence."""

    def __init__(self, told: Mapping[str, Role | RoleReading]) -> None:
        self._told = told

    def read(self, sentences: Sequence[str], title: str) -> list[RoleReading]:
        """Return a reading for each sentence."""
        return [self._reading(sentence) for sentence in sentences]

    def _reading(self, sentence: str) -> RoleReading:
        for opening, told in self._told.items():
            if sentence.startswith(opening):
                return told if isinstance(told, RoleReading) else reading(told)
        return reading("evidence")
