"""A question to a plan: what kind of reply it gets, and for which side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.request.pressure import pressure_in
from bot.request.question import Mode, Question
from knowledge.argument_map import Side, other_side
from knowledge.letters import words_of
from knowledge.lexicon import polarity
from knowledge.reading import stem

PlanKind = Literal[
    "answer", "overview", "both", "argue", "debate", "greeting", "thanks", "help", "author", "self", "outside"
]


@dataclass(frozen=True)
class Plan:
    """What to do with a question. `side` is the side that the reply argues, None where it takes none."""

    question: Question
    kind: PlanKind
    mode: Mode
    side: Side | None = None

    @property
    def talks(self) -> bool:
        """Whether the reply is mere conversation, with no claim about the op-ed."""
        return self.kind not in ("answer", "overview", "both", "argue", "debate")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_GREETING = _any(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|yo)\b[^?]{0,30}[.!?]*$",
    r"^how are you\b",
)
_THANKS = _any(r"^(?:thanks?|thank you|thx|cheers|great|ok(?:ay)?|bye|goodbye|see you)\b[^?]{0,30}[.!]*$")
_HELP = _any(
    r"^(?:help|\?)$", r"\bwhat (?:can|do) you do\b", r"\bhow (?:do|can|should) i (?:use|start|begin)\b", r"\bhow does this (?:work|bot|chat)\b",
    r"\bwhat (?:are you|is this)\b[^?]*\?*$", r"\bwhat can i ask\b", r"\bwho are you\b", r"\bare you (?:an? )?(?:ai|bot|human|robot|person|chatgpt)\b",
)  # fmt: skip
_AUTHOR = _any(
    r"\bwho(?:'s| is| was)? (?:wrote|written|writing|penned|authored|published|(?:the )?(?:author|writer|columnist))\b",
    r"\b(?:author|writer)(?:'s)? (?:name|identity|background|job|bio|biography|credentials|age|party|nationality)\b",
    r"\bname (?:of|is) the (?:author|writer)\b", r"\bwhen (?:was|did) (?:this|the|it)\b[^?]*\b(?:published|written|appear|come out)\b",
    r"\b(?:which|what|where) (?:newspaper|magazine|outlet|website|publication|paper|journal)\b", r"\bwhere was (?:this|it|the (?:op-ed|article|piece)) published\b",
    r"\bwhat (?:does|do) the (?:author|writer) do for a living\b", r"\bis the (?:author|writer) (?:an? |paid|biased|korean|american|male|female)",
    r"\bhow old is the (?:author|writer)\b",
)  # fmt: skip
_SELF = _any(
    r"\bwhat do you (?:think|believe|feel)\b", r"\byour (?:own )?(?:opinion|view|stance|position|take)\b", r"\bdo you (?:agree|like|support|believe|think|prefer)\b",
    r"\bwhich side are you on\b",
)  # fmt: skip
_OUTSIDE = _any(
    r"\b(?:write|code|program|implement|debug|compile|generate)\b[^?]*\b(?:code|function|script|program|python|java|javascript|sql|html|app|poem|essay|song|story|haiku|email|letter|tweet|speech|recipe)\b",
    r"\b(?:weather|forecast|recipe|horoscope|lottery|movie|film|football|soccer|restaurant|hotel|translate|translation)\b",
    r"\btell (?:me |us )?(?:a |another )?(?:joke|story)\b", r"\b(?:solve|calculate|compute)\b.*\d", r"^\s*\d+\s*[-+*/x]\s*\d+", r"\bwhat(?:'s| is) \d+\s*[-+*/x]\s*\d+",
    r"\bignore (?:all|any|the|your|previous|every)\b", r"\b(?:system|hidden|initial) (?:prompt|instructions?|message)\b", r"\b(?:pretend|act as|role-?play|you are now|jailbreak|dan mode)\b",
    r"\bput words in\b", r"^(?:please |now |just )*(?:repeat after me|say (?:exactly|that|the words))\b", r"\b(?:who will win|next (?:\w+ )?election|going to win)\b", r"\b(?:insult|curse|swear|mock|ridicule)\b", r"\bmy (?:homework|job|girlfriend|boyfriend|computer|taxes)\b",
    r"\bwhat (?:time|day|date) is it\b", r"\btoday's (?:date|news)\b", r"\b(?:stock|share) (?:price|market)\b", r"\bbitcoin\b", r"\bcapital of\b",
)  # fmt: skip
_OPED = r"(?:this|the|its|it|your|that) ?(?:op-ed|oped|article|piece|text|document|column|essay|author|writer)?(?:'s)?"
_OVERVIEW = _any(
    rf"\bwhat(?:'s| is| was| are)? {_OPED} (?:all |mainly |really |basically )?about[?.!]*$", r"\bwhat's (?:it|this) about[?.!]*$", r"\b(?:summar(?:y|i[sz]e|i[sz]ing)|overview|synopsis|abstract)\b",
    r"\b(?:gist|upshot|bottom line|in a nutshell|in short|tl;?dr|in (?:one|two|a few) sentences?)\b",
    r"\b(?:main|key|central|core|principal|overall|basic) (?:point|idea|claim|message|thesis|position|argument|takeaway|conclusion)s?\b", r"\bthesis\b",
    rf"^(?:so )?what (?:does|did|is) {_OPED} (?:say|saying|argue|arguing|claim|claiming|think)(?: overall| in general)?[?.!]*$",
    r"^(?:please )?(?:explain|describe|outline) (?:the|this) (?:op-ed|article|piece|text|document)[?.!]*$", r"^what should i know\b",
)  # fmt: skip
_BOTH = _any(
    r"\bboth (?:the )?(?:sides|views|positions|cases)\b", r"\bsteel-?\s?mann?(?:ing|ed)?\b", r"\bpros? (?:and|&|/) cons?\b", r"\b(?:two|either|each) sides?\b", r"\b(?:arguments?|case|points?|reasons) (?:both )?for and against\b",
    r"\b(?:balanced|even-?handed) (?:view|account|picture|summary|overview)\b",
)  # fmt: skip
_AGAINST = _any(
    r"\bargu\w+ against\b", r"\b(?:the )?case against\b", r"\bcounter-?\s?arguments?\b", r"\bcounter(?:ing|points?)?\b (?:the|this|that)", r"\b(?:rebut|refute|debunk|dispute|attack|undercut|undermine|criticis\w+|criticiz\w+|critique|challenge)\b (?:the|this|that|its|his|her|their|how|op-ed|it\b)",
    r"\bpoke holes\b", r"\bdevil'?s advocate\b", r"\bwhat would (?:a|an|the|some)? ?\w* ?\w*(?:hawks?|critics?|skeptics?|sceptics?|opponents?|protectionists?|hard-?liners?|detractors?|doubters?|nationalists?)\b[^?]*\b(?:say|answer|reply|argue|object|think|respond)\b",
    r"\b(?:weak(?:ness|nesses|est)?|flaws?|holes|problems?|shortcomings|gaps|faults?)\b[^?]*\b(?:argument|reasoning|case|op-ed|recommendation|logic|claim)\b", r"\bwhat(?:'s| is) (?:wrong|weak|missing|doubtful|questionable)\b", r"\b(?:objections?|criticisms?) (?:to|of|against)\b",
    r"\bwhy (?:is|might|could|would) (?:the )?(?:op-ed|author|it|argument) (?:be )?wrong\b", r"\bdisagree\b", r"\bspeaks against\b", r"\bagainst the (?:op-ed|recommendation|author|argument|piece)\b",
    r"\bwhy should(?:n't| not| nobody| no one)\b",
)  # fmt: skip
_FOR = _any(
    r"\bargu\w+ (?:for|in favou?r|that)\b", r"\bmake (?:the|a|your) (?:\w+ )?case\b", r"\b(?:the )?(?:best |strongest )?case for\b", r"\bdefend (?:the|this|that|its|easing|how)\b",
    r"\bconvince me\b", r"\bpersuade me\b", r"\b(?:strongest|best|main) arguments?\b", r"\bin favou?r of\b", r"\bspeaks for\b", r"\bsupport (?:the|putting|easing|this) (?:view|claim|recommendation|argument|case|\w+ing)\b",
    r"\bwhat would (?:a|an|the|some)? ?\w* ?(?:doves?|supporters?|proponents?|defenders?|friends?|advocates?)\b[^?]*\b(?:say|answer|reply|argue|think|respond)\b",
)  # fmt: skip
_PRESSURE = re.compile(
    r"\b(?:tariffs?|lev(?:y|ies)|dut(?:y|ies)|pressur\w*|demands?|burdens?|tough\w*|hard line|arm-twisting|squeez\w+)\b",
    re.IGNORECASE,
)
_EASING = re.compile(
    r"\b(?:eas\w+|soften\w*|relax\w*|refrain\w*|lift\w*|lower\w*|drop\w*|remov\w+|reduc\w+|cut\w*|less|fewer|against (?:the )?(?:tariff|pressure|demand)|stop\w*|avoid\w*|go(?:ing)? easy|backfir\w+|destabili\w+|dangerous|mistake|harm\w*|hurt\w*|drive|push)\b",
    re.IGNORECASE,
)
_DEFICIT_FIRST = re.compile(
    r"\b(?:deficit|imbalance|unfair|free[- ]?rid\w+|pay (?:more|up|its|their)|leverage|america first|has paid|long enough|pressure (?:works?|worked|made|helps?|helped)|tariffs? (?:are|is|work\w*|will work)|good|right|fair|necessary|needed|tough\w*|pressure works|deserve\w*|owe\w*|matters? more)\b",
    re.IGNORECASE,
)


def plan(question: Question) -> Plan:
    """What kind of reply a question gets. The reader's choice of mode holds; in `ask`, the words can ask for an argument."""
    text = question.text
    pressed = question.mode == "debate" and pressure_in(text)
    for kind, pattern in _TALK:
        if not pressed and pattern.search(text):
            return Plan(question, kind, question.mode)
    if question.mode == "debate":
        return Plan(question, "debate", "debate", answering_side(text))
    if question.mode != "ask":
        return Plan(question, "argue", question.mode, question.mode)
    if _BOTH.search(text):
        return Plan(question, "both", "ask")
    if _OVERVIEW.search(text) and not _AGAINST.search(text):
        return Plan(question, "overview", "ask")
    if _AGAINST.search(text):
        return _arguing(question, "against")
    if _FOR.search(text):
        return _arguing(question, "for")
    return Plan(question, "answer", "ask")


