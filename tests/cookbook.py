"""``docs/cookbook.md``: each analysis, its question, and its answer on the samples.

To renew the page: ``CASUALTY_DB=samples.duckdb python -m tests.cookbook >
docs/cookbook.md``, on a warehouse of the samples alone.
"""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from tests.conftest import ROOT, run_dbt

ROWS = 8
CELL = 48
# No sample has what they ask for; tests/project/test_cookbook.py gives them rows.
WITHOUT_ROWS = {
    "conceded_and_claimed": "no perpetrator's own figure",
    "overlap_risks": "no incident within a wider one",
}

HEAD = """# Cookbook

<!-- Made by `CASUALTY_DB=samples.duckdb python -m tests.cookbook > docs/cookbook.md`;
change the first lines of analyses/*.sql. -->

Questions that people ask, each with the query that answers it (`analyses/NAME.sql`,
over the marts alone) and its answer on the samples. The samples are small and chosen to
show what can happen; their figures say nothing of a war. Put
`CASUALTY_DB=samples.duckdb` in front to see them; tables are cut after eight rows and
cells after 48 characters here, and nowhere else. An empty field is "not stated", never
0.
"""


@cache
def compile_analyses(database: Path) -> dict[str, str]:
    """The SQL of every analysis for one warehouse, by name."""
    with tempfile.TemporaryDirectory() as folder:
        done = run_dbt(
            *("compile", "--select", "path:analyses", "--target-path", folder),
            database=database,
        )
        assert done.returncode == 0, done.stdout
        compiled = sorted(Path(folder).glob("compiled/*/analyses/*.sql"))
        return {path.stem: path.read_text("utf-8") for path in compiled}


def question(name: str) -> str:
    """The comment at the head of an analysis, as one text."""
    lines = (ROOT / "analyses" / f"{name}.sql").read_text("utf-8").splitlines()
    head = []
    for line in lines:
        if not line.startswith("-- "):
            break
        head.append(line.removeprefix("-- "))
    return " ".join(head)


def render(database: Path) -> str:
    """The page, from what the analyses answer on a warehouse of the samples."""
    queries = compile_analyses(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        parts = [_part(connection, name, sql) for name, sql in queries.items()]
    return "\n".join([HEAD, *parts])


def _part(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> str:
    asked, _, more = question(name).partition("? ")
    found = connection.execute(sql)
    header = [column[0] for column in found.description or []]
    rows = found.fetchall()
    return (
        f"## {asked}?\n\n{more}\n\n"
        f"```sh\ndbt show --select {name} --limit -1\n```\n\n"
        f"{_table(header, rows)}\n{_cut(name, len(rows))}\n"
    )


def _table(header: list[str], rows: list[tuple[Any, ...]]) -> str:
    lines = [header, ["---"] * len(header)]
    lines += [[_cell(value) for value in row] for row in rows[:ROWS]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "\\|")
    return text if len(text) <= CELL else text[: CELL - 1].rstrip() + "…"


def _cut(name: str, count: int) -> str:
    if count == 0:
        return f"The samples have none: {WITHOUT_ROWS[name]}."
    if count <= ROWS:
        return "That is all of it." if count == 1 else f"All {count} rows."
    return f"Cut: {ROWS} of {count} rows."


if __name__ == "__main__":
    sys.stdout.write(render(Path(os.environ["CASUALTY_DB"]).resolve()))
