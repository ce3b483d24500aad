"""Generate a starter evaluation set for a topic that nobody has written one for.

Facts from its claims, what is absent, and premises that its claims contradict. What is generated says so in
its ids, and only shows that nothing is broken: whether the answers are any good is for cases that a person
writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.gate import check
from bot.statement import Statement
from evals.cases import SETS, read_cases, unknown_ids
from evals.mutations import FRAME, MUTATIONS
from knowledge import KnowledgeError
from knowledge.argument_map import Claim
from knowledge.atomic_write import write_whole
from knowledge.mining.keyphrases import keyphrases
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

PREFIX = "generated"
FACTS, PREMISES, ABSENT = 16, 12, 8  # cases of each, at most
CORRUPTIONS = ("number", "date", "negation", "direction")  # those that turn a claim into a false premise
# Subjects of which few op-eds speak; one that the document does is left out.
FOREIGN = (
    "the price of saffron", "octopus farming", "the rules of cricket", "Antarctic penguins",
    "opera tickets in Vienna", "the orbit of Neptune", "violin strings",
    "medieval falconry", "sourdough bread", "ice hockey helmets", "the Bolivian navy", "lunar eclipses",
)  # fmt: skip


def generate_sets(topic: Topic, folder: Path) -> dict[str, int]:
    """Write the sets of a topic into its folder `sets`; return how many cases each has.

    A set that somebody has written cases for only loses what asks for claims that are gone.
    """
    generated = {"facts": _facts(topic), "premise": _premises(topic), "absent": _absent(topic)}
    counts = {}
    for name, cases in generated.items():
        path = folder / f"{name}.jsonl"
        if not _is_own(path):
            rows = list(cases)
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
            counts[name] = len(rows)
    prune_sets(topic, folder)
    return counts


def prune_sets(topic: Topic, folder: Path) -> list[str]:
    """Take the claims that the topic no longer has out of the generated cases in its folder `sets`.

    A case goes where none of the claims is left that would do as its answer. The cases that somebody has
    written stay: return a sentence for each of them that names what is gone.
    """
    faults: list[str] = []
    for path in (path for name in SETS if (path := folder / f"{name}.jsonl").exists()):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [_pruned(line, topic) if _is_generated(line) else line for line in lines]
        if kept != lines:
            write_whole(path, "".join(kept))
        with suppress(KnowledgeError):  # a set that cannot be read is reported when it is run
            if topic.argument_map:
                faults += unknown_ids(read_cases(path), topic.argument_map)
    return faults


def _pruned(line: str, topic: Topic) -> str:
    """Return the line of a generated case without the claims that are gone; "" where none is left."""
    try:
        row = json.loads(line)
    except ValueError:  # somebody has changed it; it is reported when the set is run
        return line
    there = {claim.id for claim in _claims(topic)}
    wanted = [[nugget] if isinstance(nugget, str) else nugget for nugget in row.get("claims", ())]
    left = [[claim for claim in nugget if claim in there] for nugget in wanted]
    if left == wanted:
        return line
    return f"{json.dumps({**row, 'claims': left}, ensure_ascii=False)}\n" if all(left) else ""


def _is_own(path: Path) -> bool:
    """Return whether somebody has written cases there."""
    if not path.exists():
        return False
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    return not all(map(_is_generated, lines))


def _is_generated(line: str) -> bool:
    return f'"id": "{PREFIX}-' in line


def _facts(topic: Topic) -> Iterator[dict[str, Any]]:
    """Yield whether the op-ed says a claim, and what it says of a phrase.

    Any claim with the phrase will do as the answer.
    """
    number = 0
    for claim in _telling(topic)[: FACTS - 4]:
        number += 1
        yield {
            "id": f"{PREFIX}-facts-{number:03}",
            "question": f"Does the op-ed say that {claim.says}?",
            "claims": [claim.id],
        }
    for phrase in keyphrases(topic.document, 4):
        wanted = {word.stem for word in read(phrase).content}
        about = [
            claim.id for claim in _claims(topic) if wanted <= {word.stem for word in read(claim.says).content}
        ]
        if wanted and about:
            number += 1
            yield {
                "id": f"{PREFIX}-facts-{number:03}",
                "question": f"What does the op-ed say about {phrase}?",
                "claims": [about],
            }


def _premises(topic: Topic) -> Iterator[dict[str, Any]]:
    """Yield claims corrupted so that the gate refuses them, asked as if they were so."""
    number = 0
    for claim in _telling(topic):
        true = Statement("report", f"{FRAME}{claim.says}.", claim.passages)
        for name in CORRUPTIONS:
            wrong = next(
                (
                    corrupted
                    for corrupted in MUTATIONS[name](true, topic.document)
                    if not check(corrupted, topic.document.passages, topic.document).passed
                ),
                None,
            )
            if wrong and number < PREMISES:
                number += 1
                says = wrong.text.removeprefix(FRAME).rstrip(".")
                yield {
                    "id": f"{PREFIX}-premise-{number:03}",
                    "question": f"Is it true that {says}?",
                    "claims": [claim.id],
                }
                break


def _absent(topic: Topic) -> Iterator[dict[str, Any]]:
    text = topic.document.text.lower()
    absent = [
        subject
        for subject in FOREIGN
        if not any(word in text for word in subject.lower().split() if len(word) > 4)
    ]
    for number, subject in enumerate(absent[:ABSENT], start=1):
        yield {
            "id": f"{PREFIX}-absent-{number:03}",
            "question": f"What does the op-ed say about {subject}?",
            "abstain": True,
        }


def _claims(topic: Topic) -> tuple[Claim, ...]:
    return topic.argument_map.claims if topic.argument_map else ()


def _telling(topic: Topic) -> list[Claim]:
    """Return the claims in clauses of their own, those with a figure first."""
    clauses = [claim for claim in _claims(topic) if not claim.says.startswith("“")]
    return sorted(clauses, key=lambda claim: not read(claim.says).figures)
