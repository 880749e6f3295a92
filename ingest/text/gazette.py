"""The names of a gazetteer, by the spelling that texts are compared in."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from ingest.normalise.place_names import PLAIN, spelling_key

_APOSTROPHES = re.compile("['`\u00b4\u02bb\u02bc\u02be\u02bf\u2018\u2019]")
_NO_LETTERS = re.compile(r"[\W_]+")

# Alternate names shorter than this are abbreviations of something else.
_SHORTEST_ALIAS = 4
# Without its article a name this short is a word.
_SHORTEST_BARE = 5
_ARTICLE = r"^(?:al|el|an|ar|as|ash|at|ath|az|ad|adh) "
# Where the article of a name comes and goes, and its last letter too.
_ARABIC = ("SYR", "IRQ", "YEM", "PSE", "LBN", "JOR", "EGY", "LBY", "SDN", "SAU", "KWT")


class Place(NamedTuple):
    """One place of the gazetteer; coordinates in degrees (WGS 84)."""

    place_id: str
    name: str
    kind: str
    country_id: str | None
    admin1_id: str | None
    latitude: float | None
    longitude: float | None
    population: int


class Named(NamedTuple):
    """A place under one of its names."""

    place: Place
    is_canonical: bool


@dataclass(frozen=True, repr=False)
class PlaceIndex:
    """Spelling key -> the places of that name; built once by ``index_places``."""

    # A key -> its number; ``bounds`` of the number and the next one delimit its rows.
    numbers: dict[str, int]
    bounds: Sequence[int]
    # The row of a place in ``places``, complemented for any but its main name.
    rows: Sequence[int]
    # The fields of ``Place``.
    places: pl.DataFrame
    # The first words of keys of several words, and how many the longest of them has.
    longest: dict[str, int]
    found: dict[str, tuple[Named, ...]] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        """Whether a place has a name of this spelling."""
        return key in self.numbers

    def reach(self, word: str) -> int:
        """So many words has the longest name that begins with this one; mostly none."""
        first = key_of(word).partition(" ")[0]
        return self.longest.get(first) or int(first in self.numbers)

    def is_country(self, word: str) -> bool:
        """Whether a word names a country."""
        return any(n.place.kind == "country" for n in self.find(key_of(word)))

    def find(self, key: str) -> tuple[Named, ...]:
        """The places of a spelling key; only these are made into objects, and kept."""
        number = self.numbers.get(key)
        if number is None:
            return ()
        if key not in self.found:
            rows = self.rows[self.bounds[number] : self.bounds[number + 1]]
            self.found[key] = tuple(
                Named(Place(*self.places.row(max(row, ~row))), row >= 0)
                for row in dict.fromkeys(rows)
                if row >= 0 or ~row not in rows
            )
        return self.found[key]


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """The spelling of one word: ``place_names.spelling_key`` of the same word."""
    if text.isascii() and text.isalnum():
        return text.lower()  # nothing to take off, as of nearly all words
    plain = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(c for c in plain if not unicodedata.category(c).startswith("M"))
    joined = _APOSTROPHES.sub("", bare)
    for letter, plain_letter in PLAIN.items():
        joined = joined.replace(letter, plain_letter)
    return " ".join(_NO_LETTERS.sub(" ", joined).split())


def index_places(gazetteer: pl.DataFrame) -> PlaceIndex:
    """The index of a gazetteer (columns of ``ingest.gazetteer.COLUMNS``)."""
    places = gazetteer.select(Place._fields).with_columns(
        pl.col("population").fill_null(0)
    )
    rows = _keys(gazetteer).sort("key", "row")
    keys = rows.select(pl.col("key").rle()).unnest("key")
    return PlaceIndex(
        {key: number for number, key in enumerate(keys["value"])},
        array("l", [0, *keys["len"].cum_sum()]),
        array("l", rows["signed"]),
        places,
        _longest(keys["value"]),
    )


def _longest(keys: pl.Series) -> dict[str, int]:
    """The first word of keys of several -> how many the longest of them has."""
    several = keys.filter(keys.str.contains(" ", literal=True)).to_frame("key")
    words = several.select(
        first=pl.col("key").str.extract("^([^ ]+)"),
        count=pl.col("key").str.count_matches(" ", literal=True) + 1,
    )
    return dict(words.group_by("first").agg(pl.col("count").max()).iter_rows())


def _keys(gazetteer: pl.DataFrame) -> pl.DataFrame:
    """The spellings of all places: key, row, signed (see ``PlaceIndex.rows``)."""
    main = gazetteer.select(key=spelling_key(pl.col("name")))["key"]
    # The row numbers and nothing else go through the long frame, to spare memory.
    names = gazetteer.select("names", row=pl.int_range(pl.len())).explode("names")
    keyed = names.select("row", key=spelling_key(pl.col("names")))
    every = pl.concat([keyed, _loose(keyed, gazetteer)])
    is_main = every["key"] == main.gather(every["row"])
    signed = pl.when("is_main").then("row").otherwise(-1 - pl.col("row"))
    return (
        every.with_columns(is_main=is_main)
        .filter(pl.col("is_main") | (pl.col("key").str.len_chars() >= _SHORTEST_ALIAS))
        .select("key", "row", signed=signed)
    )


def _loose(keyed: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """Looser spellings where Arabic is written: "Al Hawijah" is also "Hawija"."""
    is_arabic = gazetteer["country_id"].is_in(_ARABIC)
    near = keyed.filter(is_arabic.gather(keyed["row"]))
    bare = near.with_columns(pl.col("key").str.replace(_ARTICLE, ""))
    short = bare.filter(pl.col("key").str.ends_with("ah")).with_columns(
        pl.col("key").str.head(-1)
    )
    return pl.concat([bare, short]).filter(
        pl.col("key").str.len_chars() >= _SHORTEST_BARE
    )
