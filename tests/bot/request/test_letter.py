from __future__ import annotations

import pytest

from bot.request.letter import Letter, letter_in


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Turn this into a short letter to my senator", Letter(to="Senator")),
        ("write a letter to my local congressman about this", Letter(to="Congressman")),
        ("draft an email to Senator Warren saying we should ease off", Letter(to="Senator Warren")),
        ("a letter to my state rep Jo Ann O'Brien, please", Letter(to="Rep Jo Ann O'Brien")),
        ("write a letter about it to the president", Letter(to="President")),
        ("write a letter to say that this is wrong", Letter()),
        ("write a letter to the head of the department", Letter()),
        ("write a letter", Letter()),
        (
            "Letter to the editor, short, signed 'a retired Marine'.",
            Letter(signed="a retired Marine", press=True),
        ),
        ("letter to our local paper, sign it “Bo Li”", Letter(to="Paper", signed="Bo Li", press=True)),
        ("email to my boss signed as a worried farmer", Letter(to="Boss", signed="a worried farmer")),
        ("an email to a Swedish client about this", Letter(to="Client")),
        ("an email to Governor who cares", Letter(to="Governor")),
        ("a note to Priya explaining this", Letter(to="Priya")),
        ("a comment to go under the column", Letter(below=True)),
        ("a letter to my uncle. He signed a petition against it", Letter(to="Uncle")),
    ],
)
def test_whom_a_letter_is_to_and_who_signs_it(text: str, letter: Letter) -> None:
    assert letter_in(text) == letter
