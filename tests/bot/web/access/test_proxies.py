"""Whose word about an address counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = pytest.mark.slow

SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


def test_a_proxy_that_is_not_named_is_told_to_the_log_and_not_believed(tmp_path: Path) -> None:
    said: list[str] = []
    with serving(
        tmp_path, said=said, **SAFE, DEBATE_CAP_ADDRESS="2/minute", FORWARDED_ALLOW_IPS="127.0.0.9"
    ) as address:
        codes = [
            httpx.post(
                f"{address}/api/conversations", json={}, headers={"X-Forwarded-For": f"203.0.113.{n}"}
            ).status_code
            for n in range(3)
        ]
        assert codes == [201, 201, 429]
    assert sum("but FORWARDED_ALLOW_IPS does not name it" in line for line in said) == 1
