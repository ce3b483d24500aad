"""What of a message has to be answered before all else: the question that it comes to, or one passed over.

A question is put at the end of a message, or demanded ("Name one."); one that the bot has passed over is said
again as a clause ("I asked who pays for it"), or only complained of, and then it is that of the round before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

from bot.debate.heard import CLOSE_WITH, Challenge, CloseWith
from bot.debate.state import Debate
from bot.request.patterns import load_patterns
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

MOST = 3  # questions of a message that are looked at
BRIEF = 2  # words of a part of a question that is none by itself
NAMES = 3  # words of content of what names the things that are to be chosen from
LEAST = 2  # words of a clause that asks something
QUOTED = 0.7  # share of a sentence in quotation marks from which it only takes up what was said
Wanted = Literal["passage", "number", "name"]
WANTED: tuple[Wanted, ...] = get_args(Wanted)
_PATTERNS = load_patterns("debating")


def challenges_in(texts: Sequence[str], debate: Debate) -> tuple[Challenge, ...]:
    """Return what the sentences of a message want answered, what weighs most first."""
    if listed := [one for text in texts for one in _listed(text)]:
        return tuple(listed)
    every = list(_put(texts))
    put = [*every[:MOST], *[one for one in every[MOST:] if one.demanded][:1]]
    owed = [one for text in texts for one in _asked_again(text)]
    if put and not owed and _PATTERNS["which of two"].search(straight(put[0].text)) and _empty(put[0].beside):
        before = _of_the_round_before(debate)
        put, owed = ([], before) if before else (put, owed)
    pressed = any(_PATTERNS["passed over"].search(straight(text)) or only_demands(text) for text in texts)
    if not put and not owed and pressed:
        owed = _of_the_round_before(debate)
    found = (*put, *owed)
    offer = _last_offer(texts, debate) if found else ""
    return tuple({one.text: replace(one, offer=offer) for one in found}.values())


def _last_offer(texts: Sequence[str], debate: Debate) -> str:
    """Return the last sentence of the reader that offers something; "" for none."""
    before = [point.text for point in debate.of("reader")]
    said = [one for text in (*before, " ".join(texts)) for one in sentences_of(text)]
    return next((text for text in reversed(said) if _PATTERNS["makes an offer"].search(straight(text))), "")


def _empty(text: str) -> bool:
    """Tell whether words name no thing between which anybody could choose: "I asked you which. Pick one."."""
    return len(read(text).content) < NAMES


def _put(texts: Sequence[str]) -> Iterator[Challenge]:
    """Yield the questions of a message, and what it demands to be told, the last one first."""
    for place in range(len(texts) - 1, -1, -1):
        text = _demanded(texts[place])
        if place and _leans_back(texts[place], texts[place - 1]):
            continue
        behind = texts[place + 1] if place + 1 < len(texts) and only_demands(texts[place + 1]) else ""
        if (_asks(text) and not _only_quotes(text)) or _PATTERNS["demands"].search(straight(text)):
            parts = _PATTERNS["parts of a demand"].split(text)
            before = _leant_on(texts, place)
            demanded = bool(_PATTERNS["yes or no"].search(straight(f"{text} {behind}")))
            for part in reversed(parts if min(len(part.split()) for part in parts) > BRIEF else [text]):
                yield Challenge(part, f"{before} {part}".strip(), text, demanded=demanded)


def _leans_back(text: str, before: str) -> bool:
    """Tell whether words only demand an answer to what stands before them: "Is it fair? Yes or no."."""
    said = straight(text)
    demands = _PATTERNS["which of two"].search(said) or (
        _PATTERNS["demands"].search(said) and "?" not in said
    )
    bare = bool(demands) and len(read(text).content) <= 1
    return only_demands(text) or (bare and before.rstrip("\"'”’)").endswith("?"))


def _leant_on(texts: Sequence[str], place: int) -> str:
    """Return what a question leans on: the sentence before it, and two of them before "Which?"."""
    back = 2 if _PATTERNS["which of two"].search(straight(texts[place])) else 1
    return " ".join(texts[max(0, place - back) : place])


def only_demands(text: str) -> bool:
    """Tell whether a sentence says no more than that a yes or a no is wanted."""
    rest = without_yes_or_no(text)
    return rest != straight(text) and not read(rest).content


def without_yes_or_no(text: str) -> str:
    """Return words without those that a yes or a no is wanted."""
    return _PATTERNS["yes or no"].sub("", straight(text))


def matter(text: str) -> str:
    """Return what a question is about: its words without those that count it, or demand a yes or a no.

    "You skipped my question: can they pay?" is about whether they can pay.
    """
    plain = _PATTERNS["counted"].sub("", without_yes_or_no(text).lstrip(" ,:;.–—"))
    head, colon, rest = plain.partition(": ")
    if colon and (_PATTERNS["passed over"].search(head) or _PATTERNS["reproaches"].search(head)):
        plain = rest
    found = _PATTERNS["hangs"].sub("", plain).strip()
    return found if read(found).content else text


def _listed(text: str) -> list[Challenge]:
    """Return the points of a list that a sentence gives to be answered; none where there are not several."""
    head = _PATTERNS["listed"].search(straight(text))
    items = _PATTERNS["parts of a list"].split(text[head.end() :]) if head else []
    points = [item.strip(" .,;!?\"'”’").removeprefix("that ") for item in items]
    found = [Challenge(point, point, text, listed=True) for point in points if read(point).content]
    return found if len(found) > 1 else []


def _demanded(text: str) -> str:
    """Return what a sentence demands within it: "No speeches, tell me why."; all of it where it doesn't."""
    if _PATTERNS["demands"].search(straight(text)):
        return text
    return _from_part(text, "demands within") or text


