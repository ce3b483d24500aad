"""Which words of an op-ed keep their capital within a sentence, and a sentence that reads on after others."""

from __future__ import annotations

import re
from collections.abc import Collection

import regex

from knowledge.document import Document
from knowledge.figures import MONTHS
from knowledge.lexicon import stopwords
from knowledge.names import find_names

# A sentence that opens with a name, not with a common noun, mostly goes on with one of these
_SHE = re.compile(r"\b(?:she|he|her|his|him)\b")
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# "I" stands alone or before what is joined to it: "I'd"
_SELF = re.compile(r"I(?:['’]\w+)?$")


def kept_capitals(document: Document) -> frozenset[str]:
    """Return words that stand with a capital within a sentence, too, and those that always have one."""
    plain = {word for passage in document.passages for word in regex.findall(r"\b\p{Ll}+\b", passage.text)}
    opening = [(passage.text.split()[0].rstrip(",;:"), passage.text) for passage in document.passages]
    persons = {
        word
        for word, text in opening
        if word.isalpha() and word.lower() not in plain | stopwords() and _SHE.search(text)
    }
    within = {
        word
        for passage in document.passages
        for word in regex.findall(r"(?<=[\p{Ll},;] )\p{Lu}[\w’'-]*", passage.text)
    }
    always = {month.capitalize() for month in MONTHS} | _DAYS
    return frozenset(re.sub(r"['’]s$", "", word) for word in within) | always | persons


def opened_small(text: str, names: Collection[str]) -> str:
    """Return the sentence with a small first letter, unless a name opens it."""
    first = re.split(r"[\s,;:]", text, maxsplit=1)[0]
    word = re.sub(r"['’]s$", "", first)
    if (
        word in names
        or _SELF.match(first)
        or not word[:1].isalpha()
        or (len(word) > 1 and word[1:] != word[1:].lower())
    ):
        return text
    opens = find_names(text)
    return text if opens and opens[0].start == 0 and opens[0].certain else text[:1].lower() + text[1:]
