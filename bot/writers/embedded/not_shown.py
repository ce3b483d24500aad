"""What a passage does not show, by the kind of evidence that it is: reasoning that needs no other source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.document import Passage
from knowledge.sentence_analysis import read
from knowledge.yaml_file import parse_yaml

AMOUNTS = ("money", "percent", "number")
IN_ANY_CASE = "One can grant that and still ask whether what is proposed would change it, and at what price."


class Kind(BaseModel):
    """A kind of evidence: the sign by which it is told, and what it does not show."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sign: str
    says: str
    figure: Literal["", "any", "money"] = ""
    beside: bool = False

    def fits(self, passage: Passage, paragraph: Sequence[Passage]) -> bool:
        """Tell whether a passage shows the kind, or where that counts another sentence of its paragraph."""
        among = (passage, *paragraph) if self.beside else (passage,)
        return any(self._shown_in(one.text.replace("’", "'")) for one in among)

    def _shown_in(self, text: str) -> bool:
        shown = re.search(self.sign, text, re.IGNORECASE) is not None
        wanted = ("money",) if self.figure == "money" else AMOUNTS
        return shown and (not self.figure or any(one.kind in wanted for one in read(text).figures))


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds by name, in the order in which they are looked for."""
    text = (files(__package__) / "not_shown.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, Kind]).validate_python(parse_yaml(text))


def kind_of(passage: Passage, paragraph: Sequence[Passage] = ()) -> str:
    """Return the kind of evidence that a passage is; "" where it shows none.

    Where things are told to have changed, the sentences of its paragraph tell it together.
    """
    return next((name for name, one in kinds().items() if one.fits(passage, paragraph)), "")
