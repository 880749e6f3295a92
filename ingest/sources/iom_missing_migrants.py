"""IOM Missing Migrants Project: who died or went missing on the way abroad.

Counted are migrants alone, as victims, whatever they died of. The dead are bodies that
were found, the missing an estimated minimum who are presumed dead (those aboard less
survivors and bodies), so the missing and the total are "at least". The total of both is
a composite of its own, ``killed_or_missing``, in no sum with its parts. Women, men and
children are groups of that total: IOM gives them of the dead and missing together.
Survivors are no casualties and are not read.

A row of a "Split Incident" is one part: parts share a ``report_group``, the Main ID,
and are added. Some copies hold the parts in one row, as a list of Incident IDs; then
the Main ID is the report and the parts are its aliases. A "Cumulative Incident" is a
toll over a period of which the file gives one day at most.

Read are the downloads since 2019, whose columns were renamed twice, and regional files.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.date_forms import find_form
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.iom_missing_migrants_layout import (
    COUNTED,
    DEAD,
    ID,
    MISSING,
    NAMES,
    OPTIONAL,
    POINT,
    QUALITY,
    TOTAL,
    is_type,
    plain,
)

_WHEN = pl.col("Incident Date")
_PERIOD = ("date_min", "date_max", "date_precision")
_COPIED = r"^https?://(web\.archive\.org|perma\.cc|archive\.[a-z]+)/"
_ORIGINAL = r"^https?://web\.archive\.org/web/[^/]+/(https?://.+)$"


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates, and a negative number of missing (more bodies than
    people thought to be aboard), cost that value alone: the row stays, the value is
    listed among the rejects.
    """
    plain_batch = plain(batch)
    form = find_form(plain_batch["Incident Date"])
    good, rejects = sift(plain_batch, _parsed(form))
    loose = [{MISSING: parse_count(pl.col(MISSING))}, judge_point(*POINT)]
    rows = good.with_columns(
        parse_count(pl.col(MISSING))[0].alias("missing"),
        pl.col(ID).alias("report_ref"),
    )
    return {
        "reports": _reports(rows),
        "report_aliases": _aliases(rows),
        "report_places": _places(rows),
        "report_sources": pl.concat([_sources(rows), _links(rows)]),
        "report_quirks": _quirks(rows),
        "claims": pl.concat(_claims(rows, column) for column in COUNTED),
        "rejects": pl.concat([rejects, *(list_faults(good, f) for f in loose)]),
    }


def _parsed(form: str | None) -> dict[str, Parsed]:
    hard = [column for column in COUNTED if column != MISSING]
    return {
        ID: require(pl.col(ID)),
        "Incident Date": parse_period(pl.col("Incident Date"), form),
        **{column: parse_count(pl.col(column)) for column in hard},
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    is_part = pl.col("Main ID") != pl.col(ID)
    is_split = is_type("Split") | pl.col("parts").is_not_null()
    return shape(
        "reports",
        rows,
        native_id=pl.col(ID),
        report_group=pl.when(is_part | is_split).then("Main ID"),
        unit=pl.when(is_type("Cumulative"))
        .then(pl.lit("period_toll"))
        .otherwise(pl.lit("incident")),
        **{name: _WHEN.struct.field(name) for name in _PERIOD},
        cause_text=pl.col("Cause of Death"),
        harm_status=_quality(),
    )


def _is_squeezed() -> pl.Expr:
    return pl.col(QUALITY).str.contains("^[1-5]{2,}$")


def _quality() -> pl.Expr:
    """Codes 1 to 5, of which a row may have several: 45 is 4 and 5."""
    digits = pl.col(QUALITY).str.extract_all("[1-5]").list.join(", ")
    return pl.when(_is_squeezed()).then(digits).otherwise(QUALITY)


def _aliases(rows: pl.DataFrame) -> pl.DataFrame:
    listed = rows.filter(pl.col("parts").is_not_null()).explode("parts")
    part = pl.col("parts").str.strip_chars()
    return shape(
        "report_aliases",
        listed.filter(part != pl.col(ID)),
        alias=part,
        authority="IOM",
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("Location of Death"),
        country_text=pl.col("Country of Incident"),
        **parse_point(*map(pl.col, POINT)),
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Who told it, in one cell of names that nothing parts for certain."""
    return shape(
        "report_sources",
        rows.filter(pl.col("Information Source").is_not_null()),
        source_order=pl.lit(1),
        source_text=pl.col("Information Source"),
        relation="quoted",
    )


def _links(rows: pl.DataFrame) -> pl.DataFrame:
    """The addresses; an archive's copy stands apart, with the original if it says."""
    each = pl.col("URL").str.replace_all(r"[,;\s\x{00A0}]+(https?://)", "\n${1}")
    listed = (
        rows.filter(pl.col("URL").is_not_null())
        .with_columns(link=each.str.split("\n"))
        .with_columns(position=pl.int_ranges(2, pl.col("link").list.len() + 2))
        .explode("link", "position")
    )
    link = pl.col("link").str.strip_chars()
    is_copy = link.str.contains(_COPIED)
    return shape(
        "report_sources",
        listed,
        source_order=pl.col("position"),
        relation="linked",
        url=pl.when(is_copy).then(link.str.extract(_ORIGINAL)).otherwise(link),
        archive_url=pl.when(is_copy).then(link),
    )


def _quirks(rows: pl.DataFrame) -> pl.DataFrame:
    missing = pl.col(MISSING).cast(pl.Int64, strict=False).fill_null(0)
    parts = pl.col(DEAD).fill_null(0) + missing
    return pl.concat(
        [
            flag(rows.filter(_is_squeezed()), "squeezed_codes", QUALITY),
            flag(rows.filter(pl.col(TOTAL) != parts), "total_unlike_parts", TOTAL),
        ]
    )


def _claims(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    measure, bound, cell = COUNTED[column]
    is_toll = is_type("Cumulative")
    return claim(
        rows,
        column,
        {bound: pl.col("missing" if column == MISSING else column)},
        measure=measure,
        role="victim",
        scope=pl.when(is_toll).then(pl.lit("period")).otherwise(pl.lit("incident")),
        period_start=pl.when(is_toll).then(_WHEN.struct.field("date_min")),
        period_end=pl.when(is_toll).then(_WHEN.struct.field("date_max")),
        rule_id=f"iom_missing_migrants.{column}",
        **cell,
    )


ADAPTER = Adapter(
    name="iom_missing_migrants",
    title="IOM Missing Migrants Project, downloads of incidents",
    version="1",
    publisher="IOM Missing Migrants Project",
    dataset_id="iom_missing_migrants",
    members={
        "incidents": Member(
            (ID, *COUNTED),
            OPTIONAL,
            NAMES,
            counts={name: (name, bound) for name, (_, bound, _) in COUNTED.items()},
        )
    },
    records=records,
)
