"""What models make of the line form: understood, or dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.statement import Statement
from bot.statement.layout import in_lines
from bot.writers.model.line_form import DraftLine, read_statements
from bot.writers.model.prose import LONGEST


def read_in(text: str, size: int) -> list[DraftLine]:
    """What is read in a text that comes in pieces of so many characters."""
    pieces = (text[n : n + size] for n in range(0, len(text), size))
    return [line for line in read_statements(pieces) if line]


def statements(text: str, size: int = 5) -> list[Statement]:
    return [line.statement for line in read_in(text, size)]


REPORT = Statement("report", "The op-ed says that Seoul upholds the agreement.", (4,))


@pytest.mark.parametrize(
    "line",
    [
        "report [4]: The op-ed says that Seoul upholds the agreement.",
        "Report [4] - The op-ed says that Seoul upholds the agreement.",
        "**report** [4]: The op-ed says that Seoul upholds the agreement",
        "- report [4]: The op-ed says that Seoul upholds the agreement.",
        "3. report [4]: The op-ed says that Seoul upholds the agreement.",
        "report (4): The op-ed says that Seoul upholds the agreement.",
        "report 4: The op-ed says that Seoul upholds the agreement.",
        "[report] [4]: The op-ed says that Seoul upholds the agreement.",
        "report: The op-ed says that Seoul upholds the agreement [4].",
        "report: The op-ed says that Seoul upholds the agreement (4).",
        "report: The op-ed says that Seoul upholds the agreement 【4】.",
        "report: The op-ed says that Seoul upholds the agreement【4†source】.",
        "report: The op-ed says that Seoul upholds the agreement (passage 4).",
        "The op-ed says that Seoul upholds the agreement [4].",
        "* The op-ed says that Seoul upholds the agreement [4].",
        "[4] The op-ed says that Seoul upholds the agreement.",
        "The op-ed says that Seoul upholds the agreement. [4]",
        "| report | 4 | The op-ed says that Seoul upholds the agreement. |",
        '{"kind": "report", "cites": [4], "text": "The op-ed says that Seoul upholds the agreement."}',
        '{"type": "report", "citations": "[4]", "sentence": "The op-ed says that Seoul upholds the '
        'agreement."}',
        '```json\n[\n  {"kind": "report",\n   "cites": [4],\n   "text": "The op-ed says that Seoul upholds '
        'the agreement"},\n]\n```',
        '{"statements": [{"kind": "report", "cites": ["4"], "text": "The op-ed says that Seoul '
        'upholds the agreement."}]}',
        '"report [4]: The op-ed says that Seoul upholds the agreement."',
        "<think>report [9]: nothing</think>report [4]: The op-ed says that Seoul upholds the agreement.",
        "<think>\nLet me see.\nreport [9]: nothing\n</think>\nreport [4]: The op-ed says that Seoul "
        "upholds the agreement.",
        "[THINK]report [9]: nothing[/THINK]\nreport [4]: The op-ed says that Seoul upholds the agreement.",
        "Sure! Here is what it says:\nreport [4]: The op-ed says that Seoul upholds the agreement.\nI "
        "hope this helps!",
        "### Answer\nreport [4]: The op-ed says that Seoul upholds the agreement.",
        "report [4]: The op-ed says that Seoul upholds the agreement.\r\n",
    ],
)
def test_a_sloppy_line_is_understood(line: str) -> None:
    assert statements(line) == [REPORT]


@pytest.mark.parametrize(
    ("marks", "cites"),
    [
        ("[3, 5]", (3, 5)),
        ("[3][5]", (3, 5)),
        ("[3-5]", (3, 4, 5)),
        ("[3 and 5]", (3, 5)),
        ("[3–5]", (3, 4, 5)),
        ("(3, 5)", (3, 5)),
        ("【3】【5】", (3, 5)),
        ("[passages 3, 5]", (3, 5)),
        ("[1-500]", (1, 500)),
    ],
)
def test_citations_in_all_their_forms(marks: str, cites: tuple[int, ...]) -> None:
    assert statements(f"report {marks}: The op-ed says so.")[0].cites == cites
    assert statements(f"The op-ed says so {marks}.") == [Statement("report", "The op-ed says so.", cites)]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1. **Demands.** Seoul is told to pay [4].", "Demands: Seoul is told to pay."),
        ("- **Demands**: Seoul is told to pay [4].", "Demands: Seoul is told to pay."),
        ("**Demands:** Seoul is told to pay [4].", "Demands: Seoul is told to pay."),
        ("**First: demands.** Seoul is told to pay [4].", "First: demands – Seoul is told to pay."),
        ("**Seoul** is told to pay [4].", "Seoul is told to pay."),
    ],
)
def test_a_label_in_bold_stays_with_what_it_labels(line: str, text: str) -> None:
    assert [(one.text, one.cites) for one in statements(line)] == [(text, (4,))]


def test_blanks_for_the_reader_to_fill_in_are_kept_as_they_are() -> None:
    letter = (
        "Subject: The tariff\n\nDear [Name],\n\nI write as a reader.\n\n"
        "Yours faithfully,\n[Name]\n[Street], [Town]"
    )
    said = [line.statement.text for line in read_statements([letter]) if line]
    asks = Statement("report", "It asks for three changes:", (4,))
    assert statements("It asks for three changes [4]:") == [asks]
    assert said[:3] == ["Subject: The tariff", "Dear [Name],", "I write as a reader."]
    assert said[3:] == ["Yours faithfully, [Name]", "[Street], [Town]"]


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_sign_off_keeps_its_name(size: int) -> None:
    letter = "Dear Editor,\n\nI love him. He is wrong.\n\nHis loving sister,\nOrla"
    said = [(line.statement.text, line.layout) for line in read_in(letter, size)]
    assert said == [
        ("Dear Editor,", "run on"),
        ("I love him.", "paragraph"),
        ("He is wrong.", "run on"),
        ("His loving sister, Orla.", "paragraph"),
    ]


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_labels_that_a_reader_asked_for_are_kept_and_begin_a_line(size: int) -> None:
    text = "1. Objection: Tariffs could help [4]. They did [5].\nThey'll say: How often?\n\n2. Claim: Wait."
    said = [(line.statement.text, line.number, line.layout) for line in read_in(text, size)]
    assert said == [
        ("Objection: Tariffs could help.", 1, "number"),
        ("They did.", None, "run on"),
        ("They'll say: How often?", None, "line"),
        ("Claim: Wait.", 2, "number"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Let's not push an ally away.",
        "I'll grant you the tariff.",
        "Of course a friend may ask.",
        "Certainly not.",
        "I hope you will vote against it.",
        "I'm sorry about your plant.",
        "None: the op-ed reports no step.",
    ],
)
def test_a_sentence_that_begins_as_a_preface_might_is_kept(line: str) -> None:
    assert [one.text for one in statements(line)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Sure! Here is my answer:",
        "Okay, let me think about this.",
        "As an AI, I cannot know.",
        "```",
        "---",
        "",
        "   ",
        "1.",
        "none",
        "###",
        "### Answer:",
        "{",
        "[",
        "}",
        '{"a": 1',
    ],
)
def test_what_is_no_statement_is_dropped(line: str) -> None:
    assert statements(line) == []


@pytest.mark.parametrize(
    ("line", "kind", "concession"),
    [
        ("How likely is that [4]?", "question", False),
        ("The op-ed gives no figure for that [4].", "critique", False),
        (
            "Whoever ranks the deficit above the alliance would read this differently [4][5].",
            "weighing",
            False,
        ),
        ("Granted, the op-ed says that it is fair [4].", "report", True),
        ("concession [4]: It is fair.", "report", True),
        ("link: On the other side:", "link", False),
    ],
)
def test_a_line_without_a_kind_gets_the_one_that_it_looks_like(
    line: str, kind: str, concession: bool
) -> None:
    (statement,) = statements(line)
    assert (statement.kind, statement.concession) == (kind, concession)


def test_a_year_in_brackets_is_no_citation() -> None:
    assert statements("report [4]: The op-ed says that the deficit (2024) grew.")[0].cites == (4,)


def test_two_sentences_are_two_statements_and_the_gate_finds_whose_passage_is_whose() -> None:
    first, second = statements("report [4][7]: Lee seeks a deal. Trump wants money.")
    assert (first.cites, second.cites) == ((), ())
    assert second.text == "Trump wants money."


def test_a_line_of_100_kb_is_dropped_without_being_kept() -> None:
    text = f"report [4]: {'x' * 100_000}\nreport [4]: The op-ed says that Seoul upholds the agreement.\n"
    assert statements(text, 4096) == [REPORT]
    assert LONGEST < 100_000


def test_a_statement_is_given_as_soon_as_its_line_is_whole() -> None:
    lines = read_statements(
        iter(
            [
                "report [4]: The op-ed says that Seoul upholds",
                None,
                " the agreement.\nrep",
                None,
                "ort [5]: The",
            ]
        )
    )
    assert next(lines) is None
    first = next(lines)
    assert first is not None
    assert first.statement == REPORT
    assert next(lines) is None


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=400), st.integers(1, 50))
def test_no_text_breaks_the_parser_and_no_mark_stays_in_a_sentence(text: str, size: int) -> None:
    for statement in statements(text, size):
        assert statement.text.strip()
        assert all(0 <= number < 10_000 for number in statement.cites)


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '{"text": "',
                "[4]",
                "report",
                ": ",
                "\n",
                "<think>",
                "</think>",
                "```",
                "}",
                "[",
                "]",
                ",",
                "The op-ed says",
                '"',
                "【",
                "】",
                "1. ",
            ]
        ),
        max_size=30,
    )
)
def test_no_mixture_of_forms_breaks_the_parser(parts: list[str]) -> None:
    statements("".join(parts), 7)


@pytest.mark.parametrize(
    "said",
    [
        "But the op-ed argues that Seoul upholds the agreement.",
        "According to the author, Seoul upholds the agreement.",
        "Seoul upholds the agreement, the piece notes.",
        "By now, the column says, Seoul upholds the agreement.",
        "Seoul, in the words of the article, upholds the agreement.",
        "Lee turns to China, a country that the op-ed says once bought more.",
        "The author's view is that Seoul upholds the agreement.",
    ],
)
def test_a_sentence_that_names_its_source_is_not_given_another_in_front(said: str) -> None:
    assert [one.text for one in statements(f"report [4]: {said}")] == [said]


def test_a_sign_that_nobody_sees_is_taken_out_of_a_models_line() -> None:
    assert [
        one.statement.text
        for one in read_statements(["report [4]: The op-ed says that ta\u200briffs rise."])
        if one
    ] == ["The op-ed says that tariffs rise."]


# ── what a strong model writes where a reader asks for a form ──


def drafted(text: str) -> list[tuple[str, str, str]]:
    lines = [line for line in read_statements([text]) if line]
    return [(line.statement.kind, line.statement.text, line.layout) for line in lines]


def test_what_leads_on_to_a_list_is_kept() -> None:
    assert drafted("(a) Stated as fact:\n\n- Trump plans a tariff [4].\n") == [
        ("link", "(a) Stated as fact:", "line"),
        ("report", "Trump plans a tariff.", "bullet"),
    ]


def test_a_table_keeps_its_rows() -> None:
    rows = "| What | Before | After |\n|---|---|---|\n| Bursts | 31 a month [19] | 12 a month [19] |\n"
    assert drafted(rows) == [
        ("link", "What | Before | After", "row"),
        ("report", "Bursts | 31 a month | 12 a month", "row"),
    ]
    said = [replace(line.statement, layout=line.layout) for line in read_statements([rows]) if line]
    assert in_lines(said) == (
        "| What | Before | After |\n| --- | --- | --- |\n| Bursts | 31 a month | 12 a month [19] |"
    )


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_quiz_keeps_its_questions_and_options(size: int) -> None:
    quiz = (
        "**1. What is planned?** [4]\nA. A ban on beef\nB. A tariff of 25 percent **correct** [4]\nC. $30\n\n"
        "*Where it comes from: the second paragraph* [4].\n\n## What to watch\nThe *date* matters [4].\n"
    )
    lines = read_in(quiz, size)
    assert [(line.statement.text, line.number, line.layout) for line in lines] == [
        ("What is planned?", 1, "title"),
        ("A. A ban on beef.", None, "line"),
        ("B. A tariff of 25 percent correct.", None, "line"),
        ("C. $30.", None, "line"),
        ("Where it comes from: the second paragraph.", None, "paragraph"),
        ("What to watch", None, "title"),
        ("The date matters.", None, "line"),
    ]
    assert [line.statement.cites for line in lines] == [(4,), (), (4,), (), (4,), (), (4,)]


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_title_in_bold_may_be_a_sentence_and_brackets_hold_together(size: int) -> None:
    text = "**2. Both come out of one pocket.**\nGo on.\n(Say no more. It has no figures on it.)\n"
    lines = read_in(text, size)
    assert [(line.statement.text, line.number, line.layout) for line in lines] == [
        ("Both come out of one pocket.", 2, "title"),
        ("Go on.", None, "line"),
        ("(Say no more. It has no figures on it.)", None, "line"),
    ]


def test_whoever_signs_a_letter_stands_under_it() -> None:
    letter = "To the Editor,\n\nLet it.\n\nR. Haldane\nPerth\n"
    assert drafted(letter)[-2:] == [("link", "R. Haldane", "paragraph"), ("link", "Perth", "line")]
    assert drafted("Answer\n\nLet it be so.\n")[0][1] == "Let it be so."


def test_a_line_to_fill_in_is_kept() -> None:
    letter = "Dear Congresswoman ____________,\n\nPlease speak up.\n\nRespectfully,\n\n____________\n"
    assert [text for _, text, _ in drafted(letter)] == [
        "Dear Congresswoman ____________,",
        "Please speak up.",
        "Respectfully,",
        "____________",
    ]


def test_lines_of_a_verse_stay_apart_and_a_wrapped_one_does_not() -> None:
    verse = (
        "A tariff falls,\nan ally calls.\n\n"
        "This is a line that the model has wrapped for itself at sixty\nor more of them.\n"
    )
    assert [layout for _, _, layout in drafted(verse)] == ["run on", "line", "paragraph", "run on"]


def test_a_letter_keeps_its_lines() -> None:
    lines = [
        line for line in read_statements(["Dear Senator,\n\nThank you for that.\nRespectfully,\n"]) if line
    ]
    assert [line.statement.text for line in lines] == [
        "Dear Senator,",
        "Thank you for that.",
        "Respectfully,",
    ]
    assert [line.layout for line in lines] == ["run on", "paragraph", "line"]


def test_a_line_to_say_keeps_its_quotation_marks() -> None:
    assert drafted('"A freeloader takes and gives nothing back."\n') == [
        ("report", '"A freeloader takes and gives nothing back."', "run on")
    ]
