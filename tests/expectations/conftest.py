"""A small warehouse of good rows, made from the contracts of raw and of the marts."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from ingest.warehouse import make_tables

ROOT = Path(__file__).parents[2]
LOADED = datetime(2024, 12, 2, 8, 0)  # UTC, as stored
TOLD = datetime(2024, 11, 30, 12, 0)
DAY = date(2024, 11, 29)

NAME = "Samir Haddad"
WORDS = "four people"
TEXT = (
    f"A strike on a market killed {WORDS} on Friday, two of them children, {NAME} said."
)
START = TEXT.index(WORDS)

CLAIM = {
    "report_id": "r",
    "measure": "killed",
    "role": "victim",
    "sex": "all",
    "age_group": "all",
    "occupation": "all",
    "operator": "exact",
    "count_basis": "stated",
    "scope": "incident",
    "stance": "asserted",
}
RAW_CLAIM = CLAIM | {"content_hash": "h", "status": "all"}
MART_CLAIM = CLAIM | {
    "incident_id": "i",
    "source_id": "s",
    "document_id": "d",
    "population": "all",
    "affiliation_actor_id": "all",
    "is_votable": True,
    "is_point_only": False,
    "is_order_broken": False,
    "is_status_contested": False,
}
PLACE = {"latitude": 35.93, "longitude": 36.63, "country_id": "SYR"}
SUM = {
    "incident_month": "2024-11",
    "measure": "killed",
    "population": "all",
    "low": 4,
    "best": 4,
    "high": 4,
    "incident_count": 1,
}
SERIES = {
    "source_id": "s",
    "report_month": "2024-11",
    "measure": "killed",
    "role": "victim",
    "population": "all",
    "sex": "all",
    "is_by_affiliation": False,
    "report_count": 1,
    "claim_count": 1,
}

TOLL = {
    "series_id": "s",
    "report_id": "r",
    "scope": "period",
    "measure": "killed",
    "unit_counted": "persons",
    "role": "all",
    "population": "all",
    "sex": "all",
    "age_group": "all",
    "occupation": "all",
    "affiliation_actor_id": "all",
    "count_basis": "stated",
    "toll_date": DAY,
    "period_start_date": DAY,
    "claim_ids": ["t"],
}
SUM_TOLL = TOLL | {"scope": "cumulative", "period_start_date": None}

Row = dict[str, object]
ROWS: dict[str, list[Row]] = {
    "raw.loads": [
        {
            "load_id": "l",
            "report_count": 95,
            "reject_count": 5,
            "_loaded_at": LOADED,
        }
    ],
    # Of five dead in the column, one stands in a row that was rejected.
    "raw.load_tallies": [
        {
            "load_id": "l",
            "reading_id": "g",
            "column_name": "best",
            "anchor": "best",
            "bound": "best",
            "cell_count": 2,
            "people_read": 5,
            "people_rejected": 1,
        },
        {"load_id": "l", "reading_id": "g", "cell_count": 2},
    ],
    "raw.documents": [
        {
            "document_id": "d",
            "source_id": "s",
            "dataset_id": "ucdp_ged",
            "published_at": TOLD,
            "retrieved_date": date(2024, 12, 1),
            "covers_from": DAY,
            "covers_to": DAY,
        }
    ],
    "raw.readings": [
        {
            "reading_id": "g",
            "document_id": "d",
            "text": TEXT,
            "person_spans": [
                {
                    "start": TEXT.index(NAME),
                    "end": TEXT.index(NAME) + len(NAME),
                }
            ],
        }
    ],
    "raw.sightings": [{"reading_id": "g", "report_id": "r", "content_hash": "h"}],
    "raw.reports": [
        {
            "report_id": "r",
            "content_hash": "h",
            "source_id": "s",
            "document_id": "d",
            "unit": "incident",
            "date_min": DAY,
            "date_max": DAY,
            "date_precision": "day",
            "published_at": TOLD,
        }
    ],
    "raw.report_places": [
        PLACE | {"report_id": "r", "content_hash": "h", "place_order": 1}
    ],
    "raw.claims": [
        RAW_CLAIM
        | {
            "claim_id": "words",
            "low": 4,
            "best": 4,
            "high": 4,
            "value_text": "four",
            "text": WORDS,
            "confidence": 0.9,
            "span_start": START,
            "span_end": START + len(WORDS),
        },
        RAW_CLAIM | {"claim_id": "total", "anchor": "best", "best": 4},
        RAW_CLAIM | {"claim_id": "side", "anchor": "deaths_a", "best": 1},
        RAW_CLAIM | {"claim_id": "rest", "anchor": "deaths_civilians", "best": 3},
    ],
    "main.dim_documents": [{"document_id": "d", "source_id": "s", "report_count": 1}],
    "main.dim_sources": [
        {
            "source_id": "s",
            "source_kind": "dataset",
            "measures_covered": "killed|injured",
            "measures_stated": ["killed"],
            "report_count": 1,
            "claim_count": 2,
        }
    ],
    "main.dim_places": [PLACE | {"place_id": "Idlib"}],
    "main.fct_claims": [
        MART_CLAIM
        | {
            "claim_id": "c",
            "breakdown": "",
            "low": 4,
            "best": 4,
            "high": 4,
            "words": WORDS,
            "span_start": START,
            "span_end": START + len(WORDS),
        },
        MART_CLAIM
        | {
            "claim_id": "children",
            "breakdown": "age_group",
            "age_group": "child",
            "low": 2,
            "best": 2,
            "high": 2,
        },
    ],
    "main.fct_decisions": [
        {
            "decision_id": "x",
            "kind": "claim",
            "document_id": "d",
            "claim_id": "c",
            "verdict": "accepted",
            "is_loaded": True,
            "is_attached": True,
        }
    ],
    "main.fct_report_pairs": [
        {
            "report_id": "r",
            "earlier_report_id": "q",
            "incident_id": "i",
            "earlier_incident_id": "i",
            "verdict": "same",
        }
    ],
    "main.fct_reports": [
        PLACE
        | {
            "report_id": "r",
            "incident_id": "i",
            "source_id": "s",
            "unit": "incident",
            "location_method": "exact",
            "place_count": 1,
            "claim_count": 2,
            "cited_source_count": 1,
            "cited_url_count": 1,
            "match_score": 0.5,
            "date_min": DAY,
            "date_max": DAY,
        }
    ],
    "main.fct_incidents": [
        PLACE
        | {
            "incident_id": "i",
            "killed_low": 4,
            "killed_best": 4,
            "killed_high": 4,
            "report_count": 2,
            "source_count": 2,
            "voice_count": 2,
            "has_disagreement": False,
            "is_counted": True,
            "is_coarse": False,
        }
    ],
    "main.bridge_incident_reports": [{"incident_id": "i", "report_id": "r"}],
    "main.fct_casualties": [
        {
            "estimate_id": policy,
            "policy": policy,
            "incident_id": "i",
            "measure": "killed",
            "role": "victim",
            "population": "all",
            "breakdown": "",
            "low": 4,
            "best": 4,
            "high": 4,
            "claim_ids": ["c"],
            "is_total": True,
            "is_counted": True,
            "is_coarse": False,
        }
        for policy in (
            "conservative",
            "representative",
            "informative",
            "latest",
            "envelope",
        )
    ],
    "main.fct_tolls": [
        SUM_TOLL
        | {"toll_id": "before", "report_id": "q", "best": 100}
        | {"toll_date": date(2024, 11, 28)},
        SUM_TOLL | {"toll_id": "sum", "best": 104},
        TOLL | {"toll_id": "day", "best": 4},
        TOLL | {"toll_id": "new", "best": 3, "flow": "new"},
        TOLL | {"toll_id": "found", "best": 1, "flow": "recovered"},
    ],
    "main.agg_casualties__admin1_month": [SUM | {"admin1_id": "SY.12"}],
    "main.agg_casualties__country_month": [SUM | {"country_id": "SYR"}],
    "main.agg_claims__source_month": [
        SERIES | {"age_group": "all", "low": 4, "best": 4, "high": 4},
        SERIES | {"age_group": "child", "low": 2, "best": 2, "high": 2},
    ],
}

BUILDS = """
    create table main._builds (
        invocation_id varchar, built_at timestamp, model_count integer,
        built_count integer, failure_count integer, raw_load_count bigint,
        raw_loaded_at timestamp
    );
    insert into main._builds
    select 'old', timestamp '2024-01-01', 40, 1, 1, 0, null
    union all
    select 'new', timestamp '2024-12-03', 40, 40, 0, count(*), max(_loaded_at)
    from raw.loads
