"""Places of the text reader on labelled texts: country and first-level area.

    python benchmarks/places.py FILE.jsonl [--errors SOURCE]

A line holds ``text``, ``date``, ``source``, ``country`` and ``city`` or ``place``. The
label is looked up in the gazetteer within its country; ``admin1``, where a set has it,
is not used, since no set names areas as GeoNames does. A row is *locatable* where the
gazetteer knows the place; then its areas are those of all places of that name in the
country. Where they are several, any of them counts as right: the label does not tell
which was meant.

Right is: the first report of the text has a place of that country (and area). A text
without a report has no place and counts as wrong; ``of_reports`` leaves those out,
and ``of_named`` those in which the label does not stand literally.

What it cannot tell: how far from the place the reading is within its area, whether the
label itself is right, and whether other reports of a text lie where they should.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from ingest.gazetteer import load
from ingest.text import PlaceIndex, index_places, read
from ingest.text.gazette import key_of

Row = dict[str, bool]
# Shares stand behind the number of texts that they are of.
COLUMNS = (
    *("set", "texts", "country"),
    *("locatable", "country", "country and area"),
    *("of them with a report", "area"),
    *("of them with the place in the words", "area"),
)


def spelt(name: str) -> str:
    """The spelling key of a name or a text of several words."""
    return " ".join(key_of(word) for word in name.split())


def areas(index: PlaceIndex, name: str, country: str) -> set[str]:
    """The first-level areas of the places of a name in a country (ids of both)."""
    found = [named.place for named in index.find(spelt(name))]
    return {p.admin1_id for p in found if p.country_id == country and p.admin1_id}


def country_of(index: PlaceIndex, name: str) -> str | None:
    """The id of the country of a name."""
    found = [named.place for named in index.find(spelt(name))]
    return next((p.country_id for p in found if p.kind == "country"), None)


def judged(index: PlaceIndex, text: dict[str, str], places: pl.DataFrame) -> Row:
    """What is right of one text; ``places`` are those of its first report."""
    country = country_of(index, text["country"])
    name = str(text.get("city") or text.get("place") or "")
    wanted = areas(index, name, country) if country else set()
    is_country = country in places["country_id"].to_list()
    return {
        "country": is_country,
        "admin1": is_country and not wanted.isdisjoint(places["admin1_id"].to_list()),
        "is_locatable": bool(wanted),
        "is_named": f" {spelt(name)} " in f" {spelt(text['text'])} ",
        "has_place": not places.is_empty(),
    }


def share(rows: list[Row], key: str) -> str:
    """The share of rows in which something is so."""
    return f"{sum(row[key] for row in rows) / max(1, len(rows)):.3f}"


def table(judgements: dict[str, list[Row]]) -> Iterator[str]:
    """The shares by set, as a Markdown table."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield f"|---|{'---:|' * (len(COLUMNS) - 1)}"
    for source, rows in sorted(judgements.items()):
        known = [row for row in rows if row["is_locatable"]]
        reported = [row for row in known if row["has_report"]]
        named = [row for row in known if row["is_named"]]
        cells = [
            *(source, len(rows), share(rows, "country")),
            *(len(known), share(known, "country"), share(known, "admin1")),
            *(len(reported), share(reported, "admin1")),
            *(len(named), share(named, "admin1")),
        ]
        yield f"| {' | '.join(str(cell) for cell in cells)} |"


def main(path: str, errors: str = "") -> None:
    """Print, per source, how often country and area are right."""
    index = index_places(load())
    texts = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    judgements: dict[str, list[Row]] = defaultdict(list)
    seconds = 0.0
    for text in (text for text in texts if text.get("country")):
        day = text.get("date") or ""
        published = date.fromisoformat(day) if len(day) == len("2024-11-30") else None
        start = time.perf_counter()
        records = read(text["text"], published, index).records
        seconds += time.perf_counter() - start
        first = records["reports"]["report_ref"].head(1).to_list()
        places = records["report_places"].filter(pl.col("report_ref").is_in(first))
        row = judged(index, text, places) | {"has_report": bool(first)}
        judgements[text["source"]].append(row)
        if errors == text["source"] and row["is_locatable"] and not row["admin1"]:
            label = [text.get(key) for key in ("city", "place", "country")]
            found = places.select("place_text", "place_id", "admin1_id").rows()
            print("label", label, "read", found, row, text["text"], "\n")
    print("\n".join(table(judgements)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else "")  # noqa: PLR2004 - argv
