"""What a mapping may say: checked against its keys, and the columns that it names.

``docs/adding-a-source.md`` shows one at work. A YAML file and a row of HXL tags both
give a layout, and one machinery reads it (``mapping``).
"""

from collections.abc import Iterator
from typing import Any

from ingest.errors import UsageError
from ingest.sources.layout_keys import BOUNDS, CELL, KEYS, Key

Layout = dict[str, Any]

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
            _check_value(f"{where}: {name}", KEYS[section][name], value)
    assert isinstance(layout, dict)  # noqa: S101  # or _blocks had refused it
    return _check_claims(path, layout)


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
    if key not in KEYS:
        yield from _columns_of(KEYS[""][key], value)
        return
    for block in list_blocks({key: value}, key):
        for name, inner in block.items():
            yield from _columns_of(KEYS[key][name], inner)


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
    for section, keys in KEYS.items():
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
    keys = KEYS[section]
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


def _check_claims(path: str, layout: Layout) -> Layout:
    """Two claims of one report must differ in more than their bounds."""
    blocks = list_blocks(layout, "claims")
    of_key = ("measure", "role", *CELL, "value", "count", *BOUNDS)
    seen = [str({name: block.get(name) for name in of_key}) for block in blocks]
    if twice := [block for n, block in enumerate(blocks) if seen[n] in seen[:n]]:
        raise UsageError(f"{path}: claims: {twice[0]} stands there twice")
    return layout
