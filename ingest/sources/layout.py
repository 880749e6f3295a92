"""What a mapping may say: its keys, and the values that each takes.

``docs/adding-a-source.md`` shows one at work. A YAML file and a row of HXL tags both
give a layout, and one machinery reads it (``mapping``).
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ingest.errors import UsageError
from ingest.records import VALUES

Layout = dict[str, Any]

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


_KEYS: dict[str, dict[str, Key]] = {
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
        "count": Key("words"),
        **{name: _choice(name, varies=True) for name in CELL},
        "age": _COLUMN,
        "voice": _VALUE,
        **{name: _choice(name) for name in FIXED},
    },
}
_LISTS = ("unpack", "aliases", "place", "actors", "claims")


def check_layout(path: str, layout: object) -> Layout:
    """The layout as it stands, if it is one.

    Raises:
        UsageError: a key or a value that is not known, in one line that names it, its
            fault, and what is known.
    """
    for section, block in _blocks(path, layout):
        where = f"{path}: {section or 'the mapping'}"
        _check_keys(where, section, block)
        for name, value in block.items():
            _check_value(f"{where}: {name}", _KEYS[section][name], value)
    assert isinstance(layout, dict)  # noqa: S101  # or _blocks had refused it
    _check_claims(path, layout)
    return layout


def list_blocks(layout: Layout, section: str) -> list[Layout]:
    """The blocks of a section: none, the one, or the list of them."""
    value = layout.get(section) or []
    return value if isinstance(value, list) else [value]


def list_columns(layout: Layout) -> Iterator[str]:
    """Every column that a checked mapping names."""
    for key, value in layout.items():
        yield from columns_in(key, value)


def columns_in(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401  # of any kind
    """Every column that the value of a key of a checked mapping names."""
    if key not in _KEYS:
        yield from _columns_of(_KEYS[""][key], value)
        return
    for block in list_blocks({key: value}, key):
        for name, inner in block.items():
            yield from _columns_of(_KEYS[key][name], inner)


def _columns_of(key: Key, value: Any) -> list[str]:  # noqa: ANN401  # of any kind
    if key.kind in ("plain", "section"):
        return []
    if key.kind == "words":
        return list(value)
    if isinstance(value, dict):
        return [value["column"]] if "column" in value else []
    if key.kind == "choice":
        return []
    return value if isinstance(value, list) else [value]


def _blocks(path: str, layout: object) -> Iterator[tuple[str, Layout]]:
    """Every block with its section; refuses what is no block."""
    given = layout if isinstance(layout, dict) else {}
    for section, keys in _KEYS.items():
        if section and section not in given:
            continue
        value = given[section] if section else layout
        blocks = value if isinstance(value, list) and section in _LISTS else [value]
        for block in blocks:
            if not isinstance(block, dict):
                place = f"{path}: {section or 'the mapping'}"
                known = ", ".join(keys)
                raise UsageError(f"{place} must have keys below it: {known}")
            yield section, block


def _check_keys(where: str, section: str, block: Layout) -> None:
    keys = _KEYS[section]
    if strange := [name for name in block if name not in keys]:
        known = ", ".join(keys)
        raise UsageError(f"{where} has no key {strange[0]!r}; it has {known}")
    needed = [name for name, key in keys.items() if key.is_needed]
    if missing := [name for name in needed if not block.get(name)]:
        raise UsageError(
            f"{where} must say {missing[0]!r}; docs/adding-a-source.md shows how"
        )
    if section == "claims" and not {"value", "count", *BOUNDS} & set(block):
        raise UsageError(f"{where} must say 'value', or one of low, best, high, count")


def _check_value(where: str, key: Key, value: object) -> None:
    if key.kind in ("plain", "section") or _fits(key, value):
        return
    if key.choices and not isinstance(value, dict):
        known = ", ".join(key.choices)
        raise UsageError(f"{where} cannot be {value!r}; it is one of {known}")
    takes = _TAKES["varying" if key.varies else key.kind]
    raise UsageError(f"{where} must be {takes}, not {value!r}")


_TAKES = {
    "column": "the name of a column",
    "columns": "the name of a column, or a list of them",
    "value": "the name of a column, or {constant: …}, or {column: …, values: {…: …}}",
    "number": "the name of a column, or {constant: …} with a whole number",
    "words": "columns with the words to count: {column: [word, …]}",
    "choice": "one of its words",
    "varying": "one of its words, or {column: …, values: {…: …}} that gives them",
}


def _fits(key: Key, value: Any) -> bool:  # noqa: ANN401  # of any kind
    """Whether a value is of the kind of its key."""
    match value:
        case str():
            return value in key.choices if key.choices else key.kind != "words"
        case list():
            return key.kind == "columns" and all(isinstance(v, str) for v in value)
        case {"constant": constant}:
            is_number = isinstance(constant, int) and constant > 0
            fits = key.kind == "value" or (key.kind == "number" and is_number)
            return len(value) == 1 and fits
        case {"column": str(), **rest} if key.kind == "value" or key.varies:
            words: Any = rest.pop("values", {})
            fits = isinstance(words, dict) and not rest
            return fits and {*words.values()} <= {*(key.choices or words.values())}
        case dict():
            return key.kind == "words" and bool(value)
    return False


def _check_claims(path: str, layout: Layout) -> None:
    """Two claims of one report must differ in more than their bounds."""
    blocks = list_blocks(layout, "claims")
    of_key = ("measure", "role", *CELL, "value", "count", *BOUNDS)
    seen = [str({name: block.get(name) for name in of_key}) for block in blocks]
    if twice := [block for n, block in enumerate(blocks) if seen[n] in seen[:n]]:
        raise UsageError(f"{path}: claims: {twice[0]} stands there twice")
