"""What a mapping may say: its keys, their values, and the columns that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import UsageError
from ingest.records import VALUES

Layout = dict[str, Any]

CELL = ("sex", "age_group", "status", "occupation")
BOUNDS = ("low", "best", "high")
# Which bounds a single value gives, by its operator.
GIVES = {
    "exact": BOUNDS,
    "at_least": ("low",),
    "at_most": ("high",),
    "point": ("best",),
}
REPORT_WORDS = {
    "event_id": "event_id_source",
    "cause": "cause_text",
    "event_type": "event_type_text",
    "harm_status": "harm_status",
    "attribution_status": "attribution_status",
}
PLACE_WORDS = {
    "name": "place_text",
    "admin2": "admin2_text",
    "admin1": "admin1_text",
    "country": "country_text",
    "pcode": "pcode",
    "precision": "precision_code",
}

# The keys of each section; those with a ! must be there.
_KEYS = {
    "": (
        *(
            "source!",
            "dataset_id!",
            "native_id!",
            "claims!",
            "title",
            "aliases",
            "date",
        ),
        *("published", "place", "actors", "url", "voice", "empty", *REPORT_WORDS),
    ),
    "date": ("min!", "max", "format", "precision"),
    "published": ("column!", "format"),
    "place": (*PLACE_WORDS, "latitude", "longitude", "scale"),
    "aliases": ("column!", "authority!"),
    "actors": ("name!", "role!", "certainty"),
    "claims": ("measure!", "role!", "value", "operator", *BOUNDS, *CELL),
}
_LISTS = ("aliases", "place", "actors", "claims")

# Values of a closed list.
_CLOSED = {
    ("date", "precision"): VALUES["date_precision"],
    ("actors", "role"): VALUES["actor_role"],
    ("actors", "certainty"): VALUES["certainty"],
    ("claims", "operator"): tuple(GIVES),
} | {("claims", key): VALUES[key] for key in ("measure", "role", *CELL)}
# Values that mean themselves and name no column.
_PLAIN = {
    ("", "source"),
    ("", "dataset_id"),
    ("", "title"),
    ("", "empty"),
    ("date", "format"),
    ("published", "format"),
    ("place", "scale"),
    ("aliases", "authority"),
}
# Values that may be given once for the whole table instead of by a column.
_CONSTANT = {
    ("", "url"),
    ("", "voice"),
    ("actors", "name"),
    *(("", key) for key in REPORT_WORDS),
    *(("place", key) for key in PLACE_WORDS),
}


def read_layout(path: Path) -> tuple[Layout, bytes]:
    """The mapping in a file, checked, and its bytes.

    Raises:
        UsageError: no such file, no YAML, a key or a value that is not known.
    """
    try:
        content = path.read_bytes()
        layout = yaml.safe_load(content)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); check the path"
        raise UsageError(message) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = f"{path} is no YAML; docs/adding-a-source.md shows a mapping"
        raise UsageError(message) from error
    for section, block in _blocks(path, layout):
        where = f"{path}: {section or 'the mapping'}"
        _check_keys(where, section, block)
        for key, value in block.items():
            _check_value(f"{where}: {key}", section, key, value)
    return layout, content


def list_blocks(layout: Layout, section: str) -> list[Layout]:
    """The blocks of a section: none, the one, or the list of them."""
    value = layout.get(section) or []
    return value if isinstance(value, list) else [value]


def list_columns(layout: Layout) -> Iterator[str]:
    """Every column that a checked mapping names."""
    for section in _KEYS:
        for block in list_blocks(layout, section) if section else [layout]:
            for key, value in block.items():
                if _is_column(section, key) and not isinstance(value, dict):
                    yield value


def _is_column(section: str, key: str) -> bool:
    place = (section, key)
    is_section = not section and key in _KEYS
    return place not in _PLAIN and place not in _CLOSED and not is_section


def _blocks(path: Path, layout: object) -> Iterator[tuple[str, Layout]]:
    """Every block with its section; refuses what is no block."""
    given = layout if isinstance(layout, dict) else {}
    for section in _KEYS:
        if section and section not in given:
            continue
        value = given[section] if section else layout
        blocks = value if isinstance(value, list) and section in _LISTS else [value]
        for block in blocks:
            if not isinstance(block, dict):
                known = ", ".join(_known(section))
                place = f"{path}: {section or 'the mapping'}"
                message = f"{place} must have keys below it: {known}"
                raise UsageError(message)
            yield section, block


def _known(section: str) -> list[str]:
    return [key.rstrip("!") for key in _KEYS[section]]


def _check_keys(where: str, section: str, block: Layout) -> None:
    known = _known(section)
    if strange := [key for key in block if key not in known]:
        message = f"{where} has no key {strange[0]!r}; it has {', '.join(known)}"
        raise UsageError(message)
    needed = [key[:-1] for key in _KEYS[section] if key.endswith("!")]
    if missing := [key for key in needed if not block.get(key)]:
        message = f"{where} must say {missing[0]!r}; docs/adding-a-source.md shows how"
        raise UsageError(message)
    if section == "claims" and not {"value", *BOUNDS} & set(block):
        message = f"{where} must say 'value', or one of {', '.join(BOUNDS)}"
        raise UsageError(message)


def _check_value(where: str, section: str, key: str, value: object) -> None:
    known = _CLOSED.get((section, key))
    if known and value not in known:
        message = f"{where} cannot be {value!r}; it is one of {', '.join(known)}"
        raise UsageError(message)
    if not _is_column(section, key) or isinstance(value, str):
        return
    is_constant = isinstance(value, dict) and list(value) == ["constant"]
    if not is_constant or (section, key) not in _CONSTANT:
        or_constant = " or {constant: …}" if (section, key) in _CONSTANT else ""
        message = f"{where} must be the name of a column{or_constant}, not {value!r}"
        raise UsageError(message)
