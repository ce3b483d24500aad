"""What an op-ed asks for, in one prepared sentence, for what would argue about it without ever naming it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.request.form import Form
from bot.statement import Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.speech_length import leans
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

SPOKEN = 40  # words from which what is said at a length is a speech, and says what it asks for
_FEWEST = 8  # words of a sentence that tells what is asked for, and not only of whom
_ACTS = ("recommendation", "overview", "stance")  # of answers that tell it, the plainest first


def recommended(topic: Topic, *, plain: bool = False) -> PreparedSentence | None:
    """Return the sentence that tells what the op-ed asks for and stands alone; None for none prepared."""
    if topic.playbook is None or topic.argument_map is None:
        return None
    told = [one for one in topic.playbook.answers if one.side is None and not one.absent]
    for act in _ACTS:
        said = [
            one
            for answer in told
            if answer.acts[0] == act
            for one in (answer.plain if plain else answer.full)
        ]
        alone = [one for one in said if _asks(one, topic)]
        if alone:
            return alone[0]
    return None


def names(one: PreparedSentence, topic: Topic) -> bool:
    """Tell whether a sentence rests on what the op-ed asks for."""
    return bool(topic.argument_map) and not _asked_for(topic).isdisjoint(one.cites)


def with_advice(drafts: Sequence[Draft], topic: Topic, form: Form) -> list[Draft]:
    """Return a speech with what it asks for before its last sentence; as it is where it tells that."""
    said = [place for place, one in enumerate(drafts) if isinstance(one, Statement) and one.source]
    wanted = form.seconds or (form.words or 0) >= SPOKEN
    told = (drafts[place] for place in said)
    if not wanted or len(said) < 2 or any(isinstance(one, Statement) and _rests(one, topic) for one in told):
        return list(drafts)
    advice = recommended(topic, plain=form.plain)
    if advice is None or drafts[said[-1]].layout != "run on" or leans(drafts[said[-1]].text):
        return list(drafts)
    return [*drafts[: said[-1]], replace(as_prepared(advice), layout="run on"), *drafts[said[-1] :]]


def _rests(one: Statement, topic: Topic) -> bool:
    return one.source is not None and names(one.source, topic)


def _asks(one: PreparedSentence, topic: Topic) -> bool:
    """Tell whether a sentence tells what the op-ed asks for, and of nothing else, and stands alone."""
    alone = one.kind == "report" and not leans(one.text) and len(one.text.split()) >= _FEWEST
    return alone and bool(one.cites) and _asked_for(topic).issuperset(one.cites)


def _asked_for(topic: Topic) -> frozenset[int]:
    claims = topic.argument_map.recommendations if topic.argument_map else ()
    return frozenset(number for claim in claims for number in claim.passages)
