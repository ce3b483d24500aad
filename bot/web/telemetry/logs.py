"""The log of `debate serve`, on standard error: lines to read, or one JSON object a line.

Each has the id of its request. Nothing that a reader wrote is in it. The words of an error are often those
that it broke on, so of a traceback the places and the kinds are written; and of what other libraries say,
the part that stands in their own code.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Literal

from bot.web.access.requests import request_id

LogFormat = Literal["text", "json"]
OURS = ("bot", "knowledge", "prompts", "evals")
_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
log = logging.getLogger(__name__)


class _Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Give every line the id and take from it what may be a reader's; none is left out."""
        if not hasattr(record, "request"):
            record.request = request_id()
        if record.name.partition(".")[0] not in OURS:
            record.msg, record.args = str(record.msg).partition("\n")[0], None
        record.stack_info = None
        return True


class _Text(logging.Formatter):
    def formatException(self, ei: _Info) -> str:  # noqa: N802  # its name in `logging`
        """Return the traceback without the errors' own words."""
        return "\n".join(places(ei[1])) if ei[1] else ""


def places(exc: BaseException) -> Iterator[str]:
    """Yield where an error came from, and those behind it.

    Lines of code and kinds, and what the system says of a file.
    """
    seen: set[int] = set()
    now: BaseException | None = exc
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield from (line.rstrip("\n") for line in traceback.format_tb(now.__traceback__))
        reason = f": {now.strerror}" if isinstance(now, OSError) and now.strerror else ""
        yield f"{type(now).__module__}.{type(now).__qualname__}{reason}"
        if isinstance(now, BaseExceptionGroup):
            for grouped in now.exceptions:
                yield from places(grouped)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
        if now is not None:
            yield "caused by:"


def configure(form: LogFormat, level: str) -> None:
    """Let the log be so from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level.upper())  # some libraries' own loggers are set to more
    handler.addFilter(_Discreet())
    handler.setFormatter(
        _json() if form == "json" else _Text("%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in OURS:
        logging.getLogger(ours).setLevel(level.upper())
    logging.raiseExceptions = (
        False  # a line that cannot be written would be told with all that was to be in it
    )
    warnings.showwarning = _warned
    threading.excepthook = _broken_thread
    sys.unraisablehook = _unraisable


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: Any = None,
    line: str | None = None,
) -> None:
    log.warning("%s at %s:%d", category.__name__, filename, lineno)


def _broken_thread(args: threading.ExceptHookArgs) -> None:
    log.error("a thread crashed", exc_info=args.exc_value)


def _unraisable(args: Any) -> None:
    log.error("something broke while it was being cleaned up", exc_info=args.exc_value)


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    class Json(JsonFormatter):
        formatException = _Text.formatException  # noqa: N815  # its name in `logging`

    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    return Json("%(asctime)s %(levelname)s %(name)s %(request)s %(message)s", rename_fields=names)
