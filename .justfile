# The commands that one runs daily; `just` lists them.

# Set up the environment
setup:
    python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'

# Fast tests: no browser, no service, no whole suite
test *args:
    .venv/bin/python -m pytest -m "not (browser or services or slow)" {{args}}

# All tests, on all cores
test-all *args:
    .venv/bin/python -m pytest -n auto {{args}}

# Lint, format, types, layers
check:
    .venv/bin/ruff check --fix . && .venv/bin/ruff format . && .venv/bin/mypy && .venv/bin/lint-imports

# Coverage of the fast tests
coverage:
    .venv/bin/python -m coverage erase
    .venv/bin/python -m coverage run -m pytest -n auto -m "not (browser or services or slow)"
    .venv/bin/python -m coverage combine --quiet
    .venv/bin/python -m coverage report

# The chat in the browser
serve *args:
    .venv/bin/debate serve {{args}}

# The evaluation suites on the shipped brief
eval *args:
    .venv/bin/debate eval {{args}}
