"""How claims are said one after the other."""

from __future__ import annotations

import pytest

from bot.writers.embedded.given_claims import Given
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import Claim

SOURCED = (
    "according to the library’s own count, loans fell by a third",
    "by the city’s own estimate, the pool costs $40 a day",
    "in the words of the mayor, the bridge is a disgrace to the town",
)


def claim(says: str) -> Claim:
    return Claim(id="it", kind="fact", says=says, passages=(1,), helps="for")


@pytest.mark.parametrize("says", SOURCED)
def test_a_claim_that_gives_its_source_is_not_said_to_be_according_to_the_op_ed(says: str) -> None:
    frames, given = Frames(), Given()
    told = [frames.say(claim(says)).text for _ in range(9)]
    told += [given.first(claim(says)).text for _ in range(6)]
    told += [sentence.text for sentence in given.run([claim(says)] * 9)]
    for text in told:
        assert text.startswith(("The op-ed ", "It ")), text
        assert f"{says}." in text


def test_other_facts_are_given_in_all_ways() -> None:
    frames = Frames()
    told = [frames.say(claim("loans fell by a third")).text for _ in range(5)]
    assert "According to the op-ed, loans fell by a third." in told
    assert len({*told}) == 5
