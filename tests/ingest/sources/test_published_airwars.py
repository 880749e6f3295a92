"""Airwars' published files, where they are at hand: totals to the last person."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.files import read_table
from ingest.records import Records
from ingest.sources import ADAPTERS

DATA = Path(__file__).parents[4] / "shared" / "data"
SYRIA = DATA / "airwars_syria"

Read = Callable[..., Records]

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published files are not part of the project"
)


def test_every_incident_of_syria_is_kept(read: Read) -> None:
    found = read(SYRIA / "incidents.csv")
    assert found["reports"].height == 8_114
    assert found["rejects"].select("column_name", "value").rows() == [
        ("longitude", "4239.00416"),
    ]
    assert found["report_quirks"].select("quirk", "value").rows() == [
        ("sentinel_date", "1970-01-01"),
        ("end_before_start", "2017-02-04"),
    ]
    codes = found["report_aliases"].group_by("alias").len().filter(pl.col("len") > 1)
    assert sorted(codes["alias"]) == ["TS631", "TS633"]


def test_the_figures_of_every_measure_are_the_sums_of_the_file(read: Read) -> None:
    rows = read_table(SYRIA / "incidents.csv")
    claims = read(SYRIA / "incidents.csv")["claims"]
    counts = ADAPTERS["airwars"].members["incidents"].counts
    theirs = rows.select(pl.col(list(counts)).cast(pl.Int64).sum()).row(0, named=True)
    ours = {
        column: claims.filter(anchor=anchor)[bound].sum()
        for column, (anchor, bound) in counts.items()
    }
    assert ours == theirs


def test_the_window_of_the_end_of_2024(read: Read) -> None:
    found = read(SYRIA / "incidents.csv")
    days = pl.date(2024, 11, 26), pl.date(2024, 12, 10)
    window = found["reports"].filter(pl.col("date_min").is_between(*days))
    grades = dict(window["harm_status"].value_counts().iter_rows())
    assert grades == {"Contested": 42, "Fair": 18, None: 3}
    actors = found["report_actors"].join(window, on="report_ref", how="semi")
    parties = dict(actors["actor_text"].value_counts().iter_rows())
    assert parties == {"Russian Military": 46, "Turkish Military": 17}
    places = found["report_places"].join(window, on="report_ref", how="semi")
    assert places["latitude"].count() == 32
    sums = _sums(found["claims"].join(window, on="report_ref", how="semi"))
    assert sums["civilians_killed"] == (46, 173, 254)
    assert sums["civilians_injured"][1:] == (498, 566)
    assert sums["children_killed"][1:] == (48, 58)
    assert sums["children_injured"][1] == 115
    assert sums["women_killed"][1] == 26
    assert sums["men_killed"][1] == 65
    russian = actors.filter(actor_text="Russian Military")
    theirs = (
        found["claims"]
        .join(window, on="report_ref", how="semi")
        .join(russian, on="report_ref", how="semi")
    )
    assert _sums(theirs)["civilians_killed"][1:] == (128, 201)
    sources = read(SYRIA / "sources.csv")["report_sources"]
    assert sources.join(window, on="report_ref", how="semi").height == 862


def _sums(claims: pl.DataFrame) -> dict[str, tuple[int, ...]]:
    """Claims, low and high by column."""
    low, high = pl.col("low").fill_null(0), pl.coalesce("high", "low")
    sums = claims.group_by("anchor").agg(
        pl.len(), low.sum().alias("low"), high.sum().alias("high")
    )
    return {anchor: tuple(row) for anchor, *row in sums.iter_rows()}


def test_the_sources_of_syria(read: Read) -> None:
    found = read(SYRIA / "sources.csv")
    assert found["report_sources"].height == 50_326
    assert found["report_quirks"]["quirk"].value_counts().rows() == [
        ("excel_apostrophe", 16_707)
    ]
    assert found["rejects"].is_empty()


def test_every_person_listed_in_syria_is_counted_or_a_reject(read: Read) -> None:
    found = read(SYRIA / "victims_nameless.csv")
    counted = found["claims"].group_by("measure").agg(pl.col("low").sum()).rows()
    assert sorted(counted) == [("injured", 3_745), ("killed", 15_952)]
    assert found["rejects"].height == 348
    assert found["rejects"].height + sum(count for _, count in counted) == 20_045
    contested = found["claims"].filter("is_status_contested")
    assert contested["low"].sum() == 54
    assert contested["status"].unique().to_list() == ["unknown"]


def test_half_of_gaza(read: Read) -> None:
    found = read(DATA / "airwars_gaza" / "incidents_half.jsonl")
    assert found["reports"].height == 462
    assert found["rejects"].is_empty()
    kinds = found["claims"].group_by("anchor", "operator").len()
    killed = kinds.filter(anchor="civilians_killed").drop("anchor")
    assert dict(killed.iter_rows()) == {"exact": 269, "range": 146, "unknown": 47}
    injured = found["claims"].filter(anchor="civilians_injured")
    assert found["reports"].height - injured.height == 92
    sums = _sums(found["claims"])
    assert sums["civilians_killed"][1:] == (4_081, 5_554)
    assert sums["civilians_injured"][1:] == (4_035, 5_997)
    assert sums["belligerents_killed"][1:] == (10, 25)
