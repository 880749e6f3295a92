"""UCDP's published layouts: the same made-up event is the same report in each."""

import csv
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.recognition import recognise
from ingest.records import Records

Read = Callable[..., Records]

# The yearly layout of 41 columns; some releases have gwnoa too.
YEARLY_41 = """id year active_year type_of_violence conflict_new_id conflict_name
dyad_new_id dyad_name side_a_new_id side_a side_b_new_id gwnob side_b number_of_sources
source_article source_office source_date source_headline source_original where_prec
where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country
country_id region event_clarity date_prec date_start date_end deaths_a deaths_b
deaths_civilians deaths_unknown low best high"""
YEARLY_42 = YEARLY_41.replace("side_a_new_id", "side_a_new_id gwnoa")
CANDIDATE_49 = """id relid year active_year code_status type_of_violence
conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude
longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low
gwnoa gwnob"""
HDX_52 = CANDIDATE_49.replace("relid year", "relid year start_year end_year").replace(
    "latitude", "latitude iso3"
)
LAYOUTS = {
    "41": YEARLY_41.split(),
    "42": YEARLY_42.split(),
    "49": CANDIDATE_49.split(),
    "52": HDX_52.split(),
}

EVENT = {
    "id": "900001",
    "relid": "AAA-2024-1-1-1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "side_a_new_id": "1",
    "side_a_dset_id": "7001",
    "side_a": "Government of A",
    "side_b_new_id": "2",
    "side_b": "B",
    "source_office": "Agency one;Agency two",
    "source_date": "2024-01-03;2024-01-04",
    "where_prec": "1",
    "where_coordinates": "A town",
    "country": "A",
    "latitude": "10.5",
    "longitude": "20.5",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2024-01-02 00:00:00.000",
    "date_end": "2024-01-02 00:00:00.000",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "3",
    "deaths_unknown": "0",
    "low": "5",
    "best": "6",
    "high": "8",
    "gwnoa": "2;200;900",
}


def write(path: Path, layout: str, *under: list[str], has_header: bool = True) -> Path:
    """The event in a layout, below its header and the rows that stand under that."""
    columns = LAYOUTS[layout]
    head = [columns] if has_header else []
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([*head, *under, [EVENT.get(c, "") for c in columns]])
    return path


def test_the_layouts_have_as_many_columns_as_they_are_called_by() -> None:
    assert all(len(columns) == int(name) for name, columns in LAYOUTS.items())


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_event_is_the_same_in_every_layout(
    name: str, tmp_path: Path, read: Read
) -> None:
    found = read(write(tmp_path / "events.csv", name))
    assert found["reports"]["native_id"].to_list() == ["900001"]
    claims = found["claims"].select("anchor", "low", "best", "high").rows()
    assert claims == [
        ("best", 5, 6, 8),
        ("deaths_a", None, 1, None),
        ("deaths_b", None, 2, None),
        ("deaths_civilians", None, 3, None),
        ("deaths_unknown", None, 0, None),
    ]
    assert found["report_actors"]["actor_id_source"].to_list() == ["1", "2"]
    assert found["report_sources"].height == 2
    assert found["rejects"].is_empty()


def test_trap_25_a_month_without_a_header_is_read(tmp_path: Path, read: Read) -> None:
    headed = read(write(tmp_path / "GEDEvent_v24_0_1.csv", "49"))
    (tmp_path / "bare").mkdir()
    path = tmp_path / "bare" / "GEDEvent_v24_0_1.csv"
    bare = read(write(path, "49", has_header=False))
    for table, frame in headed.items():
        assert frame.drop("line").equals(bare[table].drop("line")), table
    assert bare["reports"]["line"].to_list() == [1]


def test_trap_25_no_header_and_another_number_of_columns_is_refused() -> None:
    assert recognise("events.csv", [["900001", *[""] * 47]]) is None


def test_trap_15_tags_under_the_header_are_no_event(tmp_path: Path, read: Read) -> None:
    tags = {"best": "#affected+killed", "date_start": "#date+start"}
    tag_row = [tags.get(name, "") for name in LAYOUTS["52"]]
    found = read(write(tmp_path / "events.csv", "52", tag_row))
    assert found["reports"]["native_id"].to_list() == ["900001"]
    assert found["rejects"].is_empty()


def test_a_candidate_and_the_year_that_takes_it_over_are_one_report(
    tmp_path: Path, read: Read
) -> None:
    candidate = write(tmp_path / "month.csv", "49")
    year = write(tmp_path / "year.csv", "41")
    ids = read(candidate, year)["reports"].select(pl.col("native_id").n_unique())
    assert ids.item() == 1
