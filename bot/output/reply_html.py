"""A reply as the chat page shows it. Renders and decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from bot.output.render import closing_of, made_of, withheld_count
from bot.output.schema import ReplyObject, WithheldObject, flat, statement_of
from bot.output.templating import fragment, macro
from bot.statement import Statement, StatementKind
from knowledge.document import Passage

PACKAGE = "bot.output"
FAILED = "failed-request"  # by which a notice in the log is told from others
TABLE, _OF_TABLE = "laid table", ("row", "cell")
VERSION = 12  # signs of a document's hash, by which the page tells versions apart
LABELS: dict[StatementKind, str] = {
    "report": "from the op-ed",
    "critique": "critique",
    "question": "critical question",
    "weighing": "weighing",
    "analytic": "reasoning",
    "link": "",
}
MISSING = "missing"  # of a reply as a whole alone
VERDICTS = (  # what can be wrong with a reply: the class of its button, and its words
    ("not-in-the-text", "Not in the op-ed"),
    ("wrong-passage", "Wrong passage"),
    ("wrong-side", "Wrong side"),
    (MISSING, "Something is missing"),
    ("other", "Something else"),
)


def card(
    statements: Sequence[Statement],
    withheld: Sequence[WithheldObject] = (),
    *,
    done: ReplyObject | bool = True,
    mending: bool = False,
    place: int | None = None,
    related: Sequence[Passage] = (),
    outcomes: Mapping[int, str] = MappingProxyType({}),
    checkable: Collection[int] = (),
) -> str:
    """Return the reply as HTML on one line; with the whole reply, how it was made, too.

    One that is not done is still being written, or, while `mending`, has a sentence written again.

    One line, so that no Markdown reader takes a part of it for its own. `place` is its place in the log, by
    which a reader can say what is wrong with it or with a sentence; those `checkable` can be checked again,
    `outcomes` are what came of that, by the numbers of the sentences. `related` are passages that the reply
    does not cite. Where a reply gives both sides, each side's
    statements are a column.
    """
    reply = None if isinstance(done, bool) else done
    numbered = [(statement, outcomes.get(number, "")) for number, statement in enumerate(statements)]
    html = macro(PACKAGE, "card")(
        [(side, _groups(column)) for side, column in groupby(numbered, key=lambda pair: pair[0].side)],
        done=done,
        mending=mending,
        place=place,
        version=reply["document"][:VERSION] if reply else "",
        withheld=withheld,
        withheld_count=withheld_count(len(withheld)),
        closing=closing_of(reply["closing"]) if reply and "closing" in reply else (),
        why=reply["round"]["why"] if reply and "round" in reply else (),
        made=made_of(reply) if reply else (),
        verdicts=VERDICTS if reply and place is not None else (),
        sentences=_contestable(reply, checkable) if reply and place is not None else (),
        of_sentences=[pair for pair in VERDICTS if pair[0] != MISSING],
        reasoning=LABELS["analytic"],
        related=[(passage.id, flat(passage.text)) for passage in related],
    )
    return str(html)  # what a macro returns would escape what it is joined to


def card_of(
    reply: ReplyObject,
    place: int | None = None,
    related: Sequence[Passage] = (),
    outcomes: Mapping[int, str] = MappingProxyType({}),
    checkable: Collection[int] = (),
) -> str:
    """Return the card of a reply that was kept."""
    return card(
        [statement_of(statement) for statement in reply["statements"]],
        reply["withheld"],
        done=reply,
        place=place,
        related=related,
        outcomes=outcomes,
        checkable=checkable,
    )


def said(text: str) -> str:
    """Return what the reader typed as HTML that shows it and does nothing else."""
    return fragment(PACKAGE, "asked.html").render(lines=text.strip().split("\n"))


def stage(text: str) -> str:
    """Return a stage direction of a debate: what happens next, in nobody's words."""
    return fragment(PACKAGE, "stage.html").render(text=text)


def waiting() -> str:
    """Return what stands in the log until the first sentence has passed."""
    return fragment(PACKAGE, "waiting.html").render()


def notice(text: str) -> str:
    """Return one sentence from the program itself: an error that the reader can correct."""
    return fragment(PACKAGE, "notice.html").render(text=text, failed="")


def failed(text: str) -> str:
    """Return why a question could not be answered."""
    return fragment(PACKAGE, "notice.html").render(text=text, failed=FAILED)


Told = tuple[Statement, str]  # a statement, and what came of contesting it


def _groups(told: Iterable[Told]) -> list[tuple[str, str, list[Told]]]:
    """Return the runs of statements of one kind, each with its label.

    Of a speech or a list, the paragraphs, points and titles instead: reasoning has its label within them.
    """
    shown = list(told)
    if all(statement.layout == "run on" for statement, _ in shown):
        runs = groupby(shown, key=lambda one: one[0].kind)
        return [(kind, LABELS[kind], list(group)) for kind, group in runs]
    groups: list[tuple[str, str, list[Told]]] = []
    for statement, outcome in shown:
        after_title = bool(groups) and groups[-1][0] == "laid title"
        if statement.layout in _OF_TABLE:
            if not groups or groups[-1][0] != TABLE:
                groups.append((TABLE, "", []))
            groups[-1][2].append((statement, outcome))
            continue
        after_title |= bool(groups) and groups[-1][0] == TABLE
        if not groups or after_title or statement.layout != "run on":
            layout = "paragraph" if statement.layout == "run on" else statement.layout
            groups.append((f"laid {layout}", "", []))
        groups[-1][2].append((statement, outcome))
    return groups


def _contestable(reply: ReplyObject, checkable: Collection[int]) -> list[tuple[int, str, bool]]:
    """Return the sentences that a reader can contest: number, text, and whether one can be checked again."""
    return [
        (number, statement["text"], number in checkable)
        for number, statement in enumerate(reply["statements"])
        if statement["kind"] != "link"
    ]
