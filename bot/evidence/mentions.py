"""Questions of what an op-ed speaks of at all, and of what it grants: its words alone can answer them."""

from __future__ import annotations

import re

from bot.request.plan import Plan
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

OPENS_YES_NO = re.compile(r"(?:so )?(?:is|are|does|do|did|has|have|was|were)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?:\b(?:say|says|write|have|has) anything (?:at all )?(?:about|on|of)"
    r"|\b(?:mention|discuss|address|cover|touch on|bring up|talk about|speak of|deal with)s?)"
    r"\s+(?P<what>[^?.!;]+)",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:admit|conced|concession|grant|acknowledg)\w*"
    r"|\b(?:weak (?:point|spot|bit)|weakness|downside|drawback"
    r"|has a point|other side|not sure of|unsure|can't answer|cannot answer)",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:miss|lack|gaps?\b|weak|hole|unsupported|unproven|leaves? out|left out|not prove)\w*", re.IGNORECASE
)
_OR = re.compile(r"\b(?:or|and)\b|,|/", re.IGNORECASE)
_FRAME = frozenset("kind sort other thing issue topic piec articl author writer anyth actual ever".split())


def mentioned(plan: Plan, topic: Topic) -> list[int] | None:
    """Return the passages with the words of what the op-ed is asked to speak of; None for other questions.

    Of each thing that is named its last word counts: "other noise" is noise.
    """
    text = plan.question.text
    asked = _SPEAKS.search(text)
    if asked is None or not OPENS_YES_NO.match(text[: asked.start()].rpartition("?")[2].strip() or "-"):
        return None
    named = (read(one).content for one in _OR.split(asked["what"]))
    heads = {words[-1].text.lower() for words in named if words and words[-1].stem not in _FRAME}
    if not heads:
        return None
    forms = "|".join(re.escape(re.sub(r"(?:ies|es|s|y)$", "", head)) for head in sorted(heads))
    spoken_of = re.compile(rf"\b(?:{forms})(?:y|ies|es|s|ed|ing)?\b", re.IGNORECASE)
    return [passage.id for passage in topic.document.passages if spoken_of.search(passage.text)]


def asks_what_is_shown(plan: Plan) -> bool:
    """Tell whether somebody who only asks wants the evidence that there is, and not what is missing of it."""
    missing = _LACKS.search(plan.question.text) is not None
    return plan.question.mode == "ask" and plan.request.act == "missing evidence" and not missing


def asks_what_is_granted(plan: Plan) -> bool:
    """Tell whether a question asks what the author grants, or what is weak, of the piece as a whole."""
    request = plan.request
    if request.act == "missing evidence":
        return _LACKS.search(plan.question.text) is not None
    if request.act in ("weakest", "concession"):
        return request.whole or _GRANTED.search(plan.question.text) is not None
    return False
