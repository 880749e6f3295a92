"""WHO SSA: a mark of byte order, American dates, brackets, and zeros for blanks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.records import Records
from ingest.sources import ADAPTERS

ReadFiles = Callable[..., Records]

ADAPTER = ADAPTERS["who_ssa"]
ATTACKS = Path(__file__).parent / "who_ssa/attacks.csv"
ATTACK = {
    "Attack ID": "SYR1",
    "Attack Date": "2/3/24 12:00 AM",
    "Country / Territory": "Syrian Arab Republic",
    "Certainty Level": "Probable",
    "Attack Type": "Setting fire",
    "Total Injured": "3.0",
    "Total Death": "0.0",
}
HEAVY = "Violence with heavy weapons (requires tanks, missiles, bombs, mortars)"
SMALL = "Violence with individual weapons (knives, guns and explosive devices (IED)"


def records(*changes: dict[str, str | None]) -> Records:
    rows = [ATTACK | change | {"file_name": "ssa.csv"} for change in changes or ({},)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    batch = frame.with_row_index("line", 2).cast({"line": pl.Int64})
    return ADAPTER.records("attacks", arrange(ADAPTER.members["attacks"], batch))


def dates(*texts: str) -> list[date]:
    changes = [
        {"Attack ID": str(n), "Attack Date": text} for n, text in enumerate(texts)
    ]
    return records(*changes)["reports"]["date_min"].to_list()


def test_a_mark_of_byte_order_and_a_blank_behind_a_name_hide_nothing(
    read: ReadFiles,
) -> None:
    head = ATTACKS.read_bytes().split(b"\n")[0]
    assert head.startswith(b"\xef\xbb\xbf")
    assert b"Territory ," in head
    found = read(ATTACKS)
    assert found["reports"]["native_id"].to_list() == [
        "SYR990001",
        "UKR990002",
        "SDN990003",
        "SDN990004",
    ]
    assert found["report_places"]["country_text"].null_count() == 0


def test_the_month_stands_first_unless_the_column_says_otherwise() -> None:
    assert dates("2/3/24 12:00 AM") == [date(2024, 2, 3)]
    assert dates("2/3/24", "2/13/24") == [date(2024, 2, 3), date(2024, 2, 13)]
    assert dates("3/2/24", "13/2/24") == [date(2024, 2, 3), date(2024, 2, 13)]
    assert dates("2024-02-03") == [date(2024, 2, 3)]


def test_a_date_that_is_none_costs_itself_alone() -> None:
    found = records({"Attack Date": "2/30/24 12:00 AM"})
    assert found["reports"]["date_min"].to_list() == [None]
    assert found["claims"].height == 2
    assert found["rejects"]["column_name"].to_list() == ["Attack Date"]


def test_the_level_of_certainty_is_about_the_harm() -> None:
    assert records()["reports"]["harm_status"].item() == "Probable"


def test_a_zero_may_mean_not_stated() -> None:
    found = records()["claims"].select("measure", "best", "count_basis")
    assert found.rows() == [("killed", 0, "coded_zero"), ("injured", 3, "stated")]


def test_staff_and_patients_are_told_apart_where_they_are_taken() -> None:
    found = records({"HW Abduction": "4", "HW Arrest": "2", "Patient Detention": "1"})
    taken = found["claims"].filter(~pl.col("measure").is_in(["killed", "injured"]))
    assert taken.select("anchor", "measure", "occupation", "best").rows() == [
        ("hw_abduction", "abducted", "health_worker", 4),
        ("hw_arrest", "detained", "health_worker", 2),
        ("patient_detention", "detained", "unknown", 1),
    ]


@pytest.mark.parametrize(
    ("said", "kinds", "cause"),
    [
        (
            f"Obstruction (e.g. legal), {HEAVY}",
            "Obstruction; Violence with heavy weapons",
            "Violence with heavy weapons",
        ),
        (
            f"{SMALL}, Obstruction (e.g. legal)",
            "Violence with individual weapons; Obstruction",
            "Violence with individual weapons",
        ),
        ("Abduction/Arrest", "Abduction/Arrest", "Abduction/Arrest"),
    ],
)
def test_brackets_are_left_out_of_types_closed_or_not(
    said: str, kinds: str, cause: str
) -> None:
    found = records({"Attack Type": said})["reports"].row(0, named=True)
    assert (found["event_type_text"], found["cause_text"]) == (kinds, cause)
