"""The verb that proposes a mapping for a table that nobody knows."""

from pathlib import Path

import click

from casualty.console import plainly, talk
from ingest import front


@click.command("map")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write to this new file.")
@click.option("--sheet", help="The sheet of a workbook.")
@click.option("--source", help="The publisher.")
@click.option("--title", help="Title of the data set.")
@plainly
def map_table(path: Path, *, out: Path | None, **said: str | None) -> int:
    """Propose a mapping for a table, with what could not be placed and why.

    \b
    casualty map strikes.csv --out strikes.yml
    casualty load strikes.csv --as strikes.yml
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    made = front.propose_file(path, front.read_origin(said, "the options"))
    for note in made.notes:
        talk(note)
    if out:
        front.save_list(out, made.page, "utf-8")
    else:
        click.echo(made.page, nl=False)
    if not made.is_usable:
        talk("nothing can be loaded with it yet: see LACKING on top")
        return 1
    return 0
