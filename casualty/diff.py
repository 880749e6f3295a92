"""The verb that says what moved between two moments, or two files."""

from datetime import UTC, datetime, time
from pathlib import Path

import click

from casualty import run
from casualty.console import db_option, plainly, print_rows
from casualty.differences import tell_tables, to_json, to_markdown
from casualty.settings import read_settings
from ingest import front
from ingest.errors import UsageError
from publish import front as publish

_NOW = "now"


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--policy",
    default="representative",
    show_default=True,
    help="The rule of the totals.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "md", "json"]),
    default="table",
    show_default=True,
)
@click.option(
    "--released",
    "is_released",
    is_flag=True,
    help="Moments are those at which you had published: what you said, not what was "
    "known.",
)
@db_option
@plainly
def diff(  # noqa: PLR0913  # the options of the command
    before: str,
    after: str,
    *,
    policy: str,
    form: str,
    is_released: bool,
    db: str | None,
) -> None:
    """Show what moved between two moments of a warehouse, or two files.

    A moment is a day (its end), a day and time (UTC), or now. Incidents that were
    added, dropped, merged and split; totals that moved, and by which documents.

    \b
    casualty diff 2024-12-01 2024-12-05
    casualty diff 2024-12-05 now --format md
    casualty diff release-1.duckdb release-2.duckdb --format json
    casualty diff 2024-12-01 now --released
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    read = _read_releases if is_released else _read_states
    states = read(before, after, db)
    found = run.compare(*states, policy)
    if form == "json":
        click.echo(to_json(found))
    elif form == "md":
        click.echo(f"# From {before} to {after}\n\nPolicy: {policy}.")
        click.echo(to_markdown(found))
    else:
        for title, columns, rows in tell_tables(found):
            print_rows(title, columns, rows)


def _read_states(
    before: str, after: str, db: str | None
) -> tuple[front.State, front.State]:
    """Two moments of one warehouse, or two files as they stand."""
    words = (before, after)
    files = [
        _find_file(word) for word in words if word != _NOW and not _read_moment(word)
    ]
    if len(files) == 1:
        raise UsageError("one is a moment and the other a file; give two of a kind")
    if files and db:
        raise UsageError("--db goes with two moments; these are two files")
    if files:
        return front.State(files[0]), front.State(files[1])
    database = read_settings(db).database
    return (
        front.State(database, _read_moment(before)),
        front.State(database, _read_moment(after)),
    )


def _read_releases(
    before: str, after: str, db: str | None
) -> tuple[front.State, front.State]:
    """The releases that were the newest at two moments."""
    if db:
        raise UsageError("--db is of a warehouse; --released reads what was published")
    published = read_settings().published
    one, other = (
        front.State(publish.find_database(published, _require_moment(word)))
        for word in (before, after)
    )
    return one, other


def _require_moment(word: str) -> datetime:
    if word == _NOW:
        return datetime.now(UTC).replace(tzinfo=None)
    if (moment := _read_moment(word)) is None:
        raise UsageError(f"{word} is no moment; write 2024-12-05, or now")
    return moment


def _read_moment(word: str) -> datetime | None:
    """The moment (UTC) that a word names; of a day its last."""
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        return None
    if len(word) == len("2024-12-05"):
        return datetime.combine(moment, time.max)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _find_file(word: str) -> Path:
    if not (path := Path(word)).exists():
        raise UsageError(f"{word} is neither a moment (2024-12-05) nor a file")
    return path.absolute()
