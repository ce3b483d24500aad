"""A model writes and a model judges, over the wire: what is shown, in which order, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from bot.output.render import as_text
from bot.output.reply_html import card
from bot.output.schema import as_object
from bot.statement import Statement
from bot.turn.reply import Mending, Reply, Withheld
from bot.turn.turn import RULES_ALONE, UNJUDGED
from tests.servers.judging import asked_about, is_check, is_retry, judged
from tests.servers.scripted_openai import DONE, Script, chunk
from tests.servers.writing import QUESTION, RIVAL, says, served, texts

# Free wordings that the rules would not let pass.
FREE = "report [8]: No other power worries Washington as much as Beijing does."
HOSTS = "report [35]: A parade in the Chinese capital has room for the man from Seoul."
WRONG = "report [35]: Xi has turned the man from Seoul away."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judged")


def turned_away(text: str) -> str | None:
    return "The passage says that Xi has invited him." if "turned" in text else None


def test_what_a_judge_supports_is_shown_in_the_writers_own_words(home: Path) -> None:
    with served(home, judged(says(FREE, HOSTS)), check="model") as (bot, server):
        reply = bot.reply(QUESTION)
    assert texts(reply) == [FREE.partition(": ")[2], HOSTS.partition(": ")[2]]
    assert sorted(text for body in server.asked if is_check(body) for text in asked_about(body)) == sorted(
        texts(reply)
    )


def test_the_judge_sees_the_passages_and_nothing_of_the_writers_conversation(home: Path) -> None:
    with served(home, judged(says(FREE)), check="model") as (bot, server):
        bot.reply("Which country is the rival of the U.S., and who is pink?")
    check = next(body["messages"] for body in server.asked if is_check(body))
    assert "[8] China is the most formidable rival that the U.S. has." in check[0]["content"]
    assert not any("pink" in message["content"] for message in check)
    assert [message["role"] for message in check] == ["system", "user"]


def test_a_veto_needs_no_judge(home: Path) -> None:
    lies = "report [4]: The tariff stands at 35 percent."
    with served(home, judged(says(FREE, lies)), check="model") as (bot, server):
        reply = bot.reply(QUESTION)
    assert [one.verdict.rule for one in reply.withheld] == ["given_figure"]
    assert not any("35" in text for body in server.asked if is_check(body) for text in asked_about(body))


def test_a_refused_sentence_is_mended_in_its_place_with_the_judges_reason(home: Path) -> None:
    def writes(body: dict[str, Any]) -> tuple[int, str]:
        return 200, "1. Xi has asked the man from Seoul to come [35].\n" if is_retry(
            body
        ) else f"{WRONG}\n{FREE}\n"

    with served(home, judged(writes, turned_away), check="model") as (bot, server):
        *events, reply = bot.stream(QUESTION)
    assert isinstance(reply, Reply)
    assert [type(event) for event in events] == [Mending, Statement, Statement]
    assert texts(reply)[0] == "Xi has asked the man from Seoul to come."
    assert not reply.withheld
    *_, draft, asked = next(
        [one["content"] for one in body["messages"]] for body in server.asked if is_retry(body)
    )
    assert "The passage says that Xi has invited him" in asked
    assert draft.endswith("No other power worries Washington as much as Beijing does [8].")


def test_a_sentence_that_leans_on_one_that_is_not_shown_goes_with_it(home: Path) -> None:
    but = "report [8]: But that power is still the one that matters."

    def writes(body: dict[str, Any]) -> tuple[int, str]:
        return 200, "1. none\n2. none\n" if is_retry(body) else "\n".join([FREE, WRONG, but, HOSTS, ""])

    with served(home, judged(writes, turned_away), check="model") as (bot, _):
        reply = bot.reply(QUESTION)
    assert texts(reply) == [FREE.partition(": ")[2], HOSTS.partition(": ")[2]]
    assert [one.verdict.rule for one in reply.withheld] == ["judge", "leaning"]


def test_what_leans_is_written_again_so_that_it_can_stand(home: Path) -> None:
    but = "report [8]: But that power is still the one that matters."

    def writes(body: dict[str, Any]) -> tuple[int, str]:
        if is_retry(body):
            return 200, "1. none\n2. China is the power that matters [8].\n"
        return 200, f"{WRONG}\n{but}\n"

    with served(home, judged(writes, turned_away), check="model") as (bot, _):
        reply = bot.reply(QUESTION)
    assert texts(reply) == ["China is the power that matters."]


def test_the_items_of_a_list_lean_on_what_leads_on_to_it_and_not_on_one_another(home: Path) -> None:
    draft = (
        "No other power worries Washington as much as Beijing does [8].\n\n"
        "- Xi has turned the man from Seoul away [35].\n"
        "- It also has room for the man from Seoul in its capital [35].\n"
    )
    with served(home, judged(lambda _: (200, draft), turned_away), check="model") as (bot, server):
        reply = bot.reply(QUESTION)
    assert [one.verdict.rule for one in reply.withheld] == ["judge"]
    assert texts(reply)[1] == "It also has room for the man from Seoul in its capital."
    asked = next(body["messages"][-1]["content"] for body in server.asked if is_retry(body))
    assert "leans on" not in asked


def test_a_heading_and_a_table_are_judged_and_laid_out_as_they_were_written(home: Path) -> None:
    draft = (
        "## Two capitals\n\n| Who | What |\n| --- | --- |\n| Beijing | The most formidable rival [8] |\n\n"
        "**What Xi did**\nXi has invited the man from Seoul [35].\n\n## Xi has turned Lee away\nSo it goes.\n"
    )
    with served(home, judged(lambda _: (200, draft), turned_away), check="model") as (bot, server):
        reply = bot.reply(QUESTION)
    assert as_text(reply).startswith(
        "Two capitals\n\n| Who | What |\n| --- | --- |\n| Beijing | The most formidable rival [8] |\n\n"
        "What Xi did\nXi has invited the man from Seoul [35]."
    )
    assert "Xi has turned Lee away" in [one.statement.text for one in reply.withheld]
    asked = "".join(body["messages"][-1]["content"] for body in server.asked if is_check(body))
    assert "It is the heading of what follows" in asked
    assert "<table>" in card(reply.statements)


def test_by_rules_alone_no_heading_of_a_model_is_shown(home: Path) -> None:
    draft = f"## Beijing has won\n{RIVAL}\n"
    with served(home, lambda _: (200, draft), check="embedded") as (bot, _):
        reply = bot.reply(QUESTION)
    assert "Beijing has won" not in texts(reply)


def test_where_no_model_judges_a_reply_that_lost_sentences_says_why(home: Path) -> None:
    near = "report [8]: China is the most formidable rival of the U.S."
    with served(home, says(FREE, near), check="embedded") as (bot, _):
        assert texts(bot.reply(QUESTION)) == [near.partition(": ")[2], UNJUDGED.text]
    with served(home, says(near), check="embedded") as (bot, _):
        assert texts(bot.reply(QUESTION)) == [near.partition(": ")[2]]


def test_what_cites_nothing_gets_the_passages_that_the_judge_names(home: Path) -> None:
    plain = "No other power worries Washington as much as Beijing does."
    with served(home, judged(says(plain), rests_on="[8]"), check="model") as (bot, _):
        reply = bot.reply(QUESTION)
    assert [statement.cites for statement in reply.statements] == [(8,)]


@pytest.mark.parametrize(
    "fails",
    [lambda: (200, "I think that all is well."), lambda: (500, "no"), lambda: (200, "")],
    ids=["no verdict", "an error", "nothing"],
)
def test_without_a_verdict_only_what_is_near_its_passage_is_shown_and_the_reply_says_so(
    home: Path, fails: Any
) -> None:
    near = "report [8]: China is the most formidable rival of the U.S."

    def answer(body: dict[str, Any]) -> Any:
        return fails() if is_check(body) else (200, f"{FREE}\n{near}\n")

    with served(home, answer, check="model") as (bot, _):
        reply = bot.reply(QUESTION)
    assert texts(reply) == ["China is the most formidable rival of the U.S.", RULES_ALONE.text]
    assert reply.withheld_count == 1


def test_what_checking_took_is_counted_and_shown(home: Path) -> None:
    with served(home, judged(says(FREE)), check="model", price_in=1_000_000, price_out=0) as (bot, _):
        reply = bot.reply(QUESTION)
        assert bot.chat is not None
        spent = bot.chat.ledger.today()
    data = as_object(reply)
    assert (data["usage"]["tokens_in"], data["checking"]["tokens_in"], data["cost"]) == (100, 100, 200)
    assert spent[0] >= 240
    assert "Checked by openai:m: 100 tokens read, 20 written" in as_text(reply)


def test_a_ruling_is_kept_and_paid_for_once(tmp_path: Path) -> None:
    with served(tmp_path, judged(says(FREE)), check="model", cache=True) as (bot, server):
        bot.reply(QUESTION)
        bot.reply("Who is America's rival?")
    assert sum(is_check(body) for body in server.asked) == 1


def test_a_sentence_is_judged_while_the_model_still_writes(home: Path) -> None:
    shown = Event()

    def parts() -> Iterator[bytes]:
        yield chunk(FREE + "\n")
        assert shown.wait(20), "the first sentence waits for the second"
        yield from (chunk(HOSTS + "\n"), chunk(finish="stop"), DONE)

    with served(home, judged(lambda body: Script(parts())), check="model") as (bot, _):
        events = bot.stream(QUESTION)
        assert isinstance(next(events), Statement)
        shown.set()
        assert [type(event) for event in events] == [Statement, Reply]


def test_a_question_alone_is_no_answer(home: Path) -> None:
    asks = "question [8]: How formidable is that rival?"
    with served(home, judged(says(asks), kind="asks"), check="model") as (bot, _):
        reply = bot.reply(QUESTION)
    assert any(statement.kind == "report" for statement in reply.statements)
    assert reply.failure


def test_the_page_says_that_a_sentence_is_written_again(home: Path) -> None:
    assert "Rewriting a sentence" in card([], done=False, mending=True)
    assert "Rewriting a sentence" not in card([], done=False)


def test_a_withheld_sentence_is_told_in_its_order(home: Path) -> None:
    with served(home, judged(says(WRONG, FREE), turned_away), check="model") as (bot, _):
        *events, _ = bot.stream(QUESTION)
    assert [type(event) for event in events] == [Mending, Withheld, Statement]


def test_a_point_of_the_other_side_stands_where_the_next_sentence_answers_it(home: Path) -> None:
    helps = "This speaks for the recommendation [{}]."
    of_for: list[int] = []
    answer = "A fear without a figure cannot be weighed."

    def answers(body: dict[str, Any], *lines: str) -> tuple[int, str]:
        if not is_check(body):
            return 200, " ".join(lines) + "\n"
        kinds = ["reasons" if "cannot" in text else "says" for text in asked_about(body)]
        return 200, "\n".join(f"{number} | {kind} | yes" for number, kind in enumerate(kinds, start=1))

    with served(home, lambda body: answers(body, helps.format(*of_for), answer), check="model") as (bot, _):
        argument_map = bot.topic.argument_map
        assert argument_map is not None
        of_for += [
            one.id for one in bot.topic.document.passages if argument_map.side_of_passage(one.id) == "for"
        ]
        reply = bot.reply("Why should the pressure stay?", "against")
    assert [(one.kind, one.concession) for one in reply.statements] == [("report", True), ("analytic", False)]
    with served(home, lambda body: answers(body, helps.format(*of_for)), check="model") as (bot, _):
        alone = bot.reply("Why should the pressure stay?", "against")
    assert [one.verdict.rule for one in alone.withheld] == ["side"]
