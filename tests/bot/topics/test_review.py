"""What a reviewer does with a mined map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.output.in_short import in_short
from bot.topics.add import add_topic
from bot.topics.review import accept_claim, accept_claims, edit_claim, remove_claim, sign_map
from evals.opinion_mining import opinions
from knowledge.argument_map import ArgumentMap, ClaimKind
from knowledge.topic import Topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    return add_topic(PIECES["dams"].document, "dams.txt", tmp_path).topic


def test_what_is_mended_passes_the_gate_too(topic: Topic) -> None:
    id = (
        next(claim.id for claim in topic.argument_map.claims if "700,000" in claim.says)
        if topic.argument_map
        else ""
    )
    with pytest.raises(BotError, match="its passage does not support that"):
        edit_claim(topic, id, "utilities say that the dams light 900,000 homes")
    with pytest.raises(BotError, match="has no claim"):
        accept_claim(topic, "nothing")


def test_a_map_is_signed_only_when_every_claim_was_looked_at(topic: Topic) -> None:
    assert topic.argument_map is not None
    with pytest.raises(BotError, match="waiting for review"):
        sign_map(topic, "Jo Park", date(2026, 11, 24))
    for claim in topic.argument_map.unreviewed:
        topic = replace(topic, argument_map=accept_claim(topic, claim.id))
    topic = replace(topic, argument_map=sign_map(topic, "Jo  Park", date(2026, 11, 24)))
    assert topic.argument_map is not None
    assert topic.argument_map.reviewed
    assert topic.argument_map.reviewed_by == "Jo Park"


def test_deleting_a_claim_takes_along_what_cannot_stand_without_it(topic: Topic) -> None:
    assert topic.argument_map is not None
    conclusion = topic.argument_map.lines[0].conclusion
    left = remove_claim(topic, conclusion)
    assert conclusion not in left.by_id
    assert left.lines == ()
    assert not any(conclusion in claim.supports for claim in left.claims)


def test_whoever_signed_did_not_sign_what_was_changed_since(topic: Topic) -> None:
    assert topic.argument_map is not None
    for claim in topic.argument_map.unreviewed:
        topic = replace(topic, argument_map=accept_claim(topic, claim.id))
    topic = replace(topic, argument_map=sign_map(topic, "Jo Park", date(2026, 11, 24)))
    assert topic.argument_map is not None
    claim = topic.argument_map.claims[0]
    assert accept_claim(topic, claim.id).reviewed
    assert not edit_claim(topic, claim.id, claim.says, kind="value").reviewed
    assert not remove_claim(topic, claim.id).reviewed


MAIN, REASON, GRANTED = (
    "congress-breach-four-word",
    "patient-two-diseases-cured",
    "ocean-warming-salmon-dwindle",
)


def _with(topic: Topic, argument_map: ArgumentMap) -> Topic:
    return replace(topic, argument_map=argument_map)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("The dams kill fish.", "the dams kill fish"),
        ("The op-ed says that the dams kill fish", "the dams kill fish"),
        ("Congress should breach all four.", "Congress should breach all four"),
    ],
)
def test_an_edited_claim_reads_on_after_that_whatever_letter_it_was_typed_with(
    topic: Topic, typed: str, kept: str
) -> None:
    id = "dams-fail-kill-fish" if "fish" in typed else MAIN
    assert edit_claim(topic, id, typed).by_id[id].says == kept


def test_an_edited_thesis_is_asked_about_in_good_english(topic: Topic) -> None:
    changed = edit_claim(topic, "bill-pay-track-silos", "The bill must pay for a second track.")
    main = _with(topic, changed.changed(lines=tuple(
        line.model_copy(update={"conclusion": "bill-pay-track-silos"}) for line in changed.lines
    )))  # fmt: skip
    assert in_short(main)[0].text == "The op-ed argues that the bill must pay for a second track."
    edited = edit_claim(topic, MAIN, "Congress should breach all four.")
    assert "Why should Congress breach all four?" in edited.starters.ask


def test_doubts_and_questions_speak_of_a_claim_in_its_new_words(topic: Topic) -> None:
    old = "a patient with two diseases is not cured by treating neither"
    edited = edit_claim(topic, REASON, "A patient with two diseases is not cured by that.", passages=(18,))
    said = [attack.says for line in edited.lines for attack in line.attacks]
    said += [question.asks for line in edited.lines for question in line.questions]
    assert not any(old in text for text in said)
    assert any("a patient with two diseases is not cured by that" in text for text in said)


@pytest.mark.parametrize(
    ("id", "kind", "side"),
    [
        (REASON, "concession", "against"),
        (REASON, "reported view", "against"),
        (REASON, "fact", "for"),
        (GRANTED, "value", "for"),
        ("farmers-river-strand-harvest", "recommendation", "for"),
        (GRANTED, "reported view", "against"),
    ],
)
def test_a_claim_of_another_kind_helps_whom_that_kind_helps(
    topic: Topic, id: str, kind: ClaimKind, side: str
) -> None:
    assert edit_claim(topic, id, kind=kind).by_id[id].helps == side


def test_a_side_that_the_reviewer_names_stands_whatever_the_kind(topic: Topic) -> None:
    assert edit_claim(topic, GRANTED, kind="fact", helps="against").by_id[GRANTED].helps == "against"


def test_what_is_no_reason_any_more_is_neither_argued_with_nor_told_in_short(topic: Topic) -> None:
    first = "four-dams-lower-sage"
    assert any("1960s" in one.text for one in in_short(topic))
    changed = edit_claim(topic, first, helps="either")
    assert changed.by_id[first].supports == ()
    assert not any(first in line.premises for line in changed.lines)
    assert changed.main == topic.argument_map.main if topic.argument_map else False
    assert not any("1960s" in one.text for one in in_short(_with(topic, changed)))


def test_what_is_no_longer_granted_answers_no_line_as_granted(topic: Topic) -> None:
    changed = edit_claim(topic, GRANTED, kind="value")
    assert changed.by_id[GRANTED].supports == (MAIN,)
    assert changed.by_id[GRANTED].attacks == ()
    assert not any(attack.claim == GRANTED for line in changed.lines for attack in line.attacks)


def test_a_refused_edit_names_the_passage_that_would_carry_it_and_takes_it(topic: Topic) -> None:
    words = "the dams kill fish, and Congress should breach all four"
    with pytest.raises(BotError, match="if passage 8 carries it, add its number"):
        edit_claim(topic, "dams-fail-kill-fish", words)
    claim = edit_claim(topic, "dams-fail-kill-fish", words, passages=(8, 4)).by_id["dams-fail-kill-fish"]
    assert claim.passages == (4, 8)
    with pytest.raises(BotError, match="there is no passage 99: give numbers from 1 to 20"):
        edit_claim(topic, "dams-fail-kill-fish", words, passages=(99,))


def test_all_that_waits_is_accepted_at_once(topic: Topic) -> None:
    assert topic.argument_map is not None
    assert topic.argument_map.unreviewed
    assert accept_claims(topic).unreviewed == ()
