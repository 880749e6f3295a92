"""The clock of loading: what we said, release by release."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from casualty.cli import main
from ingest.errors import DataError
from publish import front
from tests.publish.conftest import publish_warehouse

CHANGED, GONE = "representative", "latest"


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def story(
    few: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[datetime]]:
    """Three releases: as it is; one estimate higher and one gone; as it was."""
    folder = tmp_path_factory.mktemp("story")
    other = Path(shutil.copy(few, folder / "other.duckdb"))
    with duckdb.connect(str(other)) as connection:
        connection.execute(
            "update fct_casualties set high = 777 where rowid = 0;"
            "delete from fct_casualties where rowid = 1"
        )
    moments = [now()]
    for warehouse, name in ((few, "one"), (other, "two"), (few, "three")):
        publish_warehouse(warehouse, folder / "published", release_id=name)
        moments.append(now())
    return folder / "published", moments


def read_release(published: Path, name: str) -> pl.DataFrame:
    path = published / "releases" / name / "parquet" / "fct_casualties.parquet"
    return pl.read_parquet(path).sort("estimate_id")


@pytest.mark.parametrize(("number", "name"), [(1, "one"), (2, "two"), (3, "three")])
def test_what_we_said_at_a_moment_is_the_release_of_then(
    story: tuple[Path, list[datetime]], number: int, name: str
) -> None:
    published, moments = story

    said = front.as_released(published, moments[number])

    assert_frame_equal(
        said.drop("release_id", "released_at"), read_release(published, name)
    )


def test_the_history_holds_what_changed_alone(
    story: tuple[Path, list[datetime]],
) -> None:
    history = pl.read_parquet(story[0] / "history.parquet")

    counts = history.group_by("release_id", "is_gone").len()
    assert set(counts.rows()) == {
        ("one", False, 200),
        ("two", False, 1),
        ("two", True, 1),
        ("three", False, 2),
    }


def test_a_row_says_since_which_release_it_stands_so(
    story: tuple[Path, list[datetime]],
) -> None:
    said = front.as_released(story[0], story[1][2])

    assert dict(said.group_by("release_id").len().rows()) == {"one": 198, "two": 1}


def test_nothing_was_said_before_the_first_release(
    story: tuple[Path, list[datetime]],
) -> None:
    published, moments = story

    assert front.as_released(published, moments[0]).is_empty()
    with pytest.raises(DataError, match="nothing was published"):
        front.find_database(published, moments[0])


def test_a_folder_without_releases_has_no_history(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no history"):
        front.as_released(tmp_path, now())


def test_a_kept_release_that_the_history_lacks_is_added_before_the_next(
    few: Path, tmp_path: Path
) -> None:
    publish_warehouse(few, tmp_path, release_id="one")
    (tmp_path / "history.parquet").unlink()

    done = publish_warehouse(few, tmp_path, release_id="two")

    assert done.changed_estimate_count == 200
    history = pl.read_parquet(tmp_path / "history.parquet")
    assert set(history["release_id"]) == {"one"}


def test_diff_compares_what_was_released(
    story: tuple[Path, list[datetime]], monkeypatch: pytest.MonkeyPatch
) -> None:
    published, moments = story
    monkeypatch.setenv("CASUALTY_PUBLISHED", str(published))

    done = CliRunner().invoke(
        main, ["diff", moments[1].isoformat(), "now", "--released", "--format", "json"]
    )

    assert done.exit_code == 0, done.output
    assert '"incidents_before"' in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (["2001-01-01", "now"], 1, "nothing was published"),
        (["x.duckdb", "now"], 2, "is no moment"),
        (["2001-01-01", "now", "--db", "x"], 2, "--db is of a warehouse"),
    ],
)
def test_diff_of_releases_says_what_it_cannot_do(
    arguments: list[str],
    code: int,
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CASUALTY_PUBLISHED", str(tmp_path))

    done = CliRunner().invoke(main, ["diff", *arguments, "--released"])

    assert done.exit_code == code
    assert fault in done.stderr
