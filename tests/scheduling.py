"""Which worker of xdist runs which test: those of a group on one, the longest groups first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer


def longest_first(items: list[pytest.Item], groups: list[str], rank: dict[str, int]) -> list[pytest.Item]:
    """Return the tests of each group beside one another, the groups of the highest rank first."""
    together = defaultdict[str, list[pytest.Item]](list)
    for item, group in zip(items, groups, strict=True):
        together[group].append(item)

    def place(group: str) -> tuple[int, int]:
        pages = len(together[group]) if rank[group] == 2 else 0  # with a browser, each test loads a page
        return -rank[group], -pages

    return [item for group in sorted(together, key=place) for item in together[group]]


class GroupScheduling(LoadScopeScheduling):
    """Hands out whole groups, each to the worker that is free first.

    xdist's own `loadgroup` writes a test's group into an attribute that pytest does not read since 9.2: each
    test is a group of its own then, and what a file's tests share is made by every worker.
    """

    def __init__(self, config: pytest.Config, log: Producer | None, groups: Path) -> None:
        super().__init__(config, log)
        self._file = groups

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        groups: dict[str, str] = json.loads(self._file.read_text("utf-8"))
        return groups

    def _split_scope(self, nodeid: str) -> str:
        return self._groups[nodeid]
