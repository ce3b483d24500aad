"""Whether a reply says a claim of the argument map."""

from __future__ import annotations

from evals.bot_under_test import AnsweredCase
from evals.judges import Judge
from evals.statement_grading import ASSERTING, is_prepared, statements


def states_claim(asked: AnsweredCase, claim_id: str, judge: Judge) -> bool:
    """Return whether a reply states the claim.

    It does when the reports that cite a passage of it give its clause, or carry it by the judge's word. A
    sentence of the playbook that cites the passage was held to it by readers, and is not judged again.
    """
    claim = asked.map.by_id[claim_id]
    citing = [
        statement
        for statement in statements(asked, ASSERTING)
        if {*claim.passages} & {*statement["cites"]}
    ]
    texts = [statement["text"] for statement in citing]
    return any(is_prepared(asked, statement) for statement in citing) or any(claim.says in text for text in texts) or (
        bool(texts) and judge.grade(f"The op-ed says that {claim.says}.", texts).supported
    )
