"""Iraq Body Count: incidents, and the individuals that are known of them.

Read are both downloads together, under their 11 and more lines of comment; names and
order of the columns were seen in public code that reads them. Civilians are counted, as
victims, each incident with the lowest and the highest reported number of deaths.

``individuals`` are persons of whom something is known beside their death, by the code
of the incident and one of their own (``k10271-nw1253``). They become cells of age and
sex of that incident, ``counted``: at least so many. Their names, marital and parental
status are not read at all. Nor is ``Target``, which names persons too; the hour is left
out. The places are in Iraq. Words of direction are left out of them ("west Baghdad",
"east of Falluja"), for what follows is the place that the gazetteer knows.
"""

import polars as pl

from ingest.normalise.ages import parse_age
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import precision_of
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.intervals import flag_interval, judge_interval, parse_interval
from ingest.normalise.rows import claim, shape
from ingest.records import UNKNOWN, Adapter, Member, Records

_CODE = "IBC code"
_INCIDENT = (
    *(_CODE, "Start Date", "End Date", "Location", "Weapons"),
    *("Reported Minimum", "Reported Maximum", "Sources"),
)
_INDIVIDUAL = (_CODE, "Age", "Sex", "Earliest Date", "Latest Date")
_DATES = ("Start Date", "End Date")
_COUNTS = {
    "Reported Minimum": ("deaths", "low"),
    "Reported Maximum": ("deaths", "high"),
}

_SEXES = {"male": "male", "female": "female", "unknown": UNKNOWN, "": UNKNOWN}
_SIDE = "(?:north|south|east|west)"
_DIRECTION = rf"(?i)\b(?:{_SIDE}(?:-?{_SIDE})?|central|outskirts|near)(?: of)? \b"
# REU 29 Oct · WP 04 Apr (MoH): the source, and the day of its report.
_DATED = r"^(.*?) *\b([0-9]{1,2} \pL{3})\b.*$"


def records(member: str, batch: pl.DataFrame) -> Records:
    """One batch of incidents, or all individuals.

    A row without a code or with a bad count is rejected. A fault of a date costs the
    date alone, one of the age or the sex of an individual that value: the person is
    counted as of unknown age or sex. What is left out is listed among the rejects.
    """
    return _individuals(batch) if member == "individuals" else _incidents(batch)


def _incidents(batch: pl.DataFrame) -> Records:
    counts = {column: parse_count(pl.col(column)) for column in _COUNTS}
    named = batch.with_columns(report_ref=pl.col(_CODE))
    good, rejects = sift(named, {_CODE: require(pl.col(_CODE))} | counts)
    return {
        "reports": _reports(good),
        "report_places": _places(good),
        "report_sources": _sources(good),
        "report_quirks": flag_interval(good, *_DATES),
        "claims": _deaths(good),
        "rejects": pl.concat([rejects, list_faults(good, judge_interval(*_DATES))]),
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    days = parse_interval(*_DATES)
    return shape(
        "reports",
        rows,
        native_id=pl.col(_CODE),
        unit="incident",
        **days,
        date_precision=precision_of(days["date_min"], days["date_max"]),
        date_text=pl.concat_str(*_DATES, separator=" to ", ignore_nulls=True),
        cause_text=pl.col("Weapons"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("Location").str.replace_all(_DIRECTION, ""),
        country_text="Iraq",
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """IBC reconciles its sources, so that a claim's voice is IBC."""
    entry = pl.element().str.strip_chars()
    entries = pl.col("Sources").str.split(",").list.eval(entry.filter(entry != ""))
    listed = (
        rows.with_columns(entry=entries)
        .filter(pl.col("entry").list.len() > 0)
        .with_columns(order=1 + pl.int_ranges(pl.col("entry").list.len()))
        .explode("entry", "order")
    )
    return shape(
        "report_sources",
        listed,
        source_order=pl.col("order"),
        source_text=pl.coalesce(pl.col("entry").str.extract(_DATED, 1), "entry"),
        relation="quoted",
        published_text=pl.col("entry").str.extract(_DATED, 2),
    )


def _deaths(rows: pl.DataFrame) -> pl.DataFrame:
    return claim(
        rows,
        "deaths",
        {"low": pl.col("Reported Minimum"), "high": pl.col("Reported Maximum")},
        measure="killed",
        role="victim",
        status="civilian",
        rule_id="iraq_body_count.deaths",
    )


def _individuals(batch: pl.DataFrame) -> Records:
    code = pl.col(_CODE).str.extract("^([^-]+)-", 1)
    fault = pl.when(code.is_null()).then(pl.lit("not an incident and a person in it"))
    good, rejects = sift(batch, {_CODE: (code, fault)})
    values = {"Age": _age_group(), "Sex": _sex()}
    people = good.select(
        "line",
        "file_name",
        report_ref=pl.col(_CODE),
        age_group=values["Age"][0],
        sex=values["Sex"][0],
    )
    cells = people.group_by(
        "file_name", "report_ref", "age_group", "sex", maintain_order=True
    ).agg(pl.col("line").min(), count=pl.len().cast(pl.Int64))
    return {
        "claims": _cells(cells),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, {k: v}) for k, v in values.items())]
        ),
    }


def _age_group() -> Parsed:
    age, fault = parse_age(pl.col("Age"))
    return age.struct.field("age_group").fill_null(UNKNOWN), fault


def _sex() -> Parsed:
    said = pl.col("Sex").fill_null("").str.strip_chars().str.to_lowercase()
    sex = said.replace_strict(_SEXES, default=None, return_dtype=pl.String)
    fault = pl.when(sex.is_null()).then(pl.lit("not male, female or unknown"))
    return sex.fill_null(UNKNOWN), fault


def _cells(cells: pl.DataFrame) -> pl.DataFrame:
    return claim(
        cells,
        "individuals",
        {"low": pl.col("count")},
        measure="killed",
        role="victim",
        status="civilian",
        sex=pl.col("sex"),
        age_group=pl.col("age_group"),
        count_basis="counted",
        rule_id="iraq_body_count.individuals",
    )


ADAPTER = Adapter(
    name="iraq_body_count",
    title="Iraq Body Count, incidents and individuals",
    version="1",
    publisher="Iraq Body Count",
    dataset_id="iraq_body_count",
    members={
        "incidents": Member(_INCIDENT, counts=_COUNTS),
        # Persons of one incident stand apart and are counted together.
        "individuals": Member(_INDIVIDUAL, is_whole=True),
    },
    records=records,
)
