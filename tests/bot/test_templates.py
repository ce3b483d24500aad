"""Parts of pages come from templates: on one line where a Markdown reader follows, every value escaped."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from bot.output.document_html import document_panel
from bot.output.reply_html import card, notice, said
from bot.output.schema import WithheldObject
from bot.output.templating import cited, fragment, marks
from bot.statement import Statement
from bot.web.access.paths import path_within
from knowledge.topic import shipped_topic

HOSTILE = "<img src=x onerror=alert(1)> & \"'"
STATEMENT = Statement("report", HOSTILE, (1, 2))


def test_a_reply_is_one_line_so_that_no_markdown_reader_takes_it_for_markup() -> None:
    withheld: list[WithheldObject] = [{"text": HOSTILE, "reason": HOSTILE}]
    for html in (card([STATEMENT], withheld, done=False), notice(HOSTILE), said(f"{HOSTILE}\n{HOSTILE}")):
        assert "\n" not in html
        assert not html.startswith(" ")


def test_what_anybody_wrote_is_shown_and_never_markup() -> None:
    for html in (card([STATEMENT]), notice(HOSTILE), said(HOSTILE)):
        assert "<img" not in html
        shown = html.replace('<span class="kept">', "")
        assert "&lt;img src=x onerror=alert(1)&gt; &amp; &#34;&#39;" in shown


def test_a_card_can_be_joined_to_other_html() -> None:
    """A macro's own text would escape what it is joined to."""
    assert card([STATEMENT]) + "<p></p>" == f"{card([STATEMENT])}<p></p>"


def test_a_value_that_a_template_lacks_is_an_error_and_no_gap_on_the_page() -> None:
    with pytest.raises(UndefinedError):
        fragment("bot.output", "notice.html").render()


def test_a_citation_opens_its_passage() -> None:
    assert marks([3]) == '<a class="cite" href="#passage-3"><span class="unseen">passage </span>3</a>'
    assert marks([3, 4], " ") == f"{marks([3])} {marks([4])}"


def test_the_first_citation_stays_with_the_last_word() -> None:
    kept = f'<span class="kept">all.{marks([3])}</span>'
    assert cited("That is all.", (3,)) == f"That is {kept}"
    assert cited("That is all.", (3, 4)) == f'That is <span class="kept">all.{marks([3, 4])}</span>'
    many = cited("That is all.", (1, 2, 3, 4, 5, 6))
    assert many.count("kept") == 2
    assert many.endswith(f'<span class="kept">{marks([4, 5, 6])}</span>')
    assert cited("All.", (3,)) == f'<span class="kept">All.{marks([3])}</span>'
    assert cited("Less < more", ()) == "Less &lt; more"


def test_the_document_has_a_place_for_each_passage() -> None:
    topic = shipped_topic("us-korea-alliance")
    html = document_panel(topic)
    assert [f'id="passage-{passage.id}"' in html for passage in topic.document.passages] == [True] * len(
        topic.document.passages
    )


@pytest.mark.parametrize(
    ("path", "root", "within"),
    [
        ("/debate/library/x", "/debate", "/library/x"),
        ("/debate", "/debate", ""),
        ("/debates/library", "/debate", "/debates/library"),
        ("/library", "", "/library"),
    ],
)
def test_a_path_that_only_begins_like_the_root_path_is_not_below_it(
    path: str, root: str, within: str
) -> None:
    assert path_within({"path": path, "root_path": root}) == within


@pytest.mark.slow  # Gradio takes seconds to import
def test_what_the_page_sends_becomes_the_question_with_its_manner() -> None:
    from bot.web.page.asking import AskingInputs

    inputs = AskingInputs(
        "Why?", "debate", "slug", [], {}, None, "chat", "for", "free", "embedded", "english", "strict"
    )
    asked = inputs.question
    assert (asked.text, asked.mode, asked.side, asked.form) == ("Why?", "debate", "for", "free")
    assert (asked.manner.embedded, asked.manner.english, asked.manner.strict) == (True, True, True)
    assert inputs.state.id == "chat"
