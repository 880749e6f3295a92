"""What the cells of a column look like: shares of what they can be read as."""

import re
from typing import NamedTuple

import polars as pl

from ingest.normalise.coordinates import LATITUDE, LONGITUDE, parse_degrees
from ingest.normalise.counts import parse_count
from ingest.normalise.dates import parse_date

# What tables write into cells that say nothing; only what is seen is proposed.
NOTHING = ("na", "n/a", "n.a.", "nan", "null", "none", "-", "--", ".", "..", "#n/a")
# So many different words at most make a list of kinds.
KINDS = 12

_SLASHED = r"^([0-9]{1,2})([/.-])([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})$"
_MONTHS = 12


class Values(NamedTuple):
    """Of the cells that are filled in: how many, and the share that can be read."""

    filled: int
    counts: float
    dates: float
    latitudes: float
    longitudes: float
    links: float
    # The form of 31/12/2016, and whether the day cannot be told from the month.
    form: str | None
    is_ambiguous: bool
    # Every row has a cell, and no two are alike.
    is_unique: bool
    # The different cells, the most frequent first, where they are few; else none.
    kinds: list[str]
    # Words that stand for nothing, and examples of what is no count.
    nothing: list[str]
    strange: list[str]
    # How the items of a list are parted, and their keys.
    items: str | None
    key: str | None


def look_at(cells: pl.Series) -> Values:
    """The look of a column of text; a blank is NULL."""
    frame = cells.str.strip_chars().rename("cell").to_frame()
    text = pl.col("cell")
    is_nothing = text.str.to_lowercase().is_in(NOTHING)
    nothing = frame.filter(is_nothing)["cell"].unique().sort().to_list()
    said = frame.filter(text.is_not_null() & ~is_nothing)
    no_count = said.filter(parse_count(text)[1].is_not_null())
    form, is_ambiguous = _form(said["cell"])
    items, key = _list_marks(said["cell"])
    return Values(
        filled=said.height,
        **{name: _share(said, is_read) for name, is_read in _readings(text).items()},
        form=form,
        is_ambiguous=is_ambiguous,
        is_unique=1 < frame.height == said["cell"].n_unique(),
        kinds=_kinds(_list_items(said["cell"], items, key)),
        nothing=nothing,
        strange=no_count["cell"].unique(maintain_order=True)[:3].to_list(),
        items=items,
        key=key,
    )


def _readings(text: pl.Expr) -> dict[str, pl.Expr]:
    is_date = parse_date(text)[1].is_null() | text.str.contains(_SLASHED)
    return {
        "counts": parse_count(text)[1].is_null(),
        "dates": is_date,
        "latitudes": parse_degrees(text, LATITUDE)[1].is_null(),
        "longitudes": parse_degrees(text, LONGITUDE)[1].is_null(),
        "links": text.str.contains("^https?://"),
    }


def _share(said: pl.DataFrame, is_read: pl.Expr) -> float:
    return float(said.select(is_read.mean()).item()) if said.height else 0.0


def _list_items(cells: pl.Series, items: str | None, key: str | None) -> pl.Series:
    """The cells, or the items of those that are lists, without their keys."""
    parted = cells.str.split(items).explode() if items else cells
    bare = parted.str.replace(f"^.*?{re.escape(key)}", "") if key else parted
    return bare.str.strip_chars().rename("cell")


def _kinds(cells: pl.Series) -> list[str]:
    counted = cells.value_counts(sort=True, name="_n").sort(
        ["_n", cells.name], descending=[True, False]
    )
    return counted[cells.name].to_list() if counted.height <= KINDS else []


def _form(said: pl.Series) -> tuple[str | None, bool]:
    """The form of dates with the year last, told by the whole column."""
    parts = said.str.extract_groups(_SLASHED).struct.unnest().drop_nulls()
    if parts.is_empty():
        return None, False
    first, sign, second, year = parts.get_columns()
    is_day = [(n.cast(pl.Int64) > _MONTHS).any() for n in (first, second)]
    if is_day[0] == is_day[1] or sign.n_unique() > 1:
        return None, True
    order = ("%d", "%m") if is_day[0] else ("%m", "%d")
    long = "%Y" if (year.str.len_chars() == len("2016")).all() else "%y"
    return str(sign[0]).join((*order, long)), False


def _list_marks(cells: pl.Series) -> tuple[str | None, str | None]:
    """What parts the items of lists (``||``, ``;``), and their keys from them."""
    for items in ("||", ";"):
        if cells.str.contains(re.escape(items)).sum() > cells.len() // 10:
            key = "::" if cells.str.contains("^[^:]+::").mean() == 1 else None
            return items, key
    return None, None
