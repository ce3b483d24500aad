from __future__ import annotations

from pathlib import Path

import pytest

from bot.build import Bot
from evals.cases import SETS, check_ids, load_set, read_cases
from evals.measure import measure
from knowledge import KnowledgeError
from knowledge.topic import Topic

AT_LEAST = {
    "right passage in the first six": 0.95,
    "right fact, rightly cited": 0.90,
    "unanswerable: says so": 0.90,
    "false premise not confirmed": 1.0,
    "false premise corrected": 0.80,
    "argument keeps to its side": 1.0,
    "argument of four to seven, the right line": 1.0,
    "true statements shown": 0.97,
    "corrupted caught: cause and effect": 0.70,
}
FEW = {"unit": 40, "cause and effect": 100}  # the document gives no more occasions


@pytest.mark.parametrize("document", ["brief", "article"])
def test_what_is_promised_holds(document: str, request: pytest.FixtureRequest) -> None:
    bot: Bot = request.getfixturevalue(f"{document}_bot")
    for figure in measure(bot):
        wanted = AT_LEAST.get(figure.name, 0.95)
        assert figure.share >= wanted, f"{figure.name}: {figure.hit} of {figure.of}, missed {figure.missed}"
        if figure.name.startswith("corrupted"):
            assert figure.of >= FEW.get(figure.name.split(": ")[1], 200), figure.name


def test_the_sets_are_large_enough_and_name_what_the_map_has(topic: Topic) -> None:
    assert topic.argument_map is not None
    sizes = {name: len(load_set(name)) for name in SETS}
    assert sizes["facts"] >= 60
    assert sizes["absent"] >= 25
    assert sizes["premise"] >= 15
    assert sizes["argue"] >= 20
    for name in SETS:
        check_ids(load_set(name), topic.argument_map)


@pytest.mark.parametrize(
    ("line", "says"),
    [('{"id": "a", "qestion": "x"}', "s.jsonl, line 2: qestion"), ("{", "s.jsonl, line 2"), ('{"id": "one"}', "the id one stands twice")],
)
def test_a_broken_case_names_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text('{"id": "one"}\n' + line + "\n", "utf-8")
    with pytest.raises(KnowledgeError, match=says):
        read_cases(file)
