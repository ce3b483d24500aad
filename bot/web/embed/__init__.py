"""The widget and its playground."""
