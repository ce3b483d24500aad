from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import BotError
from bot.judge.model import read_verdict
from evals.judges import Grade, get_judge
from evals.judges.agreement import BothJudges
from evals.judges.model import build_model_judge
from tests.servers.scripted_openai import Scripted

PASSAGES = ("The levy may reach 25 percent.",)
pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.xdist_group("langchain")]


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    monkeypatch.setenv("DEBATE_JUDGE_MODEL", "openai:tiny")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")


@pytest.mark.usefixtures("named")
def test_the_model_judge_asks_once_for_each_pair(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        carried = "may reach" in body["messages"][0]["content"].split("<claim>")[1]
        return (
            200,
            "<think>Hm, VERDICT: not carried?</think>\nVERDICT: "
            f"{'carried' if carried else 'not carried'}\nREASON: the hedge decides.",
        )

    with Scripted(answer).running() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        judge = build_model_judge()
        assert judge.grade("It may reach 25 percent.", PASSAGES) == Grade(1.0, True, "the hedge decides.")
        assert judge.grade("It will reach 25 percent.", PASSAGES) == Grade(0.0, False, "the hedge decides.")
        assert (
            build_model_judge().grade("It may reach 25 percent.", PASSAGES).supported
        )  # from the cache, by another process too
        assert len(server.asked) == 2
        assert server.keys == ["Bearer sk-very-secret"] * 2
        assert server.asked[0]["temperature"] == 0
        assert "(1) The levy may reach 25 percent." in server.asked[0]["messages"][0]["content"]
    assert b"secret" not in (tmp_path / "judgements.sqlite3").read_bytes()


@pytest.mark.usefixtures("named")
def test_a_judge_that_fails_is_one_line_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with Scripted(lambda body: (401, "bad key sk-very-secret")).running() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        with pytest.raises(BotError, match="openai:tiny is not responding") as caught:
            build_model_judge().grade("It may.", PASSAGES)
        assert "secret" not in str(caught.value)


@pytest.mark.usefixtures("named")
def test_an_answer_without_a_verdict_is_no_support_and_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with Scripted(lambda body: (200, "As a language model, I like it.")).running() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        judge = build_model_judge()
        assert not judge.grade("It may.", PASSAGES).supported
        assert not judge.grade("It may.", PASSAGES).supported
        assert len(server.asked) == 2


def test_the_model_judge_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    with pytest.raises(BotError, match="DEBATE_JUDGE_MODEL"):
        build_model_judge()
    monkeypatch.setenv("DEBATE_JUDGE_MODEL", "nobody:tiny")
    with pytest.raises(BotError, match="DEBATE_JUDGE_MODEL is nobody:tiny"):
        build_model_judge()


@pytest.mark.parametrize(
    ("said", "carried", "reason"),
    [
        ("VERDICT: carried\nREASON: all of it.", True, "all of it."),
        ("**Verdict:** Not carried\n**Reason:** the year.", False, "the year."),
        ("verdict - not  carried", False, "no reason was given"),
    ],
)
def test_verdicts_are_read_leniently(said: str, carried: bool, reason: str) -> None:
    grade = read_verdict(said)
    assert grade is not None
    assert (grade.supported, grade.reason) == (carried, reason)


class Fixed:
    name = "fixed"

    def __init__(self, *scores: float) -> None:
        self._scores = list(scores)

    def grade(self, claim: str, passages: object) -> Grade:
        score = self._scores[int(claim)]
        return Grade(score, score >= 0.5, f"says {score}")


def test_of_two_judges_the_stricter_holds_and_agreement_is_kappa() -> None:
    both = BothJudges(Fixed(0.9, 0.9, 0.1, 0.2), Fixed(0.8, 0.3, 0.2, 0.1))
    assert both.grade("0", ("p",)) == Grade(0.8, True, "says 0.8 (agreed)")
    assert both.grade("1", ("p",)).reason == "says 0.3 (only fixed objects)"
    assert not both.grade("1", ("p",)).supported
    for claim in ("2", "3"):
        both.grade(claim, ("p",))
    same, kappa, pairs = both.agreement
    assert (same, pairs) == (0.75, 4)  # the pair that was asked twice counts once
    assert kappa == pytest.approx((0.75 - 0.5) / 0.5)


def test_the_embedded_judge_needs_no_model() -> None:
    judge = get_judge("embedded")
    assert judge.grade("The op-ed says that the levy may reach 25 percent.", PASSAGES).supported
    assert not judge.grade("Samsung is leaving Korea.", PASSAGES).supported
