"""What a question is about, beside the words that ask for an argument or advice."""

from __future__ import annotations

import re

from bot.request.named import tells_figure
from bot.request.plan import Plan
from bot.request.question import Question
from knowledge.coverage import index_of
from knowledge.names import same_name
from knowledge.sentence_analysis import Word, read
from knowledge.topic import Topic

OWN_ARGUMENT = re.compile(
    r"\b(?:recommend\w+|proposals?|conclusions?|thesis|reasoning|logic|op-ed|article|(?:the|its) argument)\b",
    re.IGNORECASE,
)
ARGUING = frozenset(  # stems of words that ask for an argument and are not its subject
    (
        "argu case convinc persuad debat rebut refut critic criticis critiqu defend attack weak strong "
        "strongest flaw hole counterargu counter devil advoc recommend point reason support oppos agre "
        "disagre best main make hawk dove sceptic skeptic side posit view show sound found prove proven "
        "well both steelman pro con balanc even-hand two give each argument poke advis advic urg cours"
    ).split()
)


def own_words(question: Question) -> list[Word]:
    """Return the words that say what a question is about, beside those that ask for an argument or advice."""
    return [word for word in question.reading.content if word.stem not in ARGUING]


def in_general(plan: Plan, topic: Topic) -> bool:
    """Tell whether a message asks for the argument as a whole: it names nothing but what is recommended.

    That is whatever the recommendation names, or the title, in whatever word for a country.
    """
    if plan.request.whole:
        return True
    text = plan.request.text or plan.question.text
    there, asked = index_of(topic.document), read(text)
    whole = read(f"{topic.title}. {topic.thesis}")
    thesis = {word.stem for word in whole.words} | ARGUING
    named = [name for name in asked.names if name.certain and not any(name.same(one) for one in whole.names)]
    return not (
        any(same_name(name.key, key) for name in named for key in there.names)
        or any(there.has(word) for word in asked.content if word.stem not in thesis)
        or tells_figure(text)
    )
