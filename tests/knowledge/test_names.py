"""What is a name, and what only looks like one."""

from __future__ import annotations

import pytest

from knowledge.names import find_names


@pytest.mark.parametrize("text", ["no terms before 3 Sept?", "by Aug 1", "on Sept. 3", "in September"])
def test_a_month_is_no_name_in_full_or_shortened(text: str) -> None:
    assert find_names(text) == ()


def test_who_may_be_called_like_a_month_is_named_with_the_rest_of_the_name() -> None:
    assert [name.text for name in find_names("Theresa Hill spoke in May.")] == ["Theresa Hill"]
