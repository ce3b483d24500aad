"""What puts right how a reader types, for one topic."""

from __future__ import annotations

import re

from knowledge.encoders.onnx_model import whole_words
from knowledge.names import find_names
from knowledge.spelling import Spelling
from knowledge.topic import Topic

_RUN = re.compile(r"(?:[A-Z](?:\.[A-Z])*\.?[\w’'-]* )+[A-Z][\w’'-]+")  # words with capitals: New York Times


def build_spelling(topic: Topic) -> Spelling:
    """Return what knows the words of a topic: of its document and its map."""
    passages = [passage.text for passage in topic.document.passages]
    claims = topic.argument_map.claims if topic.argument_map else ()
    mapped = [words for claim in claims for words in (claim.says, *claim.asked)]
    names = {name.text for text in passages for name in find_names(text) if name.certain}
    names |= {run for text in passages for run in _RUN.findall(text)}
    return Spelling([*passages, *mapped], names, whole_words())
