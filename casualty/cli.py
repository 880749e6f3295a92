"""Parse arguments, call one function, print. stdout is data, stderr is talk."""

from collections.abc import Sequence
from pathlib import Path

import click
import polars as pl

from casualty import run
from casualty.console import (
    TALK,
    db_option,
    json_option,
    origin_options,
    plainly,
    print_frame,
    progress,
    talk,
    talk_table,
    tell_outcomes,
)
from casualty.diff import diff
from casualty.extract import EXPLAIN, JSON, extract, tell
from casualty.map import map_table
from casualty.publish import publish_warehouse, verify_release
from casualty.review import decide, review
from casualty.settings import Settings, read_settings
from casualty.tables import draw_chart, print_table, write_report
from casualty.why import why
from ingest import front
from ingest.errors import UsageError

# As many rows of a table as a screen shows.
_ROWS = 30


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casualty-warehouse")
def main() -> None:
    """Casualty statistics in which every number can be traced.

    \b
    casualty load article.txt --source "Daily News" --published 2024-11-30
    casualty build && casualty audit
    """  # noqa: D301  # \b is click's mark for lines that stay as they are


@main.command()
@json_option
@plainly
def sources(*, as_json: bool) -> None:
    """Show what can be read.

    \b
    casualty sources
    """  # noqa: D301  # as above
    print_frame(front.list_readers(), as_json=as_json)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@origin_options
@click.option(
    "--explain",
    "is_explained",
    is_flag=True,
    help="Print texts with their claims marked and explained.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; of texts the lines of `casualty extract`.",
)
@plainly
def check(
    paths: tuple[Path, ...], *, is_explained: bool, as_json: bool, **said: str | None
) -> None:
    """Read files, write nothing, show what would be loaded.

    \b
    casualty check article.txt --source "Daily News" --published 2024-11-30
    """  # noqa: D301  # as above
    if is_explained and as_json:
        raise UsageError("--explain and --json are two forms; choose one")
    origin = _read_origin(said)
    are_texts = (is_explained or as_json) and front.are_texts(paths, origin)
    if is_explained and not are_texts:
        raise UsageError(
            "--explain is for texts, and these are data sets; leave it out"
        )
    outcomes, claims, rejects = front.check_files(paths, origin)
    if are_texts:
        tell(front.check_texts(paths, origin), EXPLAIN if is_explained else JSON)
    else:
        print_frame(claims, as_json=as_json)
    tell_outcomes(outcomes)
    if rejects.height:
        told = rejects.head(_ROWS).fill_null("")
        talk_table(rejects.columns, told.iter_rows())
        talk(f"{rejects.height:,} rejected, of which {told.height} are shown")
    talk("Nothing was written.")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@origin_options
@click.option("--strict", is_flag=True, help="Load nothing where a row is rejected.")
@db_option
@plainly
def load(
    paths: tuple[Path, ...], *, strict: bool, db: str | None, **said: str | None
) -> None:
    """Load articles and data sets into the warehouse.

    \b
    casualty load article.txt --source "Daily News" --published 2024-11-30
    casualty load GEDEvent_v24_1.csv --release 24.1 --published 2024-06-01
    casualty load airwars/*.csv --completeness full
    casualty load homicides.xlsx --as homicides.yml
    """  # noqa: D301  # as above
    _load(read_settings(db), paths, _read_origin(said), is_strict=strict)


def _read_origin(said: dict[str, str | None]) -> front.Origin:
    return front.read_origin(said, "the options")


def _load(
    settings: Settings, paths: Sequence[Path], origin: front.Origin, *, is_strict: bool
) -> None:
    words = f"loading into {settings.database.name}"
    with progress(words, front.measure_size(paths)) as told:
        rejected = tell_outcomes(
            run.load(settings, paths, origin, is_strict=is_strict, told=told)
        )
    if origin.completeness == "full" and origin.published is None:
        talk(
            "Note: a full release withdraws what it lacks of those published before "
            "it; say with --published when it was, or today is taken."
        )
    if front.has_both(settings.database):
        talk(
            f"Note: {settings.database.name} now holds the project's samples beside "
            "your own files; load your files into a warehouse of their own with --db."
        )
    remedy = "; see `casualty rejects`" if rejected else ""
    talk(f"{rejected:,} rows rejected{remedy}")


@main.command()
@db_option
@json_option
@plainly
def rejects(*, db: str | None, as_json: bool) -> None:
    """List the rows that could not be read: file, line, column, value and reason.

    Of a file that was loaded again, those of the last load; `raw.rejects` keeps all.

    \b
    casualty rejects
    """  # noqa: D301  # as above
    frame = front.list_rejects(read_settings(db).database)
    print_frame(frame, as_json=as_json)
    talk(f"{frame.height:,} rows rejected")


@main.command()
@db_option
@plainly
def build(*, db: str | None) -> None:
    """Build the marts (dbt build).

    \b
    casualty build
    """  # noqa: D301  # as above
    _build(read_settings(db))


def _build(settings: Settings) -> None:
    with TALK.status("building the marts (dbt build)"):
        run.build(settings)
    talk(f"{settings.database.name}: marts built and tested")


@main.command()
@db_option
@json_option
@plainly
def audit(*, db: str | None, as_json: bool) -> int:
    """Check the plausibility of the warehouse (Great Expectations).

    \b
    casualty audit
    """  # noqa: D301  # as above
    return _audit(read_settings(db), as_json=as_json)


def _audit(settings: Settings, *, as_json: bool = False) -> int:
    with TALK.status("auditing the warehouse (Great Expectations)"):
        result = run.audit(settings)
    if as_json:
        click.echo(result.to_json())
    for line in result.lines():
        talk(line)
    return result.exit_code


for verb in (
    *(extract, map_table, review, decide, why, diff),
    *(print_table, draw_chart, write_report),
    *(publish_warehouse, verify_release),
):
    main.add_command(verb)


@main.command("run")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@origin_options
@db_option
@plainly
def run_all(paths: tuple[Path, ...], *, db: str | None, **said: str | None) -> int:
    """Load, build, audit, and print casualties by place and month.

    \b
    casualty run samples --db samples.duckdb
    """  # noqa: D301  # as above
    settings = read_settings(db)
    if paths:
        _load(settings, paths, _read_origin(said), is_strict=False)
    _build(settings)
    code = _audit(settings)
    rows = run.show(settings, run.TABLE)
    print_frame(pl.DataFrame(rows[:_ROWS], infer_schema_length=None), as_json=False)
    talk(_next_steps(settings.database.name, len(rows)))
    return code


def _next_steps(database: str, rows: int) -> str:
    return f"""The newest {min(rows, _ROWS)} of {rows} rows. Next, after
`. .venv/bin/activate`:
  duckdb {database} -c "from fct_incidents"
  CASUALTY_DB={database} dbt show --select trace_a_number --limit -1
  casualty load my-article.txt --published 2024-11-30 --source "Daily News" && dbt build
The last one starts a warehouse of your own, warehouse.duckdb."""
