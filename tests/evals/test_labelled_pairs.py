"""Judges held to people's labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.errors import BotError
from evals.command import evaluate
from evals.judges import Grade
from evals.labelled_pairs import judge_pairs, read_labelled


class Rising:
    """A judge whose score is written in the claim."""

    name = "rising"

    def grade(self, claim: str, passages: object) -> Grade:
        return Grade(float(claim), float(claim) >= 0.5, "")


@pytest.mark.slow  # scikit-learn takes seconds to import
def test_a_judge_is_held_to_peoples_labels(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [("0.9", 1), ("0.8", 1), ("0.6", 0), ("0.4", 1), ("0.2", 0), ("0.1", 0)]
    file.write_text(
        "\n".join(
            json.dumps({"claim": claim, "passages": ["p"], "label": label, "source": "x"})
            for claim, label in rows
        )
    )
    found = judge_pairs("pairs", read_labelled(file), Rising())
    assert found.auroc == pytest.approx(8 / 9)
    assert found.balanced_accuracy == pytest.approx(2 / 3)
    assert [found.precision, found.recall] == pytest.approx([2 / 3, 2 / 3])
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.36 + 0.36 + 0.04 + 0.01) / 6)
    assert sum(count for *_, count in found.bins) == 6


@pytest.mark.parametrize(
    ("line", "says"),
    [("{", "line 2: not valid JSON"), ('{"claim": "c", "passages": ["p"], "label": 2}', "line 2: label")],
)
def test_a_broken_pair_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"claim": "c", "passages": ["p"], "label": 1}\n' + line)
    with pytest.raises(BotError, match=says):
        read_labelled(file)


@pytest.mark.slow
def test_the_judges_report_has_both_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    file = tmp_path / "pairs.jsonl"
    rows = [("The levy is 25 percent.", 1), ("The levy is 30 percent.", 0), ("Cats bark.", 0)]
    file.write_text(
        "\n".join(
            json.dumps({"claim": claim, "passages": ["The levy is 25 percent."], "label": label})
            for claim, label in rows
        )
    )
    some = ["--document", "brief", "--most", "40"]
    done = CliRunner().invoke(evaluate, ["judge", "--pairs", str(file), *some, "--json"])
    assert done.exit_code == 0, done.output
    data = json.loads(done.output)
    assert data["pairs"][0]["auroc"] == 1.0
    gate, alone = (data["mutations"]["brief"][check] for check in ("gate", "judge"))
    assert gate["mean"] >= 0.96
    assert {one["of"] for one in alone["classes"].values()} == {40}
    page = (tmp_path / "judge" / "embedded.html").read_text("utf-8")
    assert "Reliability on pairs" in page
    assert "caught by the gate" in page
