"""Fuzzing: `python -m tests.fuzz [TARGET …] [--minutes 10]`, each target for so long.

What breaks one is kept in `crashes/TARGET`, where the tests find it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS, Target

CRASHES = Path(__file__).parent / "crashes"
LONGEST = 10  # seconds for one input


def main() -> None:
    """Fuzz the targets; exit with 1 where one broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    broken = [name for name in asked.targets or TARGETS if not _held(TARGETS[name], asked.minutes)]
    sys.exit(bool(broken))


def _held(target: Target, minutes: float) -> bool:
    """Whether nothing broke it."""
    until, tried, failing = time.monotonic() + 60 * minutes, 0, b""

    def tries(data: bytes) -> None:
        nonlocal tried, failing
        tried, failing = tried + 1, data
        signal.alarm(LONGEST)
        try:
            target.act(data)
        finally:
            signal.alarm(0)

    while time.monotonic() < until:
        once = settings(
            max_examples=400,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )(seed(random.getrandbits(64))(given(target.drawn)(tries)))
        try:
            once()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as exc:  # noqa: BLE001  # whatever it is, a panic of Rust too, it is what is looked for
            place = CRASHES / target.name / hashlib.sha256(failing).hexdigest()[:16]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(failing)
            print(
                f"{target.name}: {type(exc).__name__}: {str(exc)[:300]} after {tried} inputs; kept as "
                f"{place}",
                flush=True,
            )
            return False
    print(f"{target.name}: {tried} inputs in {minutes:g} minutes, and nothing broke it", flush=True)
    return True


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"an input takes more than {LONGEST} seconds")


if __name__ == "__main__":
    main()
