"""What once broke a target breaks it no more, and a short run of each breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS

CRASHES = sorted((Path(__file__).parent / "crashes").glob("*/*"))


@pytest.mark.parametrize("crash", CRASHES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke_it_does_not_any_more(crash: Path) -> None:
    TARGETS[crash.parent.name].act(crash.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run_breaks_nothing(name: str) -> None:
    settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )(given(TARGETS[name].drawn)(lambda data: TARGETS[name].act(data)))()
