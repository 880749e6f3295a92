"""Insecurity Insight: people by profession, in tables by topic."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.files import list_parts, read_head
from ingest.recognition import recognise
from ingest.records import Records

HERE = Path(__file__).parent
FILES = HERE / "insecurity_insight"
FOLDER = HERE.parents[2].parent / "shared/data/insecurity_insight"
DATA = FOLDER / "2016-2023-attacks-on-health-care-incident-data.xlsx"

Read = Callable[..., Records]


@pytest.fixture
def found(read: Read) -> Records:
    return read(*sorted(FILES.glob("*.csv")))


def claims_of(found: Records, report: str) -> dict[str, dict[str, object]]:
    rows = found["claims"].filter(report_ref=report).to_dicts()
    return {str(row["anchor"]): row for row in rows}


def bests(found: Records, report: str) -> dict[str, object]:
    rows = claims_of(found, report).items()
    return {anchor: row["best"] for anchor, row in rows if row["best"]}


@pytest.mark.parametrize("path", sorted(FILES.glob("*.csv")), ids=lambda p: p.stem)
def test_each_table_is_known_as_its_topic(path: Path) -> None:
    table = recognise(path.name, read_head(list_parts(path)[0]))
    assert table is not None
    assert table.adapter.name == "insecurity_insight"
    assert table.member == path.stem.removesuffix("_yearly")


def test_trap_15_the_row_of_tags_is_no_event(found: Records) -> None:
    health = found["reports"].filter(pl.col("native_id").str.starts_with("health_care"))
    assert health["native_id"].to_list() == [
        "health_care/101",
        "health_care/102",
        "health_care/201",
    ]


def test_trap_16_blanks_typos_and_doubles_in_the_names(found: Records) -> None:
    assert bests(found, "health_care/201") == {
        "Health Workers Killed": 2,
        "Male Health Workers Killed": 1,
        "Female Health Workers Killed": 1,
        "Health Workers Kidnapped": 4,
    }
    cell = claims_of(found, "health_care/201")["Female Health Workers Killed"]
    assert (cell["sex"], cell["occupation"]) == ("female", "health_worker")


def test_trap_27_one_may_stand_for_a_number_that_is_not_known(found: Records) -> None:
    told = claims_of(found, "health_care/101")
    one, three = told["Health Workers Injured"], told["Health Workers Killed"]
    assert [one[b] for b in ("low", "best", "high")] == [1, 1, None]
    assert (one["operator"], three["operator"]) == ("at_least", "point")
    quirks = found["report_quirks"].filter(report_ref="health_care/101")
    assert quirks.select("quirk", "column_name").rows() == [
        ("one_where_unspecified", "Health Workers Injured")
    ]


def test_a_zero_cannot_say_that_nothing_is_known(found: Records) -> None:
    zeros = found["claims"].filter(best=0)
    assert set(zeros["count_basis"]) == {"coded_zero"}
    assert set(found["claims"].filter(pl.col("best") > 0)["count_basis"]) == {"stated"}


def test_threats_and_assaults_are_no_measures_of_ours(found: Records) -> None:
    assert set(found["claims"]["measure"]) == {
        "killed",
        "injured",
        "abducted",
        "detained",
    }
    assert not found["claims"]["anchor"].str.contains("Threatened|Assault").any()


def test_deaths_in_captivity_are_part_of_the_killed(found: Records) -> None:
    told = claims_of(found, "aid_workers/301")
    captive = told["Aid Workers Killed in Captivity"]
    assert captive["part_of_ref"] == told["Aid Workers Killed"]["claim_ref"]


def test_national_and_international_staff_are_apart(found: Records) -> None:
    told = claims_of(found, "aid_workers/301")
    assert told["National Aid Workers Killed"]["affiliation_text"] == "national staff"
    assert told["Aid Workers Killed"]["affiliation_text"] == "all"


def test_an_event_in_two_topics_is_two_reports_of_one_event(found: Records) -> None:
    twice = found["reports"].filter(event_id_source="101")
    assert sorted(twice["native_id"]) == ["explosive_weapons/101", "health_care/101"]


def test_no_two_claims_of_a_report_are_the_same_people(found: Records) -> None:
    cell = ("measure", "sex", "age_group", "status", "occupation", "affiliation_text")
    wholes = found["claims"].filter(pl.col("part_of_ref").is_null())
    assert not wholes.select("report_ref", *cell).is_duplicated().any()


def test_trap_20_a_country_is_known_by_its_code(found: Records) -> None:
    places = found["report_places"].select("report_ref", "country_text", "country_id")
    assert ("health_care/101", "OPT", "PSE") in places.rows()
    assert ("health_care/102", "DRC", "COD") in places.rows()


def test_words_that_say_nothing_are_blanks(found: Records) -> None:
    places = found["report_places"].filter(report_ref="health_care/102")
    assert places["admin1_text"].to_list() == [None]
    assert places["precision_code"].to_list() == ["(6) Country"]
    actors = found["report_actors"].select("report_ref", "actor_text").rows()
    assert "health_care/102" not in dict(actors)
    # Where the name is not known, the kind is told.
    assert dict(actors)["health_care/101"] == "NSA"


def test_less_than_nobody_is_a_fault(found: Records) -> None:
    assert found["rejects"].select("line", "column_name", "value").rows() == [
        (5, "Health Workers Killed", "-2")
    ]


@pytest.mark.skipif(not DATA.exists(), reason="the workbook is not part of the project")
def test_the_published_workbook_adds_up(read: Read) -> None:
    found = read(DATA)
    assert found["reports"].height == 8_854
    assert found["rejects"].is_empty()
    sums = dict(found["claims"].group_by("anchor").agg(pl.sum("best")).iter_rows())
    assert sums == {
        "Health Workers Killed": 1_634,
        "Health Workers Injured": 2_519,
        "Health Workers Kidnapped": 1_212,
        "Health Workers Arrested": 1_781,
    }
    assert found["report_quirks"].height == 2_522
    scale = found["report_places"]["precision_scale"]
    assert set(scale) == {"insecurity_insight"}
