"""A proposed mapping as YAML, with the reason of each line above it."""

from collections.abc import Iterator
from itertools import chain

import yaml

from ingest.propose import Proposal
from ingest.sources.layout import columns_in

# In the order in which a person reads them.
_ORDER = (
    *("source", "dataset_id", "title", "native_id", "repeats", "unit", "event_id"),
    *("empty", "unpack", "date", "published", "place", "actors", "event_type", "cause"),
    *("harm_status", "voice", "url", "claims"),
)
# What stands above a key besides the reasons of its columns.
_TOLD = {
    "repeats": "rows that are alike in these are kept, and numbered by their figures",
    "unit": "no identifier, and no day and place of its own: the sum of an area",
    "empty": "words that say nothing",
    "unpack": "columns that hold lists",
}
_LACKING = {
    "native_id": "nothing tells one row from another: an identifier, a date or a place",
    "claims": "no column counts people who were killed, injured, missing …",
}


def write_page(name: str, source: str | None, dataset_id: str, made: Proposal) -> str:
    """The page: a mapping that ``casualty load --as`` takes, if nothing is lacking."""
    said = {"source": source or "Unknown", "dataset_id": dataset_id} | made.layout
    told = _TOLD if source else _TOLD | {"source": "who publishes it? Write it here"}
    lines = chain(
        [f"# Proposed for {name} by `casualty map`: look at every line of it."],
        (f"# LACKING {key}: {_LACKING[key]}" for key in made.lacking),
        (f"# AMBIGUOUS {warning}" for warning in made.warnings),
        *(
            _write(key, said[key], told.get(key), made.reasons)
            for key in _ORDER
            if key in said
        ),
        ["# Without a place:"] if made.unplaced else [],
        (f"#   {_one_line(f'{c}: {why}')}" for c, why in made.unplaced.items()),
    )
    return "\n".join(lines) + "\n"


def _write(
    key: str, value: object, told: str | None, reasons: dict[str, str]
) -> Iterator[str]:
    if told:
        yield f"# {told}"
    # The columns of an identifier that is made of several are told of below.
    columns = (
        {} if isinstance(value, list) and key == "native_id" else columns_in(key, value)
    )
    for name in dict.fromkeys(columns):
        if name in reasons:
            yield _one_line(f"# {name}: {reasons[name]}")
    # A section stands in one line, as a person writes it.
    flow = None if isinstance(value, dict | list) else False
    text = yaml.safe_dump(
        {key: value},
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    yield from text.splitlines()


def _one_line(text: str) -> str:
    return " ".join(text.split())
