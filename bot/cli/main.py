"""The command `debate`: a table of its subcommands, each loaded only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import click

PACKAGES = ("bot", "knowledge", "prompts", "evals")

COMMANDS = {  # name: (module:function, one line of help)
    "serve": ("bot.cli.serve:serve", "Serve the chat to web browsers."),
    "ask": ("bot.cli.ask:ask", "Ask one question, or have it argued."),
    "check": (
        "bot.cli.check:check",
        "Check a text about the op-ed, sentence by sentence, against its passages.",
    ),
    "index": ("bot.cli.index:index", "Make a file, or each file in a folder, the document of a topic."),
    "review": ("bot.cli.review:review", "Review the mined claims, and sign them off."),
    "map": ("bot.cli.map:map_", "Print the argument map as a picture, or for other programs."),
    "mcp": ("bot.cli.mcp:mcp", "Serve AI assistants over the Model Context Protocol."),
    "backup": ("bot.cli.backup:backup", "Back up topics and chats to one file, or restore them."),
    "chats": ("bot.cli.chats:chats", "Find one reader's chat by its link, and delete it."),
    "doctor": ("bot.cli.doctor:doctor", "Show what is configured, and whether it responds."),
    "eval": ("evals.command:evaluate", "Run evaluation suites, and evaluate the judge."),
    "topics": ("bot.cli.topics:topics", "List the topics; rename, remove, export or import them."),
}


class LazyGroup(click.Group):
    """A group whose table names its commands as strings, so that `--help` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the table."""
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
        """Write the table's own lines of help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policy-debate-bot", prog_name="debate")
def debate() -> None:
    """Ask about an op-ed, or have it argued for or against. Every sentence shown is supported by the passage
    it cites.
    """


def main() -> NoReturn:
    """Run a command: exit 0 done, 1 the work failed, 2 wrong use; an error is one line on stderr."""
    run_short_lived(run_command)


def run_short_lived(run: Callable[[], int]) -> NoReturn:
    """Run what lives for a second, and end the process with its exit status, without taking it apart.

    Of the CPU time of a cold `debate ask` (median of ten), no garbage collection saves 6 %, and no teardown,
    mostly of Chroma's threads, 15 %. What runs longer, as `serve` does, turns the collection on again.
    """
    gc.disable()
    status = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def run_command() -> int:
    """Run the command of the command line; return its exit status."""
    if stranger := hidden_package():
        return fail(stranger, 1)
    try:
        status = debate.main(prog_name="debate", standalone_mode=False)
    except click.UsageError as exc:
        where = exc.ctx.command_path if exc.ctx else "debate"
        return fail(f"{exc.format_message()} See: {where} --help", 2)
    except click.ClickException as exc:
        return fail(exc.format_message(), 1)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # the reader of the pipe has gone: nothing is left to say
        sys.stderr.close()
        return 1
    return status if isinstance(status, int) else 0  # what a command ended with by `exit`


def hidden_package() -> str | None:
    """Return which other program's package hides one of ours, as their names are common words; else None."""
    home = Path(__file__).resolve().parents[2]
    for name in PACKAGES:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if origin is None:
            return f"the package {name} is not beside bot in {home}: reinstall policy-debate-bot"
        if origin.parent != home:
            return (
                f"the package {name} in {origin.parent} hides ours in {home}: "
                "install policy-debate-bot in an environment of its own"
            )
    return None


def fail(text: str, code: int) -> int:
    """Print an error's one line; return the exit status."""
    print("debate: " + " ".join(text.split()), file=sys.stderr)
    return code
