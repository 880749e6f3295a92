"""The names of a gazetteer, by the spelling that texts are compared in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import polars as pl

from ingest.normalise.place_names import PLAIN, spelling_key

_APOSTROPHES = re.compile("['`\u00b4\u02bb\u02bc\u02be\u02bf\u2018\u2019]")
_NO_LETTERS = re.compile(r"[\W_]+")

# Alternate names shorter than this are abbreviations of something else.
_SHORTEST_ALIAS = 4


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

    # The rows of a key in ``columns``, which are sorted by it.
    rows: dict[str, tuple[int, int]]
    columns: dict[str, list[Any]]
    # The first words of all keys.
    openings: frozenset[str]

    def __contains__(self, key: object) -> bool:
        """Whether a place has a name of this spelling."""
        return key in self.rows

    def may_open(self, word: str) -> bool:
        """Whether some name begins with this word; most words are turned away here."""
        return key_of(word).partition(" ")[0] in self.openings

    def is_country(self, word: str) -> bool:
        """Whether a word names a country."""
        return any(n.place.kind == "country" for n in self.find(key_of(word)))

    def find(self, key: str) -> tuple[Named, ...]:
        """The places of a spelling key; only these are made into objects."""
        bounds = self.rows.get(key)
        return _named(self.columns, *bounds) if bounds else ()


def _named(columns: dict[str, list[Any]], first: int, end: int) -> tuple[Named, ...]:
    return tuple(
        Named(Place(*values), is_canonical)
        for is_canonical, *values in zip(
            *(column[first:end] for column in columns.values()), strict=True
        )
    )


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """The spelling of one word: ``place_names.spelling_key`` of the same word."""
    plain = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(c for c in plain if not unicodedata.category(c).startswith("M"))
    joined = _APOSTROPHES.sub("", bare)
    for letter, plain_letter in PLAIN.items():
        joined = joined.replace(letter, plain_letter)
    return " ".join(_NO_LETTERS.sub(" ", joined).split())


def index_places(gazetteer: pl.DataFrame) -> PlaceIndex:
    """The index of a gazetteer (columns of ``ingest.gazetteer.COLUMNS``)."""
    columns = [name for name in Place._fields if name != "population"]
    named = (
        gazetteer.with_columns(
            pl.col("population").fill_null(0),
            names=pl.concat_list(pl.col("name"), pl.col("names").fill_null([])),
            canonical=spelling_key(pl.col("name")),
        )
        .explode("names")
        .unique(["place_id", "names"], maintain_order=True)
        .with_columns(key=spelling_key(pl.col("names")))
        .unique(["place_id", "key"], maintain_order=True)
        .with_columns(is_canonical=pl.col("key") == pl.col("canonical"))
        .filter(
            pl.col("is_canonical") | (pl.col("key").str.len_chars() >= _SHORTEST_ALIAS)
        )
        .select("key", "is_canonical", *columns, "population")
        .sort("key", maintain_order=True)
    )
    keys = named.group_by("key", maintain_order=True).len()
    ends = keys["len"].cum_sum()
    bounds = zip(ends - keys["len"], ends, strict=True)
    return PlaceIndex(
        dict(zip(keys["key"], bounds, strict=True)),
        {name: named[name].to_list() for name in named.columns if name != "key"},
        frozenset(keys["key"].str.split(" ").list.first()),
    )
