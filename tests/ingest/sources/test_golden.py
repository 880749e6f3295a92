"""Each adapter's output on a small sample, to the letter.

Where the output is meant to change, raise the adapter's version and renew the files
with ``pytest tests/ingest/sources/test_golden.py --renew``; where the version stands,
loaded data would not be read again.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.records import Records
from ingest.sources import ADAPTERS

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"
FILES = {
    "acled": sorted((HERE / "acled").glob("*.csv")),
    "em_dat": [HERE / "em_dat/disasters.csv"],
    "gtd": [HERE / "gtd/attacks.csv"],
    "hapi": [HERE / "hapi/aggregates.csv"],
    "iraq_body_count": sorted((HERE / "iraq_body_count").glob("*.csv")),
    "pitf_atrocities": [HERE / "pitf_atrocities/events.csv"],
    "ucdp_ged": [SAMPLES / "ucdp_ged/ged_idlib_aleppo.csv"],
    "who_ssa": [HERE / "who_ssa/attacks.csv"],
    "maverick": [SAMPLES / "maverick/event_reports.csv"],
    "airwars_gaza": [HERE / "airwars_gaza/incidents.jsonl"],
    "gun_violence_archive": [HERE / "gun_violence_archive/incidents.csv"],
    "insecurity_insight": sorted((HERE / "insecurity_insight").glob("*.csv")),
    "iom_missing_migrants": sorted((HERE / "iom_missing_migrants").glob("*.csv")),
    "airwars": sorted((HERE / "airwars").glob("*.csv")),
    "palestine_gaza": [
        HERE / "palestine/casualties_daily.json",
        HERE / "palestine/gaza_daily_vintages.csv",
    ],
    "palestine_west_bank": [HERE / "palestine/west_bank_daily.json"],
    "palestine_lebanon": [HERE / "palestine/lebanon_casualties_daily.json"],
    "palestine_bulletins": sorted((HERE / "palestine/bulletins").glob("*.md")),
}
ROWS = 6


def written(name: str, records: Records) -> dict[str, object]:
    """What the golden file holds: the version, and the rows without their NULLs."""
    tables = {
        table: [
            {key: str(value) for key, value in row.items() if value is not None}
            for row in frame.to_dicts()
        ]
        for table, frame in records.items()
    }
    return {"version": ADAPTERS[name].version, "tables": tables}


@pytest.mark.parametrize("name", ADAPTERS)
def test_output_changes_only_with_the_version(
    name: str, read: Callable[..., Records], request: pytest.FixtureRequest
) -> None:
    golden = HERE / "golden" / f"{name}.json"
    found = written(name, read(*FILES[name], adapter=ADAPTERS[name], rows=ROWS))
    if request.config.getoption("--renew", default=False):
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(golden.read_text())
