"""Places of a file found once, in whatever batch they come again."""

from dataclasses import dataclass

import polars as pl

from ingest.normalise.place_index import Index
from ingest.normalise.places import ASKED, fill_places, find_places, list_asked

# So many are remembered: more than any country has settlements.
MOST_KNOWN = 200_000


@dataclass
class Locator:
    """``places.locate`` for batch after batch; ``known`` is what it has found."""

    index: Index
    known: pl.DataFrame | None = None

    def locate(self, places: pl.DataFrame) -> pl.DataFrame:
        """As ``places.locate``; after ``MOST_KNOWN`` places it begins anew."""
        asked = list_asked(places)
        if self.known is None or self.known.height > MOST_KNOWN:
            self.known = find_places(asked, self.index)
        else:
            names = [f"asked_{name}" for name in ASKED]
            new = asked.join(self.known, on=names, how="anti", nulls_equal=True)
            self.known = pl.concat([self.known, find_places(new, self.index)])
        return fill_places(places, self.known)
