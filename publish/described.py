"""What the marts of a release are called and mean, as their descriptions say."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column; ``kind`` is its type in DuckDB, such as ``bigint`` or ``varchar[]``."""

    name: str
    kind: str
    description: str


class Link(NamedTuple):
    """A column whose values stand in a column of another mart."""

    column: str
    mart: str
    field: str


class Mart(NamedTuple):
    """A mart: one row is one of what the first sentence of ``description`` says.

    ``key`` are the columns that tell its rows apart.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
