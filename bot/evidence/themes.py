"""Whether a message names what the points that it wants are to be about."""

from __future__ import annotations

from bot.evidence.gather import EVERYWHERE_FROM, Evidence
from bot.request.patterns import load_patterns
from knowledge.coverage import index_of
from knowledge.names import find_names, same_name
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

# Likeness of a passage from which a wish for points is about something: of the graded messages those that
# name nothing come to 0.36 at most.
LIKE = 0.4
LONGEST = 5  # words of a theme that is named
_PATTERNS = load_patterns("themes")


def names_theme(said: str, topic: Topic) -> bool:
    """Tell whether words say what points are to be about: "on the base", "about weapons sales"."""
    index = index_of(topic.document)
    everywhere = index.names_in(EVERYWHERE_FROM)
    for found in _PATTERNS["about"].finditer(said):
        words = found["theme"]
        names = [name for name in find_names(words) if name.certain]
        common = any(same_name(name.key, key) for name in names for key in everywhere)
        known = any(same_name(name.key, key) for name in names for key in index.names)
        known |= any(index.has(word) for word in read(words).content)
        if len(words.split()) <= LONGEST and known and not common:
            return True
    return False


def is_on_theme(evidence: Evidence) -> bool:
    """Tell whether a message is about something that the passages tell, more than about points to be made."""
    return any(score.similarity >= LIKE for _, score in evidence.passages)
