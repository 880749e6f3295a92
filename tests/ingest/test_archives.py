"""Archives: nothing leads out of them, nothing in them is lost or swells."""

import gzip
import zipfile
from pathlib import Path

import pytest

from ingest import archives
from ingest.archives import check_workbook, unpacked
from ingest.errors import DataError, UsageError

TABLE = b"place,killed\nIdlib,4\n"


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def names(path: Path) -> list[str]:
    with unpacked([path]) as (found,):
        assert all(file.read_bytes() == TABLE for file in found)
        return [file.name for file in found]


def test_a_file_that_is_no_archive_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"
    path.write_bytes(TABLE)
    with unpacked([path]) as found:
        assert found == [[path]]


def test_a_gzip_file_has_the_name_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv.gz"
    path.write_bytes(gzip.compress(TABLE))
    assert names(path) == ["tolls.csv"]


@pytest.mark.parametrize(
    "name",
    ["../../tolls.csv", "/etc/tolls.csv", "a/./tolls.csv", "..\\..\\tolls.csv"],
)
def test_a_path_in_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    path = pack(tmp_path / "tolls.zip", {name: TABLE})
    with unpacked([path]) as ((file,),):
        assert file.name == "tolls.csv"
        assert tmp_path not in file.parents
        assert file.parent.name == "tolls.zip"
    assert not file.exists()
    assert sorted(tmp_path.iterdir()) == [path]


def test_two_files_of_one_name_stay_two(tmp_path: Path) -> None:
    members = {"a/tolls.csv": TABLE, "b/tolls.csv": TABLE}
    assert names(pack(tmp_path / "t.zip", members)) == ["tolls.csv"] * 2
    twice = [tmp_path / "t.zip"] * 2
    with unpacked(twice) as found:
        assert len({file for files in found for file in files}) == 4


def test_what_a_system_adds_is_no_table(tmp_path: Path) -> None:
    added = {"__MACOSX/._tolls.csv": b"x", ".DS_Store": b"x", "folder/": b""}
    path = pack(tmp_path / "t.zip", {**added, "folder/tolls.csv": TABLE})
    assert names(path) == ["tolls.csv"]


def test_what_opens_to_too_much_is_refused(tmp_path: Path) -> None:
    zeros = bytes(11_000_000)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(zeros))
    for path in (pack(tmp_path / "a.zip", {"a.csv": zeros}), tmp_path / "a.csv.gz"):
        with pytest.raises(DataError, match="200 times its size"), unpacked([path]):
            pass


def test_many_small_files_are_too_much_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "t.zip", {"a.csv": TABLE, "b.csv": TABLE})
    monkeypatch.setattr(archives, "MOST_BYTES", 1.5 * len(TABLE))
    with pytest.raises(DataError, match="opens to more"), unpacked([path]):
        pass
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 1)
    with pytest.raises(DataError, match="holds more than 1 files"), unpacked([path]):
        pass


def test_what_is_small_may_shrink_as_it_will(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.zip", {"a.csv": bytes(9_000_000)})
    with unpacked([path]) as ((file,),):
        assert file.stat().st_size == 9_000_000


def test_a_workbook_is_an_archive_too(tmp_path: Path) -> None:
    bomb = pack(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": bytes(11_000_000)})
    with pytest.raises(DataError, match="opens to more"):
        check_workbook(bomb)
    check_workbook(pack(tmp_path / "b.xlsx", {"xl/workbook.xml": TABLE}))


@pytest.mark.parametrize("name", ["t.zip", "t.csv.gz"])
def test_what_is_cut_off_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pack(path, {"a.csv": TABLE * 50})
    content = path.read_bytes() if name.endswith("zip") else gzip.compress(TABLE * 50)
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match="is no whole archive"), unpacked([path]):
        pass


@pytest.mark.parametrize("members", [{}, {"folder/": b""}, {"..": b"x"}])
def test_an_archive_without_a_file_is_told(
    tmp_path: Path, members: dict[str, bytes]
) -> None:
    path = pack(tmp_path / "t.zip", members)
    with pytest.raises(DataError, match="holds no file"), unpacked([path]):
        pass


def test_a_fault_names_the_file_in_its_archive(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.zip", {"folder/a.csv": TABLE})
    with (
        pytest.raises(UsageError, match=r"^t\.zip/a\.csv is odd$"),
        unpacked([path]) as ((file,),),
    ):
        raise UsageError(f"{file} is odd")
