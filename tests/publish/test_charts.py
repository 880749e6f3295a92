"""Charts and reports show the figures of their tables, and load nothing."""

import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from casualty.cli import main
from ingest.errors import UsageError
from publish import chart
from publish.charts import Chart
from publish.maps import draw_map
from publish.report import list_key_figures, make_report, to_html, to_pages
from publish.selection import SUBJECTS, select

SYRIA = {"country": "Syria", "from": "2016-11-01", "to": "2017-06-30"}
GOLDEN = {"country": "Syria", "from": "2024-11-26", "to": "2024-12-10"}
# Every namespace is a name, and no address that a reader would fetch.
NAMESPACE = re.compile(r'xmlns(:\w+)?="[^"]+"')


def _drawn(made: Chart) -> list[dict[str, object]]:
    """The rows of the first panel."""
    panel = made.altair.to_dict()["vconcat"][0]
    rows: list[dict[str, object]] = panel["data"]["values"]
    return rows


def _loads(page: str) -> list[str]:
    """What a page would fetch."""
    rest = NAMESPACE.sub("", page)
    found = r'(?:src|href|data)="(?!#|data:)[^"]+"|@import|url\((?!["\']?#)'
    return re.findall(found, rest)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_chart_of_every_subject_bears_its_words(warehouse: Path, name: str) -> None:
    made = chart(name, database=warehouse)
    svg = made.render("svg")

    assert isinstance(svg, str)
    assert svg.startswith("<svg")
    assert 'role="img"' in svg
    assert not _loads(svg)
    for words in ("Unit: persons.", "Release: ", "As of: ", "Cite as: ", "cannot say"):
        assert words in svg


def test_a_chart_draws_the_figures_of_its_table(warehouse: Path) -> None:
    made = chart("month", database=warehouse, where=SYRIA)
    drawn = _drawn(made)

    killed = made.frame.filter(
        (pl.col("measure") == "killed") & (pl.col("month") != "spans")
    )
    names = ("low", "best", "high")
    assert [tuple(row[n] for n in names) for row in drawn] == killed[names].rows()


def test_a_band_does_not_cross_a_month_without_a_row(warehouse: Path) -> None:
    made = chart("month", database=warehouse, where=SYRIA | {"measure": "injured"})
    rows = _drawn(made)

    assert [str(row["month"])[:7] for row in rows] == ["2016-12", "2017-03"]
    assert len({row["run"] for row in rows}) == 2


def test_a_chart_of_several_rows_is_refused(warehouse: Path) -> None:
    with pytest.raises(UsageError, match="one kind of row"):
        chart("month", database=warehouse, by=["cause"])


def test_a_png_is_drawn_without_a_browser(warehouse: Path) -> None:
    held = chart("cause", database=warehouse).render("png")

    assert isinstance(held, bytes)
    assert held.startswith(b"\x89PNG")


@pytest.mark.parametrize("where", [SYRIA, GOLDEN])
def test_a_report_has_two_pages(warehouse: Path, where: dict[str, str]) -> None:
    made = make_report(warehouse, where)

    assert len(to_pages(made, "png")) == 2
    (pdf,) = to_pages(made, "pdf")
    assert pdf.startswith(b"%PDF")
    assert to_pages(made, "pdf") == [pdf]


def test_a_report_on_everything_of_a_country_has_two_pages(warehouse: Path) -> None:
    for country in ("Syria", "Kenya", "Ivory Coast"):
        where = {"country": country, "from": "1990-01-01", "to": "2026-01-01"}
        assert len(to_pages(make_report(warehouse, where), "png")) == 2


def test_a_page_loads_nothing_and_has_all_parts(warehouse: Path) -> None:
    page = to_html(make_report(warehouse, SYRIA))

    assert not _loads(page)
    assert "<script" not in page
    for words in ("Where", "Coverage", "Method", "Sources", "Cite as", "Licence"):
        assert words in page


def test_key_figures_are_those_of_the_table(warehouse: Path) -> None:
    made = make_report(warehouse, SYRIA)
    (killed, _) = list_key_figures(made)
    months = made.table.frame.filter(pl.col("measure") == "killed")

    assert killed["best"] == f"{months['best'].sum():,}"
    assert killed["interval"] == f"{months['low'].sum():,} to {months['high'].sum():,}+"


def test_a_map_draws_no_point_that_is_not_known(warehouse: Path) -> None:
    selection = select(warehouse, "month", where=SYRIA)
    made = draw_map(selection, "Syria")
    rows = selection.read(
        selection.incidents_sql,
        """select count(*) filter (where radius_m <= 25000),
            count(*) filter (where radius_m is null or radius_m > 25000)
        from incidents where not is_coarse""",
    ).row(0)

    assert (made.drawn, made.not_drawn) == rows
    assert made.not_drawn > 0


def test_the_verbs_write_what_they_are_asked(warehouse: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    db = ["--db", str(warehouse)]
    where = [part for k, v in SYRIA.items() for part in ("--where", f"{k}={v}")]

    printed = runner.invoke(main, ["table", "month", *where, *db])
    assert printed.exit_code == 0
    assert "| 2016-11 | killed | everybody | 1,337 |" in printed.output
    for name in ("a.svg", "a.png"):
        out = tmp_path / name
        done = runner.invoke(main, ["chart", "month", *db, "--out", str(out)])
        assert done.exit_code == 0
        assert out.stat().st_size > 5_000
    days = ["--from", SYRIA["from"], "--to", SYRIA["to"], "--out", str(tmp_path)]
    done = runner.invoke(main, ["report", "--country", "SYR", *days, *db])
    assert done.exit_code == 0
    assert {path.name for path in tmp_path.glob("report.*")} == {
        "report.html",
        "report.pdf",
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["table", "month", "--where", "country=Atlantis"], 1),
        (["table", "month", "--where", "sql=1"], 2),
        (["table", "month", "--policy", "mean"], 2),
        (["chart", "month", "--out", "a.jpg"], 2),
    ],
)
def test_a_fault_is_one_line(warehouse: Path, arguments: list[str], code: int) -> None:
    done = CliRunner().invoke(main, [*arguments, "--db", str(warehouse)])

    assert done.exit_code == code
    assert "Traceback" not in done.output
