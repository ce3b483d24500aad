"""Slugs: the names of topics, in letters of any script.

And what stands for them where only ASCII is taken.
"""

from __future__ import annotations

import hashlib
import unicodedata

from knowledge import KnowledgeError

LONGEST_SLUG = 80  # characters
_MOST_BYTES = (
    200  # so that a folder or a file that is named after it stays within the 255 that file systems take
)
_KEPT = "LMN"  # Unicode's letters, the marks that belong to them, and numbers


def slugged(name: str) -> str:
    """Return the slug that a name gives; "" where it has no letter or digit.

    Its letters and digits in small letters, a hyphen for all else.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())
    parts = "".join(sign if unicodedata.category(sign)[0] in _KEPT else " " for sign in folded).split()
    cut = "-".join(parts)[:LONGEST_SLUG].encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    return cut.strip("-")


def is_slug(text: str) -> bool:
    """Return whether the text can name a topic as it is."""
    return bool(text) and slugged(text) == text


def check_slug(text: str) -> None:
    """Refuse what cannot name a topic. A KnowledgeError says what can."""
    if not is_slug(text):
        use = f"use up to {LONGEST_SLUG} small letters, digits and single hyphens, as in us-korea-alliance"
        raise KnowledgeError(f"{text!r} cannot name a topic: {use}")


def ascii_name(slug: str) -> str:
    """Return the slug, or where it has other letters than ASCII's a name that Chroma takes.

    No slug can be such a name.
    """
    return slug if slug.isascii() else f"u_{hashlib.sha256(slug.encode()).hexdigest()[:32]}"


def numbered(slug: str, number: int) -> str:
    """Return the slug of the `number`th op-ed of one name: `column`, `column-2`, `column-3`."""
    if number == 1:
        return slug
    ending = f"-{number}"
    cut = slug[: LONGEST_SLUG - len(ending)].encode()[: _MOST_BYTES - len(ending)].decode("utf-8", "ignore")
    return cut.rstrip("-") + ending


def numbers_of(slug: str, taken: frozenset[str]) -> tuple[list[str], str]:
    """Return the slugs of `taken` that are the slug or a numbered one of it, and the first that is free."""
    names = [numbered(slug, number) for number in range(1, len(taken) + 2)]
    return [name for name in names if name in taken], next(name for name in names if name not in taken)
