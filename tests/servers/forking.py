"""The command `debate` with its imports done: a process that forks for each run of it.

Importing what a command needs takes a second of a processor, and what `serve` needs takes four. A run of it
here is a process of its own, with its own arguments, environment, folder and streams; it only finds the
modules, the models and the topic that ships loaded. `python -m tests.servers.forking SOCKET` answers on that
socket until its standard input ends, which all who ask it hold open.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from bot.cli.main import main
from knowledge.encoders.onnx_model import open_model
from knowledge.stubbed_imports import without
from knowledge.topic import shipped_topic

# what `ask` and `index` load by and by, what `serve` loads besides, and what a model that writes
ASKED = (
    *("bot.build", "bot.cli.ask", "bot.cli.index", "bot.cli.topics", "bot.output.render", "prompts"),
    *("bm25s", "chromadb.api.client", "chromadb.api.rust", "knowledge.loaders", "onnxruntime"),
)
SERVED = ("bot.cli.serve", "bot.web.app", "bot.web.shutdown", "bot.web.telemetry.logs", "uvicorn")
WRITTEN = (
    *("bot.models.budget", "bot.models.cache", "bot.models.openai", "bot.models.service"),
    *("aiohttp", "openai", "openai.resources.chat"),
)
ENCODERS = ("sentence_encoder.onnx", "answers.onnx", "reader.onnx")
TOPIC = "us-korea-alliance"
LARGEST = 1 << 20  # bytes of a request: the arguments and the environment


def answer_on(listening: socket.socket) -> None:
    """Fork for each request, until nobody is left to make one."""
    switches = preload(ASKED)
    for name in ENCODERS:
        open_model(name).load()  # it starts no threads, which a fork would lose
    _ = shipped_topic(TOPIC).playbook
    while listening in select.select([listening, sys.stdin], [], [])[0]:
        asking, _ = listening.accept()
        request, streams, *_ = socket.recv_fds(asking, LARGEST, 3)
        arguments, environment, folder = json.loads(request)
        if arguments[:1] == ["serve"]:
            with without("mcp"):
                switches |= preload(SERVED)
        if "DEBATE_MODEL" in environment:
            switches |= preload(WRITTEN)
        if os.fork() == 0:
            listening.close()
            attend(asking, arguments, environment | switches, folder, streams)
        asking.close()
        for stream in streams:
            os.close(stream)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # those that ended since
                pass


def preload(modules: tuple[str, ...]) -> dict[str, str]:
    """Import them; return the environment variables that they set."""
    before = dict(os.environ)
    for module in modules:
        import_module(module)
    gc.freeze()  # a collection in a fork would copy every page that it looks at
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def attend(
    asking: socket.socket, arguments: list[str], environment: dict[str, str], folder: str, streams: list[int]
) -> NoReturn:
    """Run the command; pass it the signals that arrive, kill it when the caller is gone, send its status."""
    running = os.fork()
    if running == 0:
        asking.close()
        run(arguments, environment, folder, streams)
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(running)
    while ended not in select.select([ended, asking.fileno()], [], [])[0]:
        number = asking.recv(16)
        signal.pidfd_send_signal(ended, int(number) if number else signal.SIGKILL)
        if not number:
            os._exit(1)
    asking.send(str(os.waitpid(running, 0)[1]).encode())
    os._exit(0)


def run(arguments: list[str], environment: dict[str, str], folder: str, streams: list[int]) -> NoReturn:
    """Be the command."""
    for own, given in enumerate(streams):
        os.dup2(given, own)
        os.close(given)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["debate", *arguments]
    main()


if __name__ == "__main__":
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as bound:
        bound.bind(sys.argv[1])
        bound.listen(128)
        print("ready", flush=True)
        answer_on(bound)
    os._exit(0)
