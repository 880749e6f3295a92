"""Mappings proposed for tables that nobody knows: each must load what it promises.

The tables are made up; the published ones are measured where they are at hand.
"""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.column_values import look_at
from ingest.column_words import read_name
from ingest.errors import DataError, UsageError
from ingest.headers import name_columns
from ingest.origin import Origin
from ingest.proposal_page import write_page
from ingest.propose import propose as propose_mapping
from ingest.proposed import Proposed, propose_file
from ingest.readers import find_sets
from ingest.records import Records
from ingest.sources.layout import check_layout, columns_in
from ingest.sources.mapping import make_adapter
from tests.ingest.test_files import workbook

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"

published = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published files are not part of the project"
)

STRIKES = """\
Ref;Date;Town;Governorate;Suspected;Weapon;Dead (at least);Children dead;\
Wounded from;Wounded to;Link
D-001;29/11/2024;Idlib City;Idlib;Russian Military;airstrike;4;;20;25;https://example.org/1
D-002;30/11/2024;Saraqib;Idlib;unknown;shelling;2;1;;3;
D-003;01/12/2024;Aleppo;Aleppo;;airstrike;several;;;;
"""


def propose(folder: Path, table: str, name: str = "table.csv") -> Proposed:
    (folder / name).write_text(table)
    return propose_file(folder / name, Origin())


def layout(made: Proposed) -> dict[str, Any]:
    found = yaml.safe_load(made.page)
    assert isinstance(found, dict)
    return found


def load(file: Path, made: Proposed, folder: Path) -> Records:
    """What the table gives by the mapping as it was proposed."""
    mapping = folder / "proposed.yml"
    mapping.write_text(made.page)
    (found,) = find_sets([file], Origin(reader=str(mapping)), lambda *_: None)
    tables: dict[str, list[pl.DataFrame]] = {}
    for records in found.batches:
        for name, frame in records.items():
            tables.setdefault(name, []).append(frame)
    return {name: pl.concat(frames) for name, frames in tables.items()}


def claims(
    folder: Path, table: str, *columns: str, name: str = "table.csv"
) -> list[Any]:
    made = propose(folder, table, name)
    assert made.is_usable, made.page
    found = load(folder / name, made, folder)["claims"]
    return sorted(found.select("report_ref", *columns).rows(), key=str)


def sums(records: Records) -> dict[str, int]:
    """People by the column that counts them; each column gives one bound here."""
    figure = pl.coalesce("best", "low", "high")
    summed = records["claims"].group_by("anchor").agg(figure.sum())
    return dict(summed.iter_rows())


def test_a_newsrooms_table_is_placed_and_explained(tmp_path: Path) -> None:
    made = propose(tmp_path, STRIKES)
    assert layout(made) == {
        "source": "Unknown",
        "dataset_id": "table",
        "native_id": "Ref",
        "date": {"min": "Date", "format": "%d/%m/%Y"},
        "place": {"name": "Town", "admin1": "Governorate"},
        "actors": [
            {"name": "Suspected", "role": "perpetrator", "certainty": "suspected"}
        ],
        "cause": "Weapon",
        "url": "Link",
        "claims": [
            {"measure": "killed", "role": "all", "low": "Dead (at least)"},
            {"measure": "killed", "role": "all"}
            | {"age_group": "child", "value": "Children dead"},
            {"measure": "injured", "role": "all"}
            | {"low": "Wounded from", "high": "Wounded to"},
        ],
    }
    assert (
        '# Dead (at least): the name says "dead"; 2 of 3 cells are counts, '
        "not 'several'" in made.page
    )
    assert "# who publishes it? Write it here\nsource: Unknown" in made.page


def test_what_is_proposed_loads(tmp_path: Path) -> None:
    found = load(tmp_path / "table.csv", propose(tmp_path, STRIKES), tmp_path)
    bounds = ("report_ref", "measure", "age_group", "low", "best", "high")
    assert sorted(found["claims"].select(bounds).rows()) == [
        ("D-001", "injured", "all", 20, None, 25),
        ("D-001", "killed", "all", 4, 4, None),
        ("D-002", "injured", "all", None, None, 3),
        ("D-002", "killed", "all", 2, 2, None),
        ("D-002", "killed", "child", None, 1, None),
    ]
    assert found["rejects"]["value"].to_list() == ["several"]


