"""Opening files: what comes out of good ones, and the one line for each bad one."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import DataError, UsageError
from ingest.files import (
    Part,
    choose_sheet,
    hash_files,
    leave_out,
    list_parts,
    read_batches,
    read_head,
    read_table,
)

ROWS = [("Idlib", "4"), ("Maâret al-Numan", "12")]
TABLE = "place,killed\n" + "".join(f"{place},{killed}\n" for place, killed in ROWS)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path) -> pl.DataFrame:
    return read_table(path)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"],
)
def test_every_encoding_gives_the_same_table(tmp_path: Path, encoding: str) -> None:
    frame = read(write(tmp_path, "tolls.csv", TABLE.encode(encoding)))
    assert frame.select("place", "killed").rows() == ROWS
    assert frame["line"].to_list() == [2, 3]
    assert frame["file_name"].unique().to_list() == ["tolls.csv"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, "tolls.csv", f'a{delimiter}b\n"1,5; 2"{delimiter}2\n')
    assert read(path).select("a", "b").rows() == [("1,5; 2", "2")]


def test_blank_cells_are_null_and_never_zero(tmp_path: Path) -> None:
    frame = read(write(tmp_path, "tolls.csv", 'a,b\n,0\n"",  \n'))
    assert frame.select("a", "b").rows() == [(None, "0"), (None, None)]


def test_batches_are_bounded_and_lines_run_on(tmp_path: Path) -> None:
    path = write(tmp_path, "tolls.csv", "a\n" + "1\n" * 5000)
    batches = list(read_batches(Part(path), ["a"], 0, 2048))
    assert max(batch.height for batch in batches) <= 2048
    assert pl.concat(batches)["line"].to_list() == list(range(2, 5002))


def test_names_are_stripped_filled_in_and_told_apart(tmp_path: Path) -> None:
    path = write(
        tmp_path, "tolls.csv", "Location ,killed,Killed,killed,,line\na,1,2,3,,x\n"
    )
    names = ["Location", "killed", "Killed", "killed_2", "column_5", "line_2"]
    frame = read(path)
    assert frame.columns == [*names, "line", "file_name"]
    assert frame.row(0) == ("a", "1", "2", "3", None, "x", 2, "tolls.csv")


def test_a_name_full_of_tricks_opens_only_that_file(tmp_path: Path) -> None:
    write(tmp_path, "1.csv", "a\nother\n")
    path = write(tmp_path, "we'ird[1]*?;--.csv", "a\nthis\n")
    frame = read(path)
    assert frame["a"].to_list() == ["this"]
    assert frame["file_name"].to_list() == ["we'ird[1]*?;--.csv"]


def test_a_parquet_file_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / "tolls.parquet"
    day = dt.date(2024, 11, 29)
    pl.DataFrame({"day": [day], "killed": [4], "injured": [None]}).write_parquet(path)
    frame = read(path)
    assert frame.row(0) == ("2024-11-29", "4", None, 2, "tolls.parquet")


def workbook(path: Path, *sheets: tuple[str, str]) -> Path:
    """A workbook of the fewest parts; a sheet is its name and its rows in XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed, related, buffer = "", "", io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, rows) in enumerate(sheets, 1):
            listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
            related += (
                f'<Relationship Id="r{number}" Type="{office}/worksheet"'
                f' Target="worksheets/sheet{number}.xml"/>'
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
            )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}">'
            f"<sheets>{listed}</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>'
        )
    path.write_bytes(buffer.getvalue())
    return path


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


FIRST = (
    "Tolls",
    "".join(
        (
            f"<row>{text_cell('A1', 'place')}{text_cell('B1', 'killed')}</row>",
            f"<row>{text_cell('A2', 'Idlib')}<c r='B2'><v>4</v></c></row>",
            f"<row>{text_cell('A3', 'Saraqib')}</row>",
        )
    ),
)
SECOND = ("Notes", f"<row>{text_cell('A1', 'note')}</row>")


def test_every_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "tolls.xlsx", FIRST, SECOND)
    assert read(path).rows() == [
        ("Idlib", "4", 2, "tolls.xlsx#Tolls"),
        ("Saraqib", None, 3, "tolls.xlsx#Tolls"),
    ]
    tolls, notes = list_parts(path)
    assert [part.sheet for part in (tolls, notes)] == ["Tolls", "Notes"]
    assert read_head(notes) == [["note"]]
    with pytest.raises(UsageError, match="no sheet 'Nope'; it has Tolls, Notes"):
        read_head(Part(path, "Nope"))


def test_a_named_sheet_is_the_same_part_as_when_all_are_listed(tmp_path: Path) -> None:
    several = workbook(tmp_path / "several.xlsx", FIRST, SECOND)
    assert choose_sheet(several, "Notes") == list_parts(several)[1]
    alone = workbook(tmp_path / "alone.xlsx", FIRST)
    assert [choose_sheet(alone, "Tolls")] == list_parts(alone)
    with pytest.raises(UsageError, match="no sheet 'Nope'; it has Tolls"):
        choose_sheet(alone, "Nope")
    with pytest.raises(UsageError, match="no sheet 'Nope'; it is no workbook"):
        choose_sheet(write(tmp_path, "a.csv", TABLE), "Nope")