def beside_call(text: str) -> str:
    """Return what is asked beside a call to close: "Close now, and tell me why."; "" for nothing."""
    rest = _from_part(text, "beside a call") if calls_to_close(text) else text
    return "" if _PATTERNS["verdict"].search(straight(rest)) else rest


def _from_part(text: str, opened: str) -> str:
    """Return a text from its first part on, behind the very first, that is opened so; "" where none is."""
    for match in _PATTERNS["parts of a call"].finditer(text):
        if _PATTERNS[opened].search(straight(text[match.end() :])):
            return text[match.end() :]
    return ""


def offers(text: str) -> bool:
    """Tell whether words ask the bot itself to accept something."""
    return bool(_PATTERNS["offers"].search(straight(text)))


def calls_to_close(text: str) -> bool:
    """Tell whether words call for the closing."""
    return bool(_PATTERNS["closes"].search(straight(text)))


def hands_over(texts: Sequence[str]) -> bool:
    """Tell whether a message closes for the reader and asks for the same: "My closing: … Yours?"."""
    turned = bool(texts) and bool(_PATTERNS["hands over"].search(straight(texts[-1])))
    return turned and any(_PATTERNS["own closing"].search(straight(text)) for text in texts)


def _only_quotes(text: str) -> bool:
    """Tell whether a sentence hardly says more than what it quotes."""
    marks = [place for place, sign in enumerate(text) if sign in '"“”']
    return len(marks) >= 2 and marks[-1] - marks[0] >= QUOTED * len(text)


def _asked_again(text: str) -> Iterator[Challenge]:
    """Yield the question that a sentence says was passed over."""
    for match in _PATTERNS["asked"].finditer(straight(text)):
        rest = _PATTERNS["asked until"].split(text[match.end() :])[0]
        clause = _PATTERNS["clauses"].split(rest)[0].strip(" .,;!?\"'”’")
        about = match[0].rstrip().endswith("about")  # "I asked about jobs" puts no question again
        if len(clause.split()) >= LEAST and not (about and len(read(clause).content) < NAMES):
            yield Challenge(f"{clause[0].upper()}{clause[1:]}?", text, text, owed=True)


def _of_the_round_before(debate: Debate) -> list[Challenge]:
    """Return the question that the reader came to in the last round."""
    last = [point.text for point in debate.of("reader") if point.round == debate.rounds]
    sentences = [one for text in last for one in sentences_of(text)]
    asked = [text for text in reversed(sentences) if _asks(text)]
    return [Challenge(text, text, owed=True) for text in asked[:1]]


def _asks(text: str) -> bool:
    """Tell whether a sentence asks, be it without the mark: "why cant they pay"."""
    return bool(_PATTERNS["unmarked"].search(straight(text))) or text.rstrip("\"'”’)").endswith("?")


def wants(challenge: Challenge) -> Wanted | None:
    """Return what a question wants to be given that only the op-ed could give; None for a plain question."""
    if challenge.demanded:  # it wants a yes or a no
        return None
    return next((one for one in WANTED if _PATTERNS[f"wants {one}"].search(straight(challenge.text))), None)


def closes_with(texts: Sequence[str]) -> tuple[CloseWith, ...]:
    """Return what a closing is asked to hold, in the sentences from the first that calls for it on."""
    called = next((n for n, text in enumerate(texts) if calls_to_close(text)), 0)
    words = straight(" ".join(texts[called:]))
    return tuple(one for one in CLOSE_WITH if _PATTERNS[one].search(words))


def is_closed_with(text: str) -> bool:
    """Tell whether a question asks for what a closing holds by itself."""
    return any(_PATTERNS[one].search(straight(text)) for one in CLOSE_WITH)
