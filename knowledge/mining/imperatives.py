"""Whether a sentence that asks for something opens as an order: "Tie it up", "Do not wait"."""

from __future__ import annotations

import re

import regex

from knowledge.lexicon import imperatives, stopwords

_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")
_IF = re.compile(r"^(?:if|when|until|unless|once|where|wherever|before|after)\b[^,]*,\s", re.IGNORECASE)
_PLEASE = re.compile(
    r"^(?:please,?|do not|don[’']t|never|always|first,?|then,?|so|but|and|instead,?|finally,?|now,?)\s+",
    re.IGNORECASE,
)


def is_order(text: str) -> bool:
    """Return whether a sentence that recommends opens with the verb of its order."""
    bare = _IF.sub("", text)
    while please := _PLEASE.match(bare):
        bare = bare[please.end() :]
    words = [word.lower() for word in _WORD.findall(bare)]
    if len(words) < 2:
        return False
    first, second = words[:2]
    if first == "do":
        return second in ("both", "it", "this", "so", "that", "more", "better")
    lists = imperatives()
    if first in lists.verbs:
        return first not in lists.nouns_too or second in lists.go_on
    return second in lists.objects and first not in stopwords() and not re.search(r"(?:[^s]s|ing|ed)$", first)
