from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.turn.bot import Bot
from evals.cases import SETS, check_ids, load_set, read_cases
from evals.mutation_testing import Mutated
from evals.mutations.unicode import SIGNS
from evals.record import Run
from evals.suites import SUITES, cases_of
from evals.thresholds import load_thresholds, missed
from knowledge import KnowledgeError
from knowledge.topic import Topic

FEW = {"unit": 40, "cause and effect": 90}  # the document gives no more occasions


@pytest.mark.parametrize("document", ["brief", "article"])
def test_every_threshold_is_kept(document: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(f"{document}_run")
    assert run.suites == SUITES
    assert [str(one) for one in missed(run, load_thresholds())] == []


@pytest.mark.parametrize("document", ["brief", "article"])
def test_corrupted_statements_are_caught_and_true_ones_shown(
    document: str, mutated: Callable[[Bot], Mutated], request: pytest.FixtureRequest
) -> None:
    found = mutated(request.getfixturevalue(f"{document}_bot"))
    assert list(load_thresholds().mutations.missed(document, found)) == []
    for one in found.classes:
        assert one.of >= FEW.get(one.name, 200), one.name
        assert one.name not in SIGNS or one.share >= 0.99, f"{one.name}: {one.share:.1%}"


@pytest.mark.parametrize("document", ["brief", "article"])
def test_the_right_passage_is_among_the_first_six(document: str, request: pytest.FixtureRequest) -> None:
    bot: Bot = request.getfixturevalue(f"{document}_bot")
    assert bot.topic.argument_map is not None
    missing = []
    for case in load_set("facts"):
        gold = bot.topic.argument_map.passages_of(tuple(one for nugget in case.claims for one in nugget))
        if not {*gold} & {int(found.id) for found in bot.search.find(case.question).passages[:6]}:
            missing.append(case.question)
    assert len(missing) <= 0.05 * len(load_set("facts")), missing


def test_the_sets_are_large_enough_and_name_what_the_map_has(topic: Topic) -> None:
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
        ('{"id": "one", "question": "x", "claims": ["c"]}', "facts.jsonl, line 2: the id one stands twice"),
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
        ("gossip", "", "no set 'gossip'; there are: facts"),
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
    with pytest.raises(KnowledgeError, match="case one: no claim 'no-such'"):
        check_ids(read_cases(file), topic.argument_map)
