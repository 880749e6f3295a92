"""The site in a browser: no complaint, filters, words, and what axe says."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.publish.browser import CHROMIUM, DESKTOP, PHONE, Browser, browse
from tests.publish.test_site import find_golden, hostile_site, site

__all__ = ["hostile_site", "site"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
TABLE = "table-agg_casualties__country_month.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browse() as started:
        yield started


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """axe-core's script, where npm can get it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm to get axe-core with")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(  # noqa: S603  # as found on the path
        [npm, "install", "--prefix", folder, "--silent", "axe-core"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if done.returncode or not script.exists():
        pytest.skip("npm cannot get axe-core")
    return script.read_text("utf-8")


def list_pages(site: Path) -> list[tuple[Path, str]]:
    golden, _ = find_golden(site)
    return [
        (page, f"#{golden}" if page.name == "incident.html" else "")
        for page in sorted(site.glob("*.html"))
    ]


def test_pages_open_without_complaint_and_ask_nothing_of_the_net(
    browser: Browser, site: Path
) -> None:
    for page, mark in list_pages(site):
        browser.open(page, mark)

        assert not browser.errors, page.name
        assert {url.partition(":")[0] for url in browser.asked} <= {
            "file",
            "data",
            "about",
        }


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, site: Path, size: tuple[int, int]
) -> None:
    browser.resize(size)
    for page, mark in list_pages(site):
        browser.open(page, mark)
        width = browser.run("document.documentElement.scrollWidth")
        assert width <= size[0], page.name
    browser.resize(DESKTOP)


def test_the_totals_follow_the_filters(
    browser: Browser, site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    browser.open(site / "index.html")
    browser.choose("country", "Syria")
    browser.choose("from", "2016-11")
    browser.choose("to", "2017-02")
    row = marts.execute(
        """select sum(low), sum(high), sum(incident_count)
        from agg_casualties__country_month
        where country_name = 'Syria' and measure = 'killed' and population = 'all'
            and incident_month between '2016-11' and '2017-02'"""
    ).fetchone()

    assert row
    low, high, incidents = (f"{n:,}" for n in row)
    headline = browser.text("#headline")
    assert f"{low} to {high}" in headline
    assert f"in {incidents} incidents, Syria, 2016-11 to 2017-02" in headline
    assert low in browser.text("#totals")
    assert browser.run("document.querySelectorAll('#time .band').length") == 1
    assert browser.run("document.querySelectorAll('#marks .place').length") > 0
    browser.run("document.querySelector('#filters button').click()")
    browser.run("new Promise((done) => setTimeout(done, 200))")
    assert "all countries" in browser.text("#headline")


def test_a_period_without_a_row_is_not_called_zero(
    browser: Browser, site: Path
) -> None:
    browser.open(site / "index.html")
    browser.choose("measure", "injured")
    browser.choose("population", "civilian")
    browser.choose("country", "Kenya")

    assert "does not mean that there were no casualties" in browser.text("#headline")


def test_the_golden_incident_is_read_with_its_words(
    browser: Browser, site: Path
) -> None:
    key, _ = find_golden(site)
    browser.open(site / "incident.html", f"#{key}")

    marks = browser.run(
        "[...document.querySelectorAll('mark')].map((mark) => mark.innerText)"
    )
    assert "killed four civilians" in marks
    assert browser.run("document.querySelectorAll('.report').length") == 2
    assert "RS4931" in browser.text(".report:nth-child(2) h3")
    assert "score 4.2" in browser.text("main")
    link = "document.querySelector('.report:nth-child(2) a').href"
    assert "airwars.org" in browser.run(link)


def test_an_incident_that_is_not_there_is_said(browser: Browser, site: Path) -> None:
    browser.open(site / "incident.html", "#0123456789abcdef0123456789abcdef")
    assert "no such incident" in browser.text("main")
    browser.open(site / "incident.html")
    assert "No incident is named" in browser.text("main")


def test_the_list_finds_an_incident_by_its_code(browser: Browser, site: Path) -> None:
    key, _ = find_golden(site)
    browser.open(site / "incidents.html")
    browser.choose("words", "RS4931")

    assert browser.text("#found") == "1 found, 1 shown"
    link = "document.querySelector('#incidents tbody a').getAttribute('href')"
    assert browser.run(link) == f"incident.html#{key}"


def test_a_table_is_sorted_and_filtered(
    browser: Browser, site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    browser.open(site / TABLE)
    browser.choose("words", "syria killed")
    button = "document.querySelector('[data-column=high]')"
    browser.run(f"{button}.click(); {button}.click()")
    shown = browser.run(
        "[...document.querySelectorAll('#rows tbody tr')]"
        ".map((row) => row.children[6].innerText)"
    )
    known = marts.execute(
        """select high from agg_casualties__country_month
        where country_name = 'Syria' and measure = 'killed' order by high desc"""
    ).fetchall()

    assert shown == [f"{row[0]:,}" for row in known]
    sort = f"{button}.parentNode.getAttribute('aria-sort')"
    assert browser.run(sort) == "descending"


def test_words_of_a_source_never_run(browser: Browser, hostile_site: Path) -> None:
    for page, mark in list_pages(hostile_site):
        browser.open(page, mark)

        assert not browser.errors, page.name
        assert browser.run("window.hurt === undefined"), page.name
        assert browser.run("document.querySelector('main img') === null"), page.name
        script = "[...document.links].every((a) => !a.href.startsWith('javascript'))"
        assert browser.run(script), page.name


@pytest.mark.parametrize(("size", "dark"), [(PHONE, True), (DESKTOP, False)])
def test_axe_finds_nothing_serious(
    browser: Browser, site: Path, axe: str, size: tuple[int, int], *, dark: bool
) -> None:
    browser.resize(size)
    browser.dress(dark=dark)
    for page, mark in list_pages(site):
        browser.open(page, mark)
        browser.run(axe + "; 0")
        found = browser.run(
            "axe.run(document, {preload: false, resultTypes: ['violations']}).then("
            "(told) => told.violations.filter((one) => ['serious', 'critical']"
            ".includes(one.impact)).map((one) => one.id + one.nodes[0].html))"
        )
        assert found == [], page.name
    browser.dress()
    browser.resize(DESKTOP)


def test_the_first_tab_leads_to_the_content(browser: Browser, site: Path) -> None:
    browser.open(site / "index.html")
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9
        )

    assert browser.run("document.activeElement.getAttribute('href')") == "#main"
