"""What only running evaluations needs, and the sentence that says so where it is not installed."""

from __future__ import annotations

from importlib.util import find_spec

PACKAGES = ("inspect_ai", "matplotlib", "scipy", "sklearn")


def lacking() -> str:
    """One sentence about what is not installed; "" where nothing is lacking."""
    missing = next((name for name in PACKAGES if find_spec(name) is None), None)
    return f"the evaluations need {missing}: install policy-debate-bot with the extra [evals]" if missing else ""
