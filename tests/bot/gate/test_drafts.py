from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bot.gate.drafts import check_sentence
from bot.statement import Statement
from evals.mutations import MUTATIONS
from evals.true_statements import corrupted, true_statements
from knowledge.document import Document
from knowledge.topic import Topic
from tests.servers.command import debate


def checked(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return debate(tmp_path / "home", "check", *arguments)


DRAFT = """# Notes

Trump plans a 25 percent tariff on South Korean goods unless a deal is reached by August 1. \
The tariff would be 50 percent.
Samsung is moving its factories to Texas. — !
"""


@pytest.mark.parametrize(
    ("mark", "text", "cites"),
    [
        ("carried", "The demands could unintentionally drive Lee closer to China.", (7,)),
        ("carried", "China is the most formidable rival of the U.S.", (8,)),
        ("carried", "The article says the demands could push Lee closer to China.", (7,)),
        ("contradicted", "The demands will drive Lee closer to China.", (7,)),
        ("contradicted", "Trump plans a tariff of 50 percent on goods imported from South Korea.", (4,)),
        ("contradicted", "Trump plans a tariff of 25 percent on goods imported from Japan.", (4,)),
        ("contradicted", "The ramifications are always minimal for now.", (9,)),
        ("contradicted", "Trump has imposed a 25 percent tariff on goods imported from South Korea.", (4,)),
        ("not in it", "Samsung is moving its factories to Texas.", ()),
        ("not in it", "Several senators have warned that the demands could drive Lee closer to China.", ()),
    ],
)
def test_a_sentence_of_ones_own_is_held_to_the_document(
    brief: Document, mark: str, text: str, cites: tuple[int, ...]
) -> None:
    checked = check_sentence(text, brief)
    assert (checked.mark, checked.cites) == (mark, cites), checked.reason
    assert (checked.score >= 0.5) == (mark == "carried")


@pytest.mark.slow
@pytest.mark.parametrize("document", ["brief", "article"])
def test_true_statements_are_carried_and_corrupted_ones_mostly_not(
    document: str, request: pytest.FixtureRequest
) -> None:
    topic: Topic = request.getfixturevalue(f"{document}_bot").topic
    true = true_statements(topic)
    assert sum(check_sentence(one.text, topic.document).mark == "carried" for one in true) >= 0.97 * len(true)
    by_class: dict[str, list[Statement]] = {name: [] for name in MUTATIONS}
    for name, _, statement in corrupted(topic, true):
        by_class[name].append(statement)
    for name in set(MUTATIONS) - {
        "citation",
        "attribution dropped",
    }:  # a draft cites nothing, and speaks in its own voice
        said = by_class[name][:: max(7, len(by_class[name]) // 60)]
        refused = sum(check_sentence(one.text, topic.document).mark != "carried" for one in said)
        assert refused >= (0.4 if name == "cause and effect" else 0.75) * len(said), (
            f"{name}: {refused} of {len(said)}"
        )


@pytest.mark.slow
def test_a_draft_is_marked_line_by_line(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    done = checked(tmp_path, str(draft))
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")] == [
        "supported",
        "contradicted",
        "not",
        "1",
    ]
    assert checked(tmp_path, str(draft), "--strict").returncode == 1
    lines = [json.loads(line) for line in checked(tmp_path, str(draft), "--json").stdout.splitlines()]
    assert [(line["mark"], line["supported"]) for line in lines] == [
        ("carried", True),
        ("contradicted", False),
        ("not in it", False),
    ]
    assert lines[0]["cites"] == [4]
    assert lines[1]["nearest"] == 4


def test_pairs_are_judged_one_object_a_line(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    rows = [("The bay froze in 1963.", 1), ("The bay froze in 1986.", 0)]
    pairs.write_text(
        "".join(
            json.dumps({"claim": claim, "passages": ["In 1963 the bay froze."], "label": label}) + "\n"
            for claim, label in rows
        ),
        "utf-8",
    )
    lines = [
        json.loads(line) for line in checked(tmp_path, "--pairs", str(pairs), "--json").stdout.splitlines()
    ]
    assert [line["supported"] for line in lines] == [True, False]
    assert all(0 <= line["score"] <= 1 and line["reason"] for line in lines)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((), "Give a DRAFT"), (("a.txt", "--pairs", "b"), "Give a DRAFT"), (("none.txt",), "cannot read")],
)
def test_wrong_use_is_one_line(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = checked(tmp_path, *arguments)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reply_is_taken_as_a_draft_with_its_marks(tmp_path: Path) -> None:
    draft = tmp_path / "reply.md"
    draft.write_text(
        "Seoul hosts the largest overseas base of the United States [44]. China is the most formidable rival "
        "of the U.S. [8][1]. Think of that [reasoning].\n",
        "utf-8",
    )
    done = checked(tmp_path, str(draft))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "supported    Seoul hosts the largest overseas base of the United States. [44]"
    )
