"""Answer recall: the share of the expected claims that the reply says, with a passage of theirs cited.

The expected claims are nuggets (Voorhees 2003, TREC question answering; Pradeep et al. 2024, AutoNuggetizer).
One is said when a report gives its clause, or when the judge finds it carried by the reports that cite a
passage of it.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.claim_stated import states_claim
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def answer_recall(judge: str = "embedded") -> Scorer:
    """Score the share of the expected claims that the reply says, with a passage of theirs cited."""

    def measure(asked: AnsweredCase) -> Measured | None:
        expected = asked.case.claims
        stated = [
            any(states_claim(asked, claim_id, get_judge(judge)) for claim_id in nugget) for nugget in expected
        ]
        return share(
            sum(stated),
            len(expected),
            "; ".join(
                " or ".join(nugget) for nugget, there in zip(expected, stated, strict=True) if not there
            ),
        )

    return scored(measure)
