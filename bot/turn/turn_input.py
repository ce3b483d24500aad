"""What a turn is made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.debate.ground import Ground
from bot.debate.state import UNSETTLED, Debate, Terms
from bot.evidence.argued import FindsBlocks
from bot.evidence.gather import Search
from bot.evidence.prepared import Matches
from bot.judge.judging import Judging
from bot.request.language import reply_language
from bot.request.leanings import Leanings
from bot.request.question import Question
from bot.writers import Writer
from knowledge.encoders import Scores
from knowledge.topic import Topic


@dataclass(frozen=True)
class TurnInput:
    """A question, and all that a reply to it is made with; `ground` is what a debate stands on.

    `spare` writes on where `writer` fails: from behind what has passed, so that nothing is lost. `judging`
    reads what a model writes; `english` asks for a reply in English even so. `debate` is the debate that the
    turn goes on with, or the terms of one that it may begin. `strict` has a second judge read what passed.
    `wordings` finds the answers that were prepared, `spelling` puts right what was typed, `blocks` finds what
    meets an argument, `reads` tells whether a text answers a question. Without `reasoning`, the bot gives
    none of its own.
    """

    question: Question
    ground: Ground
    topic: Topic
    search: Search
    writer: Writer
    leanings: Leanings
    spare: Writer | None = None
    judging: Judging | None = None
    debate: Debate | Terms = UNSETTLED
    strict: bool = False
    wordings: Matches | None = None
    spelling: Spells | None = None
    english: bool = False
    blocks: FindsBlocks | None = None
    reasoning: bool = True
    reads: Scores | None = None

    def language(self, question: Question) -> str:
        """Return the language of the reply: the question's, where a model judges what is written in it."""
        return reply_language(question.language, judged=self.judging is not None and not self.english)


class Spells(Protocol):
    """What puts right what was typed."""

    def right(self, text: str) -> str:
        """Return the text with unknown words put right."""
        ...
