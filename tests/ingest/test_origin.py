from pathlib import Path

import pytest

from ingest.errors import DataError, UsageError
from ingest.origin import find_lists, read_origin


def test_words_become_dates_with_their_precision() -> None:
    origin = read_origin({"published": "2024-11", "retrieved": "2024-12-01"}, "here")
    assert str(origin.published) == "2024-11-01 00:00:00"
    assert origin.published_precision == "month"
    assert str(origin.retrieved) == "2024-12-01"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"publisher": "Reuters"}, "here: no key publisher; the keys are"),
        ({"published": "soon"}, "here: published 'soon' is no date"),
        ({"completeness": "all"}, "here: completeness all is none of full"),
    ],
)
def test_fault_is_one_line_with_its_remedy(said: dict[str, str], fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        read_origin(said, "here")


def test_folder_stands_for_its_lists(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("A", "utf-8")
    (folder / "load.yml").write_text(
        "- files: [a.txt]\n  as: text\n  source: Daily News\n", "utf-8"
    )
    [(files, origin)] = list(find_lists([tmp_path]))
    assert files == [folder / "a.txt"]
    assert origin is not None
    assert (origin.reader, origin.source) == ("text", "Daily News")


def test_files_named_alone_have_no_list(tmp_path: Path) -> None:
    assert list(find_lists([tmp_path / "a.txt"])) == [([tmp_path / "a.txt"], None)]


def test_folder_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a folder without a load\.yml"):
        list(find_lists([tmp_path]))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("files: a", "no list of entries"),
        ("- files: [b.txt]", r"no file b\.txt beside it"),
        ("- [", "is no YAML"),
    ],
)
def test_broken_list_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "load.yml").write_text(text, "utf-8")
    with pytest.raises(DataError, match=fault):
        list(find_lists([tmp_path]))
