"""Which worker of xdist runs which test: those of a group on one, the groups in the order of the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest
    from xdist.remote import Producer


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
