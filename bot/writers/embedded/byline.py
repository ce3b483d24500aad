"""Who wrote an op-ed and when, as its byline tells it; what looks like anything else tells nothing."""

from __future__ import annotations

from datetime import date

import regex

from bot.request.request import Request
from bot.statement import Fixed
from knowledge.document import Document
from knowledge.figures import MONTHS

BOTH = Fixed("According to its byline, the op-ed was written by {author} and is dated {day}.")
AUTHOR = Fixed("According to its byline, the op-ed was written by {author}.")
DATE = Fixed("The op-ed is dated {day}.")
NO_AUTHOR = Fixed("The document that I read does not name its author.")
NO_DATE = Fixed("It does not say when it was written.")
TITLE = Fixed("This is “{title}”.")
TITLE_AND_AUTHOR = Fixed("This is “{title}”, by {author}.")
NO_TITLE = Fixed("This is an op-ed without a title.")
_WANTS_BYLINE = regex.compile(
    r"\b(?:author|writer)(?:[’']?s)? name"
    r"|\b(?:author|writer|title|byline) (?:and|&|plus|or) (?:the |its )?(?:author|writer|title|headline|name)"
    r"|\b(?:and|plus|with|&) (?:the |its )?(?:author|writer|title|byline)\b(?![’'])"
    r"|\bwho wrote\b|\battribute it\b|\bwith attribution\b",
    regex.IGNORECASE,
)
_TITLE = regex.compile(r"[\p{L}\p{M}\p{N}][^<>\[\]{}|*_`#\\“”\p{C}]{0,199}")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}.,'’& -]{1,119}")
_DATE = regex.compile(r"[\p{L}\p{M}\d.,/ -]{4,40}")


def byline_told(document: Document) -> tuple[Fixed, ...]:
    """Return the program's words for author and date, with what of them is missing; none where both are.

    The date of a restatement is not the op-ed's.
    """
    meta = dict(document.meta)
    author = meta.get("author", "").strip()
    day = "" if "restates" in meta else _day(meta.get("date", "").strip())
    named = bool(_NAME.fullmatch(author))
    if named and day:
        return (BOTH.of_byline(author, day),)
    if named:
        return (AUTHOR.of_byline(author), NO_DATE)
    if day:
        return (DATE.of_byline(day=day), NO_AUTHOR)
    return ()


def attributed(request: Request, document: Document) -> tuple[Fixed, ...]:
    """Return title and author for whoever wants them beside a quotation; nothing for anybody else."""
    if not _WANTS_BYLINE.search(request.said):
        return ()
    named = _NAME.fullmatch(dict(document.meta).get("author", "").strip()) is not None
    return (titled(document),) if named else (titled(document), NO_AUTHOR)


def titled(document: Document) -> Fixed:
    """Return the program's words for title and author, as far as both look like that."""
    return of_title(document, TITLE_AND_AUTHOR, TITLE) or NO_TITLE


def of_title(document: Document, both: Fixed, alone: Fixed) -> Fixed | None:
    """Return words with title and author in them, or with the title alone; None where it has no title."""
    author = dict(document.meta).get("author", "").strip()
    title = document.title.replace("“", "‘").replace("”", "’").strip()
    if not _TITLE.fullmatch(title):
        return None
    return (both if _NAME.fullmatch(author) else alone).of_byline(author, title=title)


def source_line(document: Document) -> str:
    """Return what an evidence card cites: author, title and date, as far as the document tells them."""
    meta = dict(document.meta)
    author = meta.get("author", "").strip()
    day = "" if "restates" in meta else _day(meta.get("date", "").strip())
    return ", ".join(filter(None, (author if _NAME.fullmatch(author) else "", document.title, day)))


def _day(text: str) -> str:
    """Return a date in words, "March 5, 2026"; as it stands where it is in words already, "" for none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text if _DATE.fullmatch(text) else ""
    return f"{MONTHS[day.month - 1].title()} {day.day}, {day.year}"
