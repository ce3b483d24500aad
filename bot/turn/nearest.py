"""What is said where no prepared answer was surely meant: the likeliest, what was found, or none."""

from __future__ import annotations

from dataclasses import replace

from bot.evidence.another_thing import (
    SURELY,
    WEAKLY,
    anchored,
    asking_for_all,
    asks_for_another,
    leads_rightly,
    naming,
    strange_words,
)
from bot.evidence.gather import FOR_ONE_THING, Evidence
from bot.evidence.prepared import guessed, likely_meant
from bot.evidence.presupposition import foreign_figures
from bot.request.named import knows, speaks_of_document, tells_figure
from bot.request.plan import Plan
from bot.request.request import ABOUT_THE_PIECE, TALK
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from knowledge.argument_map import Claim
from knowledge.coverage import index_of
from knowledge.search import Scored
from knowledge.topic import Topic
from knowledge.wordings import Match

KEYWORD_CLAIMS = 3  # that are told of a keyword
ANCHORED = 3  # claims with a date or a sum that a question names
# Probability of another task from which a message may be one, and likeness and probability of answering below
# which no passage has to do with it: of 190 tasks of the corpus of acts 178 are told so, with those that are
# plain, and of 516 questions to the op-ed none.
ANOTHER_FROM, FAR = 0.2, 0.4
# Probability from which a guess is given as an answer, without a word of doubt before it: of 13 guesses at
# strangers' messages from here on 11 told what was asked, of 16 below it two.
WORTH = 0.35
OF_ALL = ("overview", "list", "restate")  # acts that ask for something of the piece, whatever it is
OF_A_THING = FOR_ONE_THING | TALK | {"stance", "about the document"}  # acts that want but one thing
MAY_ANSWER = 0.3  # probability of answering of a claim from which it goes before a guess that is less likely


def is_outside(planned: Plan, evidence: Evidence) -> bool:
    """Tell whether a message isn't about the op-ed: it may be another task, and nothing is near it."""
    passages = [score for _, score in evidence.passages]
    scores = [*passages, *(score for _, score in evidence.claims)]
    another = planned.request.reading.get("other task", 0.0) >= ANOTHER_FROM
    return (
        another
        and planned.request.form.genre is None  # "a letter to my boss about this" names nothing either
        and not speaks_of_document(planned.request.said)
        and all(score.similarity < FAR for score in scores)
        and all(score.score < FAR for score in passages)
    )


def answered(evidence: Evidence, match: Match) -> Evidence:
    """Return evidence with the prepared answer that was matched."""
    return replace(evidence, prepared=match.answer, led=leads_rightly(match))


def rather_prepared(
    planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput
) -> Evidence | None:
    """Return the prepared answer that is likeliest, where else one would be put together from claims.

    Strangers were satisfied with none of the answers put together beside a playbook, and with half of the
    likeliest prepared ones. A claim that may well answer goes before a guess that is hardly likely.
    """
    if planned.kind != "answer" or evidence.thin or evidence.corrections or not evidence.claims:
        return None
    if match is not None:
        return answered(evidence, match)
    least = WORTH if evidence.claims[0][1].score >= MAY_ANSWER else 0.0
    return _guess(planned, evidence, given, least)


def with_nearest(planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput) -> Evidence:
    """Return thin evidence with the answer that comes nearest, or with what may have been meant.

    An answer near a question for one thing (a figure, a name) that does not seem to tell it is none to it.
    """
    if planned.kind not in ("answer", "overview"):
        return evidence
    another = planned.request.act in FOR_ONE_THING
    if not evidence.thin and another and not evidence.corrections and evidence.claims:
        weak = evidence.claims[0][1].score < WEAKLY
        if weak and (strange := strange_words(planned.question, given.topic)):
            evidence = replace(evidence, thin=f"nothing prepared on this topic has the word {strange[0]!r}")
    if not evidence.thin:
        return evidence
    if found := _named(planned, evidence, match, given):
        return replace(evidence, thin="", claims=found)
    if match is None and planned.request.form.plain:  # who wants it plain wants all of it
        match = _all_of_it(planned, given)
    if match is None:
        # Only one thing can be missing of what the piece speaks of: for a judgment there is always something
        judged = not another and planned.request.act in ABOUT_THE_PIECE
        known = judged and knows(planned.request.text, given.topic.document)
        if guess := _guess(planned, evidence, given, 0.0 if known else WORTH):
            return guess
        match = _all_of_it(planned, given) if _wants_anything(planned, given.topic) else None
    if match is None:
        return replace(evidence, choices=likely_meant(planned, given.wordings))
    if another and match.told < SURELY and not match.answer.absent:
        return replace(evidence, nearest=match.answer)
    return answered(evidence, match)


def _wants_anything(planned: Plan, topic: Topic) -> bool:
    """Tell whether a request wants the piece, or anything in it: it has but words of those who want it."""
    act, question = planned.request.act, planned.question
    if act in OF_ALL:
        return True
    names = any(name.certain for name in question.reading.names) or tells_figure(question.text)
    words = {word.stem for word in question.reading.content}
    return act not in OF_A_THING and not names and bool(words) and words <= asking_for_all(topic)


def _all_of_it(planned: Plan, given: TurnInput) -> Match | None:
    """Return the answer that tells the whole of the piece."""
    wordings = given.wordings
    return wordings.match(planned.request.text, {"overview": 1.0}, whole=True) if wordings else None


def _guess(planned: Plan, evidence: Evidence, given: TurnInput, least: float = WORTH) -> Evidence | None:
    """Return evidence with the answer that may have been meant, where that is at `least` so probable."""
    guess = guessed(planned, given.wordings)
    if guess is None or guess.probability < least or not passes(guess.answer, given.topic):
        return None
    if not guess.answer.absent and _is_for_another(planned, guess, given.topic):
        thin = evidence.thin or "it asks for something else than what is told of it"
        return replace(evidence, thin=thin, nearest=guess.answer)
    return replace(evidence, prepared=guess.answer, led=False, unsure=True)


def _is_for_another(planned: Plan, guess: Match, topic: Topic) -> bool:
    """Tell whether one thing is asked for with a word or a figure that is strange to a guess or the topic."""
    act = planned.request.act
    if act not in FOR_ONE_THING or asks_for_another(planned.question, act, guess, topic):
        return act in FOR_ONE_THING
    figures = foreign_figures(planned.question, index_of(topic.document).readings)
    return bool(figures or strange_words(planned.question, topic))


def _named(
    planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput
) -> tuple[tuple[Claim, Scored], ...]:
    """Return the claims that a bare keyword names, or that have a date or a sum of a question."""
    if named := naming(planned.question, evidence.claims, KEYWORD_CLAIMS):
        return tuple(pair for pair in evidence.claims if pair[0] in named)
    named = anchored(planned.question, _claims(given.topic), given.topic, ANCHORED) if match is None else []
    guess = guessed(planned, given.wordings) if named else None
    if not named or (guess and any(guess.answer.cites.intersection(claim.passages) for claim in named)):
        return ()
    return tuple((claim, Scored(claim.id, 1.0, 1.0)) for claim in named)


def _claims(topic: Topic) -> tuple[Claim, ...]:
    return tuple(topic.argument_map.claims) if topic.argument_map else ()
