"""Topics: added, mined, reviewed, indexed in batches, and asked all at once."""
