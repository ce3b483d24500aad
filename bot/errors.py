"""The errors that a user can mend. A front end catches `USER_ERRORS` and prints one line.

Exception
├── KnowledgeError   a file, a topic, the index
├── BotError         a question, a setting, a port
└── PromptError      a prompt
"""

from __future__ import annotations

from knowledge import KnowledgeError
from prompts import PromptError


class BotError(Exception):
    """What the user of the bot can mend; its text is one line that says how."""


USER_ERRORS: tuple[type[Exception], ...] = (KnowledgeError, BotError, PromptError)
