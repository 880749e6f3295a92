from datetime import date
from pathlib import Path

import duckdb
import pytest

from ingest.errors import UsageError
from ingest.lookup import find_incident, find_report

UCDP, AIRWARS, TEXT, TOLL = ("1" * 32, "2" * 32, "3" * 32, "4" * 32)
GONE = "9" * 32


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create table dim_documents as from (values
                ('u', 'UCDP', 'ucdp_ged'), ('w', 'Airwars', 'airwars_syria'),
                ('t', 'Daily News', null)
            ) as d (document_id, source_name, dataset_id);
            create table bridge_incident_links (
                incident_id varchar, linked_incident_id varchar, link varchar
            );
            create table fct_reports (
                report_id varchar, incident_id varchar, document_id varchar,
                unit varchar, native_id varchar, aliases varchar[],
                event_id_source varchar, report_group varchar, place_text varchar,
                date_min date
            );
            """
        )
        connection.executemany(
            "insert into fct_reports values (?, ?, ?, ?, ?, ?, ?, null, ?, ?)",
            [
                (UCDP, UCDP, "u", "incident", "777", None, None, "Azaz", None),
                (
                    *(AIRWARS, TEXT, "w", "incident", "777", ["RS1"], "E:1", "Idlib"),
                    date(2024, 11, 29),
                ),
                (TEXT, TEXT, "t", "incident", None, None, None, "Idlib", None),
                (TOLL, None, "u", "running_toll", "888", None, None, None, None),
            ],
        )
        connection.execute(
            "insert into bridge_incident_links values ($1, $2, 'alias'), "
            "($1, $3, 'apart')",
            [TEXT, GONE, UCDP],
        )
    return path


@pytest.mark.parametrize(
    ("asked", "incident"),
    [
        (TEXT, TEXT),
        (AIRWARS, TEXT),
        (GONE, TEXT),
        ("RS1", TEXT),
        (" rs1 ", TEXT),
        ("E:1", TEXT),
        ("UCDP:777", UCDP),
        ("airwars:777", TEXT),
        ("airwars_syria:RS1", TEXT),
        ("airwars:E:1", TEXT),
    ],
)
def test_incident_is_found_by_any_of_its_names(
    database: Path, asked: str, incident: str
) -> None:
    assert find_incident(database, asked) == incident


def test_code_of_several_incidents_lists_them(database: Path) -> None:
    with pytest.raises(UsageError) as told:
        find_incident(database, "777")
    assert str(told.value) == (
        f"'777' is 2 incidents; name one of {TEXT} Airwars 777 2024-11-29 Idlib; "
        f"{UCDP} UCDP 777 Azaz"
    )


def test_report_in_no_incident_says_so(database: Path) -> None:
    with pytest.raises(UsageError, match="in no incident, because it is of unit runn"):
        find_incident(database, "888")


@pytest.mark.parametrize("asked", ["", ":", "x", "UCDP:", "'; drop table x", "888888"])
def test_what_names_nothing_is_refused(database: Path, asked: str) -> None:
    with pytest.raises(UsageError, match="is no incident, report or code"):
        find_incident(database, asked)


def test_report_is_found_though_its_incident_has_more(database: Path) -> None:
    assert find_report(database, "RS1") == AIRWARS
    assert find_report(database, TEXT) == TEXT
