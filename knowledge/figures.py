"""Figures in a sentence, in one comparable form.

Sums, shares, dates, years, decades, ordinals and plain numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_NAME = re.compile(_MONTH, re.IGNORECASE)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENTHS = {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
}
WORD_NUMBERS: dict[str, float] = (
    {word: float(n) for n, word in enumerate(_SMALL, start=2)}
    | {word: 10.0 * n for n, word in enumerate(_TENS, start=2)}
    | {"bilateral": 2.0, "trilateral": 3.0, "dozen": 12.0, "half": 0.5, "hundred": 100.0, "thousand": 1000.0}
)
ORDINAL_WORDS: dict[str, int] = {word: n for n, word in enumerate(_ORDINALS, start=1)} | _TENTHS
_WORD = "|".join([f"(?:{'|'.join(_TENS)})[- ](?:one|{'|'.join(_SMALL[:8])})", *WORD_NUMBERS])
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{_WORD})\b)"
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|bn|trillion)\b)?"
_CURRENCIES = {
    "usd": r"\$|dollar",
    "eur": "€|euro",
    "gbp": "£|pound",
    "krw": r"₩|\bwon\b",
    "cny": "yuan",
    "jpy": "¥|yen",
}
_CURRENCY = r"(?:dollars?|euros?|won|yen|yuan|pounds?)"

_PATTERN = re.compile(
    rf"""
    (?P<money>(?:US)?[$€£¥₩]\s?{_NUM}{_SCALE} | {_NUM}{_SCALE}[\s-]{_CURRENCY}\b)
  | (?P<percent>{_NUM}\s?(?:%|percent\b|per\scent\b|percentage\spoints?\b|-percent\b))
  | (?P<decade>(?:(?:early|mid|late)[-\s])?(?:\d{{4}}|\b\d0|')(?<=\d)s\b
        | (?:(?:early|mid|late)[-\s])?\b(?:{"|".join(t[:-1] + "ies" for t in _TENS)})\b)
  | (?P<day>\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?
        | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?![^\W\d_])(?:\s\d{{4}}\b)?
        | \b(?:{"|".join(ORDINAL_WORDS)})\sof\s{_MONTH}(?![^\W\d_]))
  | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b | \b(?:{"|".join(ORDINAL_WORDS)})\b)
  | (?P<year>\b(?:1[5-9]|20)\d\d\b)
  | (?P<number>{_NUM}{_SCALE})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEAR = 0.05  # of a figure: what rounding it changes at most
_MONTH_ALONE = re.compile(rf"\b(?:{'|'.join(m.title() for m in MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its kind, its value, its words and their place.

    The kinds: money, percent, decade, day, month, ordinal, year, number.
    """

    kind: str
    value: str
    text: str
    start: int
    end: int

    def same(self, other: Figure) -> bool:
        """Return whether the two say the same; a day without a year agrees with that day of any year."""
        if self.kind == other.kind == "day":
            day, theirs = self.value.split("-"), other.value.split("-")
            return day[:2] == theirs[:2] and (len(day) == 2 or len(theirs) == 2 or day[2] == theirs[2])
        if self.kind == "month" and other.kind == "day":
            return self.value == other.value.split("-")[0]
        if self.kind == "decade" and other.kind == "decade":
            return self.value == other.value or self.value == other.value.split()[-1]
        return self.kind == other.kind and self.value == other.value

    def rounds(self, other: Figure) -> bool:
        """Return whether this is the other one, to as many digits as are given here: 29 % of 29.2 %.

        A round number is so only where it is near: 30 % of 29.2 %, and not 20 % of 24 %.
        """
        if self.kind != other.kind or self.kind not in ("number", "money", "percent"):
            return self.same(other)
        (told, *unit), (given, *their_unit) = self.value.split(), other.value.split()
        stated, exact, digits = float(told), float(given), max(1, len(_leading(told)))
        near = abs(stated - exact) <= _NEAR * abs(exact)
        return unit == their_unit and near and float(f"{exact:.{digits}g}") == stated


def _leading(value: str) -> str:
    """Return the digits of a number that count: 5 of 5,000, 128 of 12.8."""
    digits = value.partition("e")[0].replace(".", "").strip("-")
    return digits.lstrip("0") if "." in value else digits.strip("0")


_TELLS = re.compile(
    rf"\d|\b(?:{'|'.join([*WORD_NUMBERS, *ORDINAL_WORDS, *_TENS])}|[a-z]+ties)\b", re.IGNORECASE
)


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in order. "One" is no figure: it is mostly a pronoun."""
    if not _TELLS.search(text) and not _MONTH_ALONE.search(text):
        return ()  # the pattern that tells the kinds apart costs far more than this look
    figures = [
        Figure(kind, _value(kind, match.group()), match.group().strip(), match.start(), match.end())
        for match in _PATTERN.finditer(text)
        if (kind := match.lastgroup or "number")
    ]
    taken = [(figure.start, figure.end) for figure in figures]
    for match in _MONTH_ALONE.finditer(text):
        if match.group() == "May" and not re.search(
            r"\b(?:in|of|by|until|this|last|next)\s$", text[: match.start()]
        ):
            continue  # the hedge at a sentence's start, not the month
        if not any(start <= match.start() < end for start, end in taken):
            month = str(MONTHS.index(match.group().lower()) + 1)
            figures.append(Figure("month", month, match.group(), match.start(), match.end()))
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _value(kind: str, text: str) -> str:
    low = text.lower()
    if kind == "day":
        return _day(low)
    if kind == "decade":
        return _decade(low)
    if kind == "ordinal":
        return str(ORDINAL_WORDS.get(low) or int(re.sub(r"\D", "", low)))
    if kind == "year":
        return low
    return f"{_amount(low)} {_currency(low)}" if kind == "money" else _amount(low)


def _currency(low: str) -> str:
    return next(code for code, signs in _CURRENCIES.items() if re.search(signs, low))


def _amount(low: str) -> str:
    scale = next(
        (factor for word, factor in _SCALES.items() if re.search(rf"[\d\s-]{word}\b|^{word}\b", low)), 1.0
    )
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", low)
    if digits:
        return f"{float(digits.group().replace(',', '')) * scale:.10g}"
    words = [word for word in re.split(r"[\s-]+", low) if word in WORD_NUMBERS or word == "one"]
    total = sum(WORD_NUMBERS.get(word, 1.0) for word in words if word not in _SCALES) or 1.0
    return f"{total * scale:.10g}"


def _day(low: str) -> str:
    month = next(n for n, name in enumerate(MONTHS, start=1) if re.search(rf"(?<![^\W\d_]){name[:3]}", low))
    year = re.search(r"\b\d{4}\b", low)
    number = re.search(r"\b(\d{1,2})(?!\d)", low)
    day = number.group(1) if number else str(next(n for word, n in ORDINAL_WORDS.items() if word in low))
    return f"{month}-{int(day)}" + (f"-{year.group()}" if year else "")


def _decade(low: str) -> str:
    part = re.match(r"early|mid|late", low)
    digits = re.search(r"\d+", low)
    if digits:
        year = digits.group() if len(digits.group()) == 4 else "19" + digits.group()
    else:
        year = f"19{next(n for n, ten in enumerate(_TENS, start=2) if ten[:-1] in low)}0"
    return f"{part.group()} {year}" if part else year


def is_month(word: str) -> bool:
    """Return whether a word names a month, in full or shortened as in "Sept."."""
    return _MONTH_NAME.fullmatch(word) is not None
