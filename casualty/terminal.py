"""What every verb shares: talk on stderr, one line for a fault, the choice of --db."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from ingest.errors import CasualtyError

TALK = Console(stderr=True, highlight=False, soft_wrap=True)


def talk(line: str) -> None:
    """Say a line on stderr; stdout is for data."""
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
