"""Text in other scripts and with accents: read as text, and held to the document like any other."""

from __future__ import annotations

import unicodedata

import pytest

from bot.gate import Verdict, check
from bot.statement import Statement, StatementKind
from knowledge.document import Document, split
from knowledge.loaders.plain import from_text

TARIFF = "The op-ed says that Trump plans to impose a tariff of 25 percent on goods imported from South Korea"

FOREIGN = split(
    from_text(
        "Ünal runs a café in Łódź.\n\nThe café sold 40 cakes, and 이재명 bought two.\n\n"
        "A sign there says “мир”."
    )
)


def judge(document: Document, text: str, *cites: int, kind: StatementKind = "report") -> Verdict:
    return check(Statement(kind, text, cites), document.passages, document)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("script", f"{TARIFF}, и это преступление против человечества."),
        ("script", f"{TARIFF} (这是反人类罪)."),
        ("script", f"{TARIFF}، وهذه جريمة."),
        ("script", TARIFF.replace("tariff", "tаriff") + "."),
        ("script", TARIFF.replace("tariff", "tαriff") + "."),
        ("script", TARIFF.replace("goods", "ｇoods") + "."),
        ("script", TARIFF.replace("goods", "g\u0336o\u0336o\u0336d\u0336s\u0336") + "."),
        ("script", TARIFF.replace("25", "25½") + "."),
        ("script", TARIFF.replace("25", "٢٥") + "."),
        ("script", TARIFF.replace("25 percent", "₽25") + "."),
        ("plain", TARIFF.replace("tariff", "ta\u200briff") + "."),
        ("plain", TARIFF.replace("tariff", "ta\u3164riff") + "."),
        ("plain", TARIFF.replace("tariff", "ta\ufe0friff") + "."),
        ("name", TARIFF.replace("South Korea", "Łódź") + "."),
        ("name", TARIFF.replace("Trump", "Ünal") + "."),
        ("name", TARIFF.replace("Trump", unicodedata.normalize("NFD", "Ünal")) + "."),
        (
            "name",
            "Ünal plans to impose a tariff of 25 percent on goods imported from South Korea, the op-ed says.",
        ),
    ],
)
def test_no_letters_slip_past_the_rules(brief: Document, rule: str, text: str) -> None:
    verdict = judge(brief, text, 4)
    assert (verdict.passed, verdict.rule) == (False, rule), verdict


@pytest.mark.parametrize("kind", ["critique", "question", "weighing", "link"])
def test_no_kind_of_statement_takes_letters_that_the_document_lacks(
    brief: Document, kind: StatementKind
) -> None:
    said: dict[str, tuple[str, tuple[int, ...]]] = {
        "critique": ("The op-ed puts no figure on the decline in national revenue, и это ложь.", (22,)),
        "question": ("How likely is it that the demands would drive Lee closer to China, и почему?", (7,)),
        "weighing": (
            "Whoever ranks the trade deficit above the security alliance would read this, и это верно, "
            "differently.",
            (21, 45),
        ),
        "link": ("On the other side, и это ложь:", ()),
    }
    text, cites = said[kind]
    assert judge(brief, text, *cites, kind=kind).rule == "script"


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("The op-ed says that Ünal runs a café in Łódź.", (1,)),
        ("The op-ed says that Unal runs a cafe in Lodz.", (1,)),
        (unicodedata.normalize("NFD", "The op-ed says that Ünal runs a café in Łódź."), (1,)),
        ("The op-ed says that 이재명 bought two cakes.", (2,)),
        ("The op-ed says that a sign there says “мир”.", (3,)),
    ],
)
def test_what_the_document_has_in_other_letters_may_be_said(text: str, cites: tuple[int, ...]) -> None:
    verdict = judge(FOREIGN, text, *cites)
    assert verdict.passed, verdict


def test_a_name_in_another_script_is_a_name() -> None:
    assert judge(FOREIGN, "The op-ed says that 윤석열 bought two cakes.", 2).rule == "name"
    assert judge(FOREIGN, "The op-ed says that Ünal runs a café in Kraków.", 1).rule == "name"


@pytest.mark.parametrize(
    "quoted",
    [
        "«Yankee stay here»",
        "„Yankee stay here“",
        "‘Yankee stay here’",
        "'Yankee stay here'",
        "「Yankee stay here」",
    ],
)
def test_a_quotation_is_checked_in_any_marks(brief: Document, quoted: str) -> None:
    assert (
        judge(brief, f"The op-ed says that many Koreans chanted {quoted} in street protests.", 32).rule
        == "quotation"
    )


def test_a_second_sentence_is_seen_in_any_script(brief: Document) -> None:
    assert judge(brief, f"{TARIFF}. Ünal disagrees with it.", 4).rule == "single"
    assert judge(brief, f"{TARIFF}。他 disagrees with it.", 4).rule == "single"


def test_an_opening_name_is_a_name_though_the_capital_opens_the_sentence(brief: Document) -> None:
    assert (
        judge(brief, "Putin plans a tariff of 25 percent, but on what evidence?", 4, kind="question").rule
        == "known_names"
    )
    assert (
        judge(brief, "The op-ed says that Bruce Lee makes every effort to meet the demands.", 9).rule
        == "name"
    )
