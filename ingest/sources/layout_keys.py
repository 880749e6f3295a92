"""The keys of a mapping, and what each takes (``docs/adding-a-source.md``)."""

from typing import NamedTuple

from ingest.records import VALUES

CELL = ("sex", "age_group", "status", "occupation")
BOUNDS = ("low", "best", "high")
# What a claim says of its figure besides whom it counts.
FIXED = ("scope", "flow", "stance", "count_basis", "unit_counted")
# Which bounds a plain number gives, by the operator of its column.
GIVES = {
    "exact": BOUNDS,
    "at_least": ("low", "best"),
    "at_most": ("high",),
    "point": ("best",),
}
# Keys of the mapping as columns of raw.reports, and of a place as raw.report_places.
REPORT_WORDS = {
    "event_id": "event_id_source",
    "report_group": "report_group",
    "series": "series_text",
    "cause": "cause_text",
    "event_type": "event_type_text",
    "harm_status": "harm_status",
    "attribution_status": "attribution_status",
    "civilian_status": "civilian_status",
    "belligerent_assessment": "belligerent_assessment",
}
PLACE_WORDS = {
    "name": "place_text",
    "admin2": "admin2_text",
    "admin1": "admin1_text",
    "country": "country_text",
    "pcode": "pcode",
    "precision": "precision_code",
}


class Key(NamedTuple):
    """What a key takes.

    ``kind`` is plain (a value that means itself), column, columns (one, or a list),
    value (a column, ``{constant: …}`` or ``{column: …, values: …}``), number (a column,
    or ``{constant: 1}``), words (columns, each with the words that are meant), or one
    of ``choices``: as it stands, or by ``{column: …, values: …}`` where it ``varies``.
    """

    kind: str
    choices: tuple[str, ...] = ()
    is_needed: bool = False
    varies: bool = False


_PLAIN, _COLUMN, _VALUE = Key("plain"), Key("column"), Key("value")
_NUMBER, _SECTION = Key("number"), Key("section")
_A_COLUMN, _A_PLAIN = Key("column", is_needed=True), Key("plain", is_needed=True)


def _choice(name: str, *, needed: bool = False, varies: bool = False) -> Key:
    return Key("choice", VALUES[name], is_needed=needed, varies=varies)


KEYS: dict[str, dict[str, Key]] = {
    "": {
        "source": _A_PLAIN,
        "dataset_id": _A_PLAIN,
        "native_id": Key("columns", is_needed=True),
        "claims": Key("section", is_needed=True),
        "title": _PLAIN,
        "repeats": Key("choice", ("rejected", "numbered")),
        "unit": _choice("unit"),
        "empty": _PLAIN,
        "unpack": _SECTION,
        **dict.fromkeys(("aliases", "date", "published", "place", "actors"), _SECTION),
        **dict.fromkeys(("url", "voice", *REPORT_WORDS), _VALUE),
    },
    # The columns that hold a list: how its items are parted, and their keys.
    "unpack": {"column": _A_COLUMN, "items": _PLAIN, "key": _PLAIN},
    "date": {
        "min": _A_COLUMN,
        "max": _COLUMN,
        "format": _PLAIN,
        "precision": _choice("date_precision"),
    },
    "published": {"column": _A_COLUMN, "format": _PLAIN},
    "place": {
        **dict.fromkeys(PLACE_WORDS, _VALUE),
        "latitude": _COLUMN,
        "longitude": _COLUMN,
        "scale": _PLAIN,
    },
    "aliases": {"column": _A_COLUMN, "authority": _A_PLAIN},
    "actors": {
        "name": Key("value", is_needed=True),
        "role": _choice("actor_role", needed=True),
        "certainty": _choice("certainty"),
    },
    "claims": {
        "measure": _choice("measure", needed=True, varies=True),
        "role": _choice("role", needed=True, varies=True),
        "value": _NUMBER,
        "operator": Key("choice", tuple(GIVES)),
        **dict.fromkeys(BOUNDS, _NUMBER),
        "incidents": _COLUMN,
        "count": Key("words"),
        **{name: _choice(name, varies=True) for name in CELL},
        "age": _COLUMN,
        "voice": _VALUE,
        **{name: _choice(name) for name in FIXED},
    },
}
