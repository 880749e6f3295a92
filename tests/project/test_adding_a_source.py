"""What docs/adding-a-source.md shows is what the command says today."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from casualty.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-source.md").read_text("utf-8")
TABLES = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
MAPPING = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
# A command, and what is printed up to the next command or the end of the block.
SHOWN = re.findall(r"^\$ casualty (.*)\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)


def lines(text: str) -> list[str]:
    """The lines that say something; a terminal pads them."""
    return sorted(line.rstrip() for line in text.splitlines() if line.strip())


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, table in zip(("harm.csv", "strikes.csv"), TABLES, strict=True):
        (tmp_path / name).write_text(table)
    (tmp_path / "strikes.yml").write_text(MAPPING)
    monkeypatch.setenv("CASUALTY_DB", str(tmp_path / "own.duckdb"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("shown")
def test_every_command_says_what_the_page_shows() -> None:
    assert len(SHOWN) == 6
    for command, output in SHOWN:
        if "'Twon'" in output:  # the page has the mapping misspelt before it
            Path("strikes.yml").write_text(MAPPING.replace("name: Town", "name: Twon"))
        done = CliRunner().invoke(main, shlex.split(command))
        assert set(lines(output)) <= set(lines(done.output)), command
