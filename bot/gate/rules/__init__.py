"""The gate's rules, one a file: each returns None, or a sentence that says why a statement is refused."""
