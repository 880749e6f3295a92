"""The names of a gazetteer, by the spelling that texts are compared in."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import polars as pl

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


@dataclass(frozen=True)
class PlaceIndex:
    """Spelling key -> the places of that name; built once by ``index_places``."""

    names: dict[str, tuple[Named, ...]]


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """The spelling that is compared: no case, accents, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower())
    kept = (
        " " if c in "-\u2013" else c for c in plain if c.isalnum() or c in "-\u2013 "
    )
    return " ".join("".join(kept).split())


def _keys(column: str) -> pl.Expr:
    # The same spelling as key_of, on a whole column.
    plain = pl.col(column).str.to_lowercase().str.normalize("NFKD")
    spaced = plain.str.replace_all("[-\u2013]", " ").str.replace_all(
        r"[^\p{L}\p{N} ]", ""
    )
    return spaced.str.replace_all(" +", " ").str.strip_chars(" ")


def index_places(gazetteer: pl.DataFrame) -> PlaceIndex:
    """The index of a gazetteer (columns of ``ingest.gazetteer.COLUMNS``)."""
    columns = [name for name in Place._fields if name != "population"]
    named = (
        gazetteer.with_columns(
            pl.col("population").fill_null(0),
            names=pl.concat_list(pl.col("name"), pl.col("names").fill_null([])),
            canonical=_keys("name"),
        )
        .explode("names")
        .with_columns(key=_keys("names"))
        .unique(["place_id", "key"], maintain_order=True)
        .with_columns(is_canonical=pl.col("key") == pl.col("canonical"))
        .filter(
            pl.col("is_canonical") | (pl.col("key").str.len_chars() >= _SHORTEST_ALIAS)
        )
        .select("key", "is_canonical", *columns, "population")
    )
    names: dict[str, list[Named]] = {}
    # A dictionary of objects is what the reader looks names up in; built once a run.
    for key, is_canonical, *values in named.iter_rows():
        names.setdefault(key, []).append(Named(Place(*values), is_canonical))
    return PlaceIndex({key: tuple(found) for key, found in names.items()})
