"""Tables say in every form what the marts say, and bear their words."""

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import python_calamine

from ingest.errors import DataError, UsageError
from publish import table
from publish.forms import defuse
from publish.selection import SUBJECTS, split_pairs
from publish.tables import FORMATS, Table

BOUNDS = ("low", "best", "high")
SYRIA = {"country": "Syria", "from": "2016-11-01", "to": "2017-06-30"}
GOLDEN = {"country": "Syria", "from": "2024-11-26", "to": "2024-12-10"}


def read_marts(marts: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return sorted(marts.execute(sql).fetchall(), key=str)


def rows_of(made: Table, *keys: str) -> list[tuple[object, ...]]:
    names = (*keys, "measure", "population", *BOUNDS, "incident_count")
    return sorted(made.frame.select(names).rows(), key=str)


def test_countries_by_month_are_the_aggregate_mart(
    warehouse: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    made = table("month", by=["country"], database=warehouse)

    assert rows_of(made, "month", "country") == read_marts(
        marts,
        """select incident_month, coalesce(country_name, 'not stated'), measure,
            population, low, best, high, incident_count
        from agg_casualties__country_month""",
    )


def test_areas_are_the_aggregate_mart_as_of_a_day(
    warehouse: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    made = table("country", by=["month"], database=warehouse, as_of="2011-03-18")

    assert rows_of(made, "month", "country") == read_marts(
        marts,
        """select incident_month, coalesce(country_name, 'not stated'), measure,
            population, low, best, high, incident_count
        from agg_casualties__country_month_as_of('2011-03-18')""",
    )


@pytest.mark.parametrize("name", ["month", "year", "country", "admin1", "cause"])
def test_rows_add_up_to_casualties_default(
    warehouse: Path, marts: duckdb.DuckDBPyConnection, name: str
) -> None:
    made = table(name, database=warehouse)

    sums = made.frame.group_by("measure").agg(pl.col("low", "high").sum())
    assert sorted(sums.rows()) == read_marts(
        marts,
        """select measure, sum(coalesce(low, 0)), sum(coalesce(high, best, low, 0))
        from casualties_default group by measure""",
    )


@pytest.mark.parametrize(
    "policy", ["conservative", "representative", "informative", "latest", "envelope"]
)
def test_a_policy_adds_up_to_its_estimates(
    warehouse: Path, marts: duckdb.DuckDBPyConnection, policy: str
) -> None:
    made = table("country", database=warehouse, policy=policy)

    sums = made.frame.group_by("measure").agg(pl.col("low", "high").sum())
    assert sorted(sums.rows()) == read_marts(
        marts,
        f"""select measure, sum(coalesce(low, 0)), sum(coalesce(high, best, low, 0))
        from fct_casualties where policy = '{policy}' and is_total and is_counted
            and not is_coarse group by measure""",  # noqa: S608  # from the list above
    )


def test_sources_are_their_own_totals(
    warehouse: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    made = table("source", database=warehouse)

    assert (
        made.frame["low"].sum()
        == read_marts(
            marts,
            """select sum(low) from agg_claims__source_month
        where sex = 'all' and age_group = 'all' and not is_by_affiliation""",
        )[0][0]
    )


def test_groups_of_people_have_the_total_as_everybody(
    warehouse: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    made = table("person_group", database=warehouse, where={"population": "all"})

    everybody = made.frame.filter(
        (pl.col("person_group") == "everybody") & (pl.col("measure") == "killed")
    )
    assert everybody["low"].to_list() == [
        row[0]
        for row in read_marts(
            marts,
            """select sum(coalesce(low, 0))::bigint from casualties_default
            where measure = 'killed' and population = 'all'""",
        )
    ]


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_subject_bears_its_words(warehouse: Path, name: str) -> None:
    text = table(name, database=warehouse).render("md")

    assert isinstance(text, str)
    for words in ("Unit: persons", "Licence: CC BY 4.0", "Release: ", "As of: "):
        assert words in text
    for words in ("Cite as: ", "Sources: ", "cannot say", "Low", "Best", "High"):
        assert words in text


def _figures(made: Table, form: str) -> list[tuple[int | None, ...]]:
    """Low, best and high as they stand in a form."""
    held = made.render(form)
    if isinstance(held, bytes):
        book = python_calamine.load_workbook(io.BytesIO(held))
        head, *rows = book.get_sheet_by_name("Table").to_python()[3:]
        places = [head.index(bound) for bound in BOUNDS]
        return [tuple(_number(row[place]) for place in places) for row in rows]
    if form == "csv":
        rows = csv.DictReader(io.StringIO(held))
        return [tuple(int(row[b]) if row[b] else None for b in BOUNDS) for row in rows]
    if form == "md":
        cells = [line.split(" | ") for line in held.splitlines() if line[:2] == "| "]
        return [tuple(map(_read, cell[-4:-1])) for cell in cells[2:]]
    cells = [part.split("<")[0] for part in held.split('class="gt_row gt_right">')[1:]]
    return [tuple(map(_read, cells[i : i + 3])) for i in range(0, len(cells), 4)]


def _number(cell: object) -> int | None:
    """An empty cell of a workbook is an empty word."""
    return int(cell) if isinstance(cell, int | float) else None


def _read(cell: str) -> int | None:
    told = cell.strip(" |+").replace(",", "")
    return None if told == "\u2013" else int(told)


@pytest.mark.parametrize("form", ["md", "csv", "html", "xlsx"])
def test_every_form_has_the_same_figures(warehouse: Path, form: str) -> None:
    made = table("month", database=warehouse, where=SYRIA)

    assert _figures(made, form) == made.frame.select(BOUNDS).rows()


def test_a_picture_is_a_png_of_some_size(warehouse: Path) -> None:
    held = table("month", database=warehouse, where=SYRIA).render("png")

    assert isinstance(held, bytes)
    assert held.startswith(b"\x89PNG")
    assert len(held) > 20_000


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_figures_make_the_same_bytes(warehouse: Path, form: str) -> None:
    first, second = (
        table("cause", database=warehouse, where=SYRIA).render(form) for _ in range(2)
    )

    if form != "html":  # great-tables gives each table an id by chance
        assert first == second


def test_the_golden_incident_is_all_of_its_fortnight(warehouse: Path) -> None:
    made = table("month", database=warehouse, where=GOLDEN)
    killed = made.frame.filter(pl.col("measure") == "killed")

    assert killed.filter(pl.col("population") == "civilian")[BOUNDS].rows() == [
        (4, 4, 4)
    ]


def test_an_open_high_has_a_plus(warehouse: Path) -> None:
    shown = table("month", database=warehouse, where=SYRIA).shown

    assert "518+" in shown["High"].to_list()


def test_the_card_counts_what_is_left_out(
    warehouse: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    card = table("country", database=warehouse).caption.coverage

    counted = read_marts(
        marts,
        """select count(*) filter (where not is_coarse),
            count(*) filter (where is_coarse),
            avg((source_count = 1)::integer) filter (where not is_coarse)
        from fct_incidents where is_counted""",
    )[0]
    assert (card.incidents, card.coarse, card.single_source_share) == counted


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"where": {"low": "4"}}, "low is not known"),
        ({"where": {"from": "yesterday"}}, "is no date"),
        ({"policy": "mean"}, "choose of conservative"),
        ({"as_of": "x'; drop table"}, "is no date"),
        ({"by": ["source"]}, "before|cannot|chosen"),
    ],
)
def test_what_is_not_in_a_list_is_refused(
    warehouse: Path, options: dict[str, Any], fault: str
) -> None:
    if options.get("by"):
        options = options | {"where": {"country": "Syria"}}
    with pytest.raises(UsageError, match=fault):
        table("month", database=warehouse, **options)


@pytest.mark.parametrize("value", ["Atlantis", "' or true --", "Syria' --"])
def test_a_value_is_never_run(warehouse: Path, value: str) -> None:
    with pytest.raises(DataError, match="no figure for country="):
        table("month", database=warehouse, where={"country": value})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.duckdb does not exist"):
        table("month", database=tmp_path / "none.duckdb")


def test_pairs_are_split_at_their_first_mark() -> None:
    assert split_pairs(["country=Syria", "cause=a=b"]) == {
        "country": "Syria",
        "cause": "a=b",
    }
    with pytest.raises(UsageError, match="write column=value"):
        split_pairs(["Syria"])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_cell_that_a_spreadsheet_would_run_is_words(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"
    assert defuse("Syria") == "Syria"
