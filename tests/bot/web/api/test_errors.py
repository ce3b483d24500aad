"""What the server answers, and logs, where something failed."""

from __future__ import annotations

import logging

import pytest
from anyio import BrokenResourceError
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.web.api.errors import add_answers

GONE = ExceptionGroup("unhandled errors in a TaskGroup", [BrokenResourceError()])


@pytest.mark.parametrize(
    ("failure", "logged"),
    [
        (GONE, False),
        (ExceptionGroup("nested", [GONE]), False),
        (ExceptionGroup("both", [BrokenResourceError(), KeyError("a")]), True),
        (KeyError("a"), True),
    ],
)
def test_a_reader_who_leaves_while_a_reply_is_streamed_is_no_failure(
    failure: Exception, logged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    app = FastAPI()
    add_answers(app)

    @app.get("/")
    def fails() -> None:
        raise failure

    with caplog.at_level(logging.ERROR, logger="bot"):
        answer = TestClient(app, raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert ("a request failed" in caplog.text) is logged
