"""The form that a message asks for: how long a reply is, how it is laid out, how plain; and the rest of it.

A small grammar of numbers with what they count, and the words for layouts, registers and languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.request.language import NAMES
from bot.request.letter import without_letter
from bot.request.patterns import load_patterns
from knowledge.figures import WORD_NUMBERS

Layout = Literal["prose", "bullets", "numbered", "steps", "table"]
Genre = Literal["letter", "memo", "speech", "worksheet", "note", "post", "script"]
PERSONAL = frozenset[Genre | None](["letter", "note", "post", "script"])  # what somebody says in person
Study = Literal["multiple choice", "timeline", "admissions", "yes-no questions", "discussion"]
Answered = Literal["own", "theirs"]
Label = Literal["claim", "warrant", "impact"]

_PATTERNS = load_patterns("form")
_SAID_AWAY = (
    "without", "ends", "words each", "characters", "each", "sentences", "one line", "words", "pages", "share",
    "paragraphs",
    "plain", "short", "long", "in language", "labels", "mention", "concede", "met", "answered", "prose",
    "bullets", "numbered", "steps", "table", "manner", "left over",
)  # fmt: skip
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4}
_EDGES = " ,;:.-–—"
_COUNTED_OUT = 3  # "first, second, third"
LETTERS = 7  # of a word, with what is between two
SLOGAN, LINER = 12, 20  # words of what is shown on a placard, and of a line that is said
PAGE = 400  # words of a page
_MOST = 1000  # beyond that no number is a wish for a length


@dataclass(frozen=True, slots=True)
class Form:
    """How a reply is to be given; None, False and "" for as it is.

    `sentences`, `points`, `words` and `seconds` are at most so many, `pace` words that are said in a minute;
    where they are `capped`, no word more; `share` is how many there are to be for each of the last reply;
    `each` and `words_each` are what a point has of them, and `labels` the parts that are to be marked in an
    argument. `genre` is what the reply is to be written as, `study` what is wanted for a class or for a
    cross-examination, `mention` what has to stand in it, `without` what must not, and `ends` what at its end;
    whoever is to `concede` says first what is weak, and arguments that are `answered` stand with what the
    other side says to each. `language` is a code of ISO 639-1.
    """

    sentences: int | None = None
    points: int | None = None
    each: int | None = None
    words: int | None = None
    words_each: int | None = None
    capped: bool = False
    share: float | None = None
    seconds: int | None = None
    pace: int | None = None
    paragraphs: int | None = None
    short: bool = False
    long: bool = False
    layout: Layout | None = None
    genre: Genre | None = None
    study: Study | None = None
    labels: tuple[Label, ...] = ()
    plain: bool = False
    quote: bool = False
    mention: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ends: str = ""
    concede: bool = False
    answered: Answered | None = None
    language: str = ""

    def over(self, other: Form) -> Form:
        """Return this form with what it leaves open as the other one has it."""
        given = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return replace(other, **given)

    def beside(self, before: int) -> Form:
        """Return this form with the words that its share of a reply of so many comes to."""
        return replace(self, words=round(self.share * before), share=None) if self.share and before else self

    @property
    def count(self) -> int | None:
        """How many items a reply has at most, sentences or points."""
        return self.points or self.sentences

    @property
    def measured(self) -> bool:
        """Whether it says how long the whole of a reply is to be."""
        return bool(self.words or self.share or self.seconds or self.sentences or self.paragraphs)

    @property
    def listed(self) -> bool:
        """Whether each point stands on a line of its own."""
        return self.layout in ("bullets", "numbered", "steps", "table")

    @property
    def brief(self) -> bool:
        """Whether the shortest of what was prepared is meant."""
        short = self.short and (self.sentences or 1) == 1
        return short or self.sentences == 1 or (self.words is not None and self.words <= 40)


NO_FORM = Form()


def form_of(text: str) -> Form:
    """Return the form that a message asks for."""
    plain = text.replace("’", "'")
    pace, plain = _pace(_PATTERNS["date"].sub("that day", plain))
    words_each = _number("words each", plain)
    plain = _PATTERNS["words each"].sub(" ", plain)
    whole = _PATTERNS["each"].sub(" ", plain)
    line = _says("one line", whole) or _says("slogan", whole)
    study = _study(plain)
    form = Form(
        sentences=_number("sentences", whole) or (1 if line else None),
        points=(_number("study count", plain) if study else None) or _number("points", plain),
        each=_number("each", plain),
        words=_number("words", plain) or _of_a_line(whole) or _of_pages(plain),
        words_each=words_each,
        capped=_says("capped", plain),
        share=_share(plain),
        seconds=_seconds(plain),
        pace=pace or None,
        paragraphs=_number("paragraphs", plain),
        short=_says("short", plain),
        long=_says("long", plain),
        layout=_layout(plain),
        genre=_genre(plain),
        study=study,
        labels=_labels(plain),
        plain=_says("plain", plain),
        quote=_says("quote", plain),
        mention=_mentioned(text),
        without=_left_out(plain),
        ends=ends["ends"] if (ends := _PATTERNS["ends"].search(plain)) else "",
        concede=_says("concede", plain),
        answered=_answered(plain),
        language=_language(plain),
    )
    alone = _says("nothing else", plain) and replace(form, quote=False, plain=False) == NO_FORM
    return replace(form, short=True) if alone else form


def asks_plain(text: str) -> bool:
    """Tell whether words ask for the simplest words."""
    return _says("plain", text.replace("’", "'"))


def asks_easy(text: str) -> bool:
    """Tell whether words ask for what a child understands, and not only for no jargon."""
    return asks_plain(_PATTERNS["jargon"].sub(" ", text.replace("’", "'")))


def without_conditions(text: str) -> str:
    """Return a message without what bounds a wish, and would be read as a wish of its own."""
    for name in ("without", "not wanted", "ends", "answered"):
        text = _PATTERNS[name].sub(_kept, text.replace("’", "'"))
    return " ".join(text.split())


def without_form(text: str) -> str:
    """Return what a message asks about, without the words for its form; "" where nothing is left."""
    text = _PATTERNS["leads"].sub(" ", text.replace("’", "'")).strip()
    if _genre(text) in PERSONAL:
        text = without_letter(text)
    text = _PATTERNS["pace"].sub(" ", text)
    if _seconds(text):
        text = _PATTERNS["time"].sub(" ", text)
    for name in _SAID_AWAY:
        text = _PATTERNS[name].sub(_kept, text)
    text = _PATTERNS["leads"].sub(" ", " ".join(text.split()).strip(_EDGES))
    text = re.sub(r"[ ,;:(–-]+(?=[?.!,)])", "", " ".join(text.split()).strip(_EDGES))
    return text if re.search(r"\w{2}", text) else ""


def _kept(found: re.Match[str]) -> str:
    """Return what stands within words for a form and is asked about: "explain the date to my class"."""
    return f" {found.groupdict().get('kept') or ''} "


def number_of(words: str) -> int:
    """Return the number that stands in digits or words."""
    said = words.lower().strip()
    if said.isdecimal():
        return int(said)
    if said in ("one", "a", "an", "single"):
        return 1
    return {"a couple": 2, "couple": 2, "a few": 3, "few": 3, "half a dozen": 6}.get(said) or int(
        WORD_NUMBERS.get(said, 0)
    )


def _says(name: str, text: str) -> bool:
    """Tell whether words for a form are there, also where small words lead up to them: "now shorter"."""
    return any(_PATTERNS[name].search(words) for words in (text, _PATTERNS["leads"].sub("", text)))


def _number(name: str, text: str) -> int | None:
    """Return how many there are to be of something, of "two or three" the greater number."""
    found = _PATTERNS[name].search(text)
    if found is None:
        return None
    said = {group: words for group, words in found.groupdict().items() if words}
    words = said.get("to") or next(iter(said.values()), "")
    number = _COUNTED_OUT if "number5" in said else number_of(words)
    return number if 0 < number <= _MOST else None


def _seconds(text: str) -> int | None:
    """Return how long a speech is to be; a time before which or for which something is does not count."""
    for found in _PATTERNS["time"].finditer(text):
        minutes = found["unit"][0].lower() == "m"
        ahead = text[: found.start()]
        before = _PATTERNS["before time"].search(ahead) and not _PATTERNS["speaks for"].search(ahead)
        if minutes and (before or not (_says("speech", text) or _PATTERNS["speaks for"].search(ahead))):
            continue
        said = found["number"].lower()
        number = 0.5 if said.startswith("half") else float(number_of(said))
        return int(number * (60 if minutes else 1)) or None
    return None


def _layout(text: str) -> Layout | None:
    layouts: tuple[Layout, ...] = ("prose", "numbered", "steps", "bullets", "table")
    said = next((layout for layout in layouts if _says(layout, text)), None)
    return "numbered" if said in (None, "bullets") and _says("ranks", text) else said


def _genre(text: str) -> Genre | None:
    """Return what is to be written; one line for a letter is no letter."""
    found = _PATTERNS["genre"].search(_PATTERNS["leads"].sub("", text))
    if found is None or _number("sentences", text) == 1 or _says("one line", text):
        return None
    named = next(group for group, words in found.groupdict().items() if words)
    return next(genre for genre in get_args(Genre) if named.startswith(genre))


def _study(text: str) -> Study | None:
    """Return what a class or a cross-examination needs, by its name; what questions get behind them."""
    found = next((kind for kind in get_args(Study) if kind != "admissions" and _says(kind, text)), None)
    return "admissions" if found == "yes-no questions" and _says("admitted", text) else found


def _labels(text: str) -> tuple[Label, ...]:
    found = _PATTERNS["labels"].search(text)
    return tuple(label for label in get_args(Label) if found and label in found.group().lower())


def _answered(text: str) -> Answered | None:
    """Return whose arguments are wanted with an answer to each: the opponents', or one's own."""
    met = _PATTERNS["met"].search(text)
    if met and not _PATTERNS["for each"].search(text[: met.start()]):
        return "theirs"
    if not _says("answered", text):
        return None
    return "theirs" if _says("theirs", _PATTERNS["answered"].sub(" ", text)) else "own"


def _pace(text: str) -> tuple[int, str]:
    """Return how many words somebody speaks a minute, 0 where that is not said, and the other words."""
    found = _PATTERNS["pace"].search(text)
    return (int(found["number"]), f"{text[: found.start()]} {text[found.end() :]}") if found else (0, text)


def _of_a_line(text: str) -> int | None:
    """Return how many words a line has that is to be shown or said at once."""
    if characters := _number("characters", text):
        return round(characters / LETTERS)
    if _says("slogan", text):
        return SLOGAN
    return LINER if _says("liner", text) else None


def _of_pages(text: str) -> int | None:
    """Return how many words fill the pages that a text is to have."""
    found = _PATTERNS["pages"].search(text)
    if found is None:
        return None
    said = found["number"].lower()
    return round(PAGE * (0.5 if "half" in said else number_of(said)))


def _share(text: str) -> float | None:
    """Return how many words there are to be for each of the last reply: "by a third" leaves two of three."""
    found = _PATTERNS["share"].search(text)
    if found is None:
        return None
    if found["double"]:
        return 2.0
    said = (found["share"] or "half").lower()
    part = (
        _SHARES[said.split()[-1].rstrip("s")] if not said[0].isdigit() else int(re.sub(r"\D", "", said)) / 100
    )
    part *= {"two": 2, "three": 3}.get(said.split()[0], 1)
    return 1 - part if (found["by"] or "").lower() == "by" else part


def _mentioned(text: str) -> tuple[str, ...]:
    found = _PATTERNS["mention"].search(text)
    return tuple(re.split(r",? and |, ?|/", found["mention"].strip())) if found else ()


def _left_out(text: str) -> tuple[str, ...]:
    """Return the themes that a reply is to leave out: "gratitude or loyalty" are two."""
    found = (
        words
        for match in _PATTERNS["without"].finditer(text)
        for name, words in match.groupdict().items()
        if words and name != "kept"
    )
    themes = (re.split(r",? (?:or|and|nor) |, ?|/", words.strip()) for words in found)
    return tuple(one for several in themes for one in several if one)


def _language(text: str) -> str:
    found = _PATTERNS["in language"].search(text)
    if found is None:
        return ""
    said = found["language"].lower()
    own = {"deutsch": "de", "español": "es", "espanol": "es", "français": "fr", "mandarin": "zh"}
    return own.get(said) or next((code for code, name in NAMES.items() if name.lower() == said), "")
