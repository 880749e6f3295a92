"""The HXL file: valid for libhxl, and read again by our own importer without loss."""

from pathlib import Path

import duckdb
import hxl
import polars as pl
import pytest

from publish.hxl import tabulate, tag_of, write_hxl
from publish.profile import AGGREGATES
from publish.small_cells import hide_small
from tests.conftest import ROOT, SHARED, run_casualty

HAPI = SHARED / "data" / "acled" / "hdx_hapi_conflict_event_global_2025.csv"
FIGURES = ["low", "best", "high", "incident_count"]
_AREA = {"agg_casualties__admin1_month": "admin1_id"}


def read(marts: duckdb.DuckDBPyConnection, mart: str) -> pl.DataFrame:
    return marts.table(mart).order("all").pl()


@pytest.fixture(params=AGGREGATES)
def mart(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def file(marts: duckdb.DuckDBPyConnection, mart: str, tmp_path: Path) -> Path:
    path = tmp_path / "tagged.csv"
    write_hxl(path, read(marts, mart), read(marts, "dim_places"))
    return path


def test_the_validator_has_nothing_to_say(file: Path) -> None:
    source = hxl.data(str(file), hxl.InputOptions(allow_local=True))

    report = hxl.validate(source)
    assert report["is_valid"]
    assert report["stats"]["total"] == 0


def test_low_best_and_high_are_all_tagged(file: Path) -> None:
    header, tags = (line.split(",") for line in file.read_text().splitlines()[:2])

    told = dict(zip(header, tags, strict=True))
    assert all(tag.startswith("#") for tag in tags)
    assert told["fatalities_low"] == "#affected+killed+min"
    assert told["fatalities_best"] == "#affected+killed+best"
    assert told["injured_civilian_high"] == "#affected+injured+civilians+max"
    assert len(set(tags)) == len(tags)


@pytest.mark.skipif(not HAPI.exists(), reason="the shared data is not here")
def test_columns_are_those_of_hapi_as_far_as_they_fit(file: Path) -> None:
    theirs = HAPI.read_text("utf-8-sig").partition("\n")[0].split(",")
    ours = file.read_text().partition("\n")[0].split(",")

    shared = ("location_code", "admin1_code", "admin1_name", "admin_level")
    period = ("reference_period_start", "reference_period_end")
    assert set(theirs) & set(ours) == {*shared, *period}


@pytest.mark.parametrize(
    ("column", "tag"),
    [
        ("killed_or_injured_low", "#affected+killed+injured+min"),
        ("fatalities_armed_forces_best", "#affected+killed+armedforces+best"),
        ("missing_unknown_high", "#affected+missing+unknownstatus+max"),
        ("fatalities_events", "#event+killed+num"),
    ],
)
def test_a_column_has_its_tag(column: str, tag: str) -> None:
    assert tag_of(column) == tag


def test_our_own_importer_loses_nothing(
    marts: duckdb.DuckDBPyConnection, mart: str, file: Path, tmp_path: Path
) -> None:
    """Every figure, area, month and number of incidents comes back as it was."""
    back = tmp_path / "back.duckdb"
    loaded = run_casualty(
        *("load", file, "--source", "Office"), database=back, PYTHONPATH=str(ROOT)
    )

    assert loaded.returncode == 0, loaded.stderr
    assert "0 rows rejected" in loaded.stderr + loaded.stdout
    area = _AREA.get(mart, "country_id")
    sent = read(marts, mart).select(
        pl.col(area).replace("unknown", None),
        pl.col("country_id").replace("unknown", None).alias("country"),
        pl.when(pl.col("incident_month") != "spans")
        .then("incident_month")
        .alias("month"),
        "measure",
        "population",
        *FIGURES,
    )
    with duckdb.connect(str(back), read_only=True) as connection:
        got = connection.execute(
            """select places.admin1_id, places.country_id, places.country_id as country,
                strftime(reports.date_min, '%Y-%m') as month, claims.measure,
                claims.status as population, claims.low, claims.best, claims.high,
                claims.incident_count
            from raw.claims as claims
            inner join raw.reports as reports using (report_id)
            left join raw.report_places as places using (report_id)"""
        ).pl()
    got = got.drop({"admin1_id", "country_id"} - {area})
    assert sorted(got.rows(), key=str) == sorted(sent.rows(), key=str)


def test_the_days_of_the_months_come_back(file: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.duckdb"
    run_casualty(
        *("load", file, "--source", "Office"), database=back, PYTHONPATH=str(ROOT)
    )

    with duckdb.connect(str(back), read_only=True) as connection:
        days = connection.execute(
            """select distinct reports.unit, claims.scope,
                claims.period_end = last_day(claims.period_start)
            from raw.reports as reports
            inner join raw.claims as claims using (report_id)
            where claims.period_start is not null"""
        ).fetchall()
    assert days == [("area_aggregate", "period", True)]


def test_every_population_and_measure_comes_back(tmp_path: Path) -> None:
    groups = [
        (measure, who)
        for measure in ("killed", "detained", "killed_or_missing", "casualties")
        for who in ("all", "civilian", "other_protected", "armed_forces", "unknown")
    ]
    frame = pl.DataFrame(
        {
            "country_id": "SYR",
            "country_name": "Syria",
            "incident_month": "2024-11",
            "measure": [measure for measure, _ in groups],
            "population": [who for _, who in groups],
            "low": range(1, len(groups) + 1),
            "best": None,
            "high": range(101, len(groups) + 101),
            "incident_count": 3,
        },
        schema_overrides={"best": pl.Int64},
    )
    path, back = tmp_path / "all.csv", tmp_path / "back.duckdb"
    write_hxl(path, frame)
    run_casualty(
        *("load", path, "--source", "Office"), database=back, PYTHONPATH=str(ROOT)
    )

    with duckdb.connect(str(back), read_only=True) as connection:
        got = connection.execute(
            "select measure, status, low, best, high, incident_count from raw.claims"
        ).fetchall()
    assert sorted(got) == sorted(frame.select("measure", "population", *FIGURES).rows())


def test_suppressed_groups_are_named_and_have_no_figure(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    hidden = hide_small({name: read(marts, name) for name in AGGREGATES}, 5)

    wide = tabulate(hidden["agg_casualties__country_month"])

    told = wide.filter(pl.col("suppressed").str.contains("killed all"))
    count = hidden["agg_casualties__country_month"].filter(
        pl.col("is_suppressed"), measure="killed", population="all"
    )
    assert told.height == count.height > 0
    assert told["fatalities_high"].null_count() == told.height