def test_a_cell_is_read_as_it_is_seen(tmp_path: Path) -> None:
    row = (
        f"<row>{text_cell('A1', 'a')}{text_cell('B1', 'b')}{text_cell('C1', 'c')}</row>"
        '<row><c r="A2"><f>1+2</f><v>3</v></c><c r="B2" t="b"><v>1</v></c>'
        '<c r="C2"><v>2.5</v></c></row>'
    )
    path = workbook(tmp_path / "cells.xlsx", ("Cells", row))
    assert read(path).select("a", "b", "c").rows() == [("3", "True", "2.5")]


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["a.csv", "codebook.pdf", "licence.txt"], ["a.csv"]),
        (["a.jsonl", "README.md"], ["a.jsonl"]),
        (["a.txt", "b.html", "photo.jpg"], ["a.txt", "b.html"]),
        (["photo.jpg"], ["photo.jpg"]),
    ],
)
def test_of_an_archive_the_tables_are_read_else_the_texts(
    names: list[str], chosen: list[str]
) -> None:
    found, others = leave_out([Path("t.zip", name) for name in names])
    assert [path.name for path in found] == chosen
    assert others == [name for name in names if name not in chosen]


BAD_TABLES = {
    "empty.csv": (b"", "is empty"),
    "binary.csv": (b"a,b\n1,\x00\x01\x02\n", "NUL bytes"),
    "mixed.csv": ("a\né\n".encode() + b"\xe9\n", "UTF-8 at first"),
    "marked.csv": (b"\xef\xbb\xbfa\n\xe9\n", "UTF-8 at first"),
    "arabic.csv": ("مكان,قتلى\nإدلب,4\n".encode("cp1256"), "save it as UTF-8"),
    "cyrillic.csv": (
        "".join(map(chr, range(0x430, 0x440))).encode("cp1251"),
        "save it as UTF-8",
    ),
    "odd.csv": ("a\n1\n".encode("utf-16") + b"\x0a", "breaks off"),
    "headless.csv": (b"412700,2024,1\n412701,2024,1\n", "no header"),
    "nameless.csv": (b",,\n1,2,3\n", "no header"),
    "ragged.csv": (b"a,b\n1,2\n3\n", "line 3 has 1 cells where the header has 2"),
    "quoted.csv": (b'a,b\n1,"x\n', "line 2 has a quotation mark"),
    "long.csv": (b"a,b\n1," + b"x" * 3_000_000 + b"\n", "longer than 2 MB"),
    "cut.parquet": (b"PAR1 and no more", "no whole Parquet file"),
    "cut.xlsx": (b"PK\x03\x04 and no more", "no whole workbook"),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_fault_of_the_file_is_one_line(tmp_path: Path, name: str) -> None:
    content, fault = BAD_TABLES[name]
    path = write(tmp_path, name, content)
    with pytest.raises(DataError, match=fault) as caught:
        read_table(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_truncated_workbook_is_one_line(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "tolls.xlsx", FIRST).read_bytes()
    with pytest.raises(DataError, match="no whole workbook"):
        read_table(write(tmp_path, "cut.xlsx", whole[: len(whole) // 2]))


def test_wrong_paths_are_wrong_use(tmp_path: Path) -> None:
    for path, fault in (
        (tmp_path / "nothing.csv", "does not exist"),
        (tmp_path, "is a directory"),
        (write(tmp_path, "tolls.doc", "a"), "suffix '.doc'"),
    ):
        with pytest.raises(UsageError, match=fault):
            read_table(path)


def test_a_document_has_no_header(tmp_path: Path) -> None:
    assert read_head(Part(write(tmp_path, "a.txt", "Four people died."))) is None


def test_a_hash_does_not_know_names_or_order(tmp_path: Path) -> None:
    one, two = write(tmp_path, "1.csv", "a"), write(tmp_path, "2.csv", "bb")
    swapped = write(tmp_path, "3.csv", "bb"), write(tmp_path, "4.csv", "a")
    assert hash_files([one, two]) == hash_files(swapped)
    assert hash_files([one, two])[1] == 3
    sheets = {hash_files([one], [name])[0] for name in ("a", "b")}
    assert len({*sheets, hash_files([one], ["b", "a"])[0], hash_files([one])[0]}) == 4
    # The known sha256 of "a": one file has its own.
    assert hash_files([one])[0].startswith("ca978112ca1bbdcafac231b39a23dc4d")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=1))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    pl.DataFrame({"a": cells, "b": ["1"] * len(cells)}).write_csv(path)
    expected = [cell if cell.strip() else None for cell in cells]
    assert read(path)["a"].to_list() == expected
