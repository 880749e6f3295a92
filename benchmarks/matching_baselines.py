"""Plain rules that matching is compared with: pairs of rows of one file."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

_ROWS = r"""
    create table rows as
    select
        id,
        city,
        date_start::date as day,
        try_cast(latitude as double) as latitude,
        try_cast(longitude as double) as longitude,
        list_sort(list_distinct(regexp_extract_all(
            lower(strip_accents(coalesce(location, ''))), '[\p{L}\p{N}]+'
        ))) as words
    from read_csv(?, all_varchar = true)
"""
_PAIRS = """
    select one.id, other.id as other_id
    from rows as one
    inner join rows as other on one.id < other.id and ({rule})
"""
_DISTANCE_KM = """
    2 * 6371 * asin(sqrt(
        power(sin(radians(one.latitude - other.latitude) / 2), 2)
        + cos(radians(one.latitude)) * cos(radians(other.latitude))
        * power(sin(radians(one.longitude - other.longitude) / 2), 2)
    ))
"""
RULES = {
    "same day, same city": "one.day = other.day and one.city = other.city",
    "day ± 1, within 25 km": f"abs(one.day - other.day) <= 1 and {_DISTANCE_KM} <= 25",
    "same day, same city, same words of the location": (
        "one.day = other.day and one.city = other.city and one.words = other.words"
    ),
}


def pairs_of(path: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """The pairs that each rule finds, over all rows: ``id`` and ``other_id``."""
    with duckdb.connect() as connection:
        connection.execute(_ROWS, [str(path)])
        for name, rule in RULES.items():
            yield name, connection.execute(_PAIRS.format(rule=rule)).pl()
