"""The language that somebody writes in, as far as a reply must know it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

# Words of English alone among these languages; two of them, or one in a short text, settle it without the detector.
_ENGLISH = re.compile(
    r"\b(?:the|what|why|how|which|who|whom|whose|when|where|does|did|is|are|were|has|have|would|should|could|argue|against|and|of|this|that|it|its|tell|about|they|there|op-ed)\b",
    re.IGNORECASE,
)
_SURE = 0.9  # of the detector's probability: short questions and bare names look like many languages


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language; English where that cannot be told."""
    letters = [sign for sign in text if sign.isalpha()]
    words = text.split()
    if not letters or len(_ENGLISH.findall(text)) >= (1 if len(words) < 6 else 2):
        return ENGLISH
    ascii_only = all(ord(sign) < 0x250 for sign in letters)
    if ascii_only and len(words) < 3:
        return ENGLISH
    code, probability = _detector().classify(text)  # type: ignore[no-untyped-call]
    return str(code) if code in NAMES and (probability >= _SURE or not ascii_only) else ENGLISH


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    found.set_languages(list(NAMES))  # type: ignore[no-untyped-call]
    return found
