"""A local server that speaks the chat completions protocol of OpenAI, says what it is told to.

And fails as it is told to.
"""

from __future__ import annotations

import json
import re
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from tests.servers.hosting import LOOKS


@dataclass(frozen=True)
class Script:
    """An answer byte by byte.

    `parts` are what is sent, numbers among them are seconds of silence; then the connection ends as `end`
    says.
    """

    parts: Iterable[bytes | float] = ()
    status: int = 200
    kind: str = "text/event-stream"
    headers: dict[str, str] = field(default_factory=dict)
    end: str = "whole"  # or "cut": the connection is dropped before the answer's end


Answer = Callable[
    [dict[str, Any]], "tuple[int, str] | Script"
]  # the request's body to a status and the words, or to a script


def chunk(words: str | None = None, finish: str | None = None, **more: Any) -> bytes:
    """One event of a stream; without words and finish, one with no choices."""
    choices = (
        []
        if words is None and finish is None
        else [{"index": 0, "delta": {"content": words} if words else {}, "finish_reason": finish}]
    )
    said = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": choices,
        **more,
    }
    return b"data: " + json.dumps(said).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def streamed(words: str, *, usage: bool = True) -> list[bytes]:
    """The events of an answer, a few characters each."""
    used = chunk(usage={"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120})
    return [
        *(chunk(piece) for piece in re.findall(r".{1,9}", words, re.DOTALL)),
        chunk(finish="stop"),
        *([used] if usage else []),
        DONE,
    ]


class Scripted:
    """A running server.

    `asked` are the bodies of the requests, `keys` their authorization headers, `left` is set once a client
    has gone midway.
    """

    def __init__(self, answer: Answer, port: int = 0) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.left = Event()
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer begins 40 ms late

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                scripted.asked.append(body)
                scripted.keys.append(self.headers.get("Authorization", ""))
                told = answer(body)
                if isinstance(told, tuple):
                    status, words = told
                    told = (
                        Script(streamed(words))
                        if status == 200 and body.get("stream")
                        else _whole(status, words, body["model"])
                    )
                self._play(told)

            def do_GET(self) -> None:
                self._play(
                    Script(
                        [b'{"object": "list", "data": [{"id": "m", "object": "model"}]}'],
                        kind="application/json",
                    )
                )

            def _play(self, script: Script) -> None:
                self.send_response(script.status)
                self.send_header("Content-Type", script.kind)
                self.send_header("Transfer-Encoding", "chunked")
                for name, value in script.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for part in script.parts:
                        if isinstance(part, bytes):
                            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
                        elif self._gone_within(part):
                            break
                    else:
                        if script.end == "whole":
                            self.wfile.write(b"0\r\n\r\n")
                            return
                except OSError:
                    scripted.left.set()
                self.close_connection = True
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)

            def _gone_within(self, seconds: float) -> bool:
                until = time.monotonic() + seconds
                while (left := until - time.monotonic()) > 0:
                    readable, _, _ = select.select([self.connection], [], [], min(left, 0.2))
                    if readable and not self.connection.recv(1, socket.MSG_PEEK):
                        scripted.left.set()
                        return True
                return False

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that goes is what some tests are about

        self._server = Server(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator[Scripted]:
        thread = Thread(target=self._server.serve_forever, args=(LOOKS,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _whole(status: int, words: str, model: str) -> Script:
    """An answer that is not streamed."""
    said = (
        {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}
            ],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
        if status == 200
        else {"error": {"message": words, "type": "server_error"}}
    )
    return Script([json.dumps(said).encode()], status, "application/json")
