"""What other programs reach over HTTP."""
