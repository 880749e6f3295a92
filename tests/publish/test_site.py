"""The site: figures of the marts, words of the sources, nothing from elsewhere."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.errors import DataError, UsageError
from publish.site import SiteFigures, write_site
from publish.site.boundaries import read_boundaries
from publish.site.outlines import draw_world, project
from publish.site.reading import render

HOSTILE = (
    '<img src=x onerror="window.hurt=1"></script><script>window.hurt=1</script>\'"&'
)
# What loads something; a link that a reader may follow loads nothing.
LOADS = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action)\s*=\s*["']?|url\(|@import\s*["']?"""
    r"""|<link[^>]*href\s*=\s*["']?|\bimport\s*\(?\s*["']|\bfetch\(\s*["'])"""
    r"""\s*(?:https?:)?//""",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the samples, as it is published."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(warehouse, folder, "release 2026-11-26")
    return folder


def read_data(site: Path, name: str) -> Any:  # noqa: ANN401  # JSON
    text = (site / "data" / f"{name}.js").read_text("utf-8")
    head = f'site.take("{name}",'
    assert text.startswith(head)
    return json.loads(text.removeprefix(head).removesuffix(");\n"))


def read_incidents(site: Path) -> dict[str, Any]:
    shards = sorted((site / "data" / "incidents").glob("*.js"))
    return {
        key: incident
        for shard in shards
        for key, incident in read_data(site, f"incidents/{shard.stem}").items()
    }


