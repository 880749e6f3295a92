"""The reports of a mapping, and what stands around their claims."""

from collections.abc import Iterator

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed
from ingest.normalise.dates import midnight, order_fault, parse_date, precision_of
from ingest.normalise.rows import shape
from ingest.records import TABLES
from ingest.sources.layout import PLACE_WORDS, REPORT_WORDS, Layout, list_blocks
from ingest.sources.mapping_values import Reading, said, unpacked

# What is read of a row besides its own columns, NULL where a mapping says nothing.
DAYS = ("(date_min)", "(date_max)", "(published)")
_START, _END, _PUBLISHED = (pl.col(name) for name in DAYS)


def read_reports(layout: Layout) -> Iterator[Reading]:
    """The days that the reports take from columns: date_min, date_max, published."""
    date: Layout = layout.get("date") or {}
    published: Layout = layout.get("published") or {}
    if date:
        start, fault = _day(date["min"], date)
        yield Reading(date["min"], "(date_min)", start, fault)
        last: str = date["max"] if "max" in date else date["min"]
        end, end_fault = _day(last, date)
        ends = pl.coalesce(end_fault, order_fault(start, end))
        yield Reading(last, "(date_max)", pl.coalesce(end, start), ends)
    if published:
        stamp, fault = _day(published["column"], published)
        yield Reading(published["column"], "(published)", stamp, fault)


def _day(column: str, block: Layout) -> Parsed:
    """The day by the forms that are named, or those that are known."""
    given = block.get("format")
    forms = given if isinstance(given, list) else [given]
    parsed = [parse_date(pl.col(column), form) for form in forms]
    day = pl.coalesce(value for value, _ in parsed)
    fault = pl.coalesce(fault for _, fault in parsed)
    return day, pl.when(day.is_null()).then(fault)


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
        published_at=midnight(_PUBLISHED),
        published_precision=pl.when(_PUBLISHED.is_not_null()).then(pl.lit("day")),
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
