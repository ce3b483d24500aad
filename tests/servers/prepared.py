"""What the shipped topic has prepared, for tests that know a reply by it whatever its words come to be."""

from __future__ import annotations

from bot.statement.marking import marked
from knowledge.playbook import Playbook
from knowledge.topic import shipped_topic

LEVY = "How high is the levy on Korean goods?"  # answered by the entry "tariff"


def shipped_playbook() -> Playbook:
    """Return the playbook that ships."""
    playbook = shipped_topic("us-korea-alliance").playbook
    assert playbook is not None
    return playbook


def first_sentence(entry: str) -> str:
    """Return the sentence that an answer begins with, with its citations."""
    answer = next(one for one in shipped_playbook().answers if one.id == entry)
    return marked(answer.full[0].text, answer.full[0].cites)
