"""The sets, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import SETS, check_ids, read_cases
from knowledge import KnowledgeError
from knowledge.topic import Topic


@pytest.mark.slow  # Inspect takes seconds to import
def test_the_sets_are_large_enough_and_name_what_the_map_has(topic: Topic) -> None:
    from evals.suites import SUITES, cases_of

    assert topic.argument_map is not None
    sets = {name: cases_of(name, topic.slug) for name in SETS}
    assert sum(len(sets[name]) for name in SUITES) >= 250
    assert all(len(cases) >= 12 for cases in sets.values()), {
        name: len(cases) for name, cases in sets.items()
    }
    assert len(sets["sparring"]) >= 50
    assert all(len(case.turns) == 5 for case in sets["sparring"])
    for cases in sets.values():
        check_ids(cases, topic.argument_map)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "a", "qestion": "x"}', "facts.jsonl, line 2: qestion: no such key"),
        ("{", "facts.jsonl, line 2"),
        ('{"id": "a", "question": "x"}', "facts.jsonl, line 2: a case of facts needs 'claims'; add it"),
        ('{"question": "x", "claims": ["c"]}', "facts.jsonl, line 2: id: is missing; add it"),
        ('{"id": "one", "question": "x", "claims": ["c"]}', "facts.jsonl, line 2: the id one appears twice"),
    ],
)
def test_a_broken_case_names_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text('{"id": "one", "question": "q", "claims": ["c"]}\n' + line + "\n", "utf-8")
    with pytest.raises(KnowledgeError, match=says):
        read_cases(file)


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("paraphrase", '{"id": "a", "wordings": ["x"], "claims": ["c"]}', "wordings: 1 are given; give 5"),
        ("against", '{"id": "a", "question": "x"}', "asked in the mode 'against'; set mode"),
        ("gossip", "", "there is no set 'gossip'; choose one of: facts"),
    ],
)
def test_a_set_has_what_its_kind_needs(tmp_path: Path, name: str, line: str, says: str) -> None:
    file = tmp_path / f"{name}.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(KnowledgeError, match=says):
        read_cases(file)


def test_an_unknown_claim_is_named(tmp_path: Path, topic: Topic) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text('{"id": "one", "question": "q", "claims": [["tariff-threat", "no-such"]]}', "utf-8")
    assert topic.argument_map is not None
    with pytest.raises(KnowledgeError, match="case one: there is no claim 'no-such'"):
        check_ids(read_cases(file), topic.argument_map)
