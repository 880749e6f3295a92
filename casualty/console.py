"""What verbs share: talk on stderr, faults in one line, options."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from ingest import front
from ingest.errors import CasualtyError

TALK = Console(stderr=True, highlight=False, soft_wrap=True)


def talk(line: str) -> None:
    """One line for the user, on stderr."""
    TALK.print(line, markup=False)


def plainly(command: Callable[..., int | None]) -> Callable[..., None]:
    """A fault that a user can mend is one line, never a traceback."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # click's own
        try:
            code = command(*args, **kwargs)
        except CasualtyError as error:
            talk(f"casualty: {error}")
            code = error.exit_code
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
        click.option("--release", help="Label of a data set's release."),
        click.option("--published", help="When it was published."),
        click.option("--retrieved", help="When it was fetched; today."),
        click.option("--completeness", type=click.Choice(front.COMPLETENESS),
                     help="Only a full release retracts what it no longer has; "
                     "extract is assumed."),
    )  # fmt: skip
    return functools.reduce(lambda wrapped, add: add(wrapped), options, command)
