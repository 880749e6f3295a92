"""Any table by a layout that says which column holds what.

The layout is a small YAML file (``docs/adding-a-source.md``), or is made from a row of
HXL tags (``hxl``).
"""

import hashlib
from functools import partial
from pathlib import Path

import polars as pl
import yaml

from ingest.errors import UsageError
from ingest.normalise.faults import list_faults
from ingest.normalise.rows import flag
from ingest.records import Adapter, Member, Records
from ingest.sources.layout import Layout, check_layout, list_columns
from ingest.sources.mapping_claims import (
    judge_ages,
    list_counts,
    make_claims,
    read_claims,
)
from ingest.sources.mapping_reports import (
    DAYS,
    find_forms,
    judge_points,
    make_reports,
    read_reports,
)
from ingest.sources.mapping_values import Reading, read_columns

# Goes up with every change of what one and the same mapping gives.
VERSION = "2"
# Between the columns of an identifier that is made of several.
_JOINT = " | "
# Before the number of a row that is alike an earlier one.
_AGAIN = " #"
_NUMBER = f"{_AGAIN}[0-9]+$"


def load_mapping(path: Path) -> Adapter:
    """An adapter for one layout of a table, from a YAML file.

    Its version is ``map-``, ``VERSION`` and a hash of the file: a mended mapping reads
    again.

    Raises:
        UsageError: no such file, no YAML, a key or a value that is not known.
    """
    try:
        content = path.read_bytes()
        layout = yaml.safe_load(content)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); check the path"
        raise UsageError(message) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = f"{path} is no YAML; docs/adding-a-source.md shows a mapping"
        raise UsageError(message) from error
    digest = hashlib.sha256(content).hexdigest()[:8]
    return make_adapter(check_layout(str(path), layout), f"map-{VERSION}.{digest}")


def make_adapter(layout: Layout, version: str) -> Adapter:
    """An adapter for a checked layout."""
    columns = tuple(dict.fromkeys(list_columns(layout)))
    rows = Member(
        columns,
        counts=list_counts(layout),
        # Rows that are alike can only be numbered together.
        is_whole=layout.get("repeats") == "numbered",
    )
    return Adapter(
        name=layout["dataset_id"],
        title=layout.get("title") or layout["dataset_id"],
        version=version,
        publisher=layout["source"],
        dataset_id=layout["dataset_id"],
        members={"rows": rows},
        records=partial(_records, layout, {}),
    )


def _records(
    layout: Layout, forms: dict[str, str], _: str, batch: pl.DataFrame
) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole."""
    filled = _blank(batch, layout).with_columns(
        pl.lit(None, kind).alias(name) for name, kind in DAYS.items()
    )
    dated = find_forms(layout, filled, forms)
    read = [_identifier(layout), *read_reports(dated), *read_claims(layout)]
    rows, rejects = read_columns(filled, read)
    numbered = rows.filter(pl.col("report_ref").str.contains(_NUMBER))
    left_out = judge_points(layout) | judge_ages(layout)
    repeats = numbered if layout.get("repeats") == "numbered" else rows.clear()
    return {
        **make_reports(layout, rows),
        "claims": make_claims(layout, rows),
        "report_quirks": flag(repeats, "repeated_row", "report_ref"),
        "rejects": pl.concat(
            [rejects, *(list_faults(rows, {c: p}) for c, p in left_out.items())]
        ),
    }


def _blank(batch: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Cells that hold one of the table's own words for "not stated" become NULL."""
    words = [str(word) for word in layout.get("empty") or []]
    cells = pl.exclude("line", "file_name")
    return batch.with_columns(pl.when(~cells.is_in(words)).then(cells))


def _identifier(layout: Layout) -> Reading:
    """The identifier of a row: a column, or what several say together.

    Rows that are alike in it are numbered where the layout says so, in the order of
    their figures and not in that of the file.
    """
    given = layout["native_id"]
    columns = given if isinstance(given, list) else [given]
    is_blank = pl.all_horizontal(pl.col(name).is_null() for name in columns)
    joined = pl.concat_str([pl.col(n).fill_null("") for n in columns], separator=_JOINT)
    fault = pl.when(is_blank).then(pl.lit("is missing"))
    if layout.get("repeats") == "numbered":
        joined = _numbered(joined, list(list_counts(layout)))
    return Reading(columns[0], "report_ref", joined, fault)


def _numbered(text: pl.Expr, figures: list[str]) -> pl.Expr:
    said = [pl.col(name).fill_null("") for name in figures]
    order = pl.concat_str(said or [pl.lit("")], separator=_JOINT)
    number = order.rank("ordinal").over(text)
    again = pl.concat_str(text, pl.lit(_AGAIN), number.cast(pl.String))
    return pl.when(number > 1).then(again).otherwise(text)
