"""Each adapter's output on a small sample, to the letter.

Where the output is meant to change, raise the adapter's version and renew the files
with ``python tests/ingest/sources/test_golden.py``; where the version stands, loaded
data would not be read again.
"""

import json
from pathlib import Path

import polars as pl
import pytest

from ingest.files import read_batches, read_header
from ingest.records import Records
from ingest.sources import ADAPTERS, find_member

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"
FILES = {
    "ucdp_ged": [SAMPLES / "ucdp_ged/ged_idlib_aleppo.csv"],
    "maverick": [SAMPLES / "maverick/event_reports.csv"],
    "airwars": sorted((HERE / "airwars").glob("*.csv")),
}
ROWS = 6


def read(name: str) -> Records:
    """The first rows of every file of a sample, all tables together."""
    adapter, tables = ADAPTERS[name], {}
    for path in FILES[name]:
        member = find_member(adapter, path.name, read_header(path) or [])
        batch = next(read_batches(path)).head(ROWS)
        for table, frame in adapter.records(member, batch).items():
            tables.setdefault(table, []).append(frame)
    return {table: pl.concat(frames) for table, frames in sorted(tables.items())}


def written(name: str) -> dict[str, object]:
    """What the golden file holds: the version, and the rows without their NULLs."""
    tables = {
        table: [
            {key: str(value) for key, value in row.items() if value is not None}
            for row in frame.to_dicts()
        ]
        for table, frame in read(name).items()
    }
    return {"version": ADAPTERS[name].version, "tables": tables}


@pytest.mark.parametrize("name", ADAPTERS)
def test_output_changes_only_with_the_version(name: str) -> None:
    golden = json.loads((HERE / "golden" / f"{name}.json").read_text())
    assert written(name) == golden


if __name__ == "__main__":
    for known in ADAPTERS:
        text = json.dumps(written(known), indent=1, ensure_ascii=False)
        (HERE / "golden" / f"{known}.json").write_text(text + "\n")