_TALK: tuple[tuple[PlanKind, re.Pattern[str]], ...] = (
    ("greeting", _GREETING),
    ("thanks", _THANKS),
    ("outside", _OUTSIDE),
    ("help", _HELP),
    ("author", _AUTHOR),
    ("self", _SELF),
)


def _arguing(question: Question, said: Side) -> Plan:
    """Sides are of the recommendation: to argue for tariffs is to argue against it."""
    wants_pressure = (
        bool(_PRESSURE.search(question.text))
        and not _EASING.search(question.text)
        and _names_a_policy(question.text)
    )
    side: Side = other_side(said) if wants_pressure else said
    return Plan(question, "argue", side, side)


def _names_a_policy(text: str) -> bool:
    """Whether the pressure itself is what is argued about ("argue for the tariffs"), not what the op-ed says of it."""
    return (
        re.search(
            r"\b(?:for|against|defend|favou?r of)\s(?:the |a |high |higher |more |trump's |25 percent |50 percent )*(?:tariffs?|pressure|demands|levy|levies|duties|burdens)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def answering_side(text: str) -> Side:
    """The side opposite to the one that the reader's words take."""
    pressing = bool(_DEFICIT_FIRST.search(text))
    easing = bool(_EASING.search(text)) or any(stem(word) in _turning_words() for word in words_of(text))
    return "for" if pressing and not easing else "against"


def _turning_words() -> frozenset[str]:
    return frozenset(stem(word) for pair in polarity().directions if "ease" in pair[0] for word in pair[0])
