"""A gap is named only where the claim calls for what is missing, and the op-ed has it nowhere."""

from __future__ import annotations

from knowledge.argument_map import ArgumentMap
from knowledge.document import split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from tests.knowledge.mining.told_roles import ToldRoles

TOLD = ToldRoles({"The council": "recommends"})


def mined(text: str) -> ArgumentMap:
    return mined_map(split(from_text(text)), TOLD, SentenceEncoder())


def critiques(text: str) -> list[str]:
    return [attack.says for line in mined(text).lines for attack in line.attacks if attack.says]


def test_a_figure_is_missing_where_something_is_said_to_rise() -> None:
    said = critiques("The council should end the fee. Rents rise wherever a harbor is dull.")
    assert any(one.startswith("The op-ed gives no figure") for one in said)


def test_no_figure_is_missing_where_nothing_is_more_or_less() -> None:
    said = critiques("The council should end the fee. The keeper of the lamp lives beside the harbor.")
    assert not any("no figure" in one for one in said)


def test_no_figure_is_missing_that_another_passage_on_the_same_has() -> None:
    said = critiques(
        "The council should end the fee. Harbor rents rise wherever boats are few. The gulls are loud. "
        "The keeper sleeps. Harbor rents have risen by 12 percent where boats are few."
    )
    assert not any("no figure for its claim that harbor rents rise" in one for one in said)


def test_a_source_is_missing_only_where_nobody_beside_the_figure_could_have_found_it() -> None:
    bare = critiques("The council should end the fee. The fee costs every boat $40 a day.")
    assert any("names no source" in one for one in bare)
    told = critiques("The council should end the fee. The fee costs every boat $40 a day, a survey found.")
    assert not any("names no source" in one for one in told)


def test_a_date_is_missing_only_in_an_op_ed_that_deals_in_dates() -> None:
    timeless = critiques("The council should end the fee. It drives the boats away.")
    assert not any("sets no date" in one for one in timeless)
    dated = critiques(
        "The council should end the fee. It drives the boats away. The gulls are loud. "
        "The lighthouse was built in 1931."
    )
    assert any("sets no date" in one for one in dated)
