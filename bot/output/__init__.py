"""Replies and debates as data, text, HTML, pictures and exports."""
