"""Gun Violence Archive: shootings in the United States, one row an incident.

``n_killed`` and ``n_injured`` count everybody who was hit, suspects too: role ``all``.
Who of them was a victim stands in lists of participants, packed into one cell a column.
The victims among the dead are at least those listed as such, at most all the dead who
are not listed as suspects; the suspects likewise. They are told where somebody was hit:
elsewhere the zero of the total says it. Without a list there is no such claim, and the
total stands for itself.

Names, the address and the notes are not read. The relationship of a participant and
arrests are no casualties.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.date_forms import find_form
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.gun_violence_archive_participants import (
    AGE_GROUP,
    GENDER,
    STATUS,
    TYPE,
    add_counts,
    count_cells,
    judge_lists,
    list_participants,
    list_values,
)

_TOTALS = {"n_killed": "killed", "n_injured": "injured"}
_PERIOD = ("date_min", "date_max", "date_precision")
_ROLES = {"victim": "suspect", "suspect": "victim"}
_COLUMNS = ("incident_id", "date", "state", "city_or_county", *_TOTALS, STATUS, TYPE)
_OPTIONAL = (
    AGE_GROUP,
    GENDER,
    "latitude",
    "longitude",
    "gun_type",
    "incident_url",
    "source_url",
    "sources",
)


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates or of a list of participants costs these alone: the row
    stays, the value is listed among the rejects.
    """
    good, rejects = sift(batch, _parsed(find_form(batch["date"])))
    loose = judge_point("latitude", "longitude") | judge_lists()
    named = good.with_columns(pl.col("incident_id").alias("report_ref"))
    people = list_participants(named)
    rows = add_counts(named, people)
    return {
        "reports": _reports(rows),
        "report_places": _places(rows),
        "report_sources": _sources(rows),
        "report_quirks": _quirks(rows),
        "claims": pl.concat([*_totals(rows), *_by_role(rows), _by_group(rows, people)]),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, {name: loose[name]}) for name in loose)]
        ),
    }


def _parsed(form: str | None) -> dict[str, Parsed]:
    return {
        "incident_id": require(pl.col("incident_id")),
        "date": parse_period(pl.col("date"), form),
        **{name: parse_count(pl.col(name)) for name in _TOTALS},
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    guns = list_values(pl.col("gun_type")).list.join("; ")
    return shape(
        "reports",
        rows,
        native_id=pl.col("incident_id"),
        unit="incident",
        **{name: pl.col("date").struct.field(name) for name in _PERIOD},
        # An incident is in the archive because of a gun, whether its type is known.
        cause_text=pl.when(guns != "").then(guns).otherwise(pl.lit("gun")),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("city_or_county"),
        admin1_text=pl.col("state"),
        country_text="United States",
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """The archive's own page, and the articles that it lists."""
    listed = pl.coalesce("sources", "source_url")
    # Some addresses hold the sign that parts the list.
    each = listed.str.replace_all(r"\|+(https?://)", "\n${1}").str.split("\n")
    articles = (
        rows.with_columns(url=each)
        .with_columns(position=pl.int_ranges(2, pl.col("url").list.len() + 2))
        .explode("url", "position")
    )
    pages = rows.with_columns(url="incident_url", position=pl.lit(1, pl.Int64))
    told = pl.concat([pages, articles]).filter(pl.col("url").str.strip_chars() != "")
    own = pl.when(pl.col("position") == 1).then(pl.lit("publisher"))
    return shape(
        "report_sources",
        told,
        source_order=pl.col("position"),
        relation=own.otherwise(pl.lit("linked")),
        url=pl.col("url").str.strip_chars(),
    )


def _quirks(rows: pl.DataFrame) -> pl.DataFrame:
    """Totals that the lists do not bear out, and a status that contradicts itself."""
    unlike = (
        flag(
            rows.filter(pl.col(name) != pl.col(f"{measure}_listed")),
            "participants_disagree",
            name,
        )
        for name, measure in _TOTALS.items()
    )
    odd = flag(rows.filter(pl.col("odd_count") > 0), "contradictory_status", STATUS)
    return pl.concat([*unlike, odd])


def _totals(rows: pl.DataFrame) -> list[pl.DataFrame]:
    return [
        claim(
            rows,
            name,
            {"best": pl.col(name)},
            measure=measure,
            role="all",
            rule_id=f"gun_violence_archive.{name}",
        )
        for name, measure in _TOTALS.items()
    ]


def _by_role(rows: pl.DataFrame) -> list[pl.DataFrame]:
    return [_of_role(rows, total, role) for total in _TOTALS for role in _ROLES]


def _of_role(rows: pl.DataFrame, total: str, role: str) -> pl.DataFrame:
    """Who is listed in this role, up to all who are not listed in the other one."""
    measure = _TOTALS[total]
    low, other = (pl.col(f"{measure}_{name}") for name in (role, _ROLES[role]))
    # A list that is longer than the total is believed.
    hit = pl.max_horizontal(total, f"{measure}_listed")
    return claim(
        rows.filter(hit > 0),
        f"{measure} {role}",
        {"low": low, "high": pl.when(low.is_not_null()).then(hit - other)},
        measure=measure,
        role=role,
        count_basis="counted",
        rule_id=f"gun_violence_archive.{STATUS}",
    )


def _by_group(rows: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Sex and age of those who are listed, up to all who may belong to them."""
    group = ("measure", "role", "sex", "age_group")
    cells = count_cells(people, group).join(rows, on="line", maintain_order="left")
    unlisted = pl.coalesce(
        pl.when(measure=measure).then(pl.col(total) - pl.col(f"{measure}_listed"))
        for total, measure in _TOTALS.items()
    )
    most = pl.col("people") + pl.col("maybe") + pl.max_horizontal(unlisted, 0)
    return claim(
        cells,
        pl.concat_str(group, separator=" "),
        {"low": pl.col("people"), "high": most},
        **{name: pl.col(name) for name in group},
        age_text=pl.col("age_text"),
        count_basis="counted",
        rule_id=f"gun_violence_archive.{STATUS}",
    )


ADAPTER = Adapter(
    name="gun_violence_archive",
    title="Gun Violence Archive, incidents with packed lists of participants",
    version="1",
    publisher="Gun Violence Archive",
    dataset_id="gun_violence_archive",
    members={
        "incidents": Member(
            _COLUMNS, _OPTIONAL, counts={name: (name, "best") for name in _TOTALS}
        )
    },
    records=records,
)
