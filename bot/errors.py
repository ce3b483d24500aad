"""The errors that a user can fix. A front end catches `USER_ERRORS` and prints one line.

Exception
├── KnowledgeError      a file, a topic, the index
├── BotError            a question, a setting, a port
│   ├── UnavailableError    a store that does not do its part at this moment
│   └── ModelError      a chat model that does not do its part; in a turn the embedded writer takes over
│       ├── OverBudgetError
│       └── TooSlowError    it has begun to answer, and does not get on
└── PromptError         a prompt
"""

from __future__ import annotations

from knowledge import KnowledgeError
from prompts import PromptError


class BotError(Exception):
    """What the user of the bot can fix; its text is one line that says how."""


class UnavailableError(BotError):
    """The database does not do its part; what is asked again later may well be answered."""


class ModelError(BotError):
    """A chat model gave no answer, or not to its end.

    The text says why in words that hold no key and nothing that the provider wrote.
    """


class OverBudgetError(ModelError):
    """A budget is used up; the model is not asked."""


class TooSlowError(ModelError):
    """The model has given a sign of life, and no word or no end in the time that it had."""


class Left(Exception):  # noqa: N818  # no error: it only unwinds the turn
    """The reader has gone, so that nobody waits for the rest of a turn."""


USER_ERRORS: tuple[type[Exception], ...] = (KnowledgeError, BotError, PromptError)
