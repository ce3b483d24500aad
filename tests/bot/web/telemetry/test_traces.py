"""Traces to a collector that speaks OTLP, and none where nothing asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from starlette.testclient import TestClient

from bot.settings import Settings
from bot.web.telemetry.traces import opened
from tests.servers.hosting import listening
from tests.servers.serving import serving

QUESTION = "How high is the levy on Korean goods?"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[Any]]]:
    """Its URL, and the spans that came."""
    spans: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # http.server calls it so
            sent = ExportTraceServiceRequest()
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.ParseFromString(body)
            spans.extend(
                span
                for resource in sent.resource_spans
                for scope in resource.scope_spans
                for span in scope.spans
            )
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            pass

    with listening(Handler) as port:
        yield f"http://127.0.0.1:{port}", spans


@pytest.mark.slow
def test_a_turn_is_a_span_within_its_request_and_bears_no_words(
    tmp_path: Path, collector: tuple[str, list[Any]]
) -> None:
    url, spans = collector
    with serving(tmp_path, DEBATE_TRACES="true", OTEL_EXPORTER_OTLP_ENDPOINT=url) as address:
        chat = httpx.post(f"{address}/api/conversations", json={}).json()["id"]
        assert (
            "event: reply"
            in httpx.post(
                f"{address}/api/conversations/{chat}/turns", json={"text": QUESTION}, timeout=30
            ).text
        )
        assert (
            httpx.get(f"{address}/api/library/answers", params={"question": QUESTION}, timeout=30).status_code
            == 200
        )
    (turn,) = [span for span in spans if span.name == "turn"]
    told = {one.key: one.value.string_value or one.value.int_value for one in turn.attributes}
    assert told["debate.topic"] == "us-korea-alliance"
    assert told["debate.mode"] == "ask"
    assert told["debate.writer"] == "embedded"
    assert told["debate.shown"] >= 1
    request = next(span for span in spans if span.span_id == turn.parent_span_id)
    assert request.trace_id == turn.trace_id
    assert "turns" in request.name
    assert "levy" not in str(spans)


def test_a_bug_is_traced_without_its_words(
    monkeypatch: pytest.MonkeyPatch, collector: tuple[str, list[Any]]
) -> None:
    url, spans = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
    app = FastAPI()

    @app.get("/broken")
    def broken(question: str) -> None:
        raise ValueError(question)

    traces = opened(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/broken", params={"question": QUESTION}).status_code == 500
    traces.close()
    assert any("/broken" in span.name for span in spans)
    assert "levy" not in str(spans)


def test_they_are_off_by_default() -> None:
    assert Settings().traces is False
