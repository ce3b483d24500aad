"""What is said about an op-ed that nobody has prepared: its own words, whole."""

from __future__ import annotations

import pytest

from bot.gate import check
from bot.turn.bot import Bot
from bot.writers.embedded.leads import FROM_IT
from bot.writers.embedded.quoted_answer import ASKS_FOR, ENDS, NO_QUOTE, NOT_SAID, UNDECIDED, WHOEVER
from bot.writers.embedded.quoted_blocks import in_quotes
from tests.bot.indexed import bot_on_file

TEXT = """Let the harbor lamps burn

By Ana Ruiz

The harbor board put out the lamps in March to save 4,200 dollars a year. Since then two boats have run onto
the mole. The pilots asked for the lamps in April, and the board did not answer.

The board's chairman, Tom Orr, says that every boat has radar now. Radar does show the mole, he says, and a
lamp is a lamp. "Who pays for them?" he asked me. "You? The pilots? Nobody offers." He has a point about the
cost, and I grant that most large boats could do without.

But the boats that ran onto the mole were small ones. A skiff has no radar. It has a man with a torch.

So here is what I ask. Light the lamps from dusk to midnight. Charge the large boats five dollars a night for
them. Ask the pilots again in October whether it was enough.
"""


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on_file(tmp_path_factory.mktemp("home"), "harbor.txt", TEXT)


def _quoted(text: str) -> list[str]:
    return [part.partition("”")[0] for part in text.split("“")[1:]]


def test_an_answer_is_whole_sentences_of_the_op_ed_behind_one_lead(harbor: Bot) -> None:
    reply = harbor.reply("How much does the board save a year?")
    assert reply.text.startswith(FROM_IT.text)
    assert "4,200 dollars a year.” [1]" in reply.text
    passages = {" ".join(one.text.split()) for one in harbor.topic.document.passages}
    assert set(_quoted(reply.text)) <= passages


def test_a_sentence_that_points_back_stands_behind_the_one_it_points_to(harbor: Bot) -> None:
    text = harbor.reply("What does a skiff have in the place of radar?").text
    assert "“A skiff has no radar.”" in text
    assert text.index("A skiff has no radar.") < text.index("It has a man with a torch.")


def test_what_the_op_ed_does_not_say_is_said_to_be_missing(harbor: Bot) -> None:
    text = harbor.reply("What is the name of the bishop?").text
    assert text.startswith(NOT_SAID.text)


def test_all_that_is_asked_for_is_listed_without_a_word_beside_it(harbor: Bot) -> None:
    lines = harbor.reply("List every recommendation, as bullets.").text.splitlines()
    assert all(line.startswith("- “") for line in lines)
    assert not any("skiff" in line for line in lines)
    assert any("Charge the large boats" in line for line in lines)
    assert ASKS_FOR.guessed.text not in lines


def test_an_overview_names_title_and_author_and_gives_the_point(harbor: Bot) -> None:
    text = harbor.reply("What is this op-ed about?").text
    assert text.startswith("This is “Let the harbor lamps burn”, by Ana Ruiz.")
    assert "Light the lamps from dusk to midnight." in text


def test_words_that_somebody_speaks_in_several_sentences_are_quoted_whole(harbor: Bot) -> None:
    document = harbor.topic.document
    spoken = next(one for one in document.passages if "he asked me" in one.text)
    said = in_quotes(spoken)
    assert said.text.count("?") > 1
    assert check(said, document.passages, document).passed


def test_who_argues_against_it_quotes_what_is_granted_alone(harbor: Bot) -> None:
    reply = harbor.reply("Every boat has radar anyway.", "against")
    cited = {number for one in reply.statements for number in one.cites}
    asked = [one.id for one in harbor.topic.document.passages if one.text.startswith(("Light", "Charge"))]
    assert cited
    assert not cited.intersection(asked)


@pytest.mark.parametrize("mode", ["ask", "for", "against"])
@pytest.mark.parametrize(
    "text",
    [
        "What is its point?",
        "Sum it up briefly.",
        "Make the case.",
        "Cats are better pets than dogs.",
        "Nobody offers.",
    ],
)
def test_nothing_is_claimed_of_quotations_that_rules_chose(harbor: Bot, mode: str, text: str) -> None:
    reply = harbor.reply(text, mode)
    own = " ".join(one.text for one in reply.statements if not one.cites)
    claims = ("Its point", "author's own words", "author's case", "builds on", "the other side nothing")
    assert not any(claim in own for claim in claims)


def test_a_question_that_wants_a_yes_or_no_gets_no_sentence_in_its_place(harbor: Bot) -> None:
    assert harbor.reply("Do the pilots want the lamps back, yes or no?").text.startswith(UNDECIDED.text)


def test_the_end_of_a_piece_is_told_by_where_it_stands(harbor: Bot) -> None:
    text = harbor.reply("What does the last line mean?").text
    assert text.startswith(ENDS.text)
    assert "Ask the pilots again in October" in text


def test_a_quote_stands_beside_whoever_says_it(harbor: Bot) -> None:
    text = harbor.reply("Give me a quote from the official.").text
    assert text.startswith(WHOEVER.text)
    assert text.index("Tom Orr") < text.index("Radar does show the mole")
    assert harbor.reply("Give me a quote from Bishop Lena Falk.").text == NO_QUOTE.text
