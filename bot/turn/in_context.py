"""What a follow-up may mean that has no sure answer: what comes near it and goes on about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.another_thing import strange_words
from bot.evidence.gather import FOR_ONE_THING, Evidence
from bot.evidence.prepared import LATELY
from bot.request.language import ENGLISH
from bot.request.parts import parts_of
from bot.request.plan import Plan
from bot.request.subject import asked_about
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.playbook import Answer
from knowledge.wordings import Match

# Share of its passages that the last replies cite, from which an answer goes on about the same thing
GOES_ON = 0.3
ASKED = 3  # ways to read a message that are tried
TELLS_ONE_THING = 0.3  # probability of its words answering what asks for one thing
BEHIND = 0.5  # what an answer counts that comes near in the second place, beside the first one


def in_context(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return the answer that goes on about what the last replies told, where a message has none by itself.

    Of those that come near to it, as it was typed, in part or with what was asked before, the one that rests
    most on what was just cited and was not told yet.
    """
    question = planned.question
    cited = {number for one in question.history[-LATELY:] for number in one.cites}
    lacks_it = planned.request.act in FOR_ONE_THING and bool(strange_words(question, given.topic))
    if not cited or lacks_it or question.mode != "ask" or planned.kind != "answer":
        return None
    if question.language != ENGLISH or given.wordings is None or given.spare is not None:
        return None
    told = " ".join(one.reply for one in question.history)
    weighed = list[tuple[float, Answer]]()
    for match in _near(planned, given):
        for place, answer in enumerate((match.answer, *match.others)):
            share = len(answer.cites & cited) / (len(answer.cites) or 1)
            if share >= GOES_ON and answer.full[0].text not in told and passes(answer, given.topic):
                weighed.append((share * BEHIND**place, answer))
    if not weighed:
        return None
    best = max(weighed, key=lambda pair: pair[0])[1]
    request = replace(planned.request, act=best.acts[0])
    return Assignment(
        replace(planned, request=request), Evidence(given.topic, prepared=best, led=False, unsure=True)
    )


def _near(planned: Plan, given: TurnInput) -> Iterator[Match]:
    """Yield what comes near to a message, for each way to read it."""
    assert given.wordings is not None
    question, act = planned.question, planned.request.act
    asks = [part.text for part in parts_of(question.words) if part.kind == "asks"]
    for text in list(dict.fromkeys((question.words, question.text, *asks)))[:ASKED]:
        match = given.wordings.match(asked_about(text), None)
        if match and (act not in FOR_ONE_THING or match.told >= TELLS_ONE_THING):
            yield match
