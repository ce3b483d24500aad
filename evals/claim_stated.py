"""Whether a reply says a claim of the argument map."""

from __future__ import annotations

from evals.bot_under_test import AnsweredCase
from evals.judges import Judge
from evals.statement_grading import ASSERTING, statements


def states_claim(asked: AnsweredCase, claim_id: str, judge: Judge) -> bool:
    """Return whether a reply states the claim.

    It does when the reports that cite a passage of it give its clause, or carry it by the judge's word.
    """
    claim = asked.map.by_id[claim_id]
    texts = [
        statement["text"]
        for statement in statements(asked, ASSERTING)
        if {*claim.passages} & {*statement["cites"]}
    ]
    return any(claim.says in text for text in texts) or (
        bool(texts) and judge.grade(f"The op-ed says that {claim.says}.", texts).supported
    )
