"""What an op-ed only quotes is told as quoted, kept so on disk and through the reader's own process.

Languages are named.
"""

from __future__ import annotations

from pathlib import Path

from bot.build import build
from bot.gate import check
from bot.settings import Settings
from bot.statement import Statement
from bot.topics.add import add_topic
from bot.topics.by_model.gated_map import gate_model_map
from bot.topics.by_model.map_form import MinedMap
from bot.topics.gate_map import refusal
from bot.topics.index_file import index_file
from knowledge.argument_map import ArgumentMap
from knowledge.loaders import load_bytes
from knowledge.loaders.subprocess_loader import load_apart
from knowledge.topic import Topic, keep, load_topic

TEXT = (
    "# Night ferries\n\nThe cab firms are wrong.\n\n> Night ferries should be sold to the cab firms at "
    "once.\n\nThat is no plan. The harbor board should keep them.\n"
)
SPOKEN = "LEE: The lamp should stay.\n\nORR: It should go.\n\nLEE: Boats need it.\n\nORR: Few boats do.\n"


def test_the_op_ed_quotes_and_does_not_say_what_an_opponent_says(tmp_path: Path) -> None:
    topic = add_topic(load_bytes(TEXT.encode(), "a.md"), "a.md", tmp_path).topic
    keep(Topic("bare", topic.document, None, "a.md"), tmp_path)
    for slug in (topic.slug, "bare"):
        text = (
            build(Settings(home=tmp_path, topic=slug))
            .of()
            .reply("Who should the night ferries be sold to?")
            .text
        )
        assert "The op-ed says: “Night ferries should be sold" not in text
        if "sold" in text:
            assert "The op-ed quotes: “Night ferries should be sold to the cab firms at once.” [2]" in text
    assert "sold" in text


def test_the_gate_refuses_an_opponents_words_as_the_op_eds() -> None:
    document = load_bytes(TEXT.encode(), "a.md")
    for verb, passed in (("says", False), ("argues", False), ("quotes", True), ("reports", True)):
        said = Statement(
            "report", f"The op-ed {verb}: “Night ferries should be sold to the cab firms at once.”", (2,)
        )
        verdict = check(said, document.passages, document)
        assert (verdict.passed, verdict.reason == "the op-ed quotes this but does not say it itself") == (
            passed,
            not passed,
        )


def test_a_quotation_stays_one_on_disk_and_from_the_process_that_reads(tmp_path: Path) -> None:
    document = load_bytes(TEXT.encode(), "a.md")
    add_topic(document, "a.md", tmp_path, "ferries")
    assert load_topic("ferries", tmp_path).document.passage(2).quoted
    apart = load_apart(SPOKEN.encode(), "a.txt")
    assert all(passage.quoted for passage in apart.passages)
    assert "several speakers" in apart.notes[0]


def test_a_model_may_not_give_a_quotation_as_a_claim() -> None:
    claims = [
        {
            "id": "sell",
            "kind": "recommendation",
            "says": "night ferries should be sold to the cab firms at once",
            "passages": [2],
        },
        {
            "id": "keep",
            "kind": "recommendation",
            "says": "the harbor board should keep them",
            "passages": [4],
        },
    ]
    document = load_bytes(TEXT.encode(), "a.md")
    mined = gate_model_map(
        MinedMap.model_validate({"claims": claims}), document, lambda said: refusal(said, document)
    )
    assert isinstance(mined.argument_map, ArgumentMap)
    assert [claim.id for claim in mined.argument_map.claims] == ["keep"]
    assert mined.refused[0][1] == "the op-ed quotes this but does not say it itself"


def test_whoever_indexes_a_text_is_told_its_language_and_what_was_left_out(tmp_path: Path) -> None:
    korean, spoken = tmp_path / "공항.md", tmp_path / "hearing.txt"
    korean.write_text("제주도는 두 번째 공항을 지어서는 안 된다. 비용이 5조 원이나 든다.", "utf-8")
    spoken.write_text(SPOKEN, "utf-8")
    settings = Settings(home=tmp_path / "home")
    assert (
        "The text is in Korean: its passages can be searched and quoted; finding its claims, arguing "
        "and debating work only in English." in index_file(korean, settings).lines
    )
    assert any(
        line.startswith("This is a record of several speakers (LEE, ORR)")
        for line in index_file(spoken, settings).lines
    )
