"""Bytes in, normalised rows in schema ``raw`` out; ``front.py`` is the door."""

import os

# Polars' allocator (jemalloc) keeps what is freed for half a second, which the loading
# of the gazetteer fills with 50 MB; it is told to give it back at once, before Polars
# is imported. Loads and readings take as long as before.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
