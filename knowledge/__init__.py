"""What the op-ed says: documents, passages, the argument map and the search over them. Knows nothing of questions."""

from __future__ import annotations


class KnowledgeError(Exception):
    """What a reader of the message can mend: a file, a topic, an index. Its text is one line that says how."""
