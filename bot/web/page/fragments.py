"""The fixed parts of the chat page as HTML: its heading, tabs and places that scripts fill."""

from __future__ import annotations

from markupsafe import Markup

from bot.build import Bots
from bot.output.document_html import document_panel
from bot.output.map_picture.formats import list_of
from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.svg import page_svg
from bot.output.templating import fragment
from bot.web.assets import text_of, version
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic

PACKAGE = "bot.web.page"
TABS = (  # each with the part of the page that it shows
    ("document", "panel", "Document"),
    ("map", "map", "Map"),
    ("flow", "flow", "Flow"),
    ("ballot", "ballot", "Ballot"),
    ("history", "history", "History"),
    ("settings", "settings", "Settings"),
)
MODEL_WRITES = "A chat model writes; each of its sentences is checked before you see it."
NO_MODEL = "No chat model is set up here (DEBATE_MODEL), so the built-in writer answers, in English."


def welcome() -> str:
    """Return what stands in the log before the first question."""
    return fragment(PACKAGE, "welcome.html").render()


def heading(bots: Bots, slug: str) -> str:
    """Return the title of a topic, and what leads elsewhere from the chat."""
    title, evaluated = bots.of(slug).topic.title, not bots.settings.public
    return fragment(PACKAGE, "heading.html").render(slug=slug, title=title, evaluated=evaluated)


def panel(bots: Bots, topic: Topic) -> str:
    """Return the document as it stands beside the chat."""
    return document_panel(topic, evaluated=not bots.settings.public)


def tabs() -> str:
    """Return the tabs of what stands beside the chat."""
    return fragment(PACKAGE, "tabs.html").render(tabs=TABS)


def history_place() -> str:
    """Return the place for the reader's chats."""
    return _later("history-place", "Your chats come when this is opened.")


def map_place() -> str:
    """Return the place for the argument map."""
    return _later("map-place", "The argument map comes when this is opened.")


def map_panel(argument_map: ArgumentMap) -> str:
    """Return the argument map as it stands beside the chat: the picture, and the same as a list."""
    picture, outline = page_svg(graph_of(argument_map)), list_of(argument_map)
    return fragment(PACKAGE, "map.html").render(
        picture=Markup(picture),  # noqa: S704  # templates made both
        list=Markup(outline),  # noqa: S704
    )


def writer_note(*, model: bool) -> str:
    """Return who writes here."""
    return fragment(PACKAGE, "writer.html").render(text=MODEL_WRITES if model else NO_MODEL)


def page_head() -> str:
    """Return the head of the page; as `css`, Gradio would confine the styles to its own container."""
    return fragment(PACKAGE, "head.html").render(
        tokens=Markup(text_of("tokens.css")),  # noqa: S704  # our own files
        styles=Markup(text_of("chat.css")),  # noqa: S704
        version=version(),
    )


def _later(id: str, text: str) -> str:
    return fragment(PACKAGE, "later.html").render(id=id, text=text)
