"""Traces of requests and turns for OpenTelemetry, where the settings ask for them.

They go to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from importlib import import_module
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.types import Scope

from bot.errors import BotError
from bot.turn.loops import RunningTurn
from bot.turn.reply import Reply
from bot.turn.turn import Event

EXTRA = "DEBATE_TRACES needs OpenTelemetry: install policy-debate-bot with the extra [traces]"


class Traces:
    """Off, until `opened` gives it a tracer.

    Then a span for each turn, without a word of what was asked or said.
    """

    def __init__(self, tracer: Any = None, close: Callable[[], None] = lambda: None) -> None:
        self._tracer, self.close = tracer, close

    async def turn(self, topic: str, mode: str, turn: RunningTurn) -> AsyncGenerator[Event]:
        """Give the events of a turn, in a span of its own that ends with them."""
        if self._tracer is None:
            async with aclosing(aiter(turn)) as events:
                async for event in events:
                    yield event
            return
        span = self._tracer.start_span("turn", attributes={"debate.topic": topic, "debate.mode": mode})
        try:
            async with aclosing(aiter(turn)) as events:
                async for event in events:
                    if isinstance(event, Reply):
                        span.set_attributes(
                            {
                                "debate.writer": event.writer,
                                "debate.shown": len(event.statements),
                                "debate.withheld": event.withheld_count,
                            }
                        )
                    yield event
        except BaseException as exc:
            span.set_attribute("error.type", type(exc).__name__)
            raise
        finally:
            span.end()


def opened(app: FastAPI) -> Traces:
    """Trace every request of the application, and its turns.

    BotError where the packages are not installed.
    """
    try:
        sdk: Any = import_module("opentelemetry.sdk.trace")
        resources: Any = import_module("opentelemetry.sdk.resources")
        export: Any = import_module("opentelemetry.sdk.trace.export")
        otlp: Any = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        fastapi: Any = import_module("opentelemetry.instrumentation.fastapi")
    except ModuleNotFoundError as exc:
        raise BotError(EXTRA) from exc
    resource = resources.Resource.create(
        {"service.name": "policy-debate-bot", "service.version": version("policy-debate-bot")}
    )
    limits = sdk.SpanLimits(max_events=0)  # the only ones are of errors, whose words may be a reader's
    provider = sdk.TracerProvider(resource=resource, span_limits=limits)
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    fastapi.FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=provider,
        excluded_urls="healthz,readyz,metrics,assets,static,heartbeat",
        server_request_hook=_without_query,
    )
    return Traces(provider.get_tracer("bot"), provider.shutdown)


def _without_query(span: Any, scope: Scope) -> None:
    """Take the query off the addresses of a request's span: a question may stand in it."""
    for name, value in dict(getattr(span, "attributes", None) or {}).items():
        if name == "url.query":
            span.set_attribute(name, "")
        elif isinstance(value, str) and name in ("http.url", "http.target", "url.full"):
            span.set_attribute(name, value.partition("?")[0])
