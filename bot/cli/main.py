"""The command `debate`: a table of its subcommands, each loaded only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import click

PACKAGES = ("bot", "knowledge", "prompts", "evals")

COMMANDS = {  # name: (module:function, one line of help)
    "serve": ("bot.cli.serve:serve", "Open the chat for browsers."),
    "ask": ("bot.cli.ask:ask", "Ask one question, or have one argued."),
    "check": ("bot.cli.ask:check", "Hold a text about the op-ed, sentence by sentence, to its passages."),
    "index": ("bot.cli.topics:index", "Make a file the document of a topic, or each file of a folder."),
    "review": ("bot.cli.review:review", "Look at the claims that were mined, and sign them off."),
    "map": ("bot.cli.ask:map_", "Print the argument map as a picture, or for other programs."),
    "mcp": ("bot.cli.mcp:mcp", "Serve assistants, over the Model Context Protocol."),
    "backup": ("bot.cli.backup:backup", "Write topics and chats into one file, or take them back."),
    "doctor": ("bot.cli.doctor:doctor", "Say what is configured, and whether it answers."),
    "eval": ("evals.command:evaluate", "Run evaluation suites, and evaluate the judge."),
    "topics": ("bot.cli.topics:topics", "List what can be talked about; rename, remove, export, import."),
}


class LazyGroup(click.Group):
    """A group whose table names its commands as strings, so that `--help` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module that holds the command."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's own lines of help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policy-debate-bot", prog_name="debate")
def debate() -> None:
    """Ask an op-ed, argue for it or against it. No sentence is shown that its cited passage does not carry."""


def main() -> None:
    """Run a command: exit 0 done, 1 the work failed, 2 wrong use; an error is one line on stderr."""
    stranger = hidden_package()
    if stranger:
        sys.exit(fail(stranger, 1))
    # A command lives for a second: without collections 0.85 s of processor time instead of 0.92 s for `debate ask`.
    # What runs longer (`serve`, `eval`) turns them on again.
    gc.disable()
    try:
        code = debate.main(prog_name="debate", standalone_mode=False)
    except click.UsageError as exc:
        where = exc.ctx.command_path if exc.ctx else "debate"
        sys.exit(fail(f"{exc.format_message()} See: {where} --help", 2))
    except click.ClickException as exc:
        sys.exit(fail(exc.format_message(), 1))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:  # the reader of the pipe has gone: nothing is left to say
        sys.stderr.close()
        leave(1)
    leave(code if isinstance(code, int) else 0)  # what a command left with `exit`


def leave(code: int) -> NoReturn:
    """End the process without taking it apart, when nothing is left to be written.

    To take Chroma apart costs 0.13 s of the 0.98 s of processor time that `debate ask` takes with a plain exit.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def hidden_package() -> str | None:
    """Which other program's package hides one of ours, since their names are common words."""
    home = Path(__file__).resolve().parents[2]
    for name in PACKAGES:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if origin is None:
            return f"the package {name} is not beside bot in {home}: install policy-debate-bot again"
        if origin.parent != home:
            return f"the package {name} in {origin.parent} hides ours in {home}: install policy-debate-bot in an environment of its own"
    return None


def fail(text: str, code: int) -> int:
    """Print an error's one line, give back the exit status."""
    print("debate: " + " ".join(text.split()), file=sys.stderr)
    return code
