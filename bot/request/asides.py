"""Which parts of a message ask for something of their own, and which only stand beside those that do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request.asked import Asked
from bot.request.leaning import ABOUT_IT, own_words
from bot.request.named import knows, names_something, tells_figure
from bot.request.parts import asks_something
from bot.request.patterns import load_patterns
from bot.request.request import OF_THE_LAST_REPLY, TALK
from knowledge.document import Document

_PUT_ASIDE = TALK | {"press"}  # beside a question these are no request of their own
ASIDE_FROM = 0.3  # probability of such an act from which a part without a word of the piece is left aside
ASKS_WHO = 0.5  # the same from which a question is about who is talking
SURELY_ANOTHER = 0.9  # the same from which something has nothing to do with the piece
PLAINLY = 0.7  # the same from which a part without words of its own asks for something else than the others
SURELY_ABOUT_IT = 0.9  # the same for the document itself: "need a cite" only presses for what was asked
# Acts that a part without words of its own has in common with what stands before it
_OF_THE_OTHERS = OF_THE_LAST_REPLY | {"overview", "ask the bot", "press"}
_PATTERNS = load_patterns("reading")


def set_apart(asked: Sequence[Asked], document: Document) -> tuple[list[Asked], list[Asked]]:
    """Return the parts that ask for something, and those behind them that only go on about it."""
    kept = [one for one in asked if _belongs(one, document)] or list(asked)
    if not any(_asks_of_it(one, document) for one in kept):  # "forget the article and", before another task
        kept = [one for one in asked if one.act == "other task" and one.sure >= SURELY_ANOTHER] or kept
    goes_on = [one for one in kept[1:] if _adds_nothing(one)] if any(map(_names, kept)) else []
    return [one for one in kept if one not in goes_on], goes_on


def _belongs(one: Asked, document: Document) -> bool:
    """Tell whether a part is about the piece: it has a word of it, or asks what only a piece is asked.

    What asks who is talking belongs to a conversation, too.
    """
    if one.apart or (one.act == "about the bot" and one.sure >= ASKS_WHO and asks_something(one.said)):
        return True
    aside = one.act in _PUT_ASIDE or (one.act in OF_THE_LAST_REPLY and bool(own_words(one.text)))
    return not (aside and one.sure >= ASIDE_FROM) or knows(one.text, document)


def _asks_of_it(one: Asked, document: Document) -> bool:
    """Tell whether a part asks something of the piece: it has words of it, or is plainly no aside."""
    aside = one.act in _OF_THE_OTHERS | TALK and not (one.apart or _PATTERNS["sums up"].search(one.said))
    return not aside or knows(one.text, document)


def _adds_nothing(one: Asked) -> bool:
    """Tell whether a part behind others asks for no more than they do: "does he say?", "list it".

    It has no words of its own, and is not plainly something else that can be asked in so few. Of 24 such
    parts of strangers' messages 17 are told so, all rightly.
    """
    if one.apart:  # it is plainly a wish of its own
        return False
    if one.act == "quote" and not own_words(_PATTERNS["what is quoted"].sub(" ", one.text)):
        return one.sure >= PLAINLY  # "quote the line", of what was asked: the words that tell it
    if _names(one) or _PATTERNS["sums up"].search(one.said):
        return False
    least = SURELY_ABOUT_IT if one.act == ABOUT_IT else PLAINLY
    return one.act in _OF_THE_OTHERS or one.sure < least


def _names(one: Asked) -> bool:
    """Tell whether a part has words of its own, a name or a figure that is about something."""
    return tells_figure(one.text) or names_something(one.text)
