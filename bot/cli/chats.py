"""The command `debate chats`: one reader's chat found and deleted, when the reader asks for it."""

from __future__ import annotations

import re

import click

from bot.cli.errors import one_line_errors

# the id of a chat, or the token of a read-only link, alone or in the link that a reader sends
_IN_LINK = re.compile(r"(?:[?&]chat=|/shared/|/conversations/)(?P<id>[\w-]+)")
_ALONE = re.compile(r"[\w-]{16,64}")


@click.command()
@click.argument("link", metavar="LINK")
@click.option("--delete", is_flag=True, help="Delete the chat, with every word that readers said on it.")
@one_line_errors
def chats(link: str, *, delete: bool) -> None:
    """Show which chat a LINK or an id belongs to; delete it with --delete."""
    from bot.build.storage import build_store
    from bot.errors import BotError
    from bot.settings import load_settings

    id = id_in(link)
    store = build_store(load_settings())
    try:
        if not id:
            raise BotError("give the chat's link, with chat=… or /shared/…, or its id")
        found = store.conversations.get_or_shared(id)
        turns = f"{len(found.turns)} question{'' if len(found.turns) == 1 else 's'}"
        about = f"{found.id}: “{found.title}”, about {found.topic}, begun {found.created:%Y-%m-%d}, {turns}"
        if delete:
            store.conversations.delete(found.id)
        asks = f"{about}.\nDelete it with: debate chats {found.id} --delete"
        click.echo(f"Deleted {about}." if delete else asks)
    finally:
        store.close()


def id_in(link: str) -> str:
    """Return the id or token in a link, or the text itself where it is one; "" for neither."""
    found = _IN_LINK.search(link)
    if found:
        return found["id"]
    return link if _ALONE.fullmatch(link) else ""
