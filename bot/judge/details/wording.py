"""Words that the passages lack: how many, in how long a run, and which stand in another word's place."""

from __future__ import annotations

from bot.judge.details.matches import Match
from knowledge.sentence_analysis import Reading


def wording_features(claim: Reading, matches: list[Match]) -> dict[str, float]:
    """Count the content words of the claim that no passage has."""
    content = claim.content
    missing = [not matches[word.index] for word in content]
    replaced = [
        absent and _stand_apart(matches[before.index], matches[behind.index])
        for before, absent, behind in zip(content, missing[1:], content[2:], strict=False)
    ]
    return {
        "replaced": float(sum(replaced)),
        "longest new": float(_longest_run(missing)),
        "words carried": 1 - sum(missing) / len(content) if content else 0.0,
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
