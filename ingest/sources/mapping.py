"""Any table by a small YAML file that says which column holds what.

``docs/adding-a-source.md`` shows one at work. Where a value is asked for, the file
gives a column's name, or ``{constant: …}`` for what the table itself does not say.
"""

import hashlib
from functools import partial
from pathlib import Path

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import midnight, order_fault, parse_date, precision_of
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.rows import claim, shape
from ingest.records import TABLES, Adapter, Member, Records
from ingest.sources.layout import (
    BOUNDS,
    CELL,
    GIVES,
    PLACE_WORDS,
    REPORT_WORDS,
    Layout,
    list_blocks,
    list_columns,
    read_layout,
)


def load_mapping(path: Path) -> Adapter:
    """An adapter for one layout of a table.

    Its version is ``map-`` and a hash of the file: a mended mapping reads again.

    Raises:
        UsageError: no such file, no YAML, a key or a value that is not known.
    """
    layout, content = read_layout(path)
    return Adapter(
        name=layout["dataset_id"],
        title=layout.get("title") or layout["dataset_id"],
        version=f"map-{hashlib.sha256(content).hexdigest()[:8]}",
        publisher=layout["source"],
        dataset_id=layout["dataset_id"],
        members={"rows": Member(tuple(dict.fromkeys(list_columns(layout))))},
        records=partial(_records, layout),
    )


def _records(layout: Layout, _: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole."""
    filled = _blank(batch, layout).with_columns(_date_text(layout))
    good, rejects = sift(filled, _parsed(layout))
    rows = good.with_columns(pl.col(layout["native_id"]).alias("report_ref"))
    return {
        "reports": _reports(layout, rows),
        "report_aliases": _aliases(layout, rows),
        "report_places": _places(layout, rows),
        "report_actors": _actors(layout, rows),
        "report_sources": _sources(layout, rows),
        "claims": pl.concat(
            _claim(layout, block, rows) for block in list_blocks(layout, "claims")
        ),
        "rejects": pl.concat([rejects, list_faults(good, _points(layout))]),
    }


def _blank(batch: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Cells that hold one of the table's own words for "not stated" become NULL."""
    words = [str(word) for word in layout.get("empty") or []]
    cells = pl.exclude("line", "file_name")
    return batch.with_columns(pl.when(~cells.is_in(words)).then(cells))


def _date_text(layout: Layout) -> pl.Expr:
    date = layout.get("date") or {}
    words = [date[key] for key in ("min", "max") if key in date]
    said = pl.concat_str(words or [pl.lit("")], separator=" ", ignore_nulls=True)
    return pl.when(said != "").then(said).alias("date_text")


def _parsed(layout: Layout) -> dict[str, Parsed]:
    claims = list_blocks(layout, "claims")
    counts = [
        block[key] for block in claims for key in ("value", *BOUNDS) if key in block
    ]
    native = layout["native_id"]
    return {
        native: require(pl.col(native)),
        **{name: parse_count(pl.col(name)) for name in counts},
        **_parsed_dates(layout),
    }


def _parsed_dates(layout: Layout) -> dict[str, Parsed]:
    date, published = layout.get("date") or {}, _published(layout)
    blocks = [(date, key) for key in ("min", "max") if key in date]
    blocks += [(published, "column")] if published else []
    found = {
        block[key]: parse_date(pl.col(block[key]), block.get("format"))
        for block, key in blocks
    }
    if "max" in date:
        (start, _), (end, fault) = found[date["min"]], found[date["max"]]
        found[date["max"]] = (end, pl.coalesce(fault, order_fault(start, end)))
    return found


def _published(layout: Layout) -> Layout:
    block: Layout = layout.get("published") or {}
    return block


def _points(layout: Layout) -> dict[str, Parsed]:
    found: dict[str, Parsed] = {}
    for block in list_blocks(layout, "place"):
        if "latitude" in block and "longitude" in block:
            found |= judge_point(block["latitude"], block["longitude"])
    return found


def _said(block: Layout, key: str) -> pl.Expr:
    """What the block gives for a key: a column, a constant, or nothing."""
    value = block.get(key)
    if isinstance(value, dict):
        return pl.lit(str(value["constant"]))
    return pl.col(value) if value else pl.lit(None, pl.String)


def _reports(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    date, published = layout.get("date") or {}, _published(layout)
    start = pl.col(date["min"]) if date else pl.lit(None, pl.Date)
    end = pl.coalesce(date["max"], start) if "max" in date else start
    stamp = pl.col(published["column"]) if published else pl.lit(None, pl.Date)
    given = pl.lit(date.get("precision"), pl.String)
    words = {ours: _said(layout, key) for key, ours in REPORT_WORDS.items()}
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        unit="incident",
        date_min=start,
        date_max=end,
        date_precision=pl.when(start.is_not_null()).then(
            pl.coalesce(given, precision_of(start, end))
        ),
        date_text=pl.col("date_text"),
        published_at=midnight(stamp),
        published_precision=pl.when(stamp.is_not_null()).then(pl.lit("day")),
        **words,
    )


def _stacked(table: str, frames: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([TABLES[table].frame([]), *frames])


def _aliases(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    frames = [
        shape(
            "report_aliases",
            rows.filter(pl.col(block["column"]).is_not_null()),
            alias=pl.col(block["column"]),
            authority=block["authority"],
        )
        for block in list_blocks(layout, "aliases")
    ]
    return _stacked("report_aliases", frames)


def _places(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    frames = [
        shape(
            "report_places",
            rows,
            place_order=pl.lit(order),
            precision_scale=block.get("scale"),
            **{ours: _said(block, key) for key, ours in PLACE_WORDS.items()},
            **parse_point(_said(block, "latitude"), _said(block, "longitude")),
        )
        for order, block in enumerate(list_blocks(layout, "place"), 1)
    ]
    return _stacked("report_places", frames)


def _actors(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    frames = [
        shape(
            "report_actors",
            rows.filter(_said(block, "name").is_not_null()),
            actor_order=pl.lit(order),
            actor_text=_said(block, "name"),
            actor_role=block["role"],
            certainty=block.get("certainty"),
        )
        for order, block in enumerate(list_blocks(layout, "actors"), 1)
    ]
    return _stacked("report_actors", frames)


def _sources(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    """The link of the row, if it has one."""
    url = _said(layout, "url")
    linked = rows.filter(url.is_not_null())
    return shape(
        "report_sources", linked, source_order=pl.lit(1), relation="linked", url=url
    )


def _claim(layout: Layout, block: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    """One block: bounds as published, or a single value (``point`` unless said)."""
    columns = {key: block[key] for key in BOUNDS if key in block}
    if "value" in block:
        given = GIVES[block.get("operator", "point")]
        columns = dict.fromkeys(given, block["value"])
    anchor = "/".join(dict.fromkeys(columns.values()))
    return claim(
        rows,
        anchor,
        {key: pl.col(column) for key, column in columns.items()},
        measure=block["measure"],
        role=block["role"],
        claimed_by=_said(layout, "voice"),
        rule_id=f"{layout['dataset_id']}.{anchor}",
        **{key: block[key] for key in CELL if key in block},
    )
