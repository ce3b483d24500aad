"""What single sentences of a reader say by their words: that something is granted, or was never said."""

from __future__ import annotations

from dataclasses import replace

from bot.request.patterns import load_patterns
from knowledge.debating import MeantSentence
from knowledge.sentence_analysis import read
from knowledge.unicode_text import straight

CLAUSE = 5  # words of a clause that may be an argument by itself
LEFT = 3  # words that are more than a remnant
NAMES = 2  # words of content from which what grants something says what it is
GRANTED = (3, 20)  # words of what is granted, where it can be quoted
_PATTERNS = load_patterns("debating")


def disowns(text: str) -> bool:
    """Tell whether words only say what their speaker has not said."""
    return bool(_PATTERNS["disowns"].search(straight(text)))


def only_reproaches(text: str) -> bool:
    """Tell whether words only say that a question was passed over, or what was told instead of an answer."""
    words = straight(text)
    argues = text.rstrip("\"'”’)").endswith("?") or _PATTERNS["argues cause"].search(words)
    if argues or not _PATTERNS["reproaches"].search(words):
        return False
    return all(_PATTERNS["reproaches"].search(one) or len(one.split()) < CLAUSE for one in clauses_of(words))


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a sentence."""
    return [clause for clause in _PATTERNS["clauses"].split(text) if clause]


def disowning(text: str) -> list[str]:
    """Return the clauses of a sentence that only say what the reader has not said."""
    return [clause for clause in clauses_of(text) if disowns(clause)]


def without_disowning(sentence: MeantSentence) -> MeantSentence | None:
    """Return what a sentence says beside what it disowns; None where that is nothing."""
    disowned = disowning(sentence.text)
    if not disowned:
        return sentence
    rest = ", ".join(clause for clause in clauses_of(sentence.text) if clause not in disowned)
    return replace(sentence, text=rest) if len(rest.split()) > LEFT else None


def parted(sentence: str) -> list[str]:
    """Return a sentence that grants something and goes on to argue as two."""
    granted, *rest = _PATTERNS["clauses"].split(sentence, maxsplit=1)
    argues = rest and rest[0].lower().startswith("but ") and len(rest[0].split()) >= CLAUSE
    return [f"{granted}.", rest[0]] if argues and grants(granted) else [sentence]


def wants_figure(text: str) -> bool:
    """Tell whether words demand a number of what is argued about, and so no score of the debate."""
    return bool(_PATTERNS["wants figure"].search(straight(text)))


def grants(text: str) -> bool:
    """Tell whether words say that something is conceded."""
    return bool(_PATTERNS["grants"].search(straight(text))) and not text.rstrip().endswith("?")


def is_heading(text: str) -> bool:
    """Tell whether words announce an argument, which the sentence behind them makes: "My first point: …"."""
    return bool(_PATTERNS["heading"].search(straight(text))) and not text.rstrip().endswith("?")


def grants_no_more(text: str) -> bool:
    """Tell whether words grant what was said and name nothing of it: "Fair point, I grant that."."""
    words = straight(text)
    rest = _PATTERNS["that"].sub("", _PATTERNS["grants"].sub(" ", words))
    return not what_is_granted(text) and len(read(rest).content) < NAMES


def what_is_granted(text: str) -> str:
    """Return what words grant, as a clause that can be quoted: "I'll grant that it costs us"; "" for none."""
    words = straight(text)
    said = _PATTERNS["grants"].search(words)
    rest = words[said.end() :] if said else ""
    clause = _PATTERNS["clauses"].split(_PATTERNS["that"].sub("", rest))[0].split(". ")[0].strip(" ,.!\"'")
    short = GRANTED[0] <= len(clause.split()) <= GRANTED[1]
    # "I grant you don't get a share" grants something of the bot, whose "you" is no part of "grant you that"
    headless = bool(_PATTERNS["headless"].search(clause))
    return clause if short and not headless and not _PATTERNS["points back"].search(clause) else ""
