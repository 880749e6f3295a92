"""Tables with HXL tags: what each tag becomes, and who is counted. Made-up rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.origin import Origin
from ingest.readers import find_sets
from ingest.records import Records
from ingest.sets import DocumentSet
from ingest.sources import ADAPTERS
from ingest.sources.hxl import draft_layout, find_tags, place_tag
from ingest.sources.layout import check_layout
from ingest.sources.mapping_draft import Placed
from tests.ingest.test_files import workbook

SAID = Origin(source="Office", title="Harm by month")
AGGREGATE = """\
Pays,Région,Du,Au,Tués,Tuées,Blessés min,Blessés max,Touchés
#country+name,#adm1+name,#date+start,#date+end,#affected+killed,#affected+killed+women,#affected+injured+min,#affected+injured+max,#affected
Syria,Idlib,2024-01-01,2024-01-31,5,2,3,4,100
Syria,Idlib,2024-01-01,2024-01-31,7,,,,90
Syria,Homs,2024-01-01,2024-01-31,,,0,0,
"""


def sets(path: Path, origin: Origin = SAID) -> list[DocumentSet]:
    return list(find_sets([path], origin, lambda *_: None))


def read(path: Path, table: str, origin: Origin = SAID) -> Records:
    path.write_text(table)
    (found,) = sets(path, origin)
    _, records = found.batches
    return records


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("#affected+killed", {"measure": "killed", "role": "all"}),
        ("#affected +killed", {"measure": "killed", "role": "all"}),
        ("#killed", {"measure": "killed", "role": "all"}),
        ("#injured+f", {"measure": "injured", "sex": "female", "role": "all"}),
        (
            "#affected+injured+f+children",
            {"measure": "injured", "sex": "female", "age_group": "child"},
        ),
        ("#affected+m+adults+killed", {"sex": "male", "age_group": "adult"}),
        ("#affected+killed+girls", {"sex": "female", "age_group": "child"}),
        ("#affected+killed+elderly", {"age_group": "adult"}),
        ("#affected+killed+min", {"bound": "low"}),
        ("#affected+killed+max", {"bound": "high"}),
        ("#affected+killed+est", {"bound": "value"}),
        ("#affected+killed+injured", {"measure": "killed_or_injured"}),
        (
            "#affected +healthworker +kidnapped",
            {"measure": "abducted", "occupation": "health_worker", "role": "victim"},
        ),
        ("#affected+civilians+killed", {"status": "civilian", "role": "victim"}),
        ("#affected+displaced+hh", {"unit_counted": "households"}),
        ("#affected+killed+armedforces", {"status": "armed_forces", "role": "victim"}),
        ("#affected+killed+unknownstatus", {"status": "unknown"}),
        ("#affected+casualties", {"measure": "casualties"}),
        ("#event+killed+num", {"measure": "killed", "bound": "incidents"}),
    ],
)
def test_a_tag_of_people_says_who_they_are(tag: str, parts: dict[str, str]) -> None:
    found = place_tag("x", tag)
    assert isinstance(found, Placed)
    assert dict(found.parts).items() >= parts.items()


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("#affected", "people who are affected are no casualties"),
        ("#affected+f", "people who are affected are no casualties"),
        ("#affected+killed+refugees", "+refugees is no group or harm that is known"),
        ("#affected+killed+missing+injured", "says more than one harm"),
        ("#event+num", "a number of events says nothing of people"),
        ("#description", "not a tag of a report of casualties"),
        ("#date+year", "+year says too little alone"),
        ("#group+type", "+type does not name an actor"),
        ("# 1", "not a tag of a report of casualties"),
    ],
)
def test_a_tag_without_a_place_says_why(tag: str, reason: str) -> None:
    assert place_tag("x", tag) == reason


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("#date", "date.min"),
        ("#date+occurred", "date.min"),
        ("#date+start", "date.min"),
        ("#date+end", "date.max"),
        ("#date+reported", "published.column"),
        ("#adm1+name", "place.admin1"),
        ("#admin1", "place.admin1"),
        ("#adm2", "place.admin2"),
        ("#adm2+code", "place.pcode"),
        ("#event+type", "event_type"),
        ("#country+code", "place.country"),
        ("#country_ISO", "place.country"),
        ("#loc", "place.name"),
        ("#geo+lat", "place.latitude"),
        ("#lon", "place.longitude"),
        ("#lat_deg", "place.latitude"),
        ("#event+id", "native_id"),
        ("#meta+id", "native_id"),
        ("#meta+source", "voice"),
        ("#source", "voice"),
        ("#cause", "cause"),
        ("#status", "harm_status"),
        ("#group+perp", "actors"),
        ("#org", "actors"),
    ],
)
def test_every_other_tag_has_its_place(tag: str, key: str) -> None:
    found = place_tag("x", tag)
    assert isinstance(found, Placed)
    assert found.key == key


def test_tags_give_a_layout_that_a_mapping_could_hold() -> None:
    rows = [line.split(",") for line in AGGREGATE.splitlines()]
    made = draft_layout(dict(zip(rows[0], rows[1], strict=True)))
    said = {"source": "Office", "dataset_id": "office"}
    assert check_layout("x", said | made.layout)
    assert made.unplaced == {
        "Touchés": "#affected: people who are affected are no casualties"
    }


def test_a_number_of_events_needs_people(tmp_path: Path) -> None:
    table = (
        "Du,Au,Tués,Cas,Cas blessés\n"
        "#date+start,#date+end,#affected+killed,#event+killed+num,#event+injured+num\n"
        "2024-01-01,2024-01-31,5,3,2\n"
    )

    claims = read(tmp_path / "x.csv", table)["claims"]

    assert claims.select("measure", "best", "incident_count").rows() == [
        ("killed", 5, 3)
    ]
    rows = [line.split(",") for line in table.splitlines()]
    made = draft_layout(dict(zip(rows[0], rows[1], strict=True)))
    assert made.unplaced == {
        "Cas blessés": "no column counts the people of these events"
    }


def test_the_better_of_two_columns_for_one_thing_is_taken() -> None:
    columns = ["code", "name", "day", "start", "n", "again"]
    tags = ["#country+code", "#country+name", "#date", "#date+start"]
    tags += ["#affected+killed", "#affected+killed+total"]
    made = draft_layout(dict(zip(columns, tags, strict=True)))
    assert made.layout["place"]["country"] == "name"
    assert made.layout["date"] == {"min": "start"}
    assert made.unplaced == {
        "code": "name stands for the same already",
        "day": "start stands for the same already",
        "again": "n stands for the same already",
    }


@pytest.mark.parametrize(
    ("tags", "unit"),
    [
        ("#event+id #adm1 #date+start #date+end", None),
        ("#loc #date", None),
        ("#geo+lat #geo+lon #date", None),
        ("#adm1 #date", "area_aggregate"),
        ("#loc #date+start #date+end", "area_aggregate"),
    ],
)
def test_a_row_is_an_incident_or_an_aggregate(tags: str, unit: str | None) -> None:
    listed = [*tags.split(), "#affected+killed"]
    assert draft_layout({tag: tag for tag in listed}).layout.get("unit") == unit


def test_a_tagged_table_is_read_without_a_mapping(tmp_path: Path) -> None:
    found = read(tmp_path / "harm.csv", AGGREGATE)
    names = ("report_ref", "measure", "sex", "low", "best", "high", "scope")
    period = "Syria | {} | 2024-01-01 | 2024-01-31{}"
    assert sorted(found["claims"].select(names).rows(), key=str) == [
        (period.format("Homs", ""), "injured", "all", 0, 0, 0, "period"),
        (period.format("Idlib", " #2"), "killed", "all", None, 7, None, "period"),
        (period.format("Idlib", ""), "injured", "all", 3, None, 4, "period"),
        (period.format("Idlib", ""), "killed", "all", None, 5, None, "period"),
        (period.format("Idlib", ""), "killed", "female", None, 2, None, "period"),
    ]
    assert found["rejects"].is_empty()
    assert found["report_quirks"]["quirk"].to_list() == ["repeated_row"]
    assert found["load_tallies"].filter(column_name="Tués")["people_read"].sum() == 12


def test_tags_may_stand_on_top_and_below_other_lines(tmp_path: Path) -> None:
    tags, *rows = AGGREGATE.splitlines()[1:]
    bare = read(tmp_path / "bare.csv", "\n".join([tags, *rows]) + "\n")
    titled = "Harm,,,,,,,,\n" + AGGREGATE
    assert find_tags([line.split(",") for line in titled.splitlines()]) == 2
    assert bare["claims"].height == 5
    assert read(tmp_path / "titled.csv", titled)["claims"].height == 5


def test_the_publisher_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'harm\.csv has HXL tags.*--source "…"'):
        read(tmp_path / "harm.csv", AGGREGATE, Origin())


def test_the_title_names_the_data_set(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(AGGREGATE)
    (found,) = sets(tmp_path / "x.csv")
    document = found.documents.row(0, named=True)
    assert document["dataset_id"] == "harm_by_month"
    assert document["source_name"] == "Office"
    assert (found.reader, found.unread) == (
        "hxl",
        ("Touchés (#affected: people who are affected are no casualties)",),
    )


@pytest.mark.parametrize(
    ("table", "origin", "fault"),
    [
        ("a,b\n#adm1,#affected\n1,2\n", SAID, "no HXL tag counts casualties"),
        ("a\n#affected+killed\n2\n", SAID, "no HXL tag tells one row from another"),
        ("a\n1\n", Origin(reader="hxl", source="x"), "has no row of HXL tags"),
    ],
)
def test_tags_that_do_not_do_are_told(
    tmp_path: Path, table: str, origin: Origin, fault: str
) -> None:
    with pytest.raises(UsageError, match=fault):
        read(tmp_path / "x.csv", table, origin)


def test_a_known_data_set_is_not_read_by_its_tags(tmp_path: Path) -> None:
    columns = ADAPTERS["maverick"].members["reports"].needs
    path = tmp_path / "known.csv"
    path.write_text(f"{','.join(columns)}\n#affected+killed{',' * len(columns[1:])}\n")
    (found,) = sets(path)
    assert found.reader == "maverick"


def test_of_several_sheets_with_tags_one_is_chosen(tmp_path: Path) -> None:
    row = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = [("Land", "Tote"), ("#country", "#affected+killed"), ("Syria", "4")]
    xml = "".join(f"<row>{''.join(map(row.format, cells))}</row>" for cells in rows)
    book = workbook(tmp_path / "tolls.xlsx", ("A", xml), ("B", xml))
    with pytest.raises(
        UsageError, match="tags in the sheets A, B; choose with --sheet"
    ):
        sets(book)
    (found,) = sets(book, replace(SAID, sheet="B"))
    assert found.documents["file_name"].to_list() == ["tolls.xlsx#B"]
    one = workbook(tmp_path / "one.xlsx", ("About", "<row></row>"), ("B", xml))
    (named,) = sets(one, replace(SAID, reader="hxl"))
    assert named.documents["file_name"].to_list() == ["one.xlsx#B"]
    with pytest.raises(UsageError, match="has no sheet 'C'; it has A, B"):
        sets(book, replace(SAID, sheet="C"))
