"""The argument map as a picture: a graph, its layout, and the forms in which it can be had."""
