"""The log of `debate serve`, on standard error: lines to read, or one JSON object a line, each with the id of its request."""

from __future__ import annotations

import logging
import sys
from typing import Literal

from bot.web.requests import request_id

Form = Literal["text", "json"]


class _WithRequest(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Every line gets the id; none is left out."""
        if not hasattr(record, "request"):
            record.request = request_id()
        return True


def configure(form: Form, level: str) -> None:
    """Let the log be so from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level.upper())  # some libraries' own loggers are set to more
    handler.addFilter(_WithRequest())
    handler.setFormatter(_json() if form == "json" else logging.Formatter("%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level.upper())
    logging.getLogger("knowledge").setLevel(level.upper())


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    return JsonFormatter("%(asctime)s %(levelname)s %(name)s %(request)s %(message)s", rename_fields=names)
