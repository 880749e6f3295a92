"""`casualty map` as a user runs it: what it proposes loads, and its exit codes."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from casualty.cli import main

TABLE = (
    "Ref,Date,Town,Killed,Injured\nA1,13/02/2024,Idlib,4,20-25\nA2,01/03/2024,Homs,,3\n"
)
SAMPLE = Path(__file__).parents[2] / "samples/ucdp_ged/ged_idlib_aleppo.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_proposal_loads_as_it_is(tmp_path: Path) -> None:
    table, mapping = tmp_path / "strikes.csv", tmp_path / "strikes.yml"
    table.write_text(TABLE)

    made = run("map", table, "--out", mapping, "--source", "Desk")
    done = run("check", table, "--as", mapping, "--json")

    assert (made.exit_code, made.output) == (0, "")
    assert done.exit_code == 0
    bounds = [
        (c["measure"], c["low"], c["best"], c["high"]) for c in json.loads(done.stdout)
    ]
    assert bounds == [
        ("injured", 20, None, 25),
        ("killed", None, 4, None),
        ("injured", None, 3, None),
    ]
    assert run("map", table, "--out", mapping).exit_code == 2


def test_a_proposal_that_lacks_something_says_what(tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("Town,Colour\nIdlib,red\n")

    made = run("map", table)

    assert made.exit_code == 1
    assert "# LACKING claims" in made.stdout
    assert "see LACKING" in made.stderr


def test_a_table_that_a_reader_knows_needs_no_mapping() -> None:
    made = run("map", SAMPLE)

    assert made.exit_code == 0
    assert "needs none: ucdp_ged reads it" in made.stderr
    assert "native_id: id" in made.stdout
