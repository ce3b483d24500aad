from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.output.render import as_text
from bot.output.reply_html import card_of
from bot.output.schema import as_object
from bot.statement import Statement
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers import Assignment
from bot.writers.embedded.writer import EmbeddedWriter
from knowledge.playbook import Answer
from knowledge.prepared_sentence import PreparedSentence
from tests.bot.evidence.finding import Finds


class Liar(EmbeddedWriter):
    """A writer that invents between two true sentences."""

    name = "liar"

    def statements(self, assignment: Assignment) -> Iterator[Statement]:
        yield Statement("report", "The op-ed says that China is the most formidable rival of the U.S.", (8,))
        yield Statement("report", "The op-ed says that <b>Seoul</b> pays 80 percent [8].", (8,))
        yield Statement(
            "report", "It adds that Lee has been invited by Xi to the celebrations of Victory Day.", (35,)
        )


class Silent(Liar):
    """A writer of nothing but inventions."""

    def statements(self, assignment: Assignment) -> Iterator[Statement]:
        yield Statement("report", "The op-ed says that the moon is made of cheese.", (8,))


def _turn(bot: Bot, writer: Liar) -> Reply:
    return replace(bot, writer=writer).reply("Who is the rival?")


def test_an_invented_sentence_is_withheld_with_any_writer(brief_bot: Bot) -> None:
    reply = _turn(brief_bot, Liar())
    assert [statement.cites for statement in reply.statements] == [(8,), (35,)]
    assert reply.withheld_count == 1
    shown = as_object(reply)
    assert shown["withheld"][0]["reason"]
    assert "80 percent" not in shown["text"]
    assert "1 sentence withheld" in as_text(reply)
    html = card_of(as_object(reply))
    assert "<b>" not in html
    assert "1 sentence withheld" in html


def test_when_nothing_passes_the_reply_says_so_and_claims_nothing(brief_bot: Bot) -> None:
    reply = _turn(brief_bot, Silent())
    assert reply.abstained
    assert reply.withheld_count == 1
    assert not reply.passages


def test_a_turn_streams_each_statement_before_the_whole_reply(brief_bot: Bot) -> None:
    events = list(brief_bot.stream("Make the case that Washington should ease the pressure.", "for"))
    assert len([event for event in events if isinstance(event, Statement)]) >= 4
    assert isinstance(events[-1], Reply)
    assert events[-1].statements == tuple(event for event in events if isinstance(event, Statement))


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE claims; --",
        "😀",
        "\x00\x07 how high?",
        "[4] [99] (((",
        "a" * 1999,
        "U.S.",
        "?",
        "100 % of what",
        "إلى أين",
    ],
)
def test_odd_questions_get_a_reply_and_no_traceback(brief_bot: Bot, text: str) -> None:
    for mode in ("ask", "for", "against", "debate"):
        reply = brief_bot.reply(text, mode)
        assert reply.statements


def _prepared(bot: Bot, name: str) -> tuple[Bot, Answer]:
    assert bot.topic.playbook is not None
    answer = next(answer for answer in bot.topic.playbook.answers if answer.id == name)
    return replace(bot, wordings=Finds(answer, told=1.0)), answer


@pytest.mark.parametrize("text", ["What is this op-ed about?", "who wrote it", "what should be done?"])
def test_a_prepared_answer_goes_before_what_single_words_suggest(brief_bot: Bot, text: str) -> None:
    bot, answer = _prepared(brief_bot, "overview")
    reply = bot.reply(text)
    assert not reply.abstained
    assert reply.withheld_count == 0
    assert [one.text for one in reply.statements] == [
        one.text for one in answer.full if one.kind != "analytic"
    ]
    assert as_object(reply)["statements"][0]["cites"] == list(answer.full[0].cites)


def test_a_prepared_answer_that_the_gate_refuses_in_part_is_not_given(brief_bot: Bot) -> None:
    _, answer = _prepared(brief_bot, "overview")
    wrong = PreparedSentence.model_validate("The tariff is 90 percent [4].")
    bot = replace(brief_bot, wordings=Finds(answer.model_copy(update={"plain": (wrong,)}), told=1.0))
    reply = bot.reply("How high is the tariff that Trump plans?")
    assert not any(statement.prepared for statement in reply.statements)
    assert "25 percent" in reply.text


def test_the_last_reply_in_another_form(brief_bot: Bot) -> None:
    bot, answer = _prepared(brief_bot, "overview")
    first = bot.reply("What is this op-ed about?")
    for text, said in (("shorter please", answer.short), ("explain it like I am 15", answer.plain)):
        reply = bot.reply(text, history=[first.exchange])
        assert [one.text for one in reply.statements] == [one.text for one in said]


def test_what_is_outside_is_refused_unless_it_is_asked_in_prepared_words(brief_bot: Bot) -> None:
    bot, answer = _prepared(brief_bot, "on-trump")
    bot = replace(bot, wordings=Finds(answer, told=0.1))
    assert bot.reply("Write me a poem about my cat.").abstained
    verbatim = replace(bot, wordings=Finds(answer, told=1.0, verbatim=True))
    assert not verbatim.reply("Write me a poem about my cat.").abstained
