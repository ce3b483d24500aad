"""How well a prepared answer fits what the act of a message asks for."""

from __future__ import annotations

from knowledge.encoders.act_reader import ActReading
from knowledge.playbook import Answer

# How much an entry counts whose acts are none of the message's; one with an act that is near it, or, of a
# list, any; beside 1 for one that answers that act
UNFIT, FIT_NEARLY = 0.2, 0.6
NEAR_ACTS = (
    frozenset(["fact", "yes-no", "either-or", "identify", "define"]),
    frozenset(["reason", "consequence", "evidence"]),
    frozenset(["stance", "concession"]),
    frozenset(["evidence", "missing evidence", "weakest"]),
)


def fit(answer: Answer, reading: ActReading) -> float:
    """Return how well an answer fits what the act of a message asks for, 0 to 1.

    That the op-ed does not tell is an answer to any act.
    """
    return sum(probability * act_fit(answer, act) for act, probability in reading.items())


def act_fit(answer: Answer, act: str) -> float:
    """Return how well an answer fits one act."""
    if act in answer.acts:
        return 1.0
    return FIT_NEARLY if act == "list" or answer.absent or _near(act, answer) else 0.0


def _near(act: str, answer: Answer) -> bool:
    return any(act in acts and not acts.isdisjoint(answer.acts) for acts in NEAR_ACTS)
