"""Slugs: the names of topics, in letters of any script.

And what stands for them where only ASCII is taken.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

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


@lru_cache(maxsize=20_000)  # all topics are listed again whenever one is added
def is_slug(text: str) -> bool:
    """Return whether the text can name a topic as it is."""
    return bool(text) and slugged(text) == text


def check_slug(text: str) -> None:
    """Refuse what cannot name a topic. A KnowledgeError says what can."""
    if not is_slug(text):
        use = (
            f"use up to {LONGEST_SLUG} lowercase letters, digits and single hyphens, for example "
            "us-korea-alliance"
        )
        raise KnowledgeError(f"{text!r} cannot be used as a topic name: {use}")


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
    numbers = sorted(number for name in taken if (number := _number_in(name, slug)))
    free = next(number for number in range(1, len(numbers) + 2) if number not in numbers)
    return [numbered(slug, number) for number in numbers], numbered(slug, free)


def _number_in(name: str, slug: str) -> int:
    """Return which op-ed of the name `slug` has that name; 0 where none has."""
    if name == slug:
        return 1
    ending = name.rpartition("-")[2]
    number = int(ending) if ending.isascii() and ending.isdigit() and len(ending) < 10 else 0
    return number if number > 1 and numbered(slug, number) == name else 0
