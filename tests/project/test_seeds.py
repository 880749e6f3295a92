"""Code lists: they agree with the contract, with one another and with themselves."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from ingest.gazetteer import load
from ingest.records import VALUES
from ingest.sources import ADAPTERS
from ingest.text import lexicon

ROOT = Path(__file__).parents[2]
PCODES = ROOT.parent / "shared/data/pcodes/global-pcodes-adm-1-2.csv"
SEEDS = {
    path.stem: pl.read_csv(path, infer_schema=False)
    for path in sorted((ROOT / "seeds").glob("*.csv"))
}
DECLARED = {
    seed["name"]: seed
    for seed in yaml.safe_load((ROOT / "seeds/_seeds.yml").read_text("utf-8"))["seeds"]
}


@pytest.mark.parametrize(
    ("seed", "column", "values"),
    [
        ("measures", "measure", VALUES["measure"]),
        ("occupations", "occupation", VALUES["occupation"]),
        ("statuses", "status", VALUES["status"]),
    ],
)
def test_a_closed_list_is_its_seed(
    seed: str, column: str, values: tuple[str, ...]
) -> None:
    assert sorted(SEEDS[seed][column]) == sorted(values)


def test_every_seed_is_described_column_by_column() -> None:
    assert sorted(DECLARED) == sorted(SEEDS)
    for name, seed in DECLARED.items():
        columns = [column["name"] for column in seed["columns"]]
        assert columns == SEEDS[name].columns
        assert list(seed["config"]["column_types"]) == columns
        assert all(column["description"] for column in seed["columns"])


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_keys_are_unique_whatever_their_case(name: str) -> None:
    grain = DECLARED[name]["config"]["meta"]["grain"]
    keys = SEEDS[name].select(pl.col(grain).str.to_lowercase().str.strip_chars())
    assert keys.filter(keys.is_duplicated()).rows() == []
    assert sum(keys.null_count().row(0)) == 0


@pytest.mark.parametrize(
    ("aliases", "column", "target"),
    [
        ("cause_aliases", "cause_id", "causes"),
        ("source_aliases", "source_name", "sources"),
        ("actor_aliases", "actor_name", "actors"),
    ],
)
def test_an_alias_means_one_thing_that_exists(
    aliases: str, column: str, target: str
) -> None:
    rows = SEEDS[aliases]
    assert set(rows[column].drop_nulls()) <= set(SEEDS[target][column])
    names = set(SEEDS[target][column].str.to_lowercase()) - set(rows[column])
    own = rows.filter(pl.col("alias").str.to_lowercase().is_in(list(names)))
    assert own.filter(pl.col("alias") != pl.col(column)).rows() == []


def test_a_name_of_an_actor_is_of_one_actor_whoever_uses_it() -> None:
    actors = SEEDS["actors"]
    names = pl.concat(
        actors.select(pl.col(column).str.to_lowercase().alias("name"), "actor_name")
        for column in ("actor_name", "acled_name")
    )
    aliases = SEEDS["actor_aliases"].select(
        pl.col("alias").str.to_lowercase().alias("name"), "actor_name"
    )
    used = pl.concat([names, aliases]).drop_nulls().unique()
    assert used.filter(pl.col("name").is_duplicated()).rows() == []
    assert not used["name"].str.contains(r" \(\d{4}-(\d{4})?\)").any()


def test_an_id_of_ucdp_is_of_one_actor() -> None:
    ids = SEEDS["actors"]["ucdp_id"].drop_nulls().str.split("|").explode()
    assert ids.is_unique().all()
    assert ids.str.contains(r"^\d+$").all()


def test_the_alias_of_a_place_means_one_place_of_its_kind() -> None:
    places = load().select("place_id", "kind", country="country_id")
    rows = SEEDS["place_aliases"].join(places, on="place_id", how="left")
    assert rows.filter(pl.col("kind").is_null()).rows() == []
    assert rows.filter(pl.col("country") != pl.col("country_id")).rows() == []
    key = pl.struct("country_id", "kind", pl.col("alias").str.to_lowercase())
    assert rows.filter(key.is_duplicated())["alias"].to_list() == []


def test_extra_places_are_in_areas_that_exist() -> None:
    areas = load().filter(kind="admin1").select("admin1_id")
    extra = SEEDS["extra_places"]
    assert extra.join(areas, on="admin1_id", how="anti")["place_id"].to_list() == []
    assert extra["place_id"].str.starts_with("X-").all()
    assert extra["origin"].null_count() == 0


def test_causes_are_the_eleven_of_the_indicator_in_its_order() -> None:
    assert SEEDS["causes"]["sdg_order"].to_list() == [str(n) for n in range(1, 12)]
    assert SEEDS["causes"]["cause_id"][-1] == "unknown"


def test_event_types_are_the_twenty_five_sub_events_under_their_own_names() -> None:
    types = SEEDS["event_types"]
    snake = types["sub_event_type"].str.to_lowercase().str.replace_all("[^a-z]+", "_")
    assert types["event_type_id"].to_list() == snake.to_list()
    assert types.height == 25
    assert types["event_type"].n_unique() == 6


def test_an_event_type_is_known_by_its_own_label_and_by_its_publishers() -> None:
    types, aliases = SEEDS["event_types"], SEEDS["event_type_aliases"]
    assert set(aliases["event_type_id"].drop_nulls()) <= set(types["event_type_id"])
    own = aliases.filter(source_name="ACLED").rename({"label": "sub_event_type"})
    assert types.join(
        own, on=["sub_event_type", "event_type_id"], how="anti"
    ).is_empty()


@pytest.mark.parametrize(
    ("aliases", "code"),
    [("cause_aliases", "cause_id"), ("event_type_aliases", "event_type_id")],
)
def test_a_label_without_a_code_has_its_reason(aliases: str, code: str) -> None:
    silent = SEEDS[aliases].filter(pl.col(code).is_null() & pl.col("reason").is_null())
    assert silent.rows() == []


def test_cause_aliases_are_in_lower_case() -> None:
    aliases = SEEDS["cause_aliases"]["alias"]
    assert aliases.to_list() == aliases.str.to_lowercase().to_list()


def test_every_method_that_texts_are_read_for_has_its_cause() -> None:
    methods = {name for name, _ in lexicon.load("causes")["methods"]}
    assert methods <= set(SEEDS["cause_aliases"]["alias"])


def test_a_p_code_is_of_the_country_of_its_place() -> None:
    extra = SEEDS["extra_places"].with_columns(of=pl.col("pcode").str.head(2))
    of = dict(extra.select("country_id", "of").unique().iter_rows())
    assert of == {"SYR": "SY", "UKR": "UA", "PSE": "PS"} | {
        "IRQ": "IQ",
        "AFG": "AF",
        "PAK": "PK",
    }


def test_a_first_level_p_code_is_of_an_area_that_has_one_code_of_its_own() -> None:
    codes = SEEDS["admin1_pcodes"]
    areas = load().filter(kind="admin1").select("admin1_id")
    assert codes.join(areas, on="admin1_id", how="anti")["pcode"].to_list() == []
    own = codes.filter(is_part="false")
    assert own.filter(pl.col("admin1_id").is_duplicated()).rows() == []
    iso2 = pl.col("admin1_id").str.head(2) == pl.col("pcode").str.head(2)
    assert codes.filter(~iso2).rows() == []


def test_a_p_code_that_begins_with_another_is_a_part_of_a_different_area() -> None:
    codes = dict(SEEDS["admin1_pcodes"].select("pcode", "admin1_id").iter_rows())
    inner = {
        longer: (codes[longer], codes[shorter])
        for longer in codes
        for shorter in codes
        if longer != shorter and longer.startswith(shorter)
    }
    assert sorted(inner) == ["LB21", "LB22", "LB51"]
    assert all(area != around for area, around in inner.values())


@pytest.mark.skipif(
    not PCODES.is_file(), reason="the table of P-codes is not part of the project"
)
def test_first_level_p_codes_and_their_parts_are_those_of_the_table() -> None:
    table = pl.read_csv(PCODES, infer_schema=False)
    codes = SEEDS["admin1_pcodes"].filter(pl.col("pcode").str.head(2) != "LB")
    first = table.filter(pl.col("Admin Level") == "1")["P-Code"]
    assert codes.filter(~pl.col("pcode").is_in(first.to_list())).rows() == []
    parents = table.filter(pl.col("Parent P-Code").is_in(codes["pcode"].to_list()))
    stated = parents.filter(pl.col("P-Code") != "Unspecified")
    starts = pl.col("P-Code").str.starts_with(pl.col("Parent P-Code"))
    assert stated.filter(~starts).rows() == []


def test_one_policy_is_the_default() -> None:
    policies = SEEDS["policies"].filter(is_default="true")["policy"]
    assert policies.to_list() == ["representative"]


def test_a_reliability_has_its_reason() -> None:
    graded = SEEDS["sources"].drop_nulls("reliability")
    assert graded["reliability"].cast(pl.Int64).is_between(0, 4).all()
    assert graded["note"].null_count() == 0


def test_every_publisher_that_is_read_is_described() -> None:
    publishers = {adapter.publisher for adapter in ADAPTERS.values()}
    described = SEEDS["sources"].filter(pl.col("source_name").is_in(list(publishers)))
    assert set(described["source_name"]) == publishers
    needed = ("licence", "may_publish_rows", "may_aggregate", "measures_covered")
    assert described.select(needed).null_count().row(0) == (0,) * len(needed)


def test_rows_are_published_only_under_an_open_licence() -> None:
    published = SEEDS["sources"].filter(may_publish_rows="true")
    assert set(published["licence"]) == {"CC BY 4.0", "CC0 1.0", "Unlicense"}


def test_every_scale_of_precision_has_its_codes() -> None:
    codes = SEEDS["location_precisions"].group_by("precision_scale").len().iter_rows()
    assert dict(codes) == {
        "ucdp": 7,
        "airwars": 14,
        "airwars_gaza": 9,
        "maverick": 6,
        "acled": 3,
        "gtd": 6,
        "em_dat": 2,
        "insecurity_insight": 6,
        "hdx_hapi": 3,
        "geonames": 3,
        "coordinates": 1,
    }


def test_a_precision_without_a_radius_is_one_of_the_place_itself_or_of_none() -> None:
    without = SEEDS["location_precisions"].filter(pl.col("radius_m").is_null())
    assert set(without.select("precision_scale", "precision_code").iter_rows()) == {
        ("ucdp", "6"),
        ("ucdp", "7"),
        ("gtd", "5"),
        ("em_dat", "country"),
        ("insecurity_insight", "(6) Country"),
        ("insecurity_insight", "(7) Estimated Sea/Air Coordinates"),
        ("hdx_hapi", "0"),
        ("geonames", "city"),
        ("geonames", "admin1"),
        ("geonames", "country"),
    }
