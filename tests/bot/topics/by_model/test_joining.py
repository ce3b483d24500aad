"""A model's map and playbook beside what people have changed: pure, without a model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.topics.by_model.joining import join_answers, join_case, join_map
from bot.topics.by_model.record import Record
from bot.topics.by_model.steps import STEPS, Step
from knowledge.argument_map import ArgumentMap, Claim, parse_argument_map
from knowledge.loaders import load_bytes
from knowledge.playbook import Answer, Case, Playbook, parse_playbook, written_playbook
from knowledge.topic import Topic
from knowledge.versions import _yaml_of
from tests.servers.mining import TEXT

DOCUMENT = load_bytes(TEXT.encode(), "library.txt")
STEP: dict[str, Step] = {step.id: step for step in STEPS}
EMPTY = Record(document=DOCUMENT.sha256)


def claim(id: str, says: str, passage: int, kind: str = "fact", **more: Any) -> Claim:
    fields = {"id": id, "kind": kind, "says": says, "passages": (passage,), "helps": "for", "confidence": 0.8}
    return Claim.model_validate({**fields, **more})


def mapped(*claims: Claim, by: str = "model", **more: Any) -> ArgumentMap:
    lines = [{"id": "line-1", "title": "One", "scheme": "negative-consequences", "premises": ["why"],
              "conclusion": "keep"}] if {"why", "keep"} <= {one.id for one in claims} else []  # fmt: skip
    fields = {"schema": 1, "title": "A library", "subject": "a library", "mined_by": by, "lines": lines}
    return ArgumentMap.model_validate({**fields, "claims": [one.model_dump() for one in claims], **more})


KEEP = claim("keep", "the town should keep its library open", 1, "recommendation")
WHY = claim("why", "the branch may close", 2, "prediction", supports=("keep",))
COST = claim("cost", "opening on Sundays is not cheap", 3, "concession", helps="against")
MINED = mapped(KEEP, WHY, COST)
RULES = mapped(claim("r1", "“The town should keep it.”", 1, "recommendation"), by="rules")


def topic(argument_map: ArgumentMap | None = None, playbook: Playbook | None = None) -> Topic:
    return Topic("library", DOCUMENT, argument_map, "library.txt", playbook)


def joined_map(before: ArgumentMap | None, mined: ArgumentMap = MINED, record: Record = EMPTY) -> Any:
    joined = join_map(topic(before), mined, RULES, STEP["map"], record)
    made = joined.topic.argument_map
    assert made is not None
    assert parse_argument_map(_yaml_of(made), "arguments.yaml") == made
    return made, joined.record


def test_what_rules_guessed_and_nobody_accepted_gives_way() -> None:
    made, record = joined_map(RULES)
    assert [one.id for one in made.claims] == ["keep", "why", "cost"]
    assert made.mined_by == "model"
    assert not record.proposals


def test_an_accepted_claim_stays_under_its_id_in_the_models_line() -> None:
    mine = claim("r1", "the town has to keep it open", 1, "recommendation", confidence=None)
    made, record = joined_map(mapped(mine, by="rules"))
    assert made.by_id["r1"].says == "the town has to keep it open"
    assert made.lines[0].conclusion == "r1"
    assert made.by_id["why"].supports == ("r1",)
    assert "keep" not in made.by_id
    assert [(one.id, one.mined.says) for one in record.proposals] == [("r1", KEEP.says)]


def test_a_claim_of_a_reviewers_own_on_passages_that_others_have_is_not_lost() -> None:
    mine = claim("mine", "it is the only library in the valley", 2, "value", confidence=None)
    both = claim("both", "the visitors keep the branch alive", 2, "cause", confidence=None)
    made, _ = joined_map(mapped(mine, both))
    assert {"mine", "both"} <= set(made.by_id)


def test_a_removed_claim_comes_back_only_as_a_proposal_and_stays_removed() -> None:
    _, record = joined_map(None)
    without = mapped(KEEP, WHY)
    again, record = joined_map(without, record=record)
    assert "cost" not in again.by_id
    assert [one.id for one in record.proposals] == ["cost"]
    third, record = joined_map(again, record=record)
    assert "cost" not in third.by_id
    assert [one.id for one in record.proposals] == ["cost"]


def test_a_guess_of_the_rules_that_was_removed_is_not_mined_again_unasked() -> None:
    left = mapped(claim("other", "opening is not cheap", 3, "concession"), by="rules")
    made, record = joined_map(left)
    assert "keep" not in made.by_id
    assert "r1" not in made.by_id
    assert [one.id for one in record.proposals] == ["keep"]


def test_a_signed_map_with_something_new_in_it_is_signed_no_more() -> None:
    accepted = [one.model_copy(update={"confidence": None}) for one in MINED.claims]
    signed = mapped(*accepted, reviewed_by="Ada Park", reviewed_on="2026-03-05")
    made, _ = joined_map(signed)
    assert made.reviewed_by == "Ada Park"
    more = mapped(KEEP, WHY, COST, claim("new", "4,200 people came", 2))
    made, _ = joined_map(signed, more)
    assert made.reviewed_by is None


def answer(id: str, says: str, *asks: str) -> Answer:
    said = [f"{says} [2]."]
    return Answer.model_validate(
        {"id": id, "acts": ["fact"], "asks": asks or (id,), "short": said, "full": said, "plain": said}
    )


def test_answers_that_nobody_touched_are_replaced_and_edited_ones_stand() -> None:
    facts = STEP["answers-facts"]
    first = join_answers(
        topic(), [answer("a", "One"), answer("b", "Two"), answer("c", "Three")], facts, EMPTY
    )
    assert first.topic.prepared is not None
    edited = first.topic.prepared.model_copy(update={"answers": (answer("a", "Mine"), answer("c", "Three"))})
    more = [answer("a", "Other"), answer("b", "Again"), answer("d", "New", "d", "a")]
    second = join_answers(replace(first.topic, prepared=edited), more, facts, first.record)
    assert second.topic.prepared is not None
    assert [one.short[0].text for one in second.topic.prepared.answers] == ["Mine.", "New."]
    assert second.topic.prepared.answers[1].asks == ("d",)
    assert [one.id for one in second.record.proposals] == ["a", "b"]
    text = written_playbook(second.topic.prepared)
    assert parse_playbook(text, "playbook.yaml", DOCUMENT) == second.topic.prepared


def test_answers_of_another_step_are_left_alone() -> None:
    first = join_answers(topic(), [answer("a", "One")], STEP["answers-facts"], EMPTY)
    second = join_answers(first.topic, [answer("b", "Two")], STEP["answers-reasons"], first.record)
    assert second.topic.prepared is not None
    assert [one.id for one in second.topic.prepared.answers] == ["a", "b"]


def test_an_edited_case_stands_and_the_models_is_proposed() -> None:
    case = Case.model_validate({"overview": ["The branch may close [2]."]})
    step = STEP["case-for"]
    first = join_case(topic(), case, "for", step, EMPTY)
    assert first.topic.prepared is not None
    mine = Case.model_validate({"overview": ["It may have to close [2]."]})
    edited = first.topic.prepared.model_copy(
        update={"cases": first.topic.prepared.cases.model_copy(update={"for_": mine})}
    )
    second = join_case(replace(first.topic, prepared=edited), case, "for", step, first.record)
    assert second.topic.prepared is not None
    assert second.topic.prepared.cases.for_ == mine
    assert [one.part for one in second.record.proposals] == ["case"]