"""

DEFAULT = """
    create view main.casualties_default as
    select * from main.fct_casualties
    where policy = 'representative' and is_total and is_counted and not is_coarse
"""


def _make_marts(connection: duckdb.DuckDBPyConnection) -> None:
    for path in sorted((ROOT / "models" / "marts").glob("*.yml")):
        for model in yaml.safe_load(path.read_text())["models"]:
            # A view over one of them; a macro of a moment, which has no columns.
            if model["name"] == "casualties_default" or "columns" not in model:
                continue
            columns = ", ".join(
                f"{column['name']} {column['data_type']}" for column in model["columns"]
            )
            connection.execute(f"create table main.{model['name']} ({columns})")
    connection.execute(DEFAULT)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    marks = ", ".join("?" for _ in row)
    connection.execute(
        f"insert into {table} ({', '.join(row)}) values ({marks})",  # noqa: S608  # our own names
        list(row.values()),
    )


def _make_warehouse(path: Path, rows: dict[str, list[Row]]) -> Path:
    with duckdb.connect(str(path)) as connection:
        make_tables(connection, "raw")
        _make_marts(connection)
        for table, some in rows.items():
            for row in some:
                _insert(connection, table, row)
        connection.execute(BUILDS)
    return path


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make_warehouse(tmp_path_factory.mktemp("good") / "good.duckdb", ROWS)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make_warehouse(tmp_path_factory.mktemp("empty") / "empty.duckdb", {})


@pytest.fixture
def changed(good: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the good warehouse after some SQL."""

    def change(sql: str) -> Path:
        path = Path(shutil.copy(good, tmp_path / "changed.duckdb"))
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)
        return path

    return change
