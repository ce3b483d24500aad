"""The writer that lets a chat model write."""
