"""What is general holds no word of the topic that ships."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".yaml", ".md", ".txt", ".html", ".js", ".css"}
WORDS = re.compile(
    r"\b(?:korea\w*|seoul|tariffs?|lev(?:y|ies)|trump\w*|alliances?|lee jae|xi jinping|park geun|usfk"
    r"|garrisons?|beijing|pyongyang)\b",
    re.IGNORECASE,
)
# Each with the reason why it may.
EXEMPT = {
    "knowledge/lexicon/countries.yaml": "names all countries that it knows, with their capitals",
    "bot/request/language.py": "names all languages that it tells apart",
    "bot/request/patterns.yaml": "tells the side of a request by the topic's words, until stance is read",
    "bot/web/static/embed/embed.js": "a comment on how Korean is typed",
    "bot/README.md": "shows what a check prints of a draft about the topic that ships",
    "bot/web/README.md": "shows clients that ask the topic that ships",
}


def test_general_code_and_word_lists_hold_no_word_of_the_topic() -> None:
    found = {}
    for package in ("knowledge", "bot", "prompts"):
        for file in (ROOT / package).rglob("*"):
            place = file.relative_to(ROOT).as_posix()
            if file.suffix in TEXT and "us-korea-alliance" not in place.split("/"):
                text = re.sub(r"us-korea-alliance", "", file.read_text("utf-8"))
                if words := sorted({word.lower() for word in WORDS.findall(text)}):
                    found[place] = words
    assert {place: words for place, words in found.items() if place not in EXEMPT} == {}
    assert set(EXEMPT) <= set(found), "what no longer holds one needs no exemption"
