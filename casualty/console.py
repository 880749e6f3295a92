"""What verbs share: talk on stderr, faults in one line, options."""

import functools
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import polars as pl
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from ingest import front
from ingest.errors import CasualtyError, UsageError

TALK = Console(stderr=True, highlight=False, soft_wrap=True)


def talk(line: str) -> None:
    """One line for the user, on stderr."""
    TALK.print(line, markup=False)


def talk_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A small table for the user, on stderr."""
    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:  # a terminal table is written row by row
        table.add_row(*map(str, row))
    TALK.print(table)


def print_frame(frame: pl.DataFrame, *, as_json: bool) -> None:
    """A table on stdout, for people or, as JSON, for programs."""
    if as_json:
        click.echo(frame.write_json())
        return
    table = Table(*frame.columns, box=box.SIMPLE_HEAD)
    for row in frame.rows():  # a terminal table is written row by row
        table.add_row(*(escape("" if value is None else str(value)) for value in row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def print_rows(title: str, columns: Iterable[str], rows: Iterable[list[str]]) -> None:
    """A table of words on stdout under its title."""
    table = Table(*columns, title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for row in rows:  # a terminal table is written row by row
        table.add_row(*map(escape, row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def tell_outcomes(outcomes: Iterable[front.Outcome]) -> int:
    """A line for each document set, then what is odd in all; the number of rejects."""
    rejected, quirks = 0, Counter[str]()
    for outcome in outcomes:
        talk(outcome.line)
        rejected += outcome.loaded.rejects
        quirks.update(outcome.loaded.quirks)
    if quirks:
        talk_table(("quirk", "rows", "what it is"), front.explain_quirks(quirks))
    return rejected


@contextmanager
def progress(words: str, total: int | None) -> Iterator[front.Progress]:
    """A bar of bytes and rows on a terminal; ``total`` is in bytes, if known.

    Yields:
        What is to be called with the rows and bytes of each batch.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        *(BarColumn(), DownloadColumn(), TextColumn("{task.fields[rows]:,} rows")),
        TimeElapsedColumn(),
    )
    is_quiet = not TALK.is_terminal
    with Progress(*columns, console=TALK, transient=True, disable=is_quiet) as bar:
        task = bar.add_task(words, total=total, rows=0)

        def told(rows: int, size: int) -> None:
            seen = bar.tasks[task].fields["rows"] + rows
            bar.update(task, advance=size, rows=seen)

        yield told


def plainly(command: Callable[..., int | None]) -> Callable[..., None]:
    """A fault that a user can mend is one line, never a traceback."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # click's own
        try:
            code = command(*args, **kwargs)
        except CasualtyError as error:
            talk(f"casualty: {error}")
            code = error.exit_code
        except ModuleNotFoundError as error:
            talk(
                f"casualty: {error.name} is not installed, which this verb needs; "
                "install all that releases, tables and charts need: "
                "pip install -e '.[publish]'"
            )
            code = UsageError.exit_code
        sys.exit(code or 0)

    return wrapped


db_option = click.option(
    "--db", metavar="FILE", help="The warehouse; else $CASUALTY_DB, warehouse.duckdb."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def origin_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a user may say of files: the fields of ``front.Origin``."""
    options = (
        click.option("--as", "reader", help="The reader (see `casualty sources`), or a "
                     "YAML mapping, where a file is not recognised."),
        click.option("--sheet", help="The sheet of a workbook."),
        click.option("--source", help="The publisher."),
        click.option("--title", help="Title of the publication."),
        click.option("--url", help="Where it was published."),
        click.option("--archive-url", help="Where a copy of it is kept."),
        click.option("--release", help="Label of a data set's release."),
        click.option("--published", help="When it was published."),
        click.option("--retrieved", help="When it was fetched; today."),
        click.option("--completeness", type=click.Choice(front.COMPLETENESS),
                     help="Only a full release retracts what it no longer has; "
                     "extract is assumed."),
    )  # fmt: skip
    return functools.reduce(lambda wrapped, add: add(wrapped), options, command)
