"""From sentences to an argument map, without a model."""
