"""Quirks that SQL finds in what was read, whatever data set it comes from."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.load import load
from ingest.normalise.citations import date_sources
from ingest.normalise.rows import claim, shape
from ingest.records import TABLES, Records
from ingest.sets import reading, refer

CHILDREN = {"age_group": "child"}
WOMEN = {"age_group": "adult", "sex": "female"}
ROW = pl.DataFrame({"report_ref": ["1"], "line": [2], "file_name": ["a.csv"]})
REPORT = {"date_min": "2024-01-05", "date_max": "2024-01-05"}


def figure(low: int | None, high: int | None, **cell: str) -> pl.DataFrame:
    """A made-up claim of people killed."""
    bounds = {"low": pl.lit(low, pl.Int64), "high": pl.lit(high, pl.Int64)}
    anchor = "_".join(["killed", *cell.values()])
    return claim(ROW, anchor, bounds, measure="killed", role="victim", **cell)


class Flagged:
    """A warehouse of one made-up report, asked for its quirks."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def __call__(
        self,
        *claims: pl.DataFrame,
        source_dates: tuple[str, ...] = (),
        urls: tuple[str, ...] = (),
        **report: str | None,
    ) -> list[tuple[str, str]]:
        dates = {
            name: pl.lit(day, pl.String).str.to_date()
            for name, day in (REPORT | report).items()
        }
        records: Records = {
            "reports": shape("reports", ROW, native_id="1", unit="incident", **dates),
            "claims": pl.concat([TABLES["claims"].frame([]), *claims]),
            "report_sources": _sources(source_dates, urls),
        }
        document = {"document_ref": "d", "source_name": "A", "title": "A"}
        load(
            self.database,
            TABLES["documents"].frame([document | {"sha256": "aa"}]),
            [{"readings": reading("d", "a", "1")}, refer(records, document_ref="d")],
            reader="a",
            reader_version="1",
        )
        with duckdb.connect(str(self.database), read_only=True) as connection:
            sql = "select quirk, value from raw.report_quirks order by all"
            return connection.execute(sql).fetchall()


@pytest.fixture
def flagged(tmp_path: Path) -> Flagged:
    return Flagged(tmp_path / "warehouse.duckdb")


def _sources(dates: tuple[str, ...], urls: tuple[str, ...]) -> pl.DataFrame:
    cited = [{"published_text": day} for day in dates] + [{"url": url} for url in urls]
    place = {"report_ref": "1", "line": 2, "file_name": "a.csv", "relation": "linked"}
    rows = [place | {"source_order": n} | row for n, row in enumerate(cited)]
    return date_sources(TABLES["report_sources"].frame(rows))


def test_groups_that_fit_the_total_are_no_quirk(flagged: Flagged) -> None:
    groups = figure(2, 3, **CHILDREN), figure(3, 4, **WOMEN)
    assert not flagged(figure(5, 6), *groups)


def test_trap_4_the_least_of_the_groups_is_more_than_the_most_of_the_total(
    flagged: Flagged,
) -> None:
    groups = figure(2, 3, **CHILDREN), figure(3, 4, **WOMEN)
    assert flagged(figure(4, 4), *groups) == [("breakdown_above_total", "5 > 4")]


def test_trap_5_the_least_of_the_groups_is_less_than_the_least_of_the_total(
    flagged: Flagged,
) -> None:
    groups = figure(2, 9, **CHILDREN), figure(3, 4, **WOMEN)
    assert flagged(figure(6, 8), *groups) == [("breakdown_below_total", "5 < 6")]


def test_a_list_of_persons_is_no_breakdown(flagged: Flagged) -> None:
    counted = figure(1, None, sex="male", age_group="adult").with_columns(
        pl.lit("counted").alias("count_basis")
    )
    assert not flagged(figure(4, 4), counted)


def test_a_total_without_bounds_has_no_breakdown_to_be_held_against(
    flagged: Flagged,
) -> None:
    assert not flagged(figure(None, None), figure(2, 3, **CHILDREN))


def test_groups_of_other_people_are_no_breakdown(flagged: Flagged) -> None:
    injured = figure(9, 9, **CHILDREN).with_columns(measure=pl.lit("injured"))
    suspects = figure(9, 9, **WOMEN).with_columns(role=pl.lit("suspect"))
    assert not flagged(figure(4, 4), injured, suspects)


def test_crossings_are_left_out_where_their_margins_are(flagged: Flagged) -> None:
    girls = figure(2, 2, age_group="child", sex="female")
    margins = figure(2, 2, **CHILDREN), figure(2, 2, sex="female")
    adults = figure(2, 2, age_group="adult")
    assert not flagged(figure(4, 4), girls, *margins, adults)


def test_trap_2_a_bracket_out_of_order(flagged: Flagged) -> None:
    assert flagged(figure(5, 4)) == [("bracket_out_of_order", "5//4")]


@pytest.mark.parametrize(("low", "high"), [(4, 4), (4, None), (None, 4), (0, 0)])
def test_a_bracket_in_order_or_half_open_is_no_quirk(
    flagged: Flagged, low: int | None, high: int | None
) -> None:
    assert not flagged(figure(low, high))


def test_trap_3_none_for_certain_and_many_perhaps(flagged: Flagged) -> None:
    bounds = {"best": pl.lit(0, pl.Int64), "high": pl.lit(110, pl.Int64)}
    claims = claim(ROW, "best", bounds, measure="killed", role="all")
    assert flagged(claims) == [("best_zero_high_positive", "/0/110")]


def test_trap_10_a_repeated_address_is_no_second_source(flagged: Flagged) -> None:
    urls = "https://example.org/a", "https://example.org/b", "https://example.org/a"
    assert flagged(figure(1, 1), urls=urls) == [
        ("repeated_url", "https://example.org/a")
    ]


def test_trap_10_two_addresses_or_none_are_no_repeat(flagged: Flagged) -> None:
    urls = "https://example.org/a", "https://example.org/A", "https://example.org/b"
    assert not flagged(figure(1, 1), urls=urls, source_dates=("2024-01-05",) * 2)


def test_trap_14_a_report_without_a_figure(flagged: Flagged) -> None:
    assert flagged() == [("stub", "1")]


def test_a_figure_of_none_is_no_stub(flagged: Flagged) -> None:
    assert not flagged(figure(0, 0))


def test_trap_18_a_source_before_the_event(flagged: Flagged) -> None:
    dates = "2024-01-04", "2024-01-05", "5 Jan"
    assert flagged(figure(1, 1), source_dates=dates) == [
        ("source_before_event", "2024-01-04")
    ]


@pytest.mark.parametrize(
    ("last", "quirks"),
    [("2025-01-03", [("year_long", "2025-01-03")]), ("2025-01-02", [])],
)
def test_trap_19_an_event_of_a_year(
    flagged: Flagged, last: str, quirks: list[tuple[str, str]]
) -> None:
    assert flagged(figure(1, 1), date_max=last) == quirks


def test_trap_7_a_report_without_a_day(flagged: Flagged) -> None:
    found = flagged(figure(1, 1), date_min=None, date_max=None)
    assert found == [("undated", "")]
