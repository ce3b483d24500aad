"""The language that somebody writes in, as far as a reply must know it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.request.patterns import load_patterns

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

# Small words of English, and of others in Latin letters: they settle it without the detector, which takes
# 0.4 s and 60 MiB to load.
_PATTERNS = load_patterns("language")
_SURE = 0.9  # of the detector's probability: short questions and bare names look like many languages


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; English where that cannot be told."""
    letters = [sign for sign in text if sign.isalpha()]
    latin = all(ord(sign) < 0x250 for sign in letters)
    others = len(_PATTERNS["other"].findall(text))
    if latin and (len(_PATTERNS["english"].findall(text)) > others or (text.isascii() and not others)):
        return ENGLISH
    code, probability = _detector().classify(text)  # type: ignore[no-untyped-call]
    return str(code) if code in NAMES and (probability >= _SURE or not latin) else ENGLISH


def reply_language(asked: str, *, judged: bool) -> str:
    """Return the language of a reply: the question's, where a model judges, which can read it."""
    return asked if judged else ENGLISH


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE)  # type: ignore[no-untyped-call]
    whole.set_languages(list(NAMES))  # type: ignore[no-untyped-call]
    # It would keep the tables of all languages beside those of ours: a third of what it holds.
    ours = (whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output)
    return LanguageIdentifier(*ours, norm_probs=True, tk_row=whole.tk_row)  # type: ignore[no-untyped-call]
