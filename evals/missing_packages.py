"""The packages that only running evaluations needs."""

from __future__ import annotations

from importlib.util import find_spec

PACKAGES = ("inspect_ai", "matplotlib", "scipy", "sklearn")


def lacking() -> str:
    """Return a sentence about what is not installed; "" where everything is."""
    missing = next((name for name in PACKAGES if find_spec(name) is None), None)
    if missing is None:
        return ""
    return (
        f"the evaluations need {missing}: run pip install 'policy-debate-bot[evals]', or in a clone "
        "pip install -e '.[evals]'"
    )
