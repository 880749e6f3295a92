"""IOM Missing Migrants: the dead apart from the missing, and incidents in parts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.files import read_table
from ingest.records import Records

HERE = Path(__file__).parent
FILES = HERE / "iom_missing_migrants"
DATA = HERE.parents[2].parent / "shared/data/iom_missing_migrants/iom_europe.csv"

Read = Callable[..., Records]


@pytest.fixture
def found(read: Read) -> Records:
    return read(*sorted(FILES.glob("*.csv")))


def figures(found: Records, report: str) -> dict[tuple[str, ...], list[int | None]]:
    claims = found["claims"].filter(report_ref=report)
    cells = claims.select("measure", "sex", "age_group").rows()
    bounds = claims.select("low", "best", "high").rows()
    return dict(zip(cells, map(list, bounds), strict=True))


def report(found: Records, name: str) -> dict[str, object]:
    return found["reports"].filter(native_id=name).row(0, named=True)


def test_groups_are_of_the_dead_and_missing_together(found: Records) -> None:
    assert figures(found, "9921.MMP0001") == {
        ("killed", "all", "all"): [None, 2, None],
        ("missing", "all", "all"): [0, 0, None],
        ("killed_or_missing", "all", "all"): [2, 2, None],
        ("killed_or_missing", "female", "all"): [None, 1, None],
        ("killed_or_missing", "male", "all"): [None, 1, None],
        ("killed_or_missing", "all", "child"): [None, 0, None],
    }
    assert set(found["claims"]["role"]) == {"victim"}


def test_na_is_not_stated_and_zero_is_none(found: Records) -> None:
    assert figures(found, "9914.MMP00002") == {
        ("missing", "all", "all"): [3, 3, None],
        ("killed_or_missing", "all", "all"): [3, 3, None],
        ("killed_or_missing", "female", "all"): [None, 0, None],
        ("killed_or_missing", "male", "all"): [None, 3, None],
    }


def test_the_parts_of_a_split_incident_are_one_group(found: Records) -> None:
    parts = found["reports"].filter(report_group="9921.MMP0002")
    assert parts["native_id"].to_list() == ["9921.MMP00023", "9921.MMP00024"]
    assert report(found, "9921.MMP0001")["report_group"] is None


def test_parts_in_one_row_are_its_aliases(found: Records) -> None:
    assert report(found, "9914.MMP00001")["report_group"] == "9914.MMP00001"
    aliases = found["report_aliases"].select("report_ref", "alias").rows()
    assert aliases == [
        ("9914.MMP00001", "9914.MMP000013"),
        ("9914.MMP00001", "9914.MMP000014"),
    ]


def test_fewer_than_none_are_missing_of_nobody(found: Records) -> None:
    told = figures(found, "9921.MMP00024")
    assert ("missing", "all", "all") not in told
    assert told[("killed", "all", "all")] == [None, 5, None]
    assert found["rejects"].select("column_name", "value").rows() == [
        ("Minimum Estimated Number of Missing", "-5")
    ]


def test_a_cumulative_incident_is_a_toll_over_its_month(found: Records) -> None:
    toll = report(found, "9921.MMP0004")
    assert toll["unit"] == "period_toll"
    assert (toll["date_min"], toll["date_max"]) == (date(2021, 4, 1), date(2021, 4, 30))
    claims = found["claims"].filter(report_ref="9921.MMP0004")
    assert set(claims["scope"]) == {"period"}
    assert claims["period_end"][0] == date(2021, 4, 30)
    assert set(found["claims"].filter(report_ref="50001")["scope"]) == {"incident"}


def test_a_date_has_the_precision_that_is_given(found: Records) -> None:
    names = ("date_min", "date_max", "date_precision")
    day, month = (report(found, name) for name in ("50001", "50002"))
    assert [day[n] for n in names] == [date(2019, 3, 28), date(2019, 3, 28), "day"]
    assert [month[n] for n in names] == [date(2019, 3, 1), date(2019, 3, 31), "month"]


def test_trap_32_squeezed_codes_are_split(found: Records) -> None:
    assert report(found, "9914.MMP00001")["harm_status"] == "1, 3, 4"
    assert report(found, "9921.MMP0001")["harm_status"] == "4"
    quirks = found["report_quirks"].filter(quirk="squeezed_codes")
    assert sorted(quirks["value"]) == ["134", "45"]


def test_a_total_unlike_its_parts_is_flagged(read: Read, tmp_path: Path) -> None:
    wrong = (FILES / "global.csv").read_text("utf-8").replace(",2,0,2,,", ",2,0,9,,")
    (tmp_path / "global.csv").write_text(wrong, "utf-8")
    quirks = read(tmp_path / "global.csv")["report_quirks"]
    assert quirks.filter(quirk="total_unlike_parts")["value"].to_list() == ["9"]


def test_coordinates_stand_in_one_column_or_in_two(found: Records) -> None:
    places = found["report_places"].select("report_ref", "latitude", "longitude")
    points = {name: point for name, *point in places.rows()}
    assert points["9921.MMP0001"] == [50.95, 1.85]
    assert points["50001"] == [31.5, -110.5]
    assert points["9914.MMP00002"] == [38.1, 27.2]


def test_a_copy_in_an_archive_stands_beside_the_original(found: Records) -> None:
    listed = found["report_sources"].filter(relation="linked")
    rows = listed.select("report_ref", "url", "archive_url").rows()
    copy = "https://web.archive.org/web/20210401000000/https://example.org/c,d"
    assert ("9921.MMP00023", "https://example.org/b", None) in rows
    assert ("9921.MMP00023", "https://example.org/c,d", copy) in rows
    assert ("9921.MMP0004", None, "https://perma.cc/AAAA-BBBB") in rows
    assert ("9914.MMP00002", "http://example.org/2", None) in rows


@pytest.mark.skipif(not DATA.exists(), reason="IOM's rows are not part of the project")
def test_the_published_file_adds_up(read: Read) -> None:
    found = read(DATA)
    raw = read_table(DATA)
    assert found["reports"].height == raw.height == 6_802
    sums = dict(found["claims"].group_by("anchor").agg(pl.sum("best")).iter_rows())
    columns = {
        "Number of Dead": "No. dead",
        "Total Number of Dead and Missing": "No. dead/missing",
        "Number of Females": "No. Female",
        "Number of Males": "No. Male",
        "Number of Children": "No. minors",
    }
    for ours, theirs in columns.items():
        assert sums[ours] == raw[theirs].cast(pl.Int64, strict=False).sum()
    # Four rows have fewer than none missing, 21 persons together.
    assert sums["Minimum Estimated Number of Missing"] == 27_627 + 21
    assert found["rejects"]["value"].to_list() == ["-2", "-13", "-1", "-5"]
    quirks = found["report_quirks"]["quirk"].value_counts().rows()
    assert quirks == [("squeezed_codes", 38)]
