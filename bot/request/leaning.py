"""Which parts of a message can be understood only with what stands before them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.request.form import without_form
from bot.request.in_a_row import thing_in, thing_words
from bot.request.patterns import load_patterns
from bot.request.request import OF_THE_LAST_REPLY, Request
from knowledge.names import find_names
from knowledge.sentence_analysis import Word, read

LEANS_WITHIN = 12  # words of a part that may lean on the one before
ELLIPTIC = 2  # words of a question that asks something only of what was said before it: "source?"
OF_A_NAME = frozenset(["identify", "define"])  # a name is all that they need to be understood
OF_THE_WHOLE = frozenset(
    ["overview", "list", "recommendation", "about the document", "concession", "both sides"]
)
ABOUT_IT = "about the document"
_PATTERNS = load_patterns("reading")


def leaning(requests: list[Request], told: str) -> list[Request]:
    """Return the requests, each that leans on what was said beside it with that put in front.

    What only asks for the form of another request is none of its own.
    """
    whole: list[Request] = []
    for request in requests:
        before = whole[-1].text if whole else told
        if whole and (of_author := _of_the_author(request, whole[-1])):
            whole.append(of_author)
        elif whole and request.act in OF_THE_LAST_REPLY and not own_words(request.text):
            whole = [replace(one, form=request.form.over(one.form)) for one in whole]
        elif before and _leans_here(request, behind=bool(whole)):
            named = _named_for(request.text, whole[-1]) if whole else ""
            joined = replace(request, text=named or f"{before} {request.text}", leans=bool(whole))
            whole.append(joined if whole else _of_what_is_told(joined))
        else:
            whole.append(request)
    return whole


def _of_what_is_told(request: Request) -> Request:
    """Return what is asked of something that was told before it as no question about the whole piece."""
    if request.act != "overview":
        return request
    return replace(request, act="fact", whole=False, reading={**request.reading, "overview": 0.0})


def _of_the_author(request: Request, before: Request) -> Request | None:
    """Return what is asked of "them" right behind who wrote the piece, with the author in their place."""
    asks_who = _PATTERNS["document's own"].search(before.said)
    if asks_who is None or _PATTERNS["third person"].search(request.said) is None:
        return None
    text = _PATTERNS["third person"].sub(_author_for, request.text)
    return replace(
        request, act=ABOUT_IT, text=text, alone=text, sure=1.0, whole=False, reading=before.reading
    )


def _author_for(pronoun: re.Match[str]) -> str:
    owns = pronoun.group().lower() in ("their", "his")
    return f"the author{'’s' if owns else ''}"


def _named_for(text: str, before: Request) -> str:
    """Return words with the thing that was wanted before them for what points to it; "" where none does.

    "What are the demands? Which of them were met?"
    """
    things = thing_words(before.said)
    if not (before.apart and things.endswith("s")):
        return ""
    named = _PATTERNS["plural"].sub(f"the {things.split()[-1]}", text, count=1)
    return named if named != text else ""


def _leans_here(request: Request, *, behind: bool) -> bool:
    if request.apart and (thing_in(request.said) or not points_back(_counts_out(request.said))):
        return False  # "name one case" points to nothing
    pointing = points_back(request.said)
    if request.said.rstrip().endswith("?") and len(request.said.split()) <= ELLIPTIC:
        return True
    of_a_thing = pointing and (behind or (request.act == "overview" and own_words(request.text)))
    if request.act in OF_THE_WHOLE and not of_a_thing:
        return False
    if request.act in OF_A_NAME and not pointing and find_names(request.text):
        return False
    return leans(request.text, behind=behind)


def leans(text: str, *, behind: bool = False) -> bool:
    """Tell whether words can be understood only with what was said before them.

    They have nothing of their own and do not speak of the document, or a pronoun that no name in them can be
    meant by. Right `behind` a question, names alone are not enough, either: "and how much does Japan want?"
    """
    if len(text.split()) > LEANS_WITHIN:
        return False
    text = _PATTERNS["this document"].sub("the op-ed", text)
    named = any(name.certain for name in find_names(text))
    if not own_words(text):
        return (behind or not named) and (points_back(text) or _PATTERNS["document"].search(text) is None)
    return not named and points_back(text)


def points_back(text: str) -> bool:
    """Tell whether a pronoun may mean what was said before: not that of "how many are there?"."""
    return _PATTERNS["pronoun"].search(_PATTERNS["there is"].sub(" ", text)) is not None


def _counts_out(text: str) -> str:
    return _PATTERNS["one of a kind"].sub(" ", text)


def own_words(text: str) -> tuple[Word, ...]:
    """Return the words that name something, beside the document and what is wanted of it."""
    return read(_PATTERNS["generic"].sub(" ", without_form(text))).content
