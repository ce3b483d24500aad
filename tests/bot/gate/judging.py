"""A statement about the brief, judged."""

from __future__ import annotations

from bot.gate import Stance, Verdict, check
from bot.statement import Statement, StatementKind
from knowledge.document import Document


def judge(
    brief: Document,
    text: str,
    *cites: int,
    kind: StatementKind = "report",
    stance: Stance | None = None,
    concession: bool = False,
) -> Verdict:
    return check(Statement(kind, text, cites, concession), brief.passages, brief, stance)


TRUE = (
    "The op-ed says that the demands could unintentionally drive Lee closer to China and destabilize the "
    "government of South Korea."
)
