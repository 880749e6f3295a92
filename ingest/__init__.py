"""Bytes in, normalised rows in schema ``raw`` out; ``front.py`` is the door."""
