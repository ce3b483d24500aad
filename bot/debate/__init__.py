"""A debate: its state, what the reader's words rely on, and the bot's move."""
