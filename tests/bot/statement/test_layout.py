from __future__ import annotations

from bot.statement import Statement
from bot.statement.layout import added, in_lines

TITLE = Statement("link", "Empty trains", layout="title", number=1)
CLAIM = Statement("report", "The trains run empty, the op-ed says.", (3,))
REASON = Statement("analytic", "Whoever pays for nothing wants change.")


def test_what_is_said_under_a_title_begins_a_line_of_its_own() -> None:
    assert in_lines([TITLE, CLAIM, REASON]) == (
        "1. Empty trains\nThe trains run empty, the op-ed says [3]. "
        "Whoever pays for nothing wants change [reasoning]."
    )


def test_points_of_a_list_stand_on_lines_of_their_own_and_their_titles_lead_on() -> None:
    point = Statement("link", "Empty trains", layout="bullet")
    second = Statement("question", "Who rides them?", (4,), layout="bullet")
    assert in_lines([point, CLAIM, second]) == (
        "- Empty trains: The trains run empty, the op-ed says [3].\n- Who rides them? [4]"
    )


def test_a_paragraph_is_parted_from_the_one_before_and_not_from_nothing() -> None:
    paragraph = Statement("report", "So it says.", (1,), layout="paragraph")
    assert added("", paragraph) == "So it says [1]."
    assert added("Before.", paragraph) == "\n\nSo it says [1]."


def test_a_list_is_a_paragraph_of_its_own() -> None:
    points = [Statement("critique", text, (4,), layout="bullet") for text in ("No figure.", "No poll.")]
    assert in_lines([CLAIM, *points]) == f"{CLAIM.marked}\n\n- No figure [4].\n- No poll [4]."


def test_statements_without_a_layout_run_on() -> None:
    assert in_lines([CLAIM, CLAIM]) == f"{CLAIM.marked} {CLAIM.marked}"


def test_rows_make_a_table_and_what_follows_it_is_a_paragraph() -> None:
    head = Statement("link", "Claim", layout="row"), Statement("link", "Rebuttal", layout="cell")
    row = (
        Statement("report", "They run empty, it says.", (3,), layout="row"),
        Statement("critique", "It counts no riders.", (4,), layout="cell"),
    )
    assert in_lines([CLAIM, *head, *row, *row, CLAIM]) == (
        f"{CLAIM.marked}\n\n| Claim | Rebuttal |\n| --- | --- |\n"
        "| They run empty, it says [3]. | It counts no riders [4]. |\n"
        f"| They run empty, it says [3]. | It counts no riders [4]. |\n\n{CLAIM.marked}"
    )
