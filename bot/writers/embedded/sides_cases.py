"""The case of a side for a debate: as it was prepared, else as rules make it of the argument map."""

from __future__ import annotations

from collections.abc import Sequence

from bot.writers.embedded.case_by_rules import case_by_rules
from bot.writers.embedded.point_by_rules import sentences_on
from bot.writers.embedded.quoted_argument import quotes_on
from knowledge.argument_map import RULES, Claim, Side
from knowledge.playbook import Case
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic


class SidesCases:
    """Has the speeches of both sides."""

    def of(self, topic: Topic, side: Side) -> Case | None:
        """Return the case of a side; None where there is nothing for it."""
        prepared = topic.playbook.cases.of(side) if topic.playbook else None
        return prepared or case_by_rules(topic, side)

    def near(self, topic: Topic, side: Side, claims: Sequence[Claim]) -> tuple[PreparedSentence, ...]:
        """Return what a side says on the claims that came near an argument, the nearest first."""
        argument_map = topic.argument_map
        if topic.playbook or argument_map is None or argument_map.mined_by != RULES:
            return sentences_on(claims, topic, side)
        numbers = dict.fromkeys(number for claim in claims for number in claim.passages)
        quoted = quotes_on([topic.document.passage(number) for number in numbers], topic, side)
        if quoted:
            return tuple(PreparedSentence(kind="report", text=one.text, cites=one.cites) for one in quoted)
        return sentences_on(claims[:1], topic, side)


SIDES_CASES = SidesCases()
