"""The chat page in another language: what its interface says, put into the page for its script.

The page is made once, in English; a script puts each text of the interface otherwise as it appears. What the
op-ed, the replies and the readers say is not touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs

from bot.request.question import MODES
from bot.web.page.fragments import LANGUAGES, PROMISE
from bot.web.page.layout import HINTS
from knowledge.topic import Topic

ENGLISH = "en"
# said where only English is answered, so that nobody types in vain
_IN_ENGLISH = {"ko": (" (영어로)", " 화면은 한국어이고, 질문과 답변은 영어입니다.")}


def language_of_page(query: str, accepts: str) -> str:
    """Return the language that the address names in `lang`, else the first that the browser asks for."""
    named = parse_qs(query).get("lang", [""])[-1] or accepts
    code = named.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return code if code in LANGUAGES else ENGLISH


def words_of(language: str, topic: Topic, *, answers: bool) -> Mapping[str, str]:
    """Return what the page says by what it says in English, with the topic's own title and starters.

    `answers` tells whether replies come in that language, too.
    """
    words = dict(_words(language))
    if not answers:
        hint, note = _IN_ENGLISH[language]
        words |= {text: f"{words[text]}{hint}" for text in HINTS.values()}
        words[PROMISE] += note
    argument_map = topic.argument_map
    translated = argument_map.translations.get(language) if argument_map else None
    if argument_map and translated:
        words[topic.title] = translated.title
        for mode in MODES:
            words |= zip(argument_map.starters.of(mode), translated.starters.of(mode), strict=True)
    return words


@cache
def _words(language: str) -> Mapping[str, str]:
    loaded: dict[str, str] = json.loads(
        (files("bot.web.page") / "words" / f"{language}.json").read_text("utf-8")
    )
    return loaded
