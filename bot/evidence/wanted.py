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


_MAIN_POINTS = re.compile(
    r"\b(?:main|key|chief|central|most important) (?:points?|arguments?|ideas?|messages?)\b", re.IGNORECASE
)
_WHY = re.compile(
    rf"\bwhy (?:is|are|does|do|did|would) {_AUTHOR} (?:\w+ ){{0,2}}?"
    r"(?:want\w*|support\w*|oppos\w+|favou?r\w*|against|for|in favou?r of|reject\w*)\b",
    re.IGNORECASE,
)
_NO_FIGURES = re.compile(
    r"\b(?:no|without|leave out|skip|avoid)(?: any| the| using)? (?:numbers|figures|statistics|stats)\b",
    re.IGNORECASE,
)


def asks_main_points(question: Question) -> bool:
    """Tell whether the points of a piece as a whole are asked for, and not only what it wants done."""
    return _MAIN_POINTS.search(question.text) is not None


def asks_why_the_author(question: Question) -> bool:
    """Tell whether a question asks for the author's reasons for a view or a wish."""
    return _WHY.search(question.text) is not None


def wants_no_figures(question: Question) -> bool:
    """Tell whether a message wants a reply without figures."""
    return _NO_FIGURES.search(question.text) is not None


def asks_all_that_is_wanted(question: Question) -> bool:
    """Tell whether a question asks what the author wants, of whomever."""
    return _WANTED.search(question.text) is not None


def asks_what_is_wanted(question: Question) -> bool:
    """Tell whether a question asks if the author wants, supports or opposes something."""
    return _WANTS.search(question.text) is not None
