"""The packages that only running evaluations needs."""

from __future__ import annotations

from importlib.util import find_spec

PACKAGES = ("inspect_ai", "matplotlib", "scipy", "sklearn")


def lacking() -> str:
    """Return a sentence about what is not installed; "" where everything is."""
    missing = next((name for name in PACKAGES if find_spec(name) is None), None)
    return (
        f"the evaluations need {missing}: install policy-debate-bot with the extra [evals]" if missing else ""
    )
