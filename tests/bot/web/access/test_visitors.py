"""Whose a chat is."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.servers.serving import serving

pytestmark = pytest.mark.slow


def test_only_the_owner_of_a_chat_renames_shares_and_deletes_it(tmp_path: Path) -> None:
    with serving(tmp_path, DEBATE_LOGIN_HEADER="X-Forwarded-User") as address:
        ada, bob = (
            httpx.Client(base_url=address, headers={"X-Forwarded-User": name}, timeout=30)
            for name in ("ada", "bob")
        )
        with ada, bob:
            chat = f"/api/conversations/{ada.post('/api/conversations', json={}).json()['id']}"
            assert bob.get(chat).status_code == 200  # with its link anybody reads it and goes on with it
            assert bob.post(f"{chat}/turns", json={"text": "What of China?"}).status_code == 200
            own = [
                ("DELETE", chat, None),
                ("PATCH", chat, {"title": "Mine"}),
                ("POST", f"{chat}/share", None),
                ("DELETE", f"{chat}/share", None),
            ]
            for method, path, body in own:
                for headers in ({}, {"X-Visitor": "a-visitor-of-the-page-0123456789"}):
                    refused = bob.request(method, path, json=body, headers=headers)
                    assert refused.status_code == 403
                    assert refused.json()["error"] == (
                        "This chat is somebody else's: "
                        "only the person who started it can rename, share or delete it."
                    )
            assert bob.delete("/api/conversations").json() == {"deleted": 0}
            for method, path, body in reversed(own):
                assert ada.request(method, path, json=body).status_code in (200, 204)
            assert ada.get(chat).status_code == 404
