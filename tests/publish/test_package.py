"""The data package and the dictionary: what they say is so, and frictionless agrees."""

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml

from publish.defuse import write_csv
from publish.described import Column, Link, Mart
from publish.dictionary import tabulate, write_dictionary
from publish.hxl import tabulate as widen
from publish.hxl import write_hxl
from publish.licences import may_leave
from publish.package import Resource, write_package
from publish.workbook import Sheet, write_workbook
from tests.conftest import BIN, ROOT

AREAS = "agg_casualties__admin1_month"


def read_all(marts: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    names = marts.execute(
        """select table_name from duckdb_tables()
        where schema_name = 'main' and not starts_with(table_name, '_')"""
    ).fetchall()
    return {name: marts.table(name).order("all").pl() for (name,) in sorted(names)}


def describe(marts: duckdb.DuckDBPyConnection, name: str) -> Mart:
    """A mart by the comments of the warehouse and the tests in its YAML."""
    columns = marts.execute(
        """select column_name, lower(data_type), coalesce(comment, '')
        from duckdb_columns() where schema_name = 'main' and table_name = $1
        order by column_index""",
        [name],
    ).fetchall()
    (words,) = marts.execute(
        "select coalesce(comment, '') from duckdb_tables() where table_name = $1",
        [name],
    ).fetchall()
    model = yaml.safe_load((ROOT / f"models/marts/{name}.yml").read_text())["models"][0]
    (key,) = (
        tuple(test["grain"]["arguments"]["columns"])
        for test in model["data_tests"]
        if "grain" in test
    )
    links = (
        Link(column["name"], told["to"].split("'")[1], told["field"])
        for column in model["columns"]
        for test in column.get("data_tests", [])
        if "relationships" in test
        for told in [test["relationships"]["arguments"]]
    )
    return Mart(name, words[0], tuple(Column(*c) for c in columns), key, tuple(links))


def validate(package: Path) -> list[dict[str, Any]]:
    """The tasks of ``frictionless validate``, run in a process of its own."""
    done = subprocess.run(  # noqa: S603  # the validator of the project
        [BIN / "frictionless", "validate", "--json", package],
        capture_output=True,
        text=True,
        check=False,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == told["valid"]
    assert told["errors"] == []
    tasks: list[dict[str, Any]] = told["tasks"]
    return tasks


@pytest.fixture
def package(marts: duckdb.DuckDBPyConnection, tmp_path: Path) -> Path:
    """All marts of the samples that may leave, with a workbook and an HXL file."""
    kept, _ = may_leave(everything := read_all(marts), everything["dim_sources"])
    # The gazetteer alone takes half of the validator's time.
    used = kept["fct_reports"].select("place_id", "admin1_id", "country_id")
    places = pl.concat([used[name] for name in used.columns]).implode()
    kept["dim_places"] = kept["dim_places"].filter(pl.col("place_id").is_in(places))
    kept = {n: f for n, f in kept.items() if not n.startswith(("fct_cas", "fct_break"))}
    resources = []
    for name, frame in kept.items():
        write_csv(tmp_path / f"{name}.csv", frame)
        resources.append(Resource(f"{name}.csv", name, describe(marts, name), frame))
    write_hxl(tmp_path / "hxl.csv", kept[AREAS], kept["dim_places"])
    wide = widen(kept[AREAS], kept["dim_places"])
    resources.append(Resource("hxl.csv", "HXL", Mart("hxl", "By area", ()), wide, (2,)))
    write_workbook(tmp_path / "book.xlsx", {"areas": Sheet("Areas", kept[AREAS])})
    resources.append(Resource("book.xlsx", "Workbook"))
    sources = everything["dim_sources"].filter(pl.col("report_count") > 0)
    return write_package(tmp_path, resources, sources, {"name": "casualties"})


def test_frictionless_finds_nothing_wrong(package: Path) -> None:
    tasks = validate(package)

    told = json.loads(package.read_text("utf-8"))
    assert [task["name"] for task in tasks] == [r["name"] for r in told["resources"]]
    assert not [task["errors"] for task in tasks if not task["valid"]]


def test_it_has_keys_links_licences_and_sources(package: Path) -> None:
    told = json.loads(package.read_text("utf-8"))
    by_name = {resource["name"]: resource for resource in told["resources"]}

    claims = by_name["fct_claims.csv"]["schema"]
    assert claims["primaryKey"] == ["claim_id"]
    links = {key["fields"][0]: key["reference"] for key in claims["foreignKeys"]}
    assert links["report_id"] == {
        "resource": "fct_reports.csv",
        "fields": ["report_id"],
    }
    assert links["voice_id"]["resource"] == "dim_sources.csv"
    assert all(field["description"] for field in claims["fields"])
    assert {"name": "CC-BY-4.0"}.items() <= told["licenses"][0].items()
    assert any("MAVERICK" in source["title"] for source in told["sources"])
    assert by_name["book.xlsx"]["type"] == "file"
    assert "schema" not in by_name["book.xlsx"]


def test_every_mart_has_its_key_in_the_package(package: Path) -> None:
    told = json.loads(package.read_text("utf-8"))

    without = [
        resource["name"]
        for resource in told["resources"]
        if "schema" in resource and "primaryKey" not in resource["schema"]
    ]
    assert without == ["hxl.csv"]


def small(folder: Path, claims: pl.DataFrame, reports: pl.DataFrame) -> Path:
    link = Link("report_id", "reports", "report_id")
    marts = {
        "reports": (Mart("reports", "R", (), ("report_id",)), reports),
        "claims": (Mart("claims", "C", (), ("claim_id",), (link,)), claims),
    }
    resources = []
    for name, (mart, frame) in marts.items():
        write_csv(folder / f"{name}.csv", frame)
        resources.append(Resource(f"{name}.csv", name, mart, frame))
    return write_package(folder, resources)


REPORTS = pl.DataFrame({"report_id": ["r1", "r2"]})


@pytest.mark.parametrize(
    ("report", "is_declared"), [("r1", True), (None, True), ("r9", False)]
)
def test_a_link_is_declared_only_where_it_is_true(
    tmp_path: Path, *, report: str | None, is_declared: bool
) -> None:
    claims = pl.DataFrame(
        {"claim_id": ["c1"], "report_id": [report]},
        schema_overrides={"report_id": pl.String},
    )

    path = small(tmp_path, claims, REPORTS)

    schema = json.loads(path.read_text())["resources"][1]["schema"]
    assert ("foreignKeys" in schema) is is_declared
    assert all(task["valid"] for task in validate(path))


def test_a_key_that_does_not_hold_is_not_declared(tmp_path: Path) -> None:
    claims = pl.DataFrame({"claim_id": ["c1", "c1"], "report_id": ["r1", "r2"]})

    path = small(tmp_path, claims, REPORTS)

    assert "primaryKey" not in json.loads(path.read_text())["resources"][1]["schema"]


def test_a_file_that_was_changed_is_found(tmp_path: Path) -> None:
    claims = pl.DataFrame({"claim_id": ["c1"], "report_id": ["r1"]})
    path = small(tmp_path, claims, REPORTS)
    (tmp_path / "claims.csv").write_text("claim_id,report_id\nc1,r7\n")

    assert [task["valid"] for task in validate(path)] == [True, False]


def test_the_dictionary_has_every_column_with_words(
    marts: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    described = [describe(marts, name) for name in read_all(marts)]

    page, table = write_dictionary(tmp_path, described)

    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert len(rows) == sum(len(mart.columns) for mart in described)
    assert not [row for row in rows if not row["description"]]
    text = page.read_text("utf-8")
    assert all(f"## {mart.name}\n\n{mart.description}" in text for mart in described)
    assert (
        "| `high` | bigint | Upper bound, in persons; NULL = not stated or open. |"
        in text
    )


def test_the_dictionary_says_keys_and_where_they_lead() -> None:
    link = Link("report_id", "fct_reports", "report_id")
    mart = Mart(
        "m",
        "One row.",
        (Column("report_id", "varchar", "Key | x"),),
        ("report_id",),
        (link,),
    )

    assert tabulate([mart]).rows() == [
        ("m", "report_id", "varchar", 1, "fct_reports.report_id", "Key | x")
    ]
