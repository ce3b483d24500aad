"""A capital stands for its leader."""

from __future__ import annotations

from bot.gate import check
from bot.statement import Statement
from bot.turn.bot import Bot


def test_a_capital_is_read_as_the_leader_whom_the_passage_names(brief_bot: Bot) -> None:
    document, topic = brief_bot.topic.document, brief_bot.topic
    assert topic.argument_map is not None

    def verdict(place: str) -> bool:
        statement = Statement(
            "report",
            f"The op-ed says that {place} plans to impose a tariff of 25 percent on goods imported from "
            "South Korea.",
            (4,),
        )
        return check(
            statement,
            document.passages,
            document,
            None,
            topic.argument_map.names if topic.argument_map else (),
        ).passed

    assert verdict("Washington")
    assert verdict("Trump")
    assert not verdict("Seoul")
    assert not verdict("Beijing")
    assert not verdict("Tokyo")
