from __future__ import annotations

from pathlib import Path

import pytest

from bot.gate import check
from bot.statement import Statement
from knowledge import KnowledgeError
from knowledge.argument_map import check_against, load_argument_map, parse_argument_map
from knowledge.schemes import schemes
from knowledge.topic import Topic

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge" / "us-korea-alliance" / "arguments.yaml"


def _edited(tmp_path: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text("utf-8")
    assert old in text
    file = tmp_path / "arguments.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: value", "kind: opinion", ["arguments.yaml", "alliance-value", "kind"]),
        ("helps: either", "helpz: either", ["arguments.yaml", "alliance-value", "helps", "missing"]),
        ("subject: ", "subjekt: x\nsubject: ", ["arguments.yaml", "subjekt"]),
        ("supports: [alliance-value]", "supports: [aliance-value]", ["arguments.yaml", "aliance-value"]),
        (
            "id: essential-allies",
            "id: alliance-value",
            ["arguments.yaml", "two claims are called alliance-value"],
        ),
        ("schema: 1", "schema: [", ["arguments.yaml, line"]),
        (
            "        - 9월 정상회담은 왜 시급한가요?\n",
            "",
            ["translations [ko]", "starters [for]", "there are 2; give 3"],
        ),
        ("sides: [against, against, for]", "sides: [for]", ["starters [sides]", "there are 1; give 3"]),
        ("answered_by: [demands-aim]", "settled_on: x", ["good-consequences", "settled_on"]),
        ("        answered_by: [demands-aim]\n", "", ["good-consequences", "partly", "answered_by"]),
        ("status: partly", "status: open", ["is open; remove answered_by"]),
        (
            "answered: [demands-backfire, rec-ease-and-strengthen]",
            "answered: [nothing]",
            ["demands-aim", "nothing"],
        ),
    ],
)
def test_an_error_in_the_map_names_file_place_and_mend(
    tmp_path: Path, old: str, new: str, says: list[str]
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_argument_map(_edited(tmp_path, old, new))
    assert all(part in str(caught.value) for part in says), str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("passages: [4]", "passages: [99]", ["tariff-threat", "99"]),
        (
            "figures: [25 percent, August 1]",
            "figures: [15 percent, August 1]",
            ["tariff-threat", "15 percent"],
        ),
        ("hedges: [may]", "hedges: [perhaps]", ["pressure-hinders-cooperation", "perhaps"]),
    ],
)
def test_a_map_that_does_not_fit_its_document_is_refused(
    tmp_path: Path, topic: Topic, old: str, new: str, says: list[str]
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        check_against(load_argument_map(_edited(tmp_path, old, new)), topic.document)
    assert all(part in str(caught.value) for part in says), str(caught.value)


def test_the_shipped_map_is_whole(topic: Topic) -> None:
    argument_map = topic.argument_map
    assert argument_map is not None
    assert len(argument_map.recommendations) >= 2
    carried = {number for claim in argument_map.claims for number in claim.passages}
    assert carried == {passage.id for passage in topic.document.passages}, "every passage is in the map"
    for mode in ("ask", "for", "against", "debate"):
        assert len(argument_map.starters.of(mode)) >= 3
    assert set(argument_map.starters.argued) == set(argument_map.starters.debate), "each has its side"
    for line in argument_map.lines:
        assert {question.of for question in line.questions} == set(schemes()[line.scheme].questions), (
            f"{line.id}: every critical question of its scheme"
        )
        assert all(question.settled_by for question in line.questions if question.status == "open"), (
            f"{line.id}: what would settle it"
        )
        assert all(attack.answered for attack in line.attacks), (
            f"{line.id}: what the op-ed has against each attack"
        )


def test_the_catalogue_of_schemes_is_whole() -> None:
    assert len(schemes()) >= 15
    assert {"values", "established-rule", "commitment"} == set(schemes()["fairness"].combines)
    for scheme in schemes().values():
        assert scheme.sources
        assert len(scheme.questions) >= 2


def test_every_critical_question_passes_the_gate(topic: Topic) -> None:
    assert topic.argument_map is not None
    argument_map, document = topic.argument_map, topic.document
    for line in argument_map.lines:
        asked = [(question.asks, argument_map.passages_of(question.about)) for question in line.questions]
        asked += [
            (question.probe.format(argument_map.by_id[one].says), argument_map.by_id[one].passages)
            for question in schemes()[line.scheme].questions.values()
            for one in line.premises
        ]
        for text, cites in asked:
            verdict = check(Statement("question", text, cites), document.passages, document)
            assert verdict.passed, f"{line.id}: {text} ({verdict.reason})"


def test_aliases_that_would_unfold_without_end_are_refused_at_their_line() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
    )
    with pytest.raises(
        KnowledgeError, match=r"map\.yaml, line 2: not valid YAML, the alias \*a is not accepted"
    ):
        parse_argument_map(bomb, "map.yaml")
