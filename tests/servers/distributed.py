"""Distributed Chroma, as far as `chroma run` lacks it.

Sparse vectors and `search`, spoken over the wire in front of a real `chroma run`.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from knowledge.index_format import NEAR, SPACE, WORDS
from knowledge.sparse import Sparse, product
from tests.servers.hosting import listening

_COLLECTION = re.compile(r"/collections/(?P<id>[0-9a-f-]{36})/(?P<what>add|search)$")


def _sparse(given: dict[str, Any]) -> Sparse:
    return dict(zip(given["indices"], given["values"], strict=True))


@contextmanager
def distributed(chroma: str, shift: float = 1.0) -> Iterator[tuple[str, list[str]]]:
    """Its URL, and the paths that were asked; a sparse score is `shift` less the product, as a distance."""
    asked: list[str] = []
    held: dict[tuple[str, str], dict[str, Any]] = {}

    class Handler(BaseHTTPRequestHandler):
        def _act(self) -> None:
            asked.append(f"{self.command} {self.path.split('/')[-1]}")
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found = _COLLECTION.search(self.path)
            given: Any = json.loads(data) if data else None
            if found and found["what"] == "search":
                self._answer(200, json.dumps(self._search(found["id"], given["searches"])).encode())
                return
            if found:
                for id, told in zip(given["ids"], given["metadatas"], strict=True):
                    held[found["id"], id] = told.pop(WORDS)
            elif given and "schema" in given:
                del given["schema"]
                given["configuration"] = {"hnsw": {"space": SPACE, "ef_search": NEAR}}
            self._answer(*self._forward(self.path, json.dumps(given).encode() if data else None))

        def _forward(self, path: str, data: bytes | None) -> tuple[int, bytes]:
            request = urllib.request.Request(
                chroma + path, data, {"Content-Type": "application/json"}, method=self.command
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return answer.status, answer.read()
            except urllib.error.HTTPError as exc:
                return exc.code, exc.read()

        def _search(self, collection: str, searches: list[dict[str, Any]]) -> dict[str, Any]:
            ids, scores = [], []
            told: list[list[Any]] = []
            for one in searches:
                knn, most = one["rank"]["$knn"], one["limit"]["limit"]
                if knn["key"] == WORDS:
                    query = _sparse(knn["query"])
                    found = sorted(
                        (product(_sparse(own), query), id)
                        for (which, id), own in held.items()
                        if which == collection
                    )[::-1][:most]
                    ids.append([id for _, id in found])
                    scores.append([shift - score for score, _ in found])
                    told.append([{WORDS: held[collection, id]} for _, id in found])
                    continue
                path = self.path.replace("/search", "/query")
                body = json.dumps(
                    {"query_embeddings": [knn["query"]], "n_results": most, "include": ["distances"]}
                ).encode()
                near = json.loads(self._forward(path, body)[1])
                ids.append(near["ids"][0])
                scores.append(near["distances"][0])
                told.append([None] * len(ids[-1]))
            nothing: list[None] = [None] * len(searches)
            keys = [one["select"]["keys"] for one in searches]
            return {
                "ids": ids,
                "scores": scores,
                "metadatas": told,
                "documents": nothing,
                "embeddings": nothing,
                "select": keys,
            }

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def __getattr__(self, name: str) -> Any:  # http.server calls do_GET, do_POST and so on
            if name.startswith("do_"):
                return self._act
            raise AttributeError(name)

        def log_message(self, *arguments: Any) -> None:
            pass

    with listening(Handler) as port:
        yield f"http://127.0.0.1:{port}", asked
