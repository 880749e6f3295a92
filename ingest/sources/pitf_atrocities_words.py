"""PITF Worldwide Atrocities: perpetrators, victims, countries and degrees."""

import polars as pl

from ingest.normalise.rows import shape

# The part that a state has, which names none.
_STATE = "Perp State Role"
# Each column of perpetrators, and whom a mere mark in it stands for.
ACTORS = {
    _STATE: "state",
    "Perp State Military": "military of a state",
    "Perp State Police": "police of a state",
    "Perp State Other": "other state actor",
    "Perp NonState Ideological": "ideological group",
    "Perp NonState Ethnic": "ethnic group",
    "Perp NonState Religious": "religious group",
    "Perp NonState Criminal": "criminal group",
    "Perp NonState Private": "private group",
}
VICTIMS = ("Victim Noncombatant Contested", "Victim Identity Unarmed Combatants")

# Our names of the degrees, and those of the releases: a name that stands again in a
# header is numbered; the other spelling is that of CSV files that were made of them.
DEGREES = {
    f"{side} {part}": (f"{part}{again}", f"{short}_{part}")
    for side, short, again in (("Latitude", "LAT", ""), ("Longitude", "LONG", "_2"))
    for part in ("Degrees", "Minutes", "Seconds", "Direction")
}

_NO = ("", "no", "none", "0", "n", "false")
_MARKS = ("1", "yes", "y", "x", "true")
_NUMBER = r"^[0-9]+(?:\.[0-9]+)?$"
_SIGNS = {"n": 1, "north": 1, "e": 1, "east": 1, "s": -1, "south": -1}
_SIGNS |= {"w": -1, "west": -1}
# Codes that are not those of ISO 3166.
_COUNTRIES = {
    "ALG": "DZA",
    "BRZ": "BRA",
    "CAR": "CAF",
    "ELS": "SLV",
    "GZS": "PSE",
    "NGR": "NGA",
    "SUD": "SDN",
    "THL": "THA",
    "TMP": "TLS",
}


def is_told(column: str) -> pl.Expr:
    """Whether a column says anything but no."""
    return ~_lower(column).is_in(_NO).fill_null(value=True)


def list_actors(rows: pl.DataFrame) -> pl.DataFrame:
    """``raw.report_actors``: a perpetrator for each column that has one."""
    return pl.concat(
        shape(
            "report_actors",
            rows.filter(is_told(column)),
            actor_order=pl.lit(order),
            actor_text=_actor(column),
            actor_role="perpetrator",
        )
        for order, column in enumerate(ACTORS, 1)
    )


def _actor(column: str) -> pl.Expr:
    said, kind = pl.col(column).str.strip_chars(), pl.lit(ACTORS[column])
    name = pl.format("{}: {}", kind, said) if column == _STATE else said
    return pl.when(_lower(column).is_in(_MARKS)).then(kind).otherwise(name)


def country_code(text: pl.Expr) -> pl.Expr:
    """The country, its code as ISO has it; some stand behind or before a line break."""
    return text.str.strip_chars().replace(_COUNTRIES)


def write_degrees(side: str) -> pl.Expr:
    """Degrees, minutes, seconds and direction of a side as decimal degrees, in text.

    Minutes and seconds that are blank are 0. What makes no number is joined as it
    stands, for ``coordinates.parse_degrees`` to refuse.
    """
    parts = [pl.col(f"{side} {p}") for p in ("Degrees", "Minutes", "Seconds")]
    said = pl.concat_str(*parts, f"{side} Direction", separator=" ", ignore_nulls=True)
    degrees, minutes, seconds = (_number(part) for part in parts)
    sign = _lower(f"{side} Direction").replace_strict(
        _SIGNS, default=None, return_dtype=pl.Int64
    )
    decimal = sign * (degrees + minutes / 60 + seconds / 3600)
    is_given = parts[0].str.strip_chars() != ""
    text = pl.coalesce(decimal.round(6).cast(pl.String), said)
    return pl.when(is_given).then(text)


def _number(text: pl.Expr) -> pl.Expr:
    said = text.fill_null("0").str.strip_chars()
    return pl.when(said.str.contains(_NUMBER)).then(said).cast(pl.Float64)


def _lower(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.to_lowercase()
