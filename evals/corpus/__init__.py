"""The corpus: opinion pieces with labels, from which the encoders' heads learn."""
