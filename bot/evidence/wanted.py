"""Questions of whether an author wants something: what the piece asks for is nearest to an answer."""

from __future__ import annotations

import re

from bot.request.question import Question

_AUTHOR = r"(?:(?:the |this )?(?:author|writer|columnist|op-ed|piece|article|column|essay)|he|she|they|it)"
_PEOPLE = r"(?:we|people|you|everyone|everybody|they|i|the \w+|\w+s)"
_WANTS = re.compile(
    rf"\b(?:is|are|does|do|did|would) {_AUTHOR} (?:\w+ ){{0,2}}?"
    r"(?:want|asking|ask for|propos\w+|recommend\w*|suggest\w*|support\w*|oppos\w+|favou?r\w*|call\w* for"
    rf"|in favou?r|against|(?:say\w*|think\w*|believ\w+|argu\w+) (?:that )?{_PEOPLE} (?:\w+ )?"
    r"(?:should|must|ought|have to|need to))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"\bwhat (?:exactly |actually )?(?:is|does|do|did|would) {_AUTHOR} (?:\w+ ){{0,2}}?"
    r"(?:want\w*|ask\w*|propos\w+|recommend\w*|suggest\w*|call\w* for)\b",
    re.IGNORECASE,
)


def asks_all_that_is_wanted(question: Question) -> bool:
    """Tell whether a question asks what the author wants, of whomever."""
    return _WANTED.search(question.text) is not None


def asks_what_is_wanted(question: Question) -> bool:
    """Tell whether a question asks if the author wants, supports or opposes something."""
    return _WANTS.search(question.text) is not None
