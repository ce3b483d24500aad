"""Imports of libraries without what they would load beside, and never use here.

Together that is a fifth of a short run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without(name: str, **attributes: object) -> Iterator[None]:
    """Make an import of `name` give an empty module with these attributes, as long as this lasts.

    An import of what is within it fails. What is loaded already stays.
    """
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.__dict__.update(attributes)
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]
