from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from evals.cases import load_set
from evals.mutation_testing import Mutated
from evals.mutations.unicode import SIGNS
from evals.record import Run
from evals.thresholds import load_thresholds, missed

FEW = {"unit": 40, "cause and effect": 90}  # the document gives no more occasions


@pytest.mark.parametrize("name", ["brief_run", "article_run"])
def test_every_threshold_is_kept(name: str, request: pytest.FixtureRequest) -> None:
    from evals.suites import SUITES

    run: Run = request.getfixturevalue(name)
    assert run.suites == SUITES
    assert [str(one) for one in missed(run, load_thresholds())] == []


@pytest.mark.parametrize("name", ["brief_mutated", "article_mutated"])
def test_corrupted_statements_are_caught_and_true_ones_shown(
    name: str, request: pytest.FixtureRequest
) -> None:
    found: Mutated = request.getfixturevalue(name)
    assert list(load_thresholds().mutations.missed(name.removesuffix("_mutated"), found)) == []
    for one in found.classes:
        assert one.of >= FEW.get(one.name, 200), one.name
        assert one.name not in SIGNS or one.share >= 0.99, f"{one.name}: {one.share:.1%}"


@pytest.mark.slow
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
