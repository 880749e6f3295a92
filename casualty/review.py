"""The verbs of the review loop: a list for a person, and the list filled in."""

from pathlib import Path

import click

from casualty import run
from casualty.console import db_option, plainly, talk
from casualty.settings import read_settings
from ingest import front


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="Write to this new file.")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=front.BELOW,
    show_default=True,
    help="List figures of a lower confidence.",
)
@click.option("--decided", is_flag=True, help="List the figures decided on instead.")
@db_option
@plainly
def review(*, out: Path | None, below: float, decided: bool, db: str | None) -> None:
    """List the figures that a person should look at, as a CSV to fill in.

    \b
    casualty review --out to-review.csv
    casualty review --decided --out decided.csv
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    settings = read_settings(db)
    listed, count = run.review(settings, below, is_decided=decided)
    if out:
        front.save_list(out, listed)
    else:
        click.echo(listed, nl=False)
    what = "decided on" if decided else "to review"
    talk(f"{settings.database.name}: {count or 'no'} figures {what}")


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@plainly
def decide(path: Path) -> int:
    """Take the decisions of a list of `casualty review` that was filled in.

    \b
    casualty decide to-review.csv && casualty build
    """  # noqa: D301  # as above
    filled, written = front.decide(path, read_settings().decisions)
    for fault in filled.faults:
        talk(fault)
    if filled.faults:
        talk("nothing was written; mend the file and run this again")
        return 1
    where = f", in {written.parent.name}/{written.name}" if written else ""
    talk(
        f"{filled.decisions.height:,} decisions written{where}; "
        f"{filled.repeat_count:,} were there before; "
        f"{filled.unfilled_count:,} rows without a verdict left out"
    )
    if written:
        talk("Next: `casualty build`")
    return 0
