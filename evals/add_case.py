"""Turn a reader's feedback into a case, ready to be edited.

What was asked, what the reply should have said, and what it must not say.
"""

from __future__ import annotations

from bot.store.feedback import Feedback
from bot.turn.bot import Bot
from evals.bot_under_test import argument_map_of
from evals.cases import SETS, EvalCase

_INVENTED = ("not in the text", "wrong side")  # what was said must then not be said again


def case_from_feedback(feedback: Feedback, bot: Bot, suite: str | None = None) -> tuple[str, EvalCase]:
    """Return the suite and the case.

    Expected are the claims that the reply said, or where it said the wrong thing those nearest to the
    question.
    """
    name = suite or (feedback.mode if feedback.mode != "ask" else "facts")
    claims = () if feedback.mode in ("for", "against", "debate") else _expected(feedback, bot)
    texts = [statement["text"] for statement in feedback.reply["statements"] if statement["kind"] != "link"]
    wrong = [feedback.sentence] if feedback.sentence else texts
    refuted = feedback.said == "contested" and feedback.upheld is False
    forbidden = tuple(wrong) if refuted or feedback.said in _INVENTED else ()
    asks = {"turns": (feedback.question,)} if name == "debate" else {"question": feedback.question}
    fields = {
        "id": f"{name}-{feedback.id}",
        **asks,
        "mode": feedback.mode,
        "claims": claims,
        "side": feedback.reply["side"] if name == "debate" else None,
        "abstain": True
        if "abstain" in SETS[name] or (feedback.said == "not in the text" and not claims)
        else None,
        "forbidden": forbidden,
    }
    return name, EvalCase.model_validate(fields)


def _expected(feedback: Feedback, bot: Bot) -> tuple[tuple[str, ...], ...]:
    argument_map = argument_map_of(bot.topic)
    stated = [
        claim.id
        for item in feedback.reply["statements"]
        for claim in argument_map.claims
        if claim.says in item["text"] or {*claim.passages} <= {*item["cites"]}
    ]
    nearest = [item.id for item in bot.search.find(feedback.question).claims if item.id not in stated][:1]
    if feedback.said in ("good", "wrong passage"):
        return tuple((item,) for item in stated[:1] or nearest)
    if feedback.said == "not in the text":
        return ()
    return tuple((item,) for item in nearest)
