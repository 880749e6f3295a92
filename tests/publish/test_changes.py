"""What moved since the previous release is told in Markdown and CSV."""

import json
import shutil
from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import DataError
from publish import front
from tests.publish.conftest import publish_warehouse


def test_the_first_release_says_so(published: Path) -> None:
    words = (published / "releases" / "one" / "CHANGES.md").read_text()

    assert (
        words == "# Changes\n\nPolicy: representative.\n\nThis is the first release.\n"
    )


def test_the_next_names_the_one_before(release: Path) -> None:
    words = (release / "CHANGES.md").read_text()

    assert words.startswith("# Changes since release one\n\nPolicy: representative.\n")
    assert "`agg_casualties__country_month`: 0 cells moved" in words


def test_what_moved_is_told_cell_by_cell(few: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(few, tmp_path / "other.duckdb"))
    with duckdb.connect(str(other)) as connection:
        connection.execute(
            "update agg_casualties__country_month set best = null, high = 9999 "
            "where rowid = 0; "
            "delete from agg_casualties__admin1_month where rowid = 0"
        )
    found: list[tuple[str, str, str]] = []

    def compare(before: Path, after: Path, policy: str) -> front.Changes:
        found.append((before.name, after.name, policy))
        frame = pl.DataFrame({"what": ["=1+1"], "documents": [["a", "b"]]})
        return front.Changes("## Incidents\n\nSome.", {"incidents": frame})

    publish_warehouse(few, tmp_path / "p")
    done = publish_warehouse(other, tmp_path / "p", compare=compare)

    changes = done.folder / "changes"
    country = pl.read_csv(changes / "agg_casualties__country_month.csv")
    assert country.select("change", "best_after", "high_after").rows() == [
        ("changed", None, 9999)
    ]
    admin1 = pl.read_csv(changes / "agg_casualties__admin1_month.csv")
    assert admin1["change"].to_list() == ["gone"]
    assert found == [("casualties.duckdb", "casualties.duckdb", "representative")]
    assert "## Incidents\n\nSome.\n" in (done.folder / "CHANGES.md").read_text()
    assert (changes / "incidents.csv").read_text().endswith('"[""a"",""b""]"\n')


def test_releases_without_rows_are_compared_by_their_sums(
    few: Path, tmp_path: Path
) -> None:
    def refuse(*_: object) -> front.Changes:
        raise DataError("/some/where/a.duckdb lacks the marts to compare; build it")

    publish_warehouse(few, tmp_path)
    done = publish_warehouse(few, tmp_path, compare=refuse)

    words = (done.folder / "CHANGES.md").read_text()
    assert "Incidents cannot be compared: a.duckdb lacks the marts to compare." in words


def test_releases_that_keep_back_different_things_are_not_compared(
    few: Path, tmp_path: Path
) -> None:
    publish_warehouse(few, tmp_path)
    done = publish_warehouse(few, tmp_path, choices={"own_sources": ("Airwars",)})

    assert "they are not compared" in (done.folder / "CHANGES.md").read_text()
    assert not (done.folder / "changes").exists()
    told = json.loads((done.folder / "manifest.json").read_text())
    assert told["kept_back"] == {"own_sources": ["Airwars"]}


def test_a_secret_is_told_nowhere(few: Path, tmp_path: Path) -> None:
    done = publish_warehouse(
        few, tmp_path, choices={"account_key": b"a secret of 24 characters"}
    )

    told = json.loads((done.folder / "manifest.json").read_text())
    assert told["kept_back"] == {"account_key": "not told"}
    for path in done.folder.rglob("*.*"):
        assert b"a secret of 24 characters" not in path.read_bytes()
