"""What Gradio serves of itself, and may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = pytest.mark.slow

SAFE: dict[str, Any] = {"DEBATE_PUBLIC": "true", "DEBATE_AS_ROOT": "1"}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("public"), **SAFE) as address:
        yield address


def test_gradios_own_doors_are_shut(public: str) -> None:
    for path in (
        "upload",
        "file=/etc/passwd",
        "proxy=http://127.0.0.1",
        "process_recording",
        "vibe-code",
        "profiling/traces",
        "monitoring/summary",
        "deep_link",
    ):
        assert httpx.get(f"{public}/gradio_api/{path}").status_code == 404
        assert (
            httpx.post(f"{public}/gradio_api/{path}", files={"files": ("a.html", b"<script>")}).status_code
            == 404
        )
    for path in ("monitoring", "login", "runs", "dev/reload", "custom_component/x/y/z/w", "file=/etc/passwd"):
        assert httpx.get(f"{public}/{path}").status_code == 404
