"""HDX HAPI: sums over areas that overlap, and what the provider says of a row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.records import Records

SAMPLE = Path(__file__).parent / "hapi/aggregates.csv"


@pytest.fixture
def found(read: Callable[..., Records]) -> Records:
    return read(SAMPLE)


def test_neither_the_byte_order_mark_nor_the_row_of_tags_is_data(
    found: Records,
) -> None:
    assert SAMPLE.read_bytes().startswith(b"\xef\xbb\xbf")
    assert set(found["report_places"]["country_text"]) == {"SYR", "XKX"}


def test_a_row_is_a_sum_over_an_area_and_a_month(found: Records) -> None:
    assert found["reports"].height == 5
    assert set(found["reports"]["unit"]) == {"area_aggregate"}
    claim = found["claims"].row(0, named=True)
    assert claim["scope"] == "period"
    period = (claim["period_start"], claim["period_end"])
    assert period == (date(2025, 1, 1), date(2025, 1, 31))
    assert (claim["best"], claim["incident_count"]) == (7, 5)
    assert claim["claimed_by"] == "ACLED"


def test_categories_overlap_and_stand_apart(found: Records) -> None:
    harim = found["claims"].filter(pl.col("report_ref").str.contains("Harim"))
    assert harim.select("anchor", "best").rows() == [
        ("fatalities:political_violence", 7),
        ("fatalities:civilian_targeting", 3),
    ]
    assert harim["report_ref"].n_unique() == 2


def test_demonstrations_state_no_deaths(found: Records) -> None:
    told = found["claims"]["report_ref"].str.contains("demonstration")
    assert not told.any()


def test_a_zero_may_mean_not_stated(found: Records) -> None:
    basis = found["claims"].filter(best=0)["count_basis"]
    assert basis.to_list() == ["coded_zero"]


def test_explicit_warning_and_error_columns_are_carried(found: Records) -> None:
    assert found["report_quirks"].select("line", "quirk", "value").rows() == [
        (6, "provider_warning", "PCode length SY502->SY0502"),
        (7, "provider_error", "Non matching p-code"),
    ]
    # A row with an error stays.
    assert found["claims"].filter(pl.col("line") == 7).height == 1


def test_the_native_id_is_the_provider_s_key_with_its_own_names(found: Records) -> None:
    assert found["reports"]["native_id"][3] == (
        "SYR|SY05|SY0502|Hama|As-Salamiyeh|political_violence|2025-01-01"
    )
