"""What every peer does with its answers.

For each line of the standard input, the words as they come, then a byte 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator


def answer_lines(ask: Callable[[str], Iterator[str]]) -> None:
    """Until the input ends."""
    for line in sys.stdin:
        for words in ask(line.strip()):
            sys.stdout.write(words)
            sys.stdout.flush()
        sys.stdout.write("\0")
        sys.stdout.flush()
    os._exit(0)
