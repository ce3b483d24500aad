"""A reply as data."""

from __future__ import annotations

import json

from bot.output.schema import as_object
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
