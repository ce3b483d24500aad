"""`/metrics`: what was asked, shown, withheld and spent since the start of this process.

As Prometheus reads it.
"""

from __future__ import annotations

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

from bot.turn.reply import Reply

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The counters; a front end gives each reply to `count`."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter("debate_turns", "Replies given", ["mode", "writer"], registry=self._registry)
        self._statements = Counter(
            "debate_statements", "Sentences in replies", ["outcome"], registry=self._registry
        )
        self._fallbacks = Counter(
            "debate_fallbacks",
            "Replies that the embedded writer finished for a model",
            registry=self._registry,
        )
        self._tokens = Counter(
            "debate_tokens", "Tokens used by models", ["direction"], registry=self._registry
        )
        self._dollars = Counter(
            "debate_dollars",
            "Cost of models in dollars, at the prices in the settings",
            registry=self._registry,
        )
        self._seconds = Histogram(
            "debate_turn_seconds",
            "Seconds for a whole reply",
            ["writer"],
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._cached = Counter(
            "debate_cached_replies", "Replies that were reused from earlier ones", registry=self._registry
        )

    def count(self, reply: Reply, seconds: float) -> None:
        """Count a reply, and the seconds that it took."""
        self._seconds.labels(reply.writer).observe(seconds)
        self._turns.labels(reply.plan.mode, reply.writer).inc()
        self._statements.labels("shown").inc(len(reply.statements))
        self._statements.labels("withheld").inc(reply.withheld_count)
        self._fallbacks.inc(bool(reply.failure))
        if reply.spent:
            self._tokens.labels("in").inc(reply.spent.tokens_in)
            self._tokens.labels("out").inc(reply.spent.tokens_out)
            self._dollars.inc(reply.spent.dollars)
            self._cached.inc(reply.spent.cached)

    def add_to(self, app: FastAPI) -> None:
        """Add the page itself."""

        @app.get("/metrics", include_in_schema=False)
        def metrics() -> Response:
            return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)
