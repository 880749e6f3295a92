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
@click.option("--pairs", is_flag=True, help="List pairs of reports, not figures.")
@click.option(
    "--pair",
    nargs=2,
    metavar="REPORT REPORT",
    help="List these two reports, whatever their score.",
)
@click.option("--decided", is_flag=True, help="List what was decided on instead.")
@db_option
@plainly
def review(  # noqa: PLR0913  # each is an option of the verb
    *,
    out: Path | None,
    below: float,
    pairs: bool,
    pair: tuple[str, str] | None,
    decided: bool,
    db: str | None,
) -> None:
    """List what a person should look at, as a CSV to fill in: figures, or pairs.

    \b
    casualty review --out to-review.csv
    casualty review --decided --out decided.csv
    casualty review --pairs --out pairs.csv
    casualty review --pair RS4931 UCDP:243271 --out two.csv
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    settings = read_settings(db)
    if pairs or pair:
        listed, count = run.review_pairs(settings, pair, is_decided=decided)
    else:
        listed, count = run.review(settings, below, is_decided=decided)
    if out:
        front.save_list(out, listed)
    else:
        click.echo(listed, nl=False)
    one, many = (
        ("pair of reports", "pairs of reports")
        if pairs or pair
        else ("figure", "figures")
    )
    things = one if count == 1 else many
    what = "decided on" if decided and not pair else "to review"
    talk(f"{settings.database.name}: {count or 'no'} {things} {what}")


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@plainly
def decide(path: Path) -> int:
    """Take the decisions of a list of `casualty review` that was filled in.

    Whether it is one of figures or of pairs is seen from its columns.

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
    made = filled.decisions.height
    talk(
        f"{made:,} decision{'s' * (made != 1)} written{where}; "
        f"{filled.repeat_count:,} were there before; "
        f"{filled.unfilled_count:,} row{'s' * (filled.unfilled_count != 1)} "
        "without a verdict left out"
    )
    if written:
        talk("Next: `casualty build`")
    return 0
