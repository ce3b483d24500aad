"""The fixed parts of the chat page as HTML: its heading, tabs and places that scripts fill."""

from __future__ import annotations

import textwrap
from itertools import groupby

from markupsafe import Markup

from bot.build import Bots
from bot.debate.formats import FORMS
from bot.debate.state import Debate
from bot.output.document_html import document_panel
from bot.output.exports import EXPORTS
from bot.output.in_short import by_whom, in_short
from bot.output.map_picture.graph import capital
from bot.output.map_picture.tree import tree_html
from bot.output.templating import fragment
from bot.web.assets import text_of, version
from knowledge.argument_map import ArgumentMap, Side
from knowledge.topic import Topic

PACKAGE = "bot.web.page"
THESIS = 130  # characters of the recommendation above a debate
TABS = (  # each with the part of the page that it shows
    ("document", "panel", "Op-ed"),
    ("map", "map", "Map"),
    ("flow", "flow", "Flow"),
    ("ballot", "ballot", "Ballot"),
    ("history", "history", "History"),
    ("settings", "settings", "Settings"),
)
MODES_DO = (
    ("Ask", "what the op-ed says, with the sentences that say it."),
    ("Argue for", "its case, as strong as the op-ed makes it."),
    ("Argue against", "the case against it, from its own gaps and admissions."),
    ("Debate me", "make a point; I answer from the other side."),
)
LANGUAGES = {"en": "English", "ko": "한국어"}  # of the interface, each by its own name
PROMISE = "Each sentence I show is checked against the passages it cites: tap a number to read them."
MODEL_WRITES = "A chat model writes; each of its sentences is checked before you see it."
NO_MODEL = "The built-in writer answers here, in English, from what was prepared about the op-ed."


def welcome(topic: Topic) -> str:
    """Return what stands in the log before the first question."""
    return fragment(PACKAGE, "welcome.html").render(
        sentences=in_short(topic), promise=PROMISE, modes=MODES_DO
    )


def debate_status(topic: Topic, reader: Side | None, debate: Debate | None) -> str:
    """Return what is debated, who argues what, and which round it is in."""
    return fragment(PACKAGE, "debate_status.html").render(
        thesis=textwrap.shorten(_recommended(topic), THESIS, placeholder=" …"),
        reader=debate.reader if debate else reader,
        form=FORMS[debate.form].name if debate else "",
        note=FORMS[debate.form].note if debate else "",
        closed=debate.closed if debate else False,
        round=max(1, debate.rounds) if debate else 1,
        rounds=len(FORMS[debate.form].rounds(debate.reader)) if debate else 0,
    )


def heading(bots: Bots, slug: str) -> str:
    """Return the title of a topic, by whom it is, and what leads elsewhere from the chat."""
    topic = bots.of(slug).topic
    kinds = groupby(EXPORTS.items(), key=lambda item: item[1].holds)
    return fragment(PACKAGE, "heading.html").render(
        slug=slug,
        title=topic.title,
        by=by_whom(topic),
        downloads=[(holds, [(name, kind.form) for name, kind in files]) for holds, files in kinds],
    )


def panel(bots: Bots, topic: Topic) -> str:
    """Return the document as it stands beside the chat."""
    return document_panel(topic, evaluated=not bots.settings.public)


def _recommended(topic: Topic) -> str:
    """Return the first thing that the op-ed recommends, which a debate is about."""
    first = topic.argument_map.recommendations[:1] if topic.argument_map else ()
    return next((f"{capital(claim.says)}." for claim in first), topic.thesis)


def tabs() -> str:
    """Return the tabs of what stands beside the chat."""
    return fragment(PACKAGE, "tabs.html").render(tabs=TABS)


def history_place() -> str:
    """Return the place for the reader's chats."""
    return _later("history-place", "Your chats are loading …")


def map_place() -> str:
    """Return the place for the argument map."""
    return _later("map-place", "The argument map is loading …")


def map_panel(argument_map: ArgumentMap) -> str:
    """Return the argument map as it stands beside the chat."""
    tree = Markup(tree_html(argument_map))  # noqa: S704  # a template made it
    return fragment(PACKAGE, "map.html").render(tree=tree)


def writer_note(*, model: bool) -> str:
    """Return who writes here."""
    return fragment(PACKAGE, "writer.html").render(text=MODEL_WRITES if model else NO_MODEL)


def language_choice() -> str:
    """Return the choice of the page's language."""
    return fragment(PACKAGE, "languages.html").render(languages=LANGUAGES)


def page_head() -> str:
    """Return the head of the page; as `css`, Gradio would confine the styles to its own container."""
    return fragment(PACKAGE, "head.html").render(
        tokens=Markup(text_of("tokens.css")),  # noqa: S704  # our own files
        styles=Markup(text_of("chat.css")),  # noqa: S704
        version=version(),
    )


def _later(id: str, text: str) -> str:
    return fragment(PACKAGE, "later.html").render(id=id, text=text)
