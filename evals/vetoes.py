"""How often each veto of the gate is wrong: its false alarms on true statements of the corpus.

`python -m evals.vetoes` prints a table over the parts of the corpus that are for learning and choosing: the
share of true statements that a veto refuses, and of false ones that it catches. `--show RULE` lists its false
alarms.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bot.gate import VETOES
from bot.gate.verdict import CheckedStatement, Rule
from bot.statement import Statement, StatementKind
from evals.corpus.schema import Piece
from evals.corpus.schema import Statement as Labelled
from evals.corpus.splits import load_pieces
from knowledge.document import Document, Passage

BAR = 0.01  # of the true statements that a veto may refuse


@dataclass(frozen=True, slots=True)
class Alarm:
    """A veto that spoke: of which statement, whether that was supported, and what it said."""

    rule: str
    labelled: Labelled
    reason: str


def document_of(piece: Piece) -> Document:
    """Return a piece as a document whose passages are its sentences."""
    texts, at = [sentence.text for sentence in piece.sentences], 0
    passages = []
    for number, text in enumerate(texts, start=1):
        passages.append(Passage(number, 1, at, at + len(text), text))
        at += len(text) + 1
    return Document(piece.title, " ".join(texts), tuple(passages), (("byline", piece.byline),))


def statement_of(labelled: Labelled) -> Statement:
    """Return a labelled statement as what a model would have written."""
    return Statement("question" if labelled.text.endswith("?") else "report", labelled.text, labelled.cites)


def alarms(piece: Piece, rules: dict[StatementKind, tuple[Rule, ...]]) -> Iterator[Alarm]:
    """Yield what each veto says of each statement of a piece."""
    document = document_of(piece)
    for labelled in piece.statements:
        statement = statement_of(labelled)
        cited = tuple(document.passage(number) for number in labelled.cites)
        case = CheckedStatement(statement, cited, document)
        for rule in rules[statement.kind]:
            if reason := rule(case):
                yield Alarm(rule.__name__, labelled, reason)


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a veto is over the bar."""
    parser = argparse.ArgumentParser(prog="python -m evals.vetoes", description=__doc__)
    parser.add_argument("--show", metavar="RULE", help="list this veto's false alarms")
    asked = parser.parse_args(arguments)
    pieces = [*load_pieces("train").values(), *load_pieces("dev").values()]
    true = sum(labelled.supported for piece in pieces for labelled in piece.statements)
    false = sum(len(piece.statements) for piece in pieces) - true
    found = [alarm for piece in pieces for alarm in alarms(piece, VETOES)]
    print(f"{true} true and {false} false statements of {len(pieces)} pieces")
    over = False
    for name in dict.fromkeys(rule.__name__ for rules in VETOES.values() for rule in rules):
        wrong = [alarm for alarm in found if alarm.rule == name and alarm.labelled.supported]
        right = sum(alarm.rule == name and not alarm.labelled.supported for alarm in found)
        over = over or len(wrong) > BAR * true
        print(f"{name:18} false alarms {len(wrong) / true:6.2%}   catches {right / false:6.2%}")
        if asked.show == name:
            for alarm in wrong:
                print(f"    {alarm.labelled.text}\n        {alarm.reason}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