@pytest.mark.parametrize(
    ("header", "places"),
    [
        (
            "id,fecha,departamento,municipio,muertos,heridos",
            ("departamento", "municipio"),
        ),
        ("id,date,gouvernorat,lieu,tués,blessés", ("gouvernorat", "lieu")),
        ("المعرف,التاريخ,المحافظة,المدينة,عدد القتلى,الجرحى", ("المحافظة", "المدينة")),
        ("EventID,EventDate,Province,City,nKilled,nInjured", ("Province", "City")),
    ],
)
def test_the_words_of_four_languages_are_known(
    tmp_path: Path, header: str, places: tuple[str, str]
) -> None:
    made = propose(tmp_path, f"{header}\n1,2020-01-02,X,Y,4,5\n2,2020-01-03,X,Y,1,\n")
    names = header.split(",")
    found = layout(made)
    assert (found["native_id"], found["date"]["min"]) == tuple(names[:2])
    assert (found["place"]["admin1"], found["place"]["name"]) == places
    assert [(c["measure"], c["value"]) for c in found["claims"]] == [
        ("killed", names[4]),
        ("injured", names[5]),
    ]


def test_a_table_of_groups_tells_its_rows_apart(tmp_path: Path) -> None:
    table = (
        "Expediente,Fecha,Tipo,Sexo,Número\n1,2020-01-03,Muertos,Mujeres,2\n"
        "1,2020-01-03,Muertos,Hombres,3\n1,2020-01-03,Heridos,Total,4\n"
        "2,2020-02-03,Heridos,Desconocido,1\n"
    )
    assert claims(tmp_path, table, "measure", "sex", "best") == [
        ("1 | Heridos | Total", "injured", "all", 4),
        ("1 | Muertos | Hombres", "killed", "male", 3),
        ("1 | Muertos | Mujeres", "killed", "female", 2),
        ("2 | Heridos | Desconocido", "injured", "unknown", 1),
    ]


def test_a_list_of_persons_counts_each(tmp_path: Path) -> None:
    table = (
        "Serial,Name,Age,Gender,Date of death\n1,A,34,M,2023-10-08\n"
        "2,B,3 months,F,October 2023\n3,C,,,2023-10-09\n"
    )
    assert claims(tmp_path, table, "measure", "sex", "age_group", "best") == [
        ("1", "killed", "male", "adult", 1),
        ("2", "killed", "female", "child", 1),
        ("3", "killed", "unknown", "unknown", 1),
    ]
    assert "Name: no word of its name is known" in propose(tmp_path, table).page


def test_lists_of_victims_by_source_count_each_once(tmp_path: Path) -> None:
    """As HRDAG publishes them: a month, and flags of several kinds (trap 31)."""
    table = (
        "match_group_id,month,sex,perpetrator,in_1,in_2\na,2016-07,male,police,True,\n"
        "b,2016-08,female,police,1.0,0.0\nc,2016-08,male,unknown,False,1\n"
    )
    found = claims(tmp_path, table, "measure", "sex", "best", name="killings.csv")
    assert found == [
        ("a", "killed", "male", 1),
        ("b", "killed", "female", 1),
        ("c", "killed", "male", 1),
    ]


def test_an_aggregate_without_identifiers_is_said_to_be_one(tmp_path: Path) -> None:
    row = "A,2020-01-01,2020-01-31,4\n"
    table = f"Province,Start date,End date,Killed\n{row}{row}"
    made = propose(tmp_path, table)
    assert layout(made)["unit"] == "area_aggregate"
    assert layout(made)["repeats"] == "numbered"
    assert [row[-1] for row in claims(tmp_path, table, "best")] == [4, 4]


def test_a_day_that_may_be_a_month_is_asked_about(tmp_path: Path) -> None:
    made = propose(tmp_path, "ID,Date,Killed\n1,03/04/2016,1\n2,04/05/2016,2\n")
    assert "# AMBIGUOUS Date: day and month cannot be told apart" in made.page
    assert "format" not in layout(made)["date"]
    found = load(tmp_path / "table.csv", made, tmp_path)
    assert found["claims"].is_empty()
    assert "cannot be told from the column" in found["rejects"]["reason"][0]


