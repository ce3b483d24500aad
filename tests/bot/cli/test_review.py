"""Review at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import check_ids, load_set
from knowledge.topic import load_topic
from tests.servers.command import debate


@pytest.mark.slow
def test_review_at_the_terminal_accepts_mends_deletes_and_signs(tmp_path: Path) -> None:
    file = tmp_path / "toll.txt"
    file.write_text("The toll should end. It costs shops $40 a day. Shops may close.", "utf-8")
    home = tmp_path / "home"
    assert (
        "3 claims are waiting for you: debate review --topic toll" in debate(home, "index", str(file)).stdout
    )
    assert "3 claims are waiting for review." in debate(home, "review", "--topic", "toll", "--list").stdout
    early = debate(home, "review", "--topic", "toll", "--sign", "Jo Park", stdin="s\ns\ns\n")
    assert early.returncode == 1
    assert "are waiting for review in toll" in early.stderr
    done = debate(
        home, "review", "--topic", "toll", stdin="a\ne\nit costs shops $90 a day\ne\nit costs shops $40\nd\n"
    )
    assert "its passage does not support that" in done.stderr
    assert "Every claim of toll has been reviewed" in done.stdout
    loaded = load_topic("toll", home).argument_map
    assert loaded is not None
    assert [claim.says for claim in loaded.claims] == ["the toll should end", "it costs shops $40"]
    assert "is signed off by Jo Park" in debate(home, "review", "--topic", "toll", "--sign", "Jo Park").stdout


@pytest.mark.parametrize(
    ("piped", "said"),
    [
        ("", "3 claims are waiting for review; review them, or add --accept-all"),
        ("a\na\n", "1 claim is waiting for review; review it, or add --accept-all"),
    ],
)
def test_signing_with_nobody_to_answer_says_in_one_line_what_waits(
    tmp_path: Path, piped: str, said: str
) -> None:
    file = tmp_path / "toll.txt"
    file.write_text("The toll should end. It costs shops $40 a day. Shops may close.", "utf-8")
    debate(tmp_path, "index", str(file))
    done = debate(tmp_path, "review", "--topic", "toll", "--sign", "Jo Park", stdin=piped)
    assert done.returncode == 1
    assert done.stderr == f"debate: {said}\n"
    at_once = debate(tmp_path, "review", "--topic", "toll", "--accept-all", "--sign", "Jo Park")
    assert "is signed off by Jo Park" in at_once.stdout


def test_a_topic_can_be_evaluated_after_a_claim_was_deleted(tmp_path: Path) -> None:
    file = tmp_path / "toll.txt"
    file.write_text("The toll should end. It costs shops $40 a day. Shops may close.", "utf-8")
    debate(tmp_path, "index", str(file))
    sets = tmp_path / "topics" / "toll" / "sets"
    with (sets / "facts.jsonl").open("a", encoding="utf-8") as facts:
        for claim in load_topic("toll", tmp_path).argument_map.by_id:  # type: ignore[union-attr]
            facts.write(f'{{"id": "own-{claim}", "question": "What else?", "claims": ["{claim}"]}}\n')
    done = debate(tmp_path, "review", "--topic", "toll", stdin="d\na\na\n")
    assert "case own-" in done.stderr
    assert done.stderr.count("in the argument map; use an id from its claims.") == 1
    left = load_topic("toll", tmp_path).argument_map
    assert left is not None
    generated = [case for case in load_set("facts", sets) if case.id.startswith("generated-")]
    assert generated
    check_ids(tuple(generated), left)


@pytest.mark.slow
def test_kind_and_main_recommendation_are_chosen_at_the_terminal_and_undone(tmp_path: Path) -> None:
    file = tmp_path / "toll.txt"
    file.write_text(
        "The toll should end. The city must widen the bridge. It costs shops $40 a day. Shops may close.",
        "utf-8",
    )
    debate(tmp_path, "index", str(file))

    def claims() -> dict[str, tuple[str, str]]:
        loaded = load_topic("toll", tmp_path).argument_map
        assert loaded is not None
        return {claim.says: (claim.kind, claim.helps) for claim in loaded.claims}

    main = load_topic("toll", tmp_path).argument_map.main  # type: ignore[union-attr]
    assert main is not None
    other = next(
        says for says, (kind, _) in claims().items() if kind == "recommendation" and says != main.says
    )
    debate(tmp_path, "review", "--topic", "toll", "--accept-all")
    order = debate(tmp_path, "review", "--topic", "toll", "--outline").stdout
    assert f"recommendation accepted, the main recommendation  {main.says}" in order
    keys = {main.says: "s\n", other: "t\nu\nt\n", "shops may close": "k\nvalue\neither\n"}
    lines = [line for line in order.splitlines() if " accepted" in line]
    typed = "".join(next((key for says, key in keys.items() if line.endswith(says)), "s\n") for line in lines)
    done = debate(tmp_path, "review", "--topic", "toll", "--all", stdin=typed)
    assert f"Undone: the main recommendation “{other}”." in done.stdout
    loaded = load_topic("toll", tmp_path).argument_map
    assert loaded is not None
    assert loaded.main is not None
    assert loaded.main.says == other
    assert claims()["shops may close"] == ("value", "either")


def test_all_that_it_can_say_is_printed_at_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "toll.txt"
    file.write_text("The toll should end. It costs shops $40 a day.", "utf-8")
    debate(tmp_path, "index", str(file))
    assert "--prepared" in debate(tmp_path, "review", "--topic", "toll", "--accept-all").stdout
    none = debate(tmp_path, "review", "--topic", "toll", "--prepared").stdout
    assert "    The op-ed argues that the toll should end. [1]" in none
    assert "    What does the op-ed recommend?" in none
    shipped = debate(tmp_path, "review", "--prepared").stdout
    assert "THE CASE AGAINST" in shipped
    assert shipped.count("\n    ") > 5_000
