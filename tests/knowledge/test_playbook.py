from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.playbook import BlockAnswer, Playbook, load_playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.study import Study
from knowledge.topic import Topic

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge" / "us-korea-alliance" / "playbook"


def _copied(tmp_path: Path) -> Path:
    """A copy of the playbook with the first file of its answers alone: reading all of them takes a second."""
    folder = tmp_path / "playbook"
    others = (file.name for file in (SHIPPED / "answers").iterdir() if not file.name.startswith("1-"))
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns(*others, "*.npz"))
    return folder


def _edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = _copied(tmp_path)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("written", "kind", "text", "cites"),
    [
        ("Yes [41].", "report", "Yes.", (41,)),
        ("It fell to $66 billion [20][21], it says.", "report", "It fell to $66 billion, it says.", (20, 21)),
        ("critique: It puts no figure on that [22][25].", "critique", "It puts no figure on that.", (22, 25)),
        ("question: On what evidence [25]?", "question", "On what evidence?", (25,)),
        ("reasoning: Trust keeps no schedule.", "analytic", "Trust keeps no schedule.", ()),
        ("link: On the deficit:", "link", "On the deficit:", ()),
        ("Begin with the gain: he is moving [9][9].", "report", "Begin with the gain: he is moving.", (9,)),
    ],
)
def test_a_sentence_is_kind_words_and_citations(
    written: str, kind: str, text: str, cites: tuple[int, ...]
) -> None:
    sentence = PreparedSentence.model_validate(written)
    assert (sentence.kind, sentence.text, sentence.cites) == (kind, text, cites)
    assert PreparedSentence.model_validate(sentence.model_dump()) == sentence


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "answers/1-basics.yaml",
            "acts: [overview]",
            "acts: [oview]",
            ["answers/1-basics.yaml", "overview", "acts"],
        ),
        (
            "answers/1-basics.yaml",
            "    plain:",
            "    plane:",
            ["answers/1-basics.yaml", "overview", "plain", "missing"],
        ),
        (
            "answers/1-basics.yaml",
            "[7][39][45]",
            "",
            ["answers/1-basics.yaml", "overview", "short", "cites nothing"],
        ),
        ("answers/1-basics.yaml", "[7][39][45]", "[7][390]", ["answers", "overview", "no passage 390"]),
        ("answers/1-basics.yaml", "- id: thesis", "- id: overview", ["answers", "overview", "two entries"]),
        ("answers/1-basics.yaml", "- main argument?", "- tl;dr", ["answers", "thesis", "tl;dr", "overview"]),
        ("blocks/1-first.yaml", "move: turn", "move: twist", ["blocks/1-first.yaml", "move"]),
        ("cases.yaml", "[7][8]", "[70]", ["cases.yaml", "no passage 70"]),
        ("cases.yaml", "'reasoning: Demands", "'reasoning: [3] Demands", ["cases.yaml", "overview", "cites"]),
        ("study.yaml", "[4]", "[400]", ["study.yaml", "no passage 400"]),
        ("study.yaml", "key: 'C)", "key: 'E)", ["study.yaml", "quiz", "letter of an option"]),
        ("study.yaml", "[10 percent, 15 percent,", "[15 percent, 15 percent,", ["study.yaml", "twice"]),
        ("study.yaml", "A) For now", "reasoning: For now", ["study.yaml", "quiz"]),
        ("blocks/1-first.yaml", "blocks:", "blocks: {", ["blocks/1-first.yaml", "line"]),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(
    tmp_path: Path, topic: Topic, name: str, old: str, new: str, says: list[str]
) -> None:
    with pytest.raises(KnowledgeError) as raised:
        load_playbook(_edited(tmp_path, name, old, new), topic.document)
    assert "\n" not in str(raised.value)
    for words in says:
        assert words in str(raised.value)


def _block_answer(closing: str) -> dict[str, object]:
    says = ["It fell to $66 billion [20][21].", "reasoning: A gap can be closed in time."]
    return {"move": "deny", "signpost": "It fell.", "says": says, "closing": closing}


def test_a_closing_is_one_sentence_on_what_its_answer_rests_on() -> None:
    answer = BlockAnswer.model_validate(_block_answer("The gap narrowed to $66 billion [21]."))
    assert answer.closing is not None
    assert answer.closing in tuple(answer.sentences()), "the gate reads it with all others"


@pytest.mark.parametrize(
    ("closing", "fault"),
    [
        ("It fell to $66 billion [20].", "in other words"),
        ("A leader is on his way [33].", "may not bring anything new"),
        ("link: On the gap:", "no link and no question"),
        (f"{'Very ' * 41}small [20].", "40 words at most"),
    ],
)
def test_a_closing_that_says_more_or_nothing_else_is_refused(closing: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        BlockAnswer.model_validate(_block_answer(closing))


def test_a_topic_may_have_nothing_for_classes(tmp_path: Path, topic: Topic) -> None:
    folder = _copied(tmp_path)
    (folder / "study.yaml").unlink()
    assert load_playbook(folder, topic.document).study == Study()


def test_a_file_that_is_missing_is_named(tmp_path: Path, topic: Topic) -> None:
    folder = _copied(tmp_path)
    (folder / "cases.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"cannot read .*cases\.yaml"):
        load_playbook(folder, topic.document)


def test_a_folder_without_files_is_named(tmp_path: Path, topic: Topic) -> None:
    folder = _copied(tmp_path)
    shutil.rmtree(folder / "blocks")
    with pytest.raises(KnowledgeError, match=r"no file in .*blocks"):
        load_playbook(folder, topic.document)


def test_the_shipped_playbook_has_what_its_topic_promises(topic: Topic) -> None:
    playbook = topic.playbook
    assert playbook is not None
    assert len(playbook.answers) >= 400
    assert len(playbook.blocks) >= 120
    assert all(len(answer.asks) >= 10 for answer in playbook.answers)
    assert playbook.cases.of("for")
    assert playbook.cases.of("against")
    assert Playbook.model_validate_json(playbook.model_dump_json(by_alias=True)) == playbook


def test_another_op_ed_has_none(topic: Topic) -> None:
    assert Topic("elsewhere", topic.document, None, "elsewhere.txt").playbook is None


def test_what_is_offered_is_a_wording_of_its_answer_and_no_two_are_alike(topic: Topic) -> None:
    assert topic.playbook is not None
    answers = [answer for answer in topic.playbook.answers if answer.offered]
    assert len(answers) > 200
    assert all(answer.offered in answer.asks for answer in answers)
    assert len({answer.offered for answer in answers}) == len(answers)
    assert all(answer.side is None and len(answer.offered) <= 75 for answer in answers)


def test_a_row_of_a_table_has_a_cell_for_each_column(tmp_path: Path, topic: Topic) -> None:
    name = "answers/1-basics.yaml"
    folder = _edited(tmp_path, name, 'heads: ["Who", "Part in the op-ed"]', 'heads: ["Who", "Part", "Age"]')
    with pytest.raises(KnowledgeError, match="has 1 cells"):
        load_playbook(folder, topic.document)


def test_a_contention_names_a_block_that_there_is(tmp_path: Path, topic: Topic) -> None:
    folder = _edited(tmp_path, "cases.yaml", "met_by: poor-cant-pay", "met_by: poor-cannot-pay")
    with pytest.raises(KnowledgeError, match="poor-cannot-pay"):
        load_playbook(folder, topic.document)
