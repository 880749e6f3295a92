"""A published file through recognition and its adapter, without a warehouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from ingest.files import list_parts, read_batches, read_head
from ingest.normalise.column_names import arrange
from ingest.normalise.tags import drop_tags
from ingest.recognition import Found, fit, recognise
from ingest.records import Adapter, Records

Read = Callable[..., Records]


def batches(
    path: Path, adapter: Adapter | None
) -> Iterator[tuple[Found, pl.DataFrame]]:
    """The batches of all tables of a file, as an adapter gets them."""
    for part in list_parts(path):
        head = read_head(part) or [[""]]
        named = adapter and fit(adapter, part.name, head)
        if not (found := named or recognise(part.name, head)):
            continue
        member = found.adapter.members[found.member]
        frames = (
            arrange(member, drop_tags(batch, (found.header or 0) + 2))
            for batch in read_batches(part, found.columns, found.header)
        )
        for frame in [pl.concat(frames)] if member.is_whole else frames:
            yield found, frame


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="Write the golden files anew."
    )


@pytest.fixture
def read() -> Read:
    """Reads files: all tables of the contract that they give, together."""

    def read_files(
        *paths: Path, adapter: Adapter | None = None, rows: int | None = None
    ) -> Records:
        tables: dict[str, list[pl.DataFrame]] = {}
        for path in paths:
            for found, batch in batches(path, adapter):
                some = batch if rows is None else batch.head(rows)
                for name, frame in found.adapter.records(found.member, some).items():
                    tables.setdefault(name, []).append(frame)
        return {name: pl.concat(frames) for name, frames in sorted(tables.items())}

    return read_files
