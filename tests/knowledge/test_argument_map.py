from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.argument_map import check_against, load_argument_map
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
        ("id: essential-allies", "id: alliance-value", ["arguments.yaml", "two claims are called alliance-value"]),
        ("schema: 1", "schema: [", ["arguments.yaml, line"]),
    ],
)
def test_an_error_in_the_map_names_file_place_and_mend(tmp_path: Path, old: str, new: str, says: list[str]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_argument_map(_edited(tmp_path, old, new))
    assert all(part in str(caught.value) for part in says), str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("passages: [4]", "passages: [99]", ["tariff-threat", "99"]),
        ("figures: [25 percent, August 1]", "figures: [15 percent, August 1]", ["tariff-threat", "15 percent"]),
        ("hedges: [may]", "hedges: [perhaps]", ["pressure-hinders-cooperation", "perhaps"]),
    ],
)
def test_a_map_that_does_not_fit_its_document_is_refused(tmp_path: Path, topic: Topic, old: str, new: str, says: list[str]) -> None:
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
    assert {"open", "answered", "partly"} >= {question.status for line in argument_map.lines for question in line.questions}
