"""How a server says that it is well."""

from __future__ import annotations

import urllib.request

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_the_server_says_that_it_is_well_and_keeps_the_page_to_its_host(address: str) -> None:
    for path in ("/healthz", "/readyz"):
        with urllib.request.urlopen(address + path) as answer:
            assert answer.read() == b'{"status":"ok"}'
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
