"""The command `debate check`: a draft, or pairs of claims and passages, held to the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click

from bot.cli.errors import one_line_errors

_SHOWN = {"carried": "supported"}  # what a terminal calls a mark that is otherwise its own name


@click.command()
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="The topic whose document the draft is checked against.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help='Judge pairs instead: lines of {"claim": "…", "passages": ["…"]}.',
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if a sentence or claim is not supported.")
@one_line_errors
def check(draft: Path | None, topic: str | None, pairs: Path | None, as_json: bool, strict: bool) -> None:
    """Check the sentences of DRAFT, a text about the op-ed, against its passages.

    Each sentence is marked as supported (with the passage), contradicted, not in the op-ed, or unclear
    (worded so freely that no rule can tell); the nearest passage is shown below it. With --pairs, any claims
    are checked against the passages given with them.
    """
    if (draft is None) == (pairs is None):
        raise click.UsageError("Give a DRAFT, or --pairs with a file.", click.get_current_context())
    all_carried = _check_pairs(pairs, as_json) if pairs else _check_draft(cast("Path", draft), topic, as_json)
    if strict and not all_carried:
        click.get_current_context().exit(1)


def _check_draft(draft: Path, topic: str | None, as_json: bool) -> bool:
    """Print how each sentence of the draft stands to the document; return whether all are carried."""
    from bot.gate.drafts import check_draft, checked_object
    from bot.judge.nearest import Nearest
    from bot.settings import load_settings
    from knowledge.encoders.cross_encoder import answers
    from knowledge.encoders.sentence_encoder import SentenceEncoder
    from knowledge.loaders import load_document
    from knowledge.topic import load_topic

    settings = load_settings()
    document = load_topic(topic or settings.topic, settings.home).document
    sentences = list(check_draft(load_document(draft), document))
    nearest = Nearest(document, SentenceEncoder(), answers())
    for sentence in sentences:
        passage = nearest.find(sentence.text)
        if as_json:
            click.echo(json.dumps(checked_object(sentence, passage), ensure_ascii=False))
            continue
        marks = "".join(f"[{number}]" for number in sentence.cites)
        click.echo(f"{_SHOWN.get(sentence.mark, sentence.mark):12} {sentence.text} {marks}".rstrip())
        if sentence.mark != "carried":
            click.echo(f"{'':12} {sentence.reason}")
        click.echo(f"{'':12} nearest: {' '.join(passage.text.split())} [{passage.id}]")
    carried = sum(sentence.mark == "carried" for sentence in sentences)
    if not as_json:
        click.echo(f"{carried} of {len(sentences)} sentences supported.")
    return carried == len(sentences)


def _check_pairs(pairs: Path, as_json: bool) -> bool:
    """Print how each claim is judged by its passages; return whether all are carried."""
    from bot.judge import judge
    from bot.judge.pairs import read_pairs

    carried = total = 0
    for pair in read_pairs(pairs):
        judgement = judge(pair.claim, pair.passages)
        carried, total = carried + judgement.supported, total + 1
        if as_json:
            line = {
                "score": round(judgement.score, 4),
                "supported": judgement.supported,
                "reason": judgement.reason,
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            mark = "supported" if judgement.supported else "not supported"
            click.echo(f"{judgement.score:.2f} {mark:13} {pair.claim} ({judgement.reason})")
    if not as_json:
        click.echo(f"{carried} of {total} claims supported.")
    return carried == total
