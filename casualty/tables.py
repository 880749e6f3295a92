"""The verbs that pull tables, charts and reports out of a warehouse or release."""

import sys
from pathlib import Path
from typing import Any

import click

from casualty.console import db_option, plainly, talk
from casualty.settings import read_settings
from ingest.errors import UsageError
from publish import pictures
from publish.selection import FILTERS, SUBJECTS, split_pairs

_WHERE = f"column=value, with a column of {', '.join(FILTERS)}; may be repeated."
_POLICY = "A rule of dim_policies; else the default one."
_AS_OF = "As known at the end of a day, such as 2024-12-05."


def _options(command: Any) -> Any:  # noqa: ANN401  # click's own
    for option in (
        click.option("--where", "pairs", multiple=True, help=_WHERE),
        click.option("--policy", help=_POLICY),
        click.option("--as-of", "as_of", help=_AS_OF),
        db_option,
    ):
        command = option(command)
    return command


@click.command("table")
@click.argument("name", type=click.Choice(SUBJECTS))
@click.option("--by", multiple=True, type=click.Choice(SUBJECTS), help="Split further.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "xlsx", "csv", "png"]),
    default="md",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path), help="A file, not stdout.")
@_options
@plainly
def print_table(  # noqa: PLR0913  # the options of the command
    *,
    name: str,
    by: tuple[str, ...],
    form: str,
    out: Path | None,
    pairs: tuple[str, ...],
    policy: str | None,
    as_of: str | None,
    db: str | None,
) -> None:
    """A table of casualties with its interval, caption, sources and coverage.

    \b
    casualty table month --where country=Syria --where from=2016-11-01
    casualty table cause --by month --where measure=killed --format csv
    casualty table admin1 --as-of 2017-01-01 --format png --out a.png
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    made = pictures.table(
        name,
        database=read_settings(db).database,
        by=by,
        where=split_pairs(pairs),
        policy=policy,
        as_of=as_of,
    )
    _put(made.render(form), out)


@click.command("chart")
@click.argument("name", type=click.Choice(SUBJECTS))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The picture: a name that ends in .svg or .png.",
)
@_options
@plainly
def draw_chart(  # noqa: PLR0913  # the options of the command
    *,
    name: str,
    out: Path,
    pairs: tuple[str, ...],
    policy: str | None,
    as_of: str | None,
    db: str | None,
) -> None:
    """A chart of a table, as SVG or PNG.

    \b
    casualty chart month --where country=Syria --out syria.svg
    """  # noqa: D301  # as above
    if out.suffix not in (".svg", ".png"):
        raise UsageError(f"--out: {out.name} must end in .svg or .png")
    made = pictures.chart(
        name,
        database=read_settings(db).database,
        where=split_pairs(pairs),
        policy=policy,
        as_of=as_of,
    )
    _put(made.render(out.suffix[1:]), out)
    talk(made.alt_text)


@click.command("report")
@click.option("--country", required=True, help="Its name, or three-letter code.")
@click.option("--from", "first", required=True, help="The first day.")
@click.option("--to", "last", required=True, help="The last day.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("report"),
    show_default=True,
    help="The folder.",
)
@click.option("--policy", help=_POLICY)
@click.option("--as-of", "as_of", help=_AS_OF)
@db_option
@plainly
def write_report(  # noqa: PLR0913  # the options of the command
    *,
    country: str,
    first: str,
    last: str,
    out: Path,
    policy: str | None,
    as_of: str | None,
    db: str | None,
) -> None:
    """A report of two pages: key figures, chart, table, map, coverage, sources.

    \b
    casualty report --country Syria --from 2016-11-01 --to 2017-06-30 --out syria
    """  # noqa: D301  # as above
    where = {"country": country, "from": first, "to": last}
    database = read_settings(db).database
    for path in pictures.report(database, where, out, policy=policy, as_of=as_of):
        talk(f"{path} written")


def _put(made: str | bytes, out: Path | None) -> None:
    """On stdout, or in a file."""
    held = made.encode("utf-8") if isinstance(made, str) else made
    if out:
        out.write_bytes(held)
        talk(f"{out} written")
    elif isinstance(made, str):
        click.echo(made)
    elif sys.stdout.isatty():
        raise UsageError("this format is not for a terminal; name a file with --out")
    else:
        sys.stdout.buffer.write(held)
