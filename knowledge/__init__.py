"""What the op-ed says: documents, passages, the argument map and the search over them.

Knows nothing of questions.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Something that the reader of the message can fix: a file, a topic, an index.

    Its text is one line that says how.
    """


class IndexUnavailable(KnowledgeError):  # noqa: N818  # it reads as what is the matter
    """The index, or what makes its vectors, does not work at this moment.

    The text may name folders and servers.
    """


class UnknownTopic(KnowledgeError):  # noqa: N818
    """There is no topic of that slug; the text names those that there are."""

    def __init__(self, slug: str, there: str) -> None:
        super().__init__(f"there is no topic {slug!r}; choose one of: {there}")
        self.slug = slug
