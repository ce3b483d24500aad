"""What comes after a debate: the ballot, the exports, what was contested; and both sides in one reply."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path

import pytest

from bot.debate.ballot import judged
from bot.debate.flow import flow_of
from bot.debate.state import Debate
from bot.errors import BotError
from bot.output.exports import EXPORTS, Export, ExportedTurn, cards
from bot.output.schema import as_object
from bot.store.database import Database
from bot.store.feedback import FeedbackStore
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.web.page.contest import contest
from evals.add_case import case_from_feedback

HOSTILE = '=HYPERLINK("https://evil.example") China is America\'s biggest rival | <b onclick=x>really</b>.'
TURNED = "China is no rival of America at all."


@pytest.fixture(scope="module")
def played(brief_bot: Bot) -> list[tuple[str, Reply]]:
    """A debate with a bit of everything."""
    debate, told = Debate("against"), []
    for text in (
        "China is America's biggest rival. Seoul's national revenue is falling.",
        TURNED,
        "You are stupid.",
        HOSTILE,
        "closing",
    ):
        reply = brief_bot.reply(text, "debate", debate=debate)
        debate = reply.debate or debate
        told.append((text, reply))
    return told


@pytest.fixture(scope="module")
def export(brief_bot: Bot, played: list[tuple[str, Reply]]) -> Export:
    debate, argument_map = played[-1][1].debate, brief_bot.topic.argument_map
    assert debate is not None
    assert argument_map is not None
    return Export(
        brief_bot.topic.document.title,
        [ExportedTurn(text, as_object(reply)) for text, reply in played],
        flow_of(debate, argument_map),
    )


def test_every_remark_of_the_ballot_points_at_a_round(
    brief_bot: Bot, played: list[tuple[str, Reply]]
) -> None:
    debate = played[-1][1].debate
    assert debate is not None
    ballot = judged(debate, brief_bot.topic)
    remarks = {mark.maxim: [(one.round, one.text) for one in mark.remarks] for mark in ballot.reader.marks}
    assert any(
        number == 2 and text.startswith("contradicts what was said in round 1")
        for number, text in remarks["quality"]
    )
    assert (3, "makes no point") in remarks["quantity"]
    assert (3, "insults") in remarks["manner"]
    assert any(text.startswith("drops: “") for _, text in remarks["answers"])
    for sheet in (ballot.reader, ballot.bot):
        assert all(0 <= mark.mark <= 10 for mark in sheet.marks)
        assert all(1 <= one.round <= debate.rounds for mark in sheet.marks for one in mark.remarks)
    assert ballot.bot.mean > ballot.reader.mean
    assert ballot.decision == "bot"


def test_who_says_nothing_wrong_is_not_marked_down(brief_bot: Bot) -> None:
    reply = brief_bot.reply("China is America's biggest rival.", "debate", debate=Debate("against"))
    assert reply.debate is not None
    assert judged(reply.debate, brief_bot.topic).reader.mean == 10


def test_every_export_can_be_made_of_every_debate(export: Export) -> None:
    for _, make in EXPORTS.values():
        assert make(export)
        assert make(Export("Nothing", []))


def test_the_sheet_for_a_spreadsheet_holds_no_formula(export: Export) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["Flow sheet (CSV)"][1](export))))
    assert len(rows) == sum(
        len(row.reader) + len(row.bot) for row in (export.flow.rows if export.flow else ())
    )
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_page_to_print_escapes_what_the_reader_typed(export: Export) -> None:
    for name in ("Conversation (to print)", "Flow sheet (to print)"):
        page = EXPORTS[name][1](export)
        assert "&lt;b onclick" in page
        assert "<b onclick" not in page
        assert "http" not in page.replace("https://evil.example", "")


def test_the_conversation_as_data_is_what_ask_prints(export: Export) -> None:
    told = json.loads(EXPORTS["Conversation (JSON)"][1](export))
    assert told["conversation"][0]["reply"] == json.loads(json.dumps(export.said[0].reply))


def test_an_evidence_card_has_the_claim_the_quotation_and_its_place(export: Export) -> None:
    made = cards(export)
    assert made
    for card in made:
        assert card.quotes
        for number, text in card.quotes:
            assert text in {
                passage["text"]
                for one in export.said
                for passage in one.reply["passages"]
                if passage["id"] == number
            }


def test_a_closing_is_in_the_reply_as_data_and_as_text(played: list[tuple[str, Reply]]) -> None:
    from bot.output.render import as_text

    closing = as_object(played[-1][1])["closing"]
    assert closing["granted_by_bot"]
    assert closing["dropped_by_reader"]
    assert closing["settled_by"]
    assert "Evidence from outside that would settle it:" in as_text(played[-1][1])


def test_a_contested_sentence_is_judged_by_the_learned_judge_and_can_become_a_case(
    brief_bot: Bot, tmp_path: Path
) -> None:
    reply = as_object(brief_bot.reply("How high is the levy on Korean goods?"))
    upheld = asyncio.run(contest(reply["statements"][0], reply["passages"], None))
    assert upheld.upheld
    assert "says the learned judge" in upheld.text
    wrong = reply["statements"][0].copy()
    wrong["text"] = "The op-ed says that Lee has resigned."
    refuted = asyncio.run(contest(wrong, reply["passages"], None))
    assert not refuted.upheld
    store = FeedbackStore(Database(f"sqlite:///{tmp_path / 'chats.sqlite3'}"))
    kept = store.add(
        "contested",
        "How high is the levy?",
        "ask",
        reply,
        sentence=wrong["text"],
        upheld=refuted.upheld,
        outcome=refuted.reason,
    )
    assert kept is not None
    assert store.all()[0].outcome == refuted.reason
    _, case = case_from_feedback(kept, brief_bot)
    assert case.forbidden == (wrong["text"],)


def test_what_only_a_model_can_judge_again_is_said_so(brief_bot: Bot) -> None:
    reply = as_object(brief_bot.reply("What does the recommendation leave open?", "against"))
    critique = next(one for one in reply["statements"] if one["kind"] == "critique")
    with pytest.raises(BotError, match="DEBATE_JUDGE_MODEL"):
        asyncio.run(contest(critique, reply["passages"], None))


# ── both sides ──


@pytest.mark.parametrize(
    "question",
    [
        "Show me both sides at their best.",
        "What are the pros and cons of easing the tariffs?",
        "Steelman both sides on the September summit.",
    ],
)
def test_both_sides_have_three_points_of_one_length(brief_bot: Bot, article_bot: Bot, question: str) -> None:
    for bot in (brief_bot, article_bot):
        reply = bot.reply(question)
        assert not reply.withheld
        columns = {
            side: [one for one in reply.statements if one.side == side and one.kind != "link"]
            for side in ("for", "against")
        }
        assert [len(points) for points in columns.values()] == [3, 3]
        first, second = (sum(len(one.text.split()) for one in points) for points in columns.values())
        assert abs(first - second) <= 0.15 * max(first, second)
        head, weighing = reply.statements[-2:]
        assert head.text.split()[-1] in ("facts:", "predictions:", "values:")
        assert weighing.kind == "weighing"
