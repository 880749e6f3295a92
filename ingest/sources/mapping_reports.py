"""The reports of a mapping, and what stands around their claims."""

from collections.abc import Iterator

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed
from ingest.normalise.date_forms import find_form
from ingest.normalise.dates import midnight, order_fault, precision_of
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import shape
from ingest.records import TABLES
from ingest.sources.layout import Layout, list_blocks
from ingest.sources.layout_keys import PLACE_WORDS, REPORT_WORDS
from ingest.sources.mapping_values import Reading, said, unpacked

# What is read of a row besides its own columns, NULL where a mapping says nothing.
_PERIOD = pl.Struct(
    {"date_min": pl.Date, "date_max": pl.Date, "date_precision": pl.String}
)
DAYS = {"(date_min)": pl.Date(), "(date_max)": pl.Date(), "(published)": _PERIOD}
_START, _END, _PUBLISHED = (pl.col(name) for name in DAYS)


def read_reports(layout: Layout) -> Iterator[Reading]:
    """What the reports take from columns of dates: ``DAYS``."""
    date: Layout = layout.get("date") or {}
    published: Layout = layout.get("published") or {}
    if date:
        first: str = date["min"]
        last: str = {"max": first, **date}["max"]
        (begin, fault), (end, end_fault) = (_period(c, date) for c in (first, last))
        start = begin.struct.field("date_min")
        stop = pl.coalesce(end, begin).struct.field("date_max")
        yield Reading(first, "(date_min)", start, fault)
        order = pl.coalesce(end_fault, order_fault(start, stop))
        yield Reading(last, "(date_max)", stop, order)
    if published:
        stamp, fault = _period(published["column"], published)
        yield Reading(published["column"], "(published)", stamp, fault)


def _period(column: str, block: Layout) -> Parsed:
    """The period by the forms that are named, or those that are known."""
    given = block.get("format")
    forms = given if isinstance(given, list) else [given]
    parsed = [parse_period(pl.col(column), form) for form in forms]
    period = pl.coalesce(value for value, _ in parsed)
    fault = pl.coalesce(fault for _, fault in parsed)
    return period, pl.when(period.is_null()).then(fault)


def find_forms(layout: Layout, batch: pl.DataFrame, found: dict[str, str]) -> Layout:
    """The layout with the forms of dates such as 03/04/2016 that it does not name.

    The first batch of a column that tells day and month apart speaks for the rest.

    Args:
        layout: of the table.
        batch: some rows of one file.
        found: the forms by file and column, which this adds to.
    """
    known = dict(layout)
    for section in ("date", "published"):
        block: Layout = layout.get(section) or {}
        names = [block[key] for key in ("min", "max", "column") if key in block]
        if "format" in block:
            continue
        key = f"{batch.get_column('file_name').to_list()[:1]} {section}"
        column = pl.concat([pl.Series([], dtype=pl.String), *(batch[n] for n in names)])
        if form := found.get(key) or find_form(column):
            found[key] = form
            known[section] = block | {"format": form}
    return known


def judge_points(layout: Layout) -> dict[str, Parsed]:
    """The coordinates, whose faults cost the coordinates alone."""
    found: dict[str, Parsed] = {}
    for block in list_blocks(layout, "place"):
        if "latitude" in block and "longitude" in block:
            found |= judge_point(block["latitude"], block["longitude"])
    return found


def make_reports(layout: Layout, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """raw.reports of rows that were read, and the tables around them."""
    frames = {
        "report_aliases": list(_aliases(layout, rows)),
        "report_places": list(_places(layout, rows)),
        "report_actors": list(_actors(layout, rows)),
        "report_sources": list(_sources(layout, rows)),
    }
    around = {
        name: pl.concat([TABLES[name].frame([]), *made])
        for name, made in frames.items()
    }
    return {"reports": _reports(layout, rows)} | around


def _reports(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    date: Layout = layout.get("date") or {}
    given = pl.lit(date.get("precision"), pl.String)
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        unit=layout.get("unit", "incident"),
        date_min=_START,
        date_max=_END,
        date_precision=pl.when(_START.is_not_null()).then(
            pl.coalesce(given, precision_of(_START, _END))
        ),
        date_text=_date_text(date),
        published_at=midnight(_PUBLISHED.struct.field("date_min")),
        published_precision=_PUBLISHED.struct.field("date_precision").replace(
            ["days", "week"], "day"
        ),
        **{ours: said(layout, key) for key, ours in REPORT_WORDS.items()},
    )


def _date_text(date: Layout) -> pl.Expr:
    words = [date[key] for key in ("min", "max") if key in date]
    text = pl.concat_str(words or [pl.lit("")], separator=" ", ignore_nulls=True)
    return pl.when(text != "").then(text)


def _aliases(layout: Layout, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for block in list_blocks(layout, "aliases"):
        alias = pl.col(block["column"])
        named = rows.filter(alias.is_not_null())
        yield shape("report_aliases", named, alias=alias, authority=block["authority"])


def _places(layout: Layout, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for order, block in enumerate(list_blocks(layout, "place"), 1):
        yield shape(
            "report_places",
            rows,
            place_order=pl.lit(order),
            precision_scale=block.get("scale"),
            **{ours: said(block, key) for key, ours in PLACE_WORDS.items()},
            **parse_point(said(block, "latitude"), said(block, "longitude")),
        )


def _exploded(
    layout: Layout, block: Layout, key: str, rows: pl.DataFrame
) -> pl.DataFrame:
    """The rows once for each item of a key: ``_item``, and ``_place`` in its list."""
    value = block.get(key)
    column = value.get("column") if isinstance(value, dict) else value
    items = rows.with_columns(_item=unpacked(layout, said(block, key), column))
    places = items.with_columns(_place=pl.int_ranges(1, pl.col("_item").list.len() + 1))
    return places.explode("_item", "_place").filter(pl.col("_item").is_not_null())


def _actors(layout: Layout, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    blocks = list_blocks(layout, "actors")
    for order, block in enumerate(blocks):
        # Items of one list stand together, before those of the next block.
        place = (
            pl.col("_place") if len(blocks) == 1 else pl.col("_place") + order * 1000
        )
        yield shape(
            "report_actors",
            _exploded(layout, block, "name", rows),
            actor_order=place,
            actor_text=pl.col("_item"),
            actor_role=block["role"],
            certainty=block.get("certainty"),
        )


def _sources(layout: Layout, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The links of the row, if it has any."""
    yield shape(
        "report_sources",
        _exploded(layout, layout, "url", rows),
        source_order=pl.col("_place"),
        relation="linked",
        url=pl.col("_item"),
    )
