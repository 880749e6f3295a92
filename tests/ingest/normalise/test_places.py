"""Words of a source to places: what is matched, what is not, and what is kept."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.gazetteer import load, load_index
from ingest.normalise.coordinates import distance_m
from ingest.normalise.place_index import index_gazetteer
from ingest.normalise.place_names import place_key, sound_key, spelling_key
from ingest.normalise.places import locate
from ingest.records import TABLES, VALUES

GAZETTEER = load()
INDEX = load_index()
PCODES = pl.DataFrame(schema={"pcode": pl.String, "admin1_id": pl.String})
AREAS = GAZETTEER.filter(kind="admin1")
IDLIB, ALEPPO, SARAQIB = "GN169389", "GN170063", "GN164816"


def located(**row: object) -> dict[str, object]:
    """One place as the gazetteer of the project locates it."""
    frame = TABLES["report_places"].frame([{"country_text": "Syria", **row}])
    return locate(frame, INDEX).row(0, named=True)


def city(
    place_id: str, population: int | None, area: str = "XX.1"
) -> dict[str, object]:
    """A made-up city called Twin."""
    return {
        "place_id": place_id,
        "name": "Twin",
        "kind": "city",
        "country_id": "XXX",
        "admin1_id": area,
        "latitude": 10.0,
        "longitude": 10.0,
        "population": population,
        "names": ["Twin"],
    }


def among(rows: list[dict[str, object]], **row: object) -> dict[str, object]:
    """A place called Twin as a made-up country with those cities locates it."""
    country = {
        "place_id": "XXX",
        "kind": "country",
        "names": ["Xland"],
        "name": "Xland",
    }
    areas = [
        {"place_id": p, "kind": "admin1", "name": n, "names": [n], "admin1_id": p}
        for p, n in (("XX.1", "Northshire"), ("XX.2", "Southshire"))
    ]
    made = [r | {"country_id": "XXX"} for r in (country, *areas, *rows)]
    gazetteer = pl.DataFrame(made, schema=GAZETTEER.schema)
    place = {"country_text": "Xland", "place_text": "Twin", **row}
    index = index_gazetteer(gazetteer, PCODES, INDEX.radii)
    return locate(TABLES["report_places"].frame([place]), index).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "place_id", "method"),
    [
        ("Idlib", IDLIB, "exact"),
        ("Idlib City", IDLIB, "exact"),
        ("Saraqeb", SARAQIB, "alias"),
        ("Teir Maaleh village", "X-teir-maaleh", "exact"),
        ("Al-Andani Fuel Station, Idlib City, Idlib", IDLIB, "exact"),
        ("Idlib Governorate", "SY.12", "admin_fallback"),
        ("A field, Idlib", "SY.12", "admin_fallback"),
        ("Nowhere that is known", "SYR", "admin_fallback"),
        ("Saraqib and Ariha", "SYR", "admin_fallback"),
        (None, "SYR", "admin_fallback"),
    ],
)
def test_place_text(text: str | None, place_id: str, method: str) -> None:
    row = located(place_text=text)
    assert (row["place_id"], row["location_method"]) == (place_id, method)
    assert row["country_id"] == "SYR"
    assert row["latitude"] is not None


def test_a_village_is_not_the_area_of_its_name() -> None:
    assert among([], place_text="Northshire village")["admin1_id"] is None
    assert among([], place_text="Northshire")["admin1_id"] == "XX.1"


def test_the_golden_places() -> None:
    row = located(place_text="Idlib", admin1_text="Idlib Governorate")
    assert (row["place_id"], row["admin1_id"]) == (IDLIB, "SY.12")
    assert (row["precision_scale"], row["precision_code"]) == ("geonames", "city")
    assert row["latitude"] == pytest.approx(35.93, abs=0.02)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Hassakah", "SY.01"),
        ("al-Hasaka", "SY.01"),
        ("Ar Raqqah", "SY.04"),
        ("Ara Raqqah", "SY.04"),
        ("Deir Ez-Zor", "SY.07"),
        ("Deir Ezzor", "SY.07"),
        ("Rural Damascus", "SY.08"),
        ("Damascus Governorate", "SY.13"),
        ("Aleppoo", "SY.09"),
        ("idlib", "SY.12"),
        ("Hama or Idlib", None),
        ("36.38472222", None),
    ],
)
def test_area_text(text: str, area: str | None) -> None:
    row = located(admin1_text=text)
    assert row["admin1_id"] == area
    assert row["place_id"] == (area or "SYR")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("OPT", "PSE"),
        ("DR Congo (Zaire)", "COD"),
        ("DRC", "COD"),
        ("Syrian Arab Republic", "SYR"),
        ("US", "USA"),
        ("U.S.", "USA"),
        ("KEN", "KEN"),
        ("ke", "KEN"),
        ("Atlantis", None),
        (None, None),
    ],
)
def test_country_text(text: str | None, country: str | None) -> None:
    row = located(country_text=text, place_text="Idlib")
    assert row["country_id"] == country
    assert (row["location_method"] == "none") == (country is None)


def test_without_a_country_nothing_is_guessed() -> None:
    row = located(country_text=None, place_text="Aleppo", admin1_text="Aleppo")
    filled = ("place_id", "admin1_id", "latitude", "precision_scale", "precision_code")
    assert [row[name] for name in filled] == [None] * 5


def test_given_coordinates_win_and_keep_the_city_that_is_near() -> None:
    row = located(place_text="Idlib", latitude=35.95, longitude=36.6)
    assert (row["latitude"], row["longitude"]) == (35.95, 36.6)
    assert (row["place_id"], row["location_method"]) == (IDLIB, "coordinates")
    assert (row["precision_scale"], row["precision_code"]) == ("coordinates", "given")


def test_a_city_far_from_the_coordinates_is_another_one() -> None:
    row = located(place_text="Idlib", latitude=33.5, longitude=36.3)
    assert row["place_id"] is None
    assert row["location_method"] == "coordinates"


def test_coordinates_alone_name_no_area() -> None:
    row = located(latitude=35.93, longitude=36.63)
    assert (row["place_id"], row["admin1_id"]) == (None, None)


EXACT = {"precision_scale": "ucdp", "precision_code": "1"}


def test_the_settlements_around_exact_coordinates_name_the_area() -> None:
    row = located(latitude=35.93, longitude=36.63, **EXACT)
    assert (row["place_id"], row["admin1_id"]) == (None, "SY.12")
    assert (row["latitude"], row["location_method"]) == (35.93, "nearest")


@pytest.mark.parametrize(
    ("latitude", "longitude", "more"),
    [
        (35.93, 36.63, {"precision_scale": "ucdp", "precision_code": "6"}),
        (35.93, 36.63, {"precision_scale": "ucdp"}),
        (34.0, 38.6, EXACT),  # the desert
        (34.6, 36.2, EXACT),  # where Homs, Tartus and Lebanon meet
        (33.9, 35.55, EXACT),  # Beirut, told of Syria
        (0.0, 0.0, EXACT),
    ],
)
def test_coordinates_that_are_not_sure_name_no_area(
    latitude: float, longitude: float, more: dict[str, str]
) -> None:
    row = located(latitude=latitude, longitude=longitude, **more)
    assert (row["admin1_id"], row["location_method"]) == (None, "coordinates")


def test_exact_coordinates_without_a_country_name_both() -> None:
    row = located(country_text=None, latitude=32.7922, longitude=35.0555, **EXACT)
    assert (row["country_id"], row["admin1_id"]) == ("ISR", "IL.04")


def test_the_words_go_before_the_settlements_around() -> None:
    row = located(admin1_text="Aleppo", latitude=35.93, longitude=36.63, **EXACT)
    assert (row["admin1_id"], row["location_method"]) == ("SY.09", "coordinates")


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("SY02", "SY.09"),
        ("SY0203", "SY.09"),
        (" sy0203 ", "SY.09"),
        ("MMR016", "MM.11"),
        ("LB21", "LB.11"),
        ("LB2", "LB.08"),
        ("XX01", None),
        ("SY", None),
        ("", None),
    ],
)
def test_a_code_says_the_area_and_its_country(code: str, area: str | None) -> None:
    row = located(country_text=None, pcode=code)
    assert row["admin1_id"] == area
    assert (row["country_id"] is None) == (area is None)


def test_a_code_goes_before_the_words() -> None:
    row = located(pcode="SY02", admin1_text="Homs", place_text="Idlib")
    assert (row["place_id"], row["admin1_id"]) == ("SY.09", "SY.09")


def test_a_code_of_another_country_is_not_taken() -> None:
    row = located(pcode="UA14", admin1_text="Homs")
    assert (row["country_id"], row["admin1_id"]) == ("SYR", "SY.11")


def test_alike_rows_are_all_filled_and_stay_in_their_order() -> None:
    texts = ["Idlib", "Homs", "Idlib", None, "Homs", "Idlib"]
    rows = [{"country_text": "Syria", "line": n, "place_text": text}
            for n, text in enumerate(texts)]  # fmt: skip
    found = locate(TABLES["report_places"].frame(rows), INDEX)
    assert found["line"].to_list() == list(range(6))
    assert found["place_text"].to_list() == texts
    one_by_one = [located(place_text=text)["place_id"] for text in texts]
    assert found["place_id"].to_list() == one_by_one


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("حلب", "SY.09"),
        ("\ufea3\ufee0\ufe90", "SY.09"),  # the same in presentation forms
        ("حـــلب", "SY.09"),  # with the lengthening stroke
        ("محافظة \u0627\u0655دلب", "SY.12"),  # hamza apart from its alef
        ("ادلب", "SY.12"),
        ("مُحَافَظَة حَمَاة", "SY.10"),  # with vowel signs
        ("حماه", "SY.10"),
        ("الحسكه", "SY.01"),
        ("دير الزور", "SY.07"),
        ("الرقة\u200e", "SY.04"),  # with a mark of direction
        ("ريف دمشق", "SY.08"),
        ("دمشق", "SY.13"),
    ],
)
def test_arabic_names(text: str, area: str) -> None:
    row = located(country_text="سوريا", admin1_text=text)
    assert (row["country_id"], row["admin1_id"]) == ("SYR", area)
    assert row["admin1_text"] == text


def test_the_area_that_the_source_states_stands() -> None:
    row = located(
        place_text="Saqba", admin1_text="Damascus", latitude=33.52, longitude=36.37
    )
    assert (row["place_id"], row["admin1_id"]) == ("X-saqba", "SY.13")


def test_the_precision_of_the_source_is_kept() -> None:
    row = located(place_text="Idlib", precision_scale="airwars", precision_code="city")
    assert (row["precision_scale"], row["precision_code"]) == ("airwars", "city")


def test_a_place_that_the_reader_found_passes_unchanged() -> None:
    given_row = {"place_id": "GN1", "place_text": "Idlib", "latitude": None}
    frame = TABLES["report_places"].frame([given_row])
    assert locate(frame, INDEX).equals(frame)


@pytest.mark.parametrize(
    ("populations", "place_id"),
    [
        ([50_000, 9_000], "GN0"),
        ([9_000, 50_000], "GN1"),
        ([50_000, 11_000], "XXX"),
        ([4_999, None], "XXX"),
        ([None, None], "XXX"),
        ([50_000, 9_000, 40_000], "XXX"),
    ],
)
def test_namesakes(populations: list[int | None], place_id: str) -> None:
    rows = [city(f"GN{n}", people) for n, people in enumerate(populations)]
    assert among(rows)["place_id"] == place_id


def test_namesakes_are_told_apart_by_the_area() -> None:
    rows = [city("GN0", 50_000, "XX.1"), city("GN1", 40_000, "XX.2")]
    assert among(rows, admin1_text="Southshire")["place_id"] == "GN1"
    assert among(rows, place_text="Twin, Northshire")["place_id"] == "GN0"


def test_namesakes_are_told_apart_by_coordinates() -> None:
    rows = [city("GN0", 50_000), city("GN1", 100) | {"latitude": 10.3}]
    assert among(rows, latitude=10.29, longitude=10.0)["place_id"] == "GN1"


def test_a_city_outside_the_stated_area_is_not_taken() -> None:
    row = among([city("GN0", 50_000, "XX.1")], admin1_text="Southshire")
    assert (row["place_id"], row["admin1_id"]) == ("XX.2", "XX.2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma‘arrat an-Nu‘mān", "Maarrat an Numan"),  # noqa: RUF001 - real spelling
        ("Diyarbakır", "DIYARBAKIR"),  # noqa: RUF001 - real spelling
        ("Kobanê", "Kobane"),
    ],
)
def test_one_spelling(one: str, other: str) -> None:
    frame = pl.DataFrame({"one": [one], "other": [other]})
    left, right = (frame.select(spelling_key(pl.col(name))) for name in frame.columns)
    assert left.item() == right.item()


def test_kinds_of_place_and_articles() -> None:
    frame = pl.DataFrame({"name": ["The village of Sarmin", "Al Hassakah Governorate"]})
    assert frame.select(place_key(pl.col("name"))).to_series().to_list() == [
        "the sarmin",
        "al hassakah",
    ]
    assert frame.select(sound_key(pl.col("name"))).to_series()[1] == "hasaka"


def test_distance() -> None:
    points = pl.DataFrame({"a": [36.2], "b": [37.16], "c": [33.51], "d": [36.29]})
    away = distance_m(*(pl.col(name) for name in "abcd"))
    assert points.select(away).item() == pytest.approx(309_000, rel=0.01)


TEXTS = st.one_of(
    st.none(),
    st.sampled_from(
        ["Idlib", "Idlib, Aleppo", "Homs (Syria)", "Kafr X, Hama", ",", ""]
    ),
    st.text(max_size=30),
)
ROWS = st.fixed_dictionaries(
    {
        "place_text": TEXTS,
        "admin1_text": st.one_of(TEXTS, st.sampled_from(AREAS["name"].to_list())),
        "country_text": st.one_of(TEXTS, st.sampled_from(["Syria", "Kenya", "UKR"])),
        "latitude": st.one_of(st.none(), st.floats(-90, 90)),
        "longitude": st.one_of(st.none(), st.floats(-180, 180)),
        "place_id": st.one_of(st.none(), st.just("GN1")),
        "pcode": st.one_of(TEXTS, st.sampled_from(["SY0203", "UA14", "XX01"])),
        "precision_scale": st.sampled_from([None, "ucdp"]),
        "precision_code": st.sampled_from([None, "1", "6"]),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_whatever_the_words_rows_stay_and_nothing_contradicts_itself(
    rows: list[dict[str, object]],
) -> None:
    before = TABLES["report_places"].frame(rows)
    after = locate(before, INDEX)
    texts = ["place_text", "admin1_text", "country_text"]
    assert after.schema == before.schema
    assert after.select(texts).equals(before.select(texts))
    found = after.filter(before["place_id"].is_null())
    assert set(found["location_method"]) <= set(VALUES["location_method"])
    is_none = found["location_method"] == "none"
    assert found.filter(is_none)["place_id"].null_count() == is_none.sum()
    countries = found.join(GAZETTEER, on="place_id", suffix="_of")
    assert (countries["country_id"] == countries["country_id_of"]).all()
