from io import StringIO
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.errors import UsageError
from ingest.pair_list import list_pairs

Row = dict[str, str | None]

MARTS = """
create schema intermediate;
create table intermediate.int_reports_told as
select
    report_id, subject, 'Daily News' as source_name, voices as voice_names,
    null::varchar as native_id, title, 'https://example.org' as url,
    timestamp '2024-12-03' as published_at, date '2024-12-01' as date_min,
    date '2024-12-02' as date_max, 'Azaz' as place_text,
    'Azaz, Aleppo, Syria' as place_name, 3600 as radius_m, '6' as killed,
    null::varchar as injured, 'shells' as cause_text, null::varchar as cause_id,
    ['A', 'B'] as actor_names, 'six people' as words
from (values
    ('a', 'd|0-9', ['police', 'Daily News'], '=1+1'), ('b', 'b', [], 'two'),
    ('c', 'c', [], 'three'), ('e', 'e', [], 'four')
) as r (report_id, subject, voices, title);
create table fct_reports as
select
    *, document_id, null::varchar as incident_id, 'incident' as unit,
    null::varchar[] as aliases, null::varchar as event_id_source,
    null::varchar as report_group, 2.7 as match_score
from intermediate.int_reports_told, (select 'd' as document_id);
create table dim_documents as
select 'd' as document_id, 'Daily News' as source_name, null::varchar as dataset_id;
create table bridge_incident_links (
    incident_id varchar, linked_incident_id varchar, link varchar
);
create table fct_decisions as from (values
    ('x', 'pair', 'c||d|0-9', 'c', 'a', 'same', true, true),
    ('y', 'pair', 'b||gone', null, null, 'different', true, false),
    ('z', 'pair', 'b||never', null, null, 'same', false, false),
    ('w', 'claim', 's', null, null, 'rejected', true, false)
) as d (
    decision_id, kind, subject, first_report_id, second_report_id, verdict, is_loaded,
    is_attached
), (select 'AB' as reviewed_by, timestamp '2024-12-05' as reviewed_at);
create table fct_report_pairs as from (values
    ('b', 'a', null, 1.256, 'score_low', null, true),
    ('c', 'a', 'x', 0.5, 'joined', 'same', false),
    ('c', 'b', null, 9.0, 'joined', null, false)
) as p (
    report_id, earlier_report_id, decision_id, match_score, outcome, verdict,
    is_for_review
), (
    select
        [{'comparison': 'place_name', 'level': 'same_name', 'weight': 2.5}] as evidence,
        'AB' as reviewed_by,
        timestamp '2024-12-05' as reviewed_at
);
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(MARTS)
    return path


def read(listed: tuple[str, int]) -> list[Row]:
    rows = pl.read_csv(StringIO(listed[0]), infer_schema=False).to_dicts()
    assert len(rows) == listed[1]
    return rows


LOST = "a decision that is on no two reports any more; different by AB on 2024-12-05"


def test_doubtful_and_lost_are_listed_with_what_a_person_needs(database: Path) -> None:
    doubtful, lost = read(list_pairs(database))
    assert {k: v for k, v in doubtful.items() if v and not k.startswith("second")} == {
        "reason": "its score is too low to join, but not by much; two incidents today",
        "score": "1.26",
        "evidence": "place name: same name (+2.50)",
        "first_source": "Daily News (police)",
        "first_id": "a",
        # No cell is a formula.
        "first_title": "'=1+1",
        "first_url": "https://example.org",
        "first_published": "2024-12-03",
        "first_dates": "2024-12-01 to 2024-12-02",
        "first_place": "Azaz, Aleppo, Syria, within 4 km",
        "first_killed": "6",
        "first_cause": "shells",
        "first_actors": "A; B",
        "first_words": "six people",
        "subject": "d|0-9||b",
    }
    assert doubtful["second_id"] == "b"
    assert (lost["reason"], lost["first_id"], lost["second_id"]) == (LOST, "b", None)
    assert lost["subject"] == "b||gone"


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("joined", "the later one joined by{}; one incident today"),
        (
            "joined_elsewhere",
            "the later one joined another incident by{}; two incidents today",
        ),
    ],
)
def test_doubt_is_of_the_mean_by_which_a_report_joined(
    database: Path, outcome: str, reason: str
) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update fct_report_pairs set outcome = $1 where is_for_review", [outcome]
        )
    doubtful, _ = read(list_pairs(database))
    assert doubtful["reason"] == reason.format(
        " a mean score of 2.70, which is not sure"
    )


def test_decided_are_listed_as_they_were_decided(database: Path) -> None:
    decided, lost = read(list_pairs(database, is_decided=True))
    assert decided["reason"] == "same by AB on 2024-12-05; one incident today"
    # Withdrawn under another subject, the decision would stand.
    assert decided["subject"] == "c||d|0-9"
    assert (decided["first_id"], decided["second_id"]) == ("c", "a")
    assert lost["reason"] == LOST


@pytest.mark.parametrize(
    ("asked", "subject"),
    [(("e", "b"), "b||e"), (("c", "b"), "b||c"), (("a", "c"), "c||d|0-9")],
)
def test_any_two_can_be_asked_for(
    database: Path, asked: tuple[str, str], subject: str
) -> None:
    (row,) = read(list_pairs(database, asked=asked))
    assert row["subject"] == subject


def test_one_report_is_no_pair(database: Path) -> None:
    with pytest.raises(UsageError, match="are one report"):
        list_pairs(database, asked=("a", "a"))
