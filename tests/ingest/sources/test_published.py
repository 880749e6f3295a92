"""The published files themselves, where they are at hand: totals to the last person."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.files import read_table
from ingest.gazetteer import load, load_index
from ingest.normalise.place_quirks import judge_places
from ingest.normalise.places import locate
from ingest.records import Records

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "samples"

Read = Callable[..., Records]

published = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published files are not part of the project"
)


def totals(claims: pl.DataFrame) -> dict[str, tuple[int, int, int]]:
    """Sums of low, best, high by the column they come from; open ends left out."""
    low, best, high = pl.col("low"), pl.col("best"), pl.col("high")
    sums = claims.group_by("anchor").agg(
        low.fill_null(0).sum(),
        best.fill_null(0).sum(),
        pl.coalesce(high, best, low).sum(),
    )
    return {anchor: bounds for anchor, *bounds in sums.iter_rows()}


def disordered(claims: pl.DataFrame) -> int:
    is_out = (pl.col("low") > pl.col("best")) | (pl.col("best") > pl.col("high"))
    return claims.filter(is_out).height


@published
def test_ucdp_syria(read: Read) -> None:
    found = read(DATA / "ucdp_ged/ged_syria_2016-01_2019-11.csv")
    sums = totals(found["claims"])
    assert found["reports"].height == 16_566
    assert sums["best"][1] == 112_337
    assert sums["deaths_civilians"][1] == 26_653
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(sums[part][1] for part in parts) == 112_337
    assert disordered(found["claims"]) == 101
    assert found["rejects"].is_empty()
    assert found["report_quirks"]["quirk"].value_counts().rows() == [
        ("summed_by_source", 622)
    ]
    states = found["claims"].filter(pl.col("status") == "armed_forces")
    assert states["affiliation_text"].str.starts_with("Government of").all()


@published
def test_the_hdx_copy_has_a_row_of_tags_that_is_no_event(read: Read) -> None:
    path = DATA / "ucdp_ged/hdx_conflict_data_ukr.csv"
    raw = read_table(path)
    found = read(path)
    assert found["reports"].height == raw.height - 1 == 1_167
    assert found["rejects"].is_empty()
    events = raw.filter(pl.col("id").is_not_null())
    best = events["best"].cast(pl.Int64).sum()
    assert totals(found["claims"])["best"][1] == best


@published
def test_maverick(read: Read) -> None:
    found = read(DATA / "maverick/event_reports_half.csv")
    # Three reports end before they begin.
    assert found["reports"].height == 1_608 - 3
    assert set(found["rejects"]["column_name"]) == {"date_end"}
    zeros = found["claims"].filter(count_basis="coded_zero")
    assert (zeros["best"] == 0).all()
    stated = found["claims"].filter(count_basis="stated")
    assert stated["best"].min() == 1


@published
@pytest.mark.parametrize(
    ("name", "share", "quirks"),
    [
        (
            "airwars_syria/incidents.csv",
            0.005,
            {
                "decimal_point_lost": 1,
                "latitude_equals_longitude": 2,
                "point_outside_country": 1,
                "point_outside_admin1": 67,
                "unmatched_admin1": 19,
            },
        ),
        (
            "ucdp_ged/ged_syria_2016-01_2019-11.csv",
            0.0002,
            {"latitude_equals_longitude": 17},
        ),
    ],
)
def test_nearly_all_places_have_their_area(
    read: Read, name: str, share: float, quirks: dict[str, int]
) -> None:
    places = read(DATA / name)["report_places"]
    found = locate(places, load_index())
    stated = found.filter(
        pl.any_horizontal(
            places[column].is_not_null()
            for column in ("place_text", "admin1_text", "latitude")
        )
        # UCDP: the whole country, and roads and borders that cross areas.
        & ~pl.col("precision_code").is_in(["5", "6"]).fill_null(value=False)
    )
    assert stated["admin1_id"].null_count() <= share * stated.height
    judged = judge_places(found, load())["quirk"].value_counts()
    assert dict(judged.iter_rows()) == quirks


def test_the_samples(read: Read) -> None:
    events = read(SAMPLES / "ucdp_ged/ged_idlib_aleppo.csv")
    assert events["reports"].height == 1_728
    assert totals(events["claims"])["best"] == [10_167, 10_234, 10_683]
    assert disordered(events["claims"]) == 7
    reports = read(SAMPLES / "maverick/event_reports.csv")["reports"]
    assert (reports.height, reports["event_id_source"].n_unique()) == (319, 132)


@published
def test_acled(read: Read) -> None:
    """The layout of today with the numbers of before 2025."""
    found = read(DATA / "acled/acled_old_deletion_dummy.csv")
    assert found["reports"].height == found["claims"].height == 9_000
    assert totals(found["claims"])["fatalities"][1] == 4_568
    zeros = found["claims"].filter(count_basis="coded_zero")
    assert (zeros.height, zeros["best"].sum()) == (7_675, 0)
    assert found["rejects"].is_empty()
    precise = dict(found["reports"]["date_precision"].value_counts().iter_rows())
    assert precise == {"day": 8_504, "week": 478, "month": 18}
    targets = found["report_actors"].filter(actor_role="target", actor_order=2)
    assert targets.height == 979  # as many as there is violence against civilians


@published
def test_hapi(read: Read) -> None:
    found = read(DATA / "acled/hdx_hapi_conflict_event_global_2025.csv")
    assert found["reports"]["native_id"].n_unique() == 14_373
    # 4,791 rows of demonstrations state no deaths.
    assert found["claims"].height == 14_373 - 4_791
    sums = {name: best for name, (_, best, _) in totals(found["claims"]).items()}
    assert sums == {
        "fatalities:civilian_targeting": 1_324,
        "fatalities:political_violence": 5_639,
    }
    quirks = dict(found["report_quirks"]["quirk"].value_counts().iter_rows())
    assert quirks == {"provider_warning": 2_718, "provider_error": 3}
    assert found["rejects"].is_empty()


def test_no_headlines_are_shipped() -> None:
    frame = read_table(SAMPLES / "ucdp_ged/ged_idlib_aleppo.csv")
    words = frame.select("source_article", "source_headline")
    assert words.null_count().row(0) == (frame.height, frame.height)


def test_shipped_reports_name_author_and_date_alone() -> None:
    frame = read_table(SAMPLES / "maverick/event_reports.csv")
    said = pl.col("source").str.strip_prefix(pl.col("source_author"))
    rest = frame.select(said.str.contains(r"^ \([0-9-]{10}\)$"))
    assert rest.to_series().all()
