"""Words that say where something stands in the op-ed's text: "the second reason to keep it"."""

from __future__ import annotations

from knowledge.sentence_analysis import Reading, Word, stem

_PARTS = frozenset(map(stem, "reason argument point ground objection example consideration".split()))
_COUNTED = frozenset("last final next other another further main chief".split())  # beside figures: "second"
# behind these it is no part of the text: "the other reason for the fall" says what brought it about
_OF_THE_WORLD = frozenset("for of that why behind".split())


def told_words(reading: Reading) -> tuple[Word, ...]:
    """Return the content words that say something of the world, not of the text that says it."""
    return tuple(word for word in reading.content if not _is_part_of_text(word, reading))


def _is_part_of_text(word: Word, reading: Reading) -> bool:
    """Tell whether a word names a part of an argument that is counted, or a reason to do something."""
    if word.stem not in _PARTS:
        return False
    before = reading.words[word.index - 1] if word.index else None
    behind = reading.words[word.index + 1].text.lower() if word.index + 1 < len(reading.words) else ""
    counted = before is not None and (
        before.text.lower() in _COUNTED or any(one.start <= before.start < one.end for one in reading.figures)
    )
    return behind == "to" or (counted and behind not in _OF_THE_WORLD)
