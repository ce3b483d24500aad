"""A reply as data."""

from __future__ import annotations

import json

from bot.output.schema import as_object, exchange_of
from bot.turn.bot import Bot


def test_the_object_has_what_the_contract_says(brief_bot: Bot) -> None:
    given = as_object(brief_bot.reply("How high is the levy on Korean goods?"))
    assert list(given) == [
        "topic",
        "document",
        "mode",
        "side",
        "writer",
        "abstained",
        "text",
        "statements",
        "withheld",
        "passages",
    ]
    assert given["document"] == brief_bot.topic.document.sha256
    assert given["statements"][0]["cites"] == [4]
    assert "25 percent" in given["text"]
    assert "[4]" in given["text"]
    assert given["passages"][0]["id"] == 4
    assert given["passages"][0]["paragraph"] == brief_bot.topic.document.passage(4).paragraph
    assert json.loads(json.dumps(given)) == given


def test_an_exchange_keeps_what_each_point_of_a_list_says_first(brief_bot: Bot) -> None:
    given = as_object(brief_bot.reply("Give me three reasons to ease the pressure.", "for"))
    points = exchange_of("x", given).points
    assert len(points) == 3
    titles = {one["text"] for one in given["statements"] if one.get("layout") == "title"}
    assert titles
    assert not titles & set(points)
    assert exchange_of("x", as_object(brief_bot.reply("How high is the tariff?"))).points == ()