@pytest.mark.parametrize(
    ("column", "cells", "reason"),
    [
        ("Number female", "1 2", "names a group, but not what happened to it"),
        ("Killed in what way", "x y", "names a harm, but 0 of 2 cells are counts"),
        ("Country of origin", "A B", "its name says that it is of another place"),
        ("Latitude", "far wide", '"latitude"; 0 of 2 cells are latitudes'),
        ("Notes", "x y", "free text, which is not read"),
        ("Colour", "x y", "no word of its name is known"),
        ("District", "7 8", "but its cells are numbers"),
        ("Town", " ", "no cell says anything"),
        ("Age at death", "34 45", "says the age, but not in a few words"),
        ("Place of death", "34 45", "but its cells are numbers"),
        ("Deaths", "5 6", "Killed stands for the same already"),
        ("Status", "0::Killed||1::Injured 0::Injured", "unpack it, and say what to"),
    ],
)
def test_what_has_no_place_is_listed_with_the_reason(
    tmp_path: Path, column: str, cells: str, reason: str
) -> None:
    first, _, second = cells.partition(" ")
    table = f"ID,Killed,{column}\n1,2,{first}\n2,3,{second}\n"
    made = propose(tmp_path, table)
    (line,) = [
        text for text in made.page.splitlines() if text.startswith(f"#   {column}")
    ]
    assert reason in line
    assert column not in str(layout(made))


def test_a_table_without_figures_is_no_mapping_yet(tmp_path: Path) -> None:
    made = propose(tmp_path, "Town,Colour\nA,x\nB,y\n")
    assert not made.is_usable
    assert "# LACKING claims: no column counts people" in made.page
    assert layout(made)["native_id"] == ["Town"]
    assert "LACKING native_id" in propose(tmp_path, "Killed,Colour\n1,x\n").page


def test_words_that_say_nothing_are_named(tmp_path: Path) -> None:
    made = propose(tmp_path, "ID,Killed,Injured\n1,2,NA\n2,-,3\n")
    assert layout(made)["empty"] == ["-", "NA"]
    assert load(tmp_path / "table.csv", made, tmp_path)["rejects"].is_empty()


def test_a_column_in_doubt_is_taken_with_its_doubt(tmp_path: Path) -> None:
    table = "ID,Killed in custody,Killed\n1,1,5\n2,2,6\n"
    page = propose(tmp_path, table).page
    assert "Killed in custody: Killed stands for the same already" in page
    alone = propose(tmp_path, "ID,Killed custody\n1,1\n2,2\n").page
    assert "not known: custody; are these all who were counted?" in alone


def test_lines_above_the_header_and_tags_below_it_are_passed_over(
    tmp_path: Path,
) -> None:
    table = (
        "Our list,,,\nID,Day,Harm,Seen\n,#date,#affected+killed,\n1,2020-01-02,4,x\n"
    )
    made = propose(tmp_path, table)
    assert layout(made)["claims"] == [
        {"measure": "killed", "role": "all", "value": "Harm"}
    ]
    assert "# Harm: its tag is #affected+killed" in made.page
    assert layout(made)["date"] == {"min": "Day"}
    assert load(tmp_path / "table.csv", made, tmp_path)["claims"].height == 1


def test_the_sheets_of_a_workbook_are_listed(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = [("ID", "Killed"), ("x1", "4"), ("x2", "5")]
    xml = "".join(f"<row>{''.join(map(cell.format, cells))}</row>" for cells in rows)
    book = workbook(tmp_path / "tolls.xlsx", ("About", "<row></row>"), ("Rows", xml))
    made = propose_file(book, Origin(sheet="Rows"))
    assert made.notes == [
        "tables: About, Rows; this is tolls.xlsx#Rows (--sheet chooses another)"
    ]
    assert sums(load(book, made, tmp_path)) == {"Killed": 9}
    with pytest.raises(UsageError, match="has no sheet 'Nothing'"):
        propose_file(book, Origin(sheet="Nothing"))


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a text, which needs no mapping"):
        propose(tmp_path, "Shelling killed three.", "news.txt")
    with pytest.raises(DataError, match="has no header"):
        propose(tmp_path, "1,2\n3,4\n")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tués (au moins)", {"measure": "killed", "bound": "low"}),
        ("عدد القتلى", {"measure": "killed"}),
        ("niños heridos", {"age_group": "child", "measure": "injured"}),
        ("n_killed", {"measure": "killed"}),
        ("HealthWorkersKilled", {"occupation": "health_worker", "measure": "killed"}),
    ],
)
def test_a_name_says_what_its_phrases_say(name: str, parts: dict[str, str]) -> None:
    said: dict[str, str] = {}
    for _, told in read_name(name).said:
        said |= told
    assert said.items() >= parts.items()


