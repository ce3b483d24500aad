"""A statement: one sentence of a reply with its kind and citations. Writers give it, the gate judges it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.statement.marking import marked
from knowledge.argument_map import Side
from knowledge.prepared_sentence import PreparedSentence

StatementKind = Literal["report", "critique", "question", "weighing", "analytic", "link"]
Layout = Literal["run on", "line", "paragraph", "title", "bullet", "number", "row", "cell"]

CELLS = " | "  # between the cells of a row that is one statement


@dataclass(frozen=True, slots=True)
class Statement:
    """`text` is a whole sentence without citation marks; `cites` are passage numbers.

    `concession` marks what helps the side that the reply argues against. `point` names what of the argument
    map it says: a claim, an attack or a critical question; "" where a model wrote it. `side` is set where a
    reply gives both sides. `source` is the sentence of the playbook that it gives, if it gives one. `layout`
    says how it stands among the others, `number` which of a numbered list it opens: a "line" begins a line, a
    "paragraph" one with space before it. A "row" opens a row of a table, the first one that of its heads; a
    "cell" the next cell of it. A row may be one statement, with CELLS between its cells.
    """

    kind: StatementKind
    text: str
    cites: tuple[int, ...] = ()
    concession: bool = False
    point: str = ""
    side: Side | None = None
    source: PreparedSentence | None = None
    layout: Layout = "run on"
    number: int = 0

    @property
    def prepared(self) -> bool:
        """Whether it stands as it was prepared: in other words it is somebody else's sentence."""
        source = self.source
        return source is not None and (source.kind, source.text, source.cites) == (
            self.kind,
            self.text,
            self.cites,
        )

    @property
    def leads(self) -> bool:
        """Whether it is a title that opens a point of a list, and leads on to what is said there."""
        return self.kind == "link" and self.layout in ("bullet", "number") and self.text[-1:].isalnum()

    @property
    def marked(self) -> str:
        """The sentence with its citation marks; reasoning has its name in their place."""
        stands_bare = self.layout in ("title", "row")  # as a title does: without a full stop
        return marked(self.text, self.cites, reasoning=self.labelled, stops=not stands_bare)

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the cells of the table that it fills."""
        return tuple(self.text.split(CELLS)) if self.layout == "row" else (self.text,)

    @property
    def labelled(self) -> bool:
        """Whether it is told to be reasoning; over a title stands what is under it, with its own labels."""
        return self.kind == "analytic" and self.layout != "title"


def as_prepared(sentence: PreparedSentence) -> Statement:
    """Return a sentence of the playbook as a statement."""
    return Statement(sentence.kind, sentence.text, sentence.cites, source=sentence)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The program's own words, which say nothing of what the op-ed says.

    They stand in this program's source and nobody else has a word in them but the title and the byline that a
    document has, and whoever a reader's own letter is to and from with what they say of themselves, so they
    are shown without the gate; a draft cannot become one. `side` is set where a reply gives both sides.
    """

    text: str
    side: Side | None = None
    layout: Layout = "run on"

    @property
    def statement(self) -> Statement:
        """The words as they stand in a reply."""
        return Statement("link", self.text, side=self.side, layout=self.layout)

    def of_byline(self, author: str = "", day: str = "", title: str = "") -> Fixed:
        """Return the words with `{author}`, `{day}` and `{title}` in them as a document's head has these."""
        text = self.text.replace("{day}", day).replace("{author}", author)
        return replace(self, text=text.replace("{title}", title))
