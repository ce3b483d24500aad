"""What a message asks for, read by the model that ships."""

from __future__ import annotations

import pytest

from knowledge.encoders.act_reader import ActReader
from knowledge.encoders.acts import ACTS


def test_each_act_has_its_probability() -> None:
    (reading,) = ActReader().read(["Let's swap sides."])
    assert tuple(reading) == ACTS
    assert sum(reading.values()) == pytest.approx(1, abs=0.05)
    assert max(reading, key=reading.__getitem__) == "choose side"
