"""Text that is no op-ed: source code is refused, the record of several speakers is quoted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.typography import CITED

_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+")
_SIGNS = frozenset("{}[]<>=;_\\|&*+#~^`")
# Of all signs but white space. The pieces in evals/opinions have up to 0.003, nine in ten of Python's own
# modules 0.038 and more.
_CODE = 0.025
_ENOUGH = 100  # signs, before a share says anything
_LABEL = re.compile(
    r"^[ \t]*(?:\[[^\]\n]{1,20}\]\s*)?([^\W\d_][^:.!?\n]{0,40}(?:[A-Za-z]\.[^:.!?\n]{0,40}){0,2}):(?=\s)",
    re.MULTILINE,
)
_TURNS = 4  # of speakers who speak more than once
_LABELLED = 0.5  # of the paragraphs


def checked(source: SourceText) -> SourceText:
    """Return the text, its speakers' words as quotations where it is a record of several.

    Raises KnowledgeError where it is source code.
    """
    signs = [sign for sign in CITED.sub("", _ADDRESS.sub("", source.text)) if not sign.isspace()]
    if len(signs) >= _ENOUGH and sum(sign in _SIGNS for sign in signs) > _CODE * len(signs):
        raise KnowledgeError("this looks like source code or data, not an op-ed: give the text of the piece")
    labels = [match for match in _LABEL.finditer(source.text) if len(match[1].split()) <= 5]
    turns = Counter(" ".join(match[1].split()) for match in labels)
    speakers = [name for name, count in turns.items() if count > 1]
    spoken = sum(turns[name] for name in speakers)
    if len(speakers) < 2 or spoken < _TURNS or len(labels) < _LABELLED * len(source.paragraphs):
        return source
    first = labels[0].start()
    paragraphs = tuple(
        replace(paragraph, quoted=paragraph.quoted or paragraph.end > first)
        for paragraph in source.paragraphs
    )
    note = (
        f"this is a record of several speakers ({', '.join(speakers[:3])}), so what they say is "
        "quoted but not attributed to an author: for an op-ed, give the words of one speaker only"
    )
    return replace(source, paragraphs=paragraphs, notes=(*source.notes, note))
