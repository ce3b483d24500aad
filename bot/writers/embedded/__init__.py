"""The writer that needs no chat model."""
