"""What has become of a point of a debate, in words: the same on the page and in what is exported."""

from __future__ import annotations

from bot.debate.flow import FlowEntry

_STATUS = {
    "answered": "answered",
    "granted": "granted",
    "granted in part": "granted in part",
    "withdrawn": "taken back",
    "open": "not yet answered",
    "noted": "",
    "closing": "closing, which calls for no answer",
}


def said_of(entry: FlowEntry) -> str:
    """Return what has become of a point; and who left it unanswered; "" where that isn't sure."""
    if entry.status == "dropped":
        return "the bot has not taken this up" if entry.by == "reader" else "you have not taken this up"
    return _STATUS[entry.status]