def test_cells_are_looked_at_as_a_mapping_reads_them() -> None:
    seen = look_at(pl.Series(["1", "2 - 3", "12+", "Unknown", "NA", "many", None]))
    assert (seen.filled, seen.counts, seen.nothing) == (5, 0.75, ["NA"])
    assert seen.strange == ["many"]
    assert look_at(pl.Series(["13/01/2020", "01/02/2020"])).form == "%d/%m/%Y"
    assert look_at(pl.Series(["0::A||1::B", "0::B"])).kinds == ["B", "A"]
    assert look_at(pl.Series([], dtype=pl.String)).filled == 0


@published
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("gva/*.csv", {"n_killed": 1139, "n_injured": 2250}),
        (
            "iom_missing_migrants/*.csv",
            # Four rows have a negative number of missing, and are rejected whole.
            {"No. dead": 22259, "No. missing": 27648, "No. dead/missing": 49907},
        ),
        (
            "insecurity_insight/*.xlsx",
            {
                "Health Workers Killed": 1634,
                "Health Workers Injured": 2519,
                "Health Workers Kidnapped": 1212,
                "Health Workers Arrested": 1781,
            },
        ),
    ],
)
def test_a_published_table_loads_to_the_last_person(
    tmp_path: Path, pattern: str, expected: dict[str, int]
) -> None:
    (path,) = DATA.glob(pattern)
    made = propose_file(path, Origin())
    assert made.is_usable
    assert sums(load(path, made, tmp_path)) == expected


def test_columns_with_an_equal_claim_are_asked_about(tmp_path: Path) -> None:
    made = propose(tmp_path, "ID,Deaths A,Deaths B,Deaths unknown\n1,1,2,0\n2,3,4,0\n")
    assert [c["value"] for c in layout(made)["claims"]] == ["Deaths A"]
    for column in ("Deaths B", "Deaths unknown"):
        assert f"# AMBIGUOUS {column}: Deaths A stands for the same" in made.page


@pytest.mark.parametrize(
    "name", ["Age at death", "Death ID", "Date of death", "Death lat"]
)
def test_a_number_about_a_death_counts_no_people(tmp_path: Path, name: str) -> None:
    """Dates of Excel are numbers such as 45000, and ages are numbers anyway."""
    made = propose(tmp_path, f"Ref,{name},Hurt\n1,45000,3\n2,45001,4\n")
    assert [claim["value"] for claim in layout(made)["claims"]] == ["Hurt"]


def test_a_shared_number_of_something_else_is_no_event(tmp_path: Path) -> None:
    """Rows of one event are one incident: a wrong one would merge what is apart."""
    made = propose(tmp_path, "ID,Conflict ID,Event ID,Killed\n1,7,a,1\n2,7,a,1\n")
    assert layout(made)["event_id"] == "Event ID"
    assert "Conflict ID" not in str(layout(made))


HEADERS = ("ID", "Date", "Town", "Killed", "Injured min", "Sex", "Number", "x", "#adm1")
CELLS = ("", "1", "2 - 3", "F", "male", "03/04/2016", "a; b", "0::x||1::y", "#", "NA")


@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), max_size=4),
)
def test_any_table_gives_a_page_that_is_a_mapping_or_says_what_it_lacks(
    names: list[str], rows: list[list[str]]
) -> None:
    columns = name_columns(names)
    cells = [[cell or None for cell in row[: len(columns)]] for row in rows]
    batch = pl.DataFrame(cells, dict.fromkeys(columns, pl.String), orient="row")
    made = propose_mapping("table", batch, {})
    page = write_page("table.csv", None, "table", made)
    found = yaml.safe_load(page)
    if made.lacking:
        assert "# LACKING" in page
    else:
        adapter = make_adapter(check_layout("x", found), "1")
        added = {"line": pl.int_range(2, pl.len() + 2), "file_name": pl.lit("x")}
        records = adapter.records("rows", batch.with_columns(**added))
        lines = {*records["reports"]["line"], *records["rejects"]["line"]}
        assert lines == set(range(2, len(rows) + 2))
    placed = {*columns_in("claims", found.get("claims", [])), *made.unplaced}
    assert placed <= set(columns)
