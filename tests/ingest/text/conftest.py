"""A small gazetteer, made by hand, with the columns of ingest.gazetteer."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from ingest.text import PlaceIndex, Reading, index_places, read

PUBLISHED = date(2024, 11, 30)

PLACES = [
    # place_id, name, kind, country_id, admin1_id, population, alternate names
    ("SYR", "Syria", "country", "SYR", None, 18_000_000, ["Syria"]),
    ("LBN", "Lebanon", "country", "LBN", None, 6_000_000, ["Lebanon"]),
    ("JOR", "Jordan", "country", "JOR", None, 11_000_000, ["Jordan"]),
    ("SY.12", "Idlib", "admin1", "SYR", "SY.12", None, ["Idlib", "Idlib Governorate"]),
    ("GN1", "Idlib", "city", "SYR", "SY.12", 128_840, ["Idlib", "Idleb"]),
    ("GN2", "Saraqib", "city", "SYR", "SY.12", 32_000, ["Saraqib", "Saraqeb"]),
    ("GN3", "Tripoli", "city", "LBN", "LB.09", 229_398, ["Tripoli"]),
    ("GN4", "Tripoli", "city", "LBY", "LY.61", 1_150_989, ["Tripoli"]),
    ("GN5", "Haifa", "city", "ISR", "IL.04", 285_316, ["Haifa"]),
    ("GN6", "Acre", "city", "ISR", "IL.03", 47_808, ["Acre", "Akko"]),
    ("GN7", "Paris", "city", "FRA", "FR.11", 2_138_551, ["Paris"]),
    ("GN8", "Kharkiv", "city", "UKR", "UA.07", 1_433_886, ["Kharkiv", "Kharkov"]),
    ("GN9", "Odesa", "city", "UKR", "UA.17", 1_015_826, ["Odesa", "Odessa"]),
    ("GN10", "Quetta", "city", "PAK", "PK.02", 733_675, ["Quetta"]),
    ("GN11", "Goma", "city", "COD", "CD.11", 432_587, ["Goma"]),
    ("GN12", "Sonsonate", "city", "SLV", "SV.13", 59_468, ["Sonsonate"]),
    ("GN13", "Salim", "city", "SYR", "SY.12", 900, ["Salim"]),
]


@pytest.fixture(scope="session")
def index() -> PlaceIndex:
    columns = (
        "place_id",
        "name",
        "kind",
        "country_id",
        "admin1_id",
        "population",
        "names",
    )
    frame = pl.DataFrame(PLACES, schema=columns, orient="row", infer_schema_length=None)
    latitude, longitude = (
        pl.lit(35.9).alias("latitude"),
        pl.lit(36.6).alias("longitude"),
    )
    return index_places(frame.with_columns(latitude, longitude))


@pytest.fixture(scope="session")
def reads(index: PlaceIndex) -> Callable[..., Reading]:
    """Read a text that was published on PUBLISHED."""

    def reads(text: str, published: date | None = PUBLISHED) -> Reading:
        return read(text, published, index)

    return reads
