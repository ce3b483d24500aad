"""Is it faithful? Question sets, corrupted statements, and the figures that they give."""
