"""Words that the passages lack.

How many, how rare, in how long a run, and which stand in another word's place.
"""

from __future__ import annotations

from bot.judge.details.matches import Match
from bot.judge.vocabulary import Vocabulary
from knowledge.sentence_analysis import Reading

_ALIKE = 0.6  # likeness to a word of the passages from which a new word is none of its own


def wording_features(
    claim: Reading, sources: list[Reading], matches: list[Match], words: Vocabulary
) -> dict[str, float]:
    """Count and weigh the content words of the claim that no passage has."""
    content = claim.content
    fresh = [not matches[word.index] for word in content]
    ids = {word.index: words.numbered(word.text).ids for word in content}
    pool = words.numbered(" ".join(source.text for source in sources)).ids
    likeness: dict[int, float] = {}
    for word, new in zip(content, fresh, strict=True):
        own = ids[word.index]
        if new and own.size and pool.size:
            likeness[word.index] = float((words.vectors[own[:1]] @ words.vectors[pool].T).max())
    strange = [
        new and likeness.get(word.index, 0.0) < _ALIKE for word, new in zip(content, fresh, strict=True)
    ]
    replaced = [
        1 - likeness.get(word.index, 0.0)
        for before, word, behind in zip(content, content[1:], content[2:], strict=False)
        if not matches[word.index] and _stand_apart(matches[before.index], matches[behind.index])
    ]
    rare = [
        float(words.weights[ids[word.index][0]]) * (1 - likeness.get(word.index, 0.0))
        for word, new in zip(content, fresh, strict=True)
        if new and ids[word.index].size
    ]
    return {
        "replaced": float(len(replaced)),
        "worst replaced": max(replaced, default=0.0),
        "new words": sum(strange) / len(content) if content else 0.0,
        "longest new": float(_longest_run(strange)),
        "rarest new": max(rare, default=0.0),
        "words carried": 1 - sum(fresh) / len(content) if content else 0.0,
    }


def _longest_run(flags: list[bool]) -> int:
    run = longest = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest


def _stand_apart(before: Match, behind: Match) -> bool:
    """Tell whether a passage has the two neighbours in this order with a word or two between them."""
    return any(
        number == other and 1 < right.index - left.index <= 4
        for number, left in before
        for other, right in behind
    )
