"""News text into claims: every figure about people with its words and offsets.

``index_places`` once, then ``read`` for each text, then a function of ``summary`` for one
figure a text; ``VERSION`` goes up with every change of the output, so that a better
reading replaces the old one.
"""

from ingest.text import summary
from ingest.text.assemble import Reading, find_names, read
from ingest.text.gazette import PlaceIndex, index_places

VERSION: str = "1"

__all__ = [
    "VERSION",
    "PlaceIndex",
    "Reading",
    "find_names",
    "index_places",
    "read",
    "summary",
]
