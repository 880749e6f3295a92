"""News text into claims: every figure about people with its words and offsets.

``index_places`` once, ``recognise`` and ``read`` for each text, and a function of
``summary`` where one figure a text is wanted; ``VERSION`` goes up with every change of
the output, so that a better reading replaces the old one.
"""

from ingest.text import summary
from ingest.text.assemble import Reading, find_names, read
from ingest.text.gazette import PlaceIndex, index_places
from ingest.text.languages import recognise
from ingest.text.lexicon import LANGUAGES

VERSION: str = "3"

__all__ = [
    "LANGUAGES",
    "VERSION",
    "PlaceIndex",
    "Reading",
    "find_names",
    "index_places",
    "read",
    "recognise",
    "summary",
]
