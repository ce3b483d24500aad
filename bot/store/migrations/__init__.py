"""The schema's changes, in order. Alembic runs at start those that a database lacks."""
