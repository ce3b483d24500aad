"""The gate for people's own text: each sentence of a draft, held to the passages of a topic's document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from typing_extensions import TypedDict

from bot.gate import Verdict, check
from bot.judge import CARRIED, judge
from bot.judge.details import details
from bot.judge.frame import unframed
from bot.judge.support import support
from bot.statement import Statement
from bot.statement.attribution import given_as_the_opeds
from knowledge.document import Document, Passage
from knowledge.typography import CITED

DraftMark = Literal["carried", "contradicted", "unclear", "not in it"]

# Rules that speak of a fault where the passages tell of the same; the others say how much the passages
# tell, which the judge knows better of free wording.
_FAULTS = frozenset(
    "figure name role order negation direction hedge scope cause done condition quantity link manner "
    "swapped crossed quotation".split()
)
_SAME_MATTER = 0.6  # of a sentence's content that passages must tell before a fault is a contradiction
_REFUSED = CARRIED - 0.01  # the highest score of what the rules refuse
_FREE = "it is worded freely, so only a reader or a judging model can tell"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft: how it stands to the document, by which passages, and why.

    `score` is the judge's, 0 to 1.
    """

    text: str
    mark: DraftMark
    cites: tuple[int, ...]
    score: float
    reason: str


class CheckedObject(TypedDict):
    """The same as data.

    `supported` says that it is carried; `nearest` is the passage where to look first.
    """

    text: str
    mark: DraftMark
    supported: bool
    cites: list[int]
    score: float
    reason: str
    nearest: int


def checked_object(one: Checked, nearest: Passage) -> CheckedObject:
    """Return a checked sentence and the passage nearest to it as data, ready for JSON."""
    supported = one.mark == "carried"
    return {
        "text": one.text,
        "mark": one.mark,
        "supported": supported,
        "cites": list(one.cites),
        "score": round(one.score, 4),
        "reason": one.reason,
        "nearest": nearest.id,
    }


def check_draft(draft: Document, document: Document) -> Iterator[Checked]:
    """Check each sentence of the draft in its order; what holds no words is passed over.

    Marks as a reply has them, "… secured [4].", are not its words: the whole document is looked through.
    """
    for sentence in draft.passages:
        text = " ".join(CITED.sub("", sentence.text).split())
        if any(sign.isalpha() for sign in text):
            yield check_sentence(text, document)


def check_sentence(text: str, document: Document) -> Checked:
    """Hold one sentence to the passages that tell most of it, the best alone first, then with the next ones.

    The rules of the gate decide what is carried and what is wrong. What they find too few words of, and the
    judge enough, is unclear: on free wording it is hardly better than chance.
    """
    texts = tuple(passage.text for passage in document.passages)
    told = support(unframed(text), texts)
    if not told.context:
        return Checked(text, "not in it", (), 0.0, "the document has none of its words")
    near = [n + 1 for n in told.context]
    judged = judge(text, [texts[number - 1] for number in near])
    statement = given_as_the_opeds(text)

    def gate(*cites: int) -> Verdict:
        return check(Statement("report", statement, tuple(sorted(cites))), document.passages, document)

    if details(text, [texts[number - 1] for number in near], texts)["speaker"]:
        return Checked(
            text,
            "not in it",
            (),
            min(judged.score, _REFUSED),
            "the passages do not give this as that speaker's word",
        )
    alone, together = gate(near[0]), gate(*near)
    if alone.rule in ("plain", "script"):
        return Checked(text, "not in it", (), min(judged.score, _REFUSED), alone.reason)
    if alone.passed:
        return Checked(text, "carried", (near[0],), max(judged.score, CARRIED), alone.reason)
    fault = next((verdict for verdict in (alone, together) if verdict.rule in _FAULTS), None)
    # What one passage tells of by itself must agree with it: another could lend the figure or name that is
    # off.
    if (
        fault is not None
        and told.features["covered by one" if fault is alone else "covered by three"] >= _SAME_MATTER
    ):
        return Checked(text, "contradicted", (near[0],), min(judged.score, _REFUSED), fault.reason)
    if fault is None or fault is alone:
        passed = next((cites for cites in (near[:2], near[::2], near) if gate(*cites).passed), None)
        if passed:
            return Checked(
                text, "carried", tuple(sorted(set(passed))), max(judged.score, CARRIED), gate(*passed).reason
            )
        if fault is None and judged.supported:
            return Checked(text, "unclear", (near[0],), _REFUSED, _FREE)
    return Checked(
        text,
        "not in it",
        (),
        min(judged.score, _REFUSED),
        judged.reason if not judged.supported else together.reason,
    )
