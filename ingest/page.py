"""Explained texts as one page of HTML that needs nothing else, no script either."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ingest import explain, marks

_TEMPLATE = Path(__file__).with_name("page.html")


def make(extracts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The page in pieces, a text at a time; every word of a text is escaped."""
    # A tenth of a second to import, and only pages need it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.from_string(_TEMPLATE.read_text("utf-8"))
    yield from template.generate(extracts=extracts, explain=explain, marks=marks)