def unpack(packed: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as the page's script reads them."""
    return [
        {
            name: packed["words"][name][cell] if name in packed["words"] else cell
            for name, cell in zip(packed["columns"], row, strict=True)
        }
        for row in packed["rows"]
    ]


def test_sums_by_country_and_month_are_the_aggregate_mart(
    site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    rows = unpack(read_data(site, "overview")["total"])

    names = ("incident_month", "country", "measure", "population", "low", "best")
    names += ("high", "incidents", "open_highs")
    assert sorted(tuple(row[name] for name in names) for row in rows) == sorted(
        marts.execute(
            """select incident_month, coalesce(country_name, 'not stated'), measure,
                population, low, best, high, incident_count, open_high_count
            from agg_casualties__country_month"""
        ).fetchall()
    )


def test_what_is_on_the_map_adds_up_to_the_totals(site: Path) -> None:
    data = read_data(site, "overview")
    sums = {
        name: {
            key: tuple(
                sum(
                    row[end]
                    for row in unpack(data[name])
                    if (row["measure"], row["population"]) == key
                )
                for end in ("low", "high", "incidents")
            )
            for key in {("killed", "all"), ("injured", "all")}
        }
        for name in ("total", "located", "cause")
    }

    assert sums["located"] == sums["total"] == sums["cause"]


def test_no_point_stands_where_only_an_area_is_known(
    site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    data = read_data(site, "overview")
    kinds = [place[3] for place in data["places"]]
    drawn = [row for row in unpack(data["located"]) if row["measure"] == "killed"]
    points = [row for row in drawn if kinds[row["place"]] == "place"]
    known = marts.execute(
        """select count(*) from casualties_default
        inner join fct_incidents using (incident_id)
        where measure = 'killed' and radius_m <= 25000
            and location_method <> 'admin_fallback'"""
    ).fetchone()

    assert known
    assert sum(row["incidents"] for row in points) == known[0]
    assert {"area", "country"} <= {kinds[row["place"]] for row in drawn}


def test_every_incident_has_its_page(
    site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    found = marts.execute("select incident_id from fct_incidents").fetchall()

    assert read_incidents(site).keys() == {row[0] for row in found}


def find_golden(site: Path) -> tuple[str, dict[str, Any]]:
    listed = read_data(site, "list")
    at = {name: n for n, name in enumerate(listed["columns"])}
    (key,) = [
        row[at["id"]]
        for row in listed["rows"]
        if "RS4931" in (row[at["codes"]] or "").split()
    ]
    return key, read_incidents(site)[key]


def test_the_golden_incident_has_both_reports_and_the_words(site: Path) -> None:
    _, golden = find_golden(site)

    assert [report.get("code") for report in golden["reports"]] == [None, "132497"]
    (killed,) = (c for c in golden["claims"] if c["words"] == "killed four civilians")
    assert killed["before"] == "Air strikes on Idlib on Nov. 29 reportedly "
    assert killed["after"].startswith(" and injured 25 others")
    (pair,) = [pair for pair in golden["pairs"] if pair["outcome"] == "joined"]
    assert sum(part["weight"] for part in pair["evidence"]) == pytest.approx(
        pair["score"]
    )


def test_rows_that_may_not_be_published_are_not_in_the_pages(
    site: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    barred = marts.execute(
        """select claim_id, report_id, incident_id from fct_claims
        inner join dim_sources using (source_id) where may_publish_rows is false"""
    ).fetchall()
    _, golden = find_golden(site)

    (held,) = [report for report in golden["reports"] if "withheld" in report]
    assert barred
    assert held["claim_count"] > 0
    assert {"code", "url", "source"} <= held.keys()
    assert not {"place", "from", "cause", "harm"} & held.keys()
    assert not [c for c in golden["claims"] if c["report"] == held["n"]]
    women = [e for e in golden["estimates"] if e.get("sex") == "female"]
    assert all(
        one["withheld"] and one["high"] is None
        for estimate in women
        for one in estimate["policies"]
    )


def test_rows_stand_in_the_pages_where_one_says_so(
    warehouse: Path, tmp_path: Path
) -> None:
    made = write_site(warehouse, tmp_path / "open", "test", withhold_rows=False)
    _, golden = find_golden(tmp_path / "open")

    assert made.withheld_reports == 0
    assert "4//4" in {claim["value"] for claim in golden["claims"]}


def test_estimates_are_those_of_the_marts(
    warehouse: Path, tmp_path: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    write_site(warehouse, tmp_path / "open", "test", withhold_rows=False)
    policies = [row[0] for row in marts.execute("from dim_policies").fetchall()]
    shown = [
        (key, e["measure"], policy, *(one[end] for end in ("low", "best", "high")))
        for key, incident in read_incidents(tmp_path / "open").items()
        for e in incident["estimates"]
        for one in e["policies"]
        for policy in (policies if one["policy"] == "every" else [one["policy"]])
    ]

    def order(row: tuple[object, ...]) -> list[str]:
        return [str(cell) for cell in row]

    known = marts.execute(
        "select incident_id, measure, policy, low, best, high from fct_casualties"
    ).fetchall()
    assert sorted(shown, key=order) == sorted(known, key=order)


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    faults = {
        path.relative_to(site).as_posix(): found.group()
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        or (path.suffix == ".js" and path.parent.name == "assets")
        if (found := LOADS.search(path.read_text("utf-8")))
    }

    assert not faults
    for page in site.glob("*.html"):
        assert "default-src &#39;none&#39;" in page.read_text("utf-8"), page.name
    assert LOADS.search('<script src="https://example.org/x.js">')
    assert LOADS.search("@import '//example.org/x.css'")


def test_links_within_the_site_lead_somewhere(site: Path) -> None:
    links = {
        (page.name, link)
        for page in site.glob("*.html")
        for link in re.findall(r'(?:href|src)="([^"#]+)', page.read_text("utf-8"))
        if not link.startswith(("http:", "https:", "data:", "mailto:"))
    }

    assert not {(page, link) for page, link in links if not (site / link).exists()}


def test_same_input_same_bytes(site: Path, warehouse: Path, tmp_path: Path) -> None:
    write_site(warehouse, tmp_path / "again", "release 2026-11-26")

    for path in sorted(site.rglob("*.*")):
        again = tmp_path / "again" / path.relative_to(site)
        assert path.read_bytes() == again.read_bytes(), path.name


def test_planted_names_are_nowhere(site: Path) -> None:
    for path in site.rglob("*.*"):
        assert "Farahzed" not in path.read_text("utf-8"), path.name


def test_quality_counts_quirks_and_shows_what_it_is_handed(
    warehouse: Path, tmp_path: Path, marts: duckdb.DuckDBPyConnection
) -> None:
    audit = [{"rule": HOSTILE, "severity": "warn", "count": 3, "keys": ["a", "b"]}]
    write_site(warehouse, tmp_path / "site", HOSTILE, audit=audit, rejected=[])
    page = (tmp_path / "site" / "quality.html").read_text("utf-8")
    known = marts.execute(
        """select quirk, count(*) from (
            select unnest(quirks) as quirk from fct_reports
        ) group by all"""
    ).fetchall()

    found = re.findall(r"<td class=.n.>(\d+)</td><td><code>(\w+)</code>", page)
    assert {
        name: sum(int(n) for n, other in found if other == name) for _, name in found
    } == dict(known)
    assert HOSTILE not in page
    assert "&lt;img src=x" in page
    assert "No row was rejected." in page


def test_a_folder_that_holds_something_is_not_written_over(
    warehouse: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(UsageError, match="is not empty"):
        write_site(warehouse, tmp_path, "test")


def test_markdown_shows_markup_and_leads_within_the_site() -> None:
    shown = render(
        f"# A `b`\n\n{HOSTILE}\n\n[in](time.md#x) [out](../README.md) "
        "[bad](javascript:alert(1))\n\n| n |\n|---:|\n| 1 |\n",
        {"time.md": "reading-time.html"},
    )

    assert "<img" not in shown
    assert "<script" not in shown
    assert 'href="reading-time.html#x"' in shown
    assert "README" not in shown
    assert 'href="javascript' not in shown
    assert "style=" not in shown


def square(**properties: object) -> dict[str, Any]:
    ring = [[36, 35], [37, 35], [37, 36], [36, 35]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_areas(folder: Path, *areas: dict[str, Any], **more: object) -> Path:
    path = folder / "areas.geojson"
    held = {"type": "FeatureCollection", "features": list(areas), **more}
    path.write_text(json.dumps(held), "utf-8")
    return path


def test_a_boundary_file_is_drawn(warehouse: Path, tmp_path: Path) -> None:
    path = write_areas(tmp_path, square(ADM1_EN=HOSTILE, ADM1_PCODE="SY07"))
    write_site(warehouse, tmp_path / "site", "test", boundaries=path)

    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert 'data-pcode="SY07"' in page
    assert HOSTILE not in page


@pytest.mark.parametrize(
    ("areas", "more", "words"),
    [
        ([], {}, "has no areas"),
        ([square()], {}, "has no name"),
        ([square(name="x")], {"crs": {"name": "EPSG:3857"}}, "not in degrees"),
        ([square(name="x") | {"geometry": {"type": "Point"}}], {}, "only polygons"),
        (
            [
                square(name="x")
                | {"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}
            ],
            {},
            "not closed",
        ),
        (
            [
                square(name="x")
                | {
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": [[[4e6, 0], [1, 1], [2, 2], [4e6, 0]]],
                    }
                }
            ],
            {},
            "not in degrees",
        ),
    ],
)
def test_a_boundary_file_is_checked(
    areas: list[dict[str, Any]], more: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=words):
        read_boundaries(write_areas(tmp_path, *areas, **more))


def test_what_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text("not JSON", "utf-8")

    with pytest.raises(DataError, match="is no GeoJSON"):
        read_boundaries(path)


def test_the_world_is_drawn_where_it_is() -> None:
    assert project(36.6, 0) == (36.6, 0)
    assert project(0, 60)[1] == pytest.approx(-75.46, abs=0.01)
    assert draw_world().count("M") > 177


def test_figures_of_the_site_are_told(
    site: Path, warehouse: Path, tmp_path: Path
) -> None:
    made = write_site(warehouse, tmp_path / "site", "test")

    assert isinstance(made, SiteFigures)
    assert made.files == len([p for p in site.rglob("*") if p.is_file()])
    assert made.overview_bytes < 3_000_000


@pytest.fixture(scope="session")
def hostile_site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with markup wherever a source's words stand."""
    folder = tmp_path_factory.mktemp("hostile")
    database = folder / "hostile.duckdb"
    shutil.copy(warehouse, database)
    with duckdb.connect(str(database)) as connection:
        for change in (
            "update main.dim_documents set title = $1, url = 'javascript:hurt=1'",
            "update main.dim_documents set archive_url = url || $1",
            "update main.fct_claims set words = $1, value_text = $1, voice_name = $1",
            "update main.fct_claims set sentence = $1, sentence_start = span_start - 4",
            "update main.fct_reports set place_text = $1, cause_text = $1",
            "update main.fct_incidents set place_text = $1",
            "update main.dim_sources set source_name = $1, url = 'javascript:x'",
            "update main.dim_places set place_name = $1 where place_kind = 'country'",
            "update main.agg_casualties__country_month set country_name = $1",
        ):
            connection.execute(change, [HOSTILE])
    write_site(database, folder / "site", HOSTILE)
    return folder / "site"


def test_no_markup_of_a_source_is_in_a_page(hostile_site: Path) -> None:
    for page in hostile_site.glob("*.html"):
        assert "<img" not in page.read_text("utf-8"), page.name
        assert "javascript:" not in page.read_text("utf-8"), page.name


def test_a_release_of_sums_alone_has_tables_and_no_incidents(
    warehouse: Path, tmp_path: Path
) -> None:
    database = tmp_path / "sums.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"attach '{warehouse}' as built (read_only)")
        for mart in ("agg_casualties__country_month", "dim_sources", "dim_policies"):
            connection.execute(f"create table {mart} as from built.main.{mart}")
    made = write_site(database, tmp_path / "site", "test")

    assert made.incidents == 0
    pages = {path.name for path in (tmp_path / "site").glob("*.html")}
    assert "table-agg_casualties__country_month.html" in pages
    assert not pages & {"incidents.html", "incident.html", "quality.html"}
    test_links_within_the_site_lead_somewhere(tmp_path / "site")


def test_a_release_needs_no_marks_of_the_build(warehouse: Path, tmp_path: Path) -> None:
    database = tmp_path / "release.duckdb"
    shutil.copy(warehouse, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("drop table _builds")

    assert write_site(database, tmp_path / "site", "test").incidents > 0
    page = (tmp_path / "site" / "table-agg_casualties__country_month.html").read_text()
    assert "Casualty Warehouse (test): " in page
