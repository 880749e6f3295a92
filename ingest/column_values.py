"""What the cells of a column look like: shares of what they can be read as."""

import re
from typing import NamedTuple

import polars as pl

from ingest.normalise.ages import parse_age
from ingest.normalise.coordinates import LATITUDE, LONGITUDE, parse_degrees
from ingest.normalise.counts import is_not_known, parse_figure
from ingest.normalise.date_forms import find_form, is_slashed
from ingest.normalise.periods import parse_period

# What tables write into cells that say nothing; only what is seen is proposed.
NOTHING = ("na", "n/a", "n.a.", "nan", "null", "none", "-", "--", ".", "..", "#n/a")
# So many different words at most make a list of kinds.
KINDS = 12


class Values(NamedTuple):
    """Of the cells that are filled in: how many, and the share that can be read."""

    filled: int
    counts: float
    dates: float
    ages: float
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
    no_count = said.filter(parse_figure(text)[1].is_not_null())
    has_slashed = bool(said.select(is_slashed(text).any()).item())
    form = find_form(said["cell"]) if has_slashed else None
    items, key = _list_marks(said["cell"])
    return Values(
        filled=said.height,
        **{name: _share(said, is_read) for name, is_read in _readings(text).items()},
        form=form,
        is_ambiguous=has_slashed and form is None,
        is_unique=1 < frame.height == said["cell"].n_unique(),
        kinds=_kinds(_list_items(said["cell"], items, key)),
        nothing=nothing,
        strange=no_count["cell"].unique(maintain_order=True)[:3].to_list(),
        items=items,
        key=key,
    )


def _readings(text: pl.Expr) -> dict[str, pl.Expr]:
    return {
        # A cell that says "unknown" is one of words as well as one of counts.
        "counts": pl.when(~is_not_known(text.str.to_lowercase())).then(
            parse_figure(text)[1].is_null()
        ),
        "dates": parse_period(text)[1].is_null() | is_slashed(text),
        "ages": parse_age(text)[1].is_null(),
        "latitudes": parse_degrees(text, LATITUDE)[1].is_null(),
        "longitudes": parse_degrees(text, LONGITUDE)[1].is_null(),
        "links": text.str.contains("^https?://"),
    }


def _share(said: pl.DataFrame, is_read: pl.Expr) -> float:
    return float(said.select(is_read.mean().fill_null(0.0)).item())


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


def _list_marks(cells: pl.Series) -> tuple[str | None, str | None]:
    """What parts the items of lists (``||``, ``;``), and their keys from them."""
    for items in ("||", ";"):
        if cells.str.contains(re.escape(items)).sum() > cells.len() // 10:
            key = "::" if cells.str.contains("^[^:]+::").mean() == 1 else None
            return items, key
    return None, None
