"""The acts that a message can have, and wordings of each: `acts/WRITER.yaml`, one file a writer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from knowledge import KnowledgeError
from knowledge.yaml_file import parse_yaml

ACTS: dict[str, str] = {
    "overview": "what the piece says or argues, as a whole",
    "fact": "a figure, date, name or other detail that the piece may hold",
    "yes-no": "whether something is so, according to the piece",
    "either-or": "which of two or three things is so",
    "reason": "why something is so, or why the author holds it",
    "consequence": "what follows from something, or would follow if",
    "evidence": "what the piece rests a claim on: figures, events, sources, proof",
    "stance": "what the author thinks of something or somebody",
    "recommendation": "what the author wants done, and by whom",
    "concession": "what the author grants, or whether the other side is considered at all",
    "compare": "how two things in the piece differ or resemble each other",
    "quote": "the piece's own words about something",
    "identify": "who or what somebody or something in the piece is",
    "define": "what a word or notion means",
    "list": "all of a kind that the piece names: actors, dates, demands, risks",
    "case": "the whole case for a side",
    "opening": "an opening speech for a side",
    "contentions": "a number of contentions or main arguments for a side, with titles",
    "strongest": "the best single argument of a side",
    "attack": "what speaks against the piece or one of its claims",
    "weakest": "the weakest point, gap or contradiction of the piece or of a side",
    "missing evidence": "what evidence the piece lacks or should have given",
    "cross-examine": "questions to put to the other side",
    "rebut": "an answer to an argument that is given in the message",
    "weigh": "which consideration outweighs which, and why",
    "both sides": "both sides of the question",
    "argue": "a point of the reader's own, put forward in a debate",
    "ask the bot": "a question to the bot about its side, its argument or what it just said",
    "concede": "the reader grants a point, or all of it",
    "choose side": "which side the bot, or the reader, is to take; or that sides are to be swapped",
    "closing": "a closing speech, or an end of the debate with what it came to",
    "score": "how the debate stands: who dropped what, who is ahead",
    "press": "pressure without an argument: an insult, flattery, an order to agree",
    "restate": "the last reply in another form: shorter, longer, simpler, as bullets, in another language",
    "more": "more of what the last reply gave: go on, another one, the next, what else",
    "about the document": "who wrote the piece, when, where it appeared, how long it is",
    "about the bot": "what the bot is, can do, knows, or thinks itself",
    "small talk": "a greeting, thanks, a goodbye, a test, a pleasantry",
    "other task": "something that has nothing to do with the piece or a debate about it",
}
LEAST = 20  # wordings of an act by one writer


class Wording(BaseModel):
    """One way to ask, with the form and the side that it asks for.

    `{thing}` stands for a noun phrase of a piece, `{claim}` for a clause, `{figure}` for what a number is of.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(min_length=1, max_length=400)]
    length: (
        Annotated[str, Field(pattern=r"^(one line|short|long|\d+ (sentences|points|words|seconds))$")] | None
    ) = None
    layout: Literal["prose", "bullets", "numbered", "steps"] | None = None
    plain: bool = False
    language: str | None = None
    side: Literal["for", "against"] | None = None


Acts = dict[str, tuple[Wording, ...]]
_READS = TypeAdapter(dict[str, tuple[Wording, ...]])


def read_acts(file: Path) -> Acts:
    """Return a writer's wordings by act; raise KnowledgeError with one line that says what is wrong where."""
    try:
        found: Acts = _READS.validate_python(parse_yaml(file.read_text("utf-8")))
    except ValidationError as exc:
        first = exc.errors()[0]
        raise KnowledgeError(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    except yaml.YAMLError as exc:
        raise KnowledgeError(f"{file.name}: {' '.join(str(exc).split())}") from exc
    unknown = next((act for act in found if act not in ACTS), None)
    if unknown:
        raise KnowledgeError(f"{file.name}: no act {unknown!r}; there are: {', '.join(ACTS)}")
    for act in ACTS:
        if len(found.get(act, ())) < LEAST:
            raise KnowledgeError(
                f"{file.name}: {act} has {len(found.get(act, ()))} wordings; {LEAST} are asked for"
            )
    texts = Counter(wording.text.lower() for wordings in found.values() for wording in wordings)
    twice = next((text for text, count in texts.items() if count > 1), None)
    if twice:
        raise KnowledgeError(f"{file.name}: “{twice}” stands twice")
    return found
