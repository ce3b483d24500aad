from __future__ import annotations

from dataclasses import replace

import pytest

from bot.gate import Stance, check
from bot.statement import Statement, as_prepared
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

ARGUING = Stance("for")


def _verdict(topic: Topic, written: str, stance: Stance | None = None) -> str:
    """Return the rule that refuses a prepared sentence; "all" where none does."""
    assert topic.argument_map is not None
    statement = as_prepared(PreparedSentence.model_validate(written))
    return check(statement, topic.document.passages, topic.document, stance, topic.argument_map.names).rule


@pytest.mark.slow
def test_every_sentence_of_the_shipped_playbook_passes(topic: Topic) -> None:
    assert topic.playbook is not None
    assert topic.argument_map is not None
    refused = [
        (sentence.text, verdict.reason)
        for sentence in dict.fromkeys(topic.playbook.sentences())
        if not (
            verdict := check(
                as_prepared(sentence),
                topic.document.passages,
                topic.document,
                ARGUING if sentence.kind == "analytic" else None,
                topic.argument_map.names,
            )
        ).passed
    ]
    assert refused == []


@pytest.mark.parametrize(
    "written",
    [
        "Squeeze a friend, and he may look elsewhere [7].",  # hardly a word of the passage
        "It recalls two wars fought side by side, in Vietnam and in the Gulf [42].",
        "Third, more annual military spending [6].",
        "They did, the op-ed reports, for more than ten years [40].",
        "Fighter jets and Apaches are among the things that Seoul acquired [14].",
        "A joint celebration would likely suggest that the U.S. is losing a key ally in Asia [38].",
        "Lee is making every effort to give Washington what it asks [9].",  # Trump, who leads it, is named
        "critique: North Korea and Taiwan are not mentioned anywhere [1].",
        "question: Which clause do you have in mind [40]?",
    ],
)
def test_free_wording_is_no_fault(topic: Topic, written: str) -> None:
    assert _verdict(topic, written) == "all"


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("figures_given", "A tariff of 35 percent is planned [4]."),
        ("figures_given", "The tariff comes by August 11 [4]."),
        ("figures_given", "It lost twenty years [40]."),
        ("names_given", "The demands could drive Xi closer to China [7]."),
        ("names_given", "The demands could drive Lee closer to Russia [7]."),
        ("names_given", "It fought in Afghanistan [42]."),
        ("quotation", "The pressure “is far too much” [3]."),
        ("citation", "China is a rival [99]."),
        ("single", "China is a rival. Japan is an ally [8]."),
        ("plain", "China is a <b>rival</b> [8]."),
        ("script", "China is a соперник [8]."),
        ("names_known", "question: What would Russia do [8]?"),
        ("names_known", "critique: The op-ed leans on Russia alone [8]."),
        ("figures_known", "critique: The op-ed gives no source for its 40 percent [4]."),
        ("names_known", "reasoning: As for Putin, he would do the same."),
        ("figures_known", "reasoning: Nine allies in 97 would do the same."),
        ("reasons", "reasoning: It pays to wait, the op-ed says."),
    ],
)
def test_what_the_passages_lack_is_refused(topic: Topic, rule: str, written: str) -> None:
    assert _verdict(topic, written, ARGUING) == rule


def test_a_count_of_other_things_than_the_passage_counts_is_no_fault_but_another_count_of_them_is(
    topic: Topic,
) -> None:
    passage = replace(topic.document.passages[0], text="The op-ed names three demands, and Seoul met them.")
    for written, rule in (
        ("Two demands were named [1].", "figures_given"),
        ("Two worries remain [1].", "all"),
    ):
        statement = as_prepared(PreparedSentence.model_validate(written))
        assert check(statement, (passage,), topic.document).rule == rule


def test_reasoning_stands_in_an_argument_alone(topic: Topic) -> None:
    assert _verdict(topic, "reasoning: Trust keeps no schedule.") == "reasons"
    assert _verdict(topic, "reasoning: Trust keeps no schedule.", ARGUING) == "all"


def test_a_changed_sentence_is_no_longer_prepared(topic: Topic) -> None:
    statement = as_prepared(
        PreparedSentence.model_validate("Squeeze a friend, and he may look elsewhere [7].")
    )
    assert statement.prepared
    for changed in (
        replace(statement, text="Squeeze a friend, and he will look elsewhere."),
        replace(statement, cites=(8,)),
        replace(statement, kind="question"),
        Statement("report", statement.text, statement.cites),
    ):
        assert not changed.prepared
        assert not check(changed, topic.document.passages, topic.document).passed
