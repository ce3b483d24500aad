"""Whom a letter that is to be written goes to, and how it is to be signed, as the reader names them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.request.patterns import load_patterns

_PATTERNS = load_patterns("letter")


@dataclass(frozen=True, slots=True)
class Letter:
    """Who a letter is to and from; "" where that is not said.

    `press` is one that is to be printed, `below` a comment that stands under the op-ed itself.
    """

    to: str = ""
    signed: str = ""
    press: bool = False
    below: bool = False


def letter_in(text: str) -> Letter:
    """Return who a letter is to and from; of several words in lower case, the last names the addressee."""
    plain = text.replace("’", "'").replace("‘", "'")
    if found := _PATTERNS["to"].search(plain):
        common, name = (found["common"] or "").split()[-1:], (found["name"] or "").split()
        titled = found["name"] and holds_office(found["name"].lower())
        if found["head"] and found["name"] and not titled:  # "an American customer" has no name
            common, name = [found["head"]], []
        to = " ".join(word[:1].upper() + word[1:] for word in (*common, *name))
    else:
        to = _antecedent(plain)
    signed = _PATTERNS["signed"].search(plain)
    return Letter(
        to=to,
        signed=next((words for words in signed.groups() if words), "").strip() if signed else _named(plain),
        press=_PATTERNS["press"].search(plain) is not None,
        below=_PATTERNS["below"].search(plain) is not None,
    )


def holds_office(to: str) -> bool:
    """Tell whether somebody who is addressed like this can vote or act upon it in office."""
    return _PATTERNS["officials"].search(to) is not None


def is_close(to: str) -> bool:
    """Tell whether somebody who is addressed like this is family or a friend."""
    return _PATTERNS["kin"].search(to) is not None


def gives_name(sentence: str) -> bool:
    """Tell whether a sentence says nothing but what its writer is called."""
    return _PATTERNS["named"].fullmatch(sentence.rstrip(".")) is not None


def _antecedent(text: str) -> str:
    """Return whom "a note to her" is to, where that was said before: "my aunt lives there"."""
    pronoun = _PATTERNS["to pronoun"].search(text)
    found = _PATTERNS["antecedent"].search(text[: pronoun.start()]) if pronoun else None
    return found["common"].capitalize() if found else ""


def _named(text: str) -> str:
    found = _PATTERNS["named"].search(text)
    return found["name"] if found else ""


def without_letter(text: str) -> str:
    """Return a message without the words for who is to sign a letter."""
    return _PATTERNS["signed"].sub(" ", text)
