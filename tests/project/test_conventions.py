"""What must not stand in the repository, and the size of what does."""

import ast
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVALUATION = ROOT.parent / "shared/eval"

MAX_BYTES = 3_000_000
MAX_LINES = 250
# A table of schemas, read by name and never from top to bottom.
LONG_BY_NATURE = {"ingest/records.py"}

# The brackets keep the patterns from matching themselves.
UNWANTED = {
    "an address of a package registry": re.compile(
        r"index-ur[l][ =]+\S*https?:|https?://[^\s/]*(pyp[i]|artifactory|nexus)"
    ),
    "a path of one machine": re.compile(r"(?<![\w.:/])/(work|root|home|Users)/\w"),
    "a word on how the work is organised": re.compile(r"\b[iI]ssu[e] #?\d|\bTOD[O]\b"),
    # The reason may also stand in a comment of its own, above.
    "a noqa or an ignore without its reason": re.compile(
        r"^(?! *#).*\n.*"
        r"# (noq[a](: [A-Z]+\d+(, ?[A-Z]+\d+)*)?|typ[e]: ignore(\[[\w, -]+\])?) *$",
        re.MULTILINE,
    ),
}


@cache
def _tracked() -> tuple[Path, ...]:
    """Files that are in the repository, or would be with the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(  # noqa: S603  # a command without input from outside
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so what is tracked is not known")
    return tuple(
        path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()
    )


@cache
def _texts() -> dict[str, str]:
    """The words of every tracked file that holds words."""
    texts = {}
    for path in _tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path.relative_to(ROOT).as_posix()] = content.decode(
                "utf-8", "replace"
            )
    return texts


def _unwanted(text: str) -> list[str]:
    return [name for name, pattern in UNWANTED.items() if pattern.search(text)]


def test_no_tracked_file_holds_what_is_unwanted() -> None:
    found = {
        name: faults for name, text in _texts().items() if (faults := _unwanted(text))
    }

    assert not found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "--index-" + "url https://10.0.0.1/simple",
            "an address of a package registry",
        ),
        ("see https://py" + "pi.example.org/x", "an address of a package registry"),
        ("open('/" + "home/ann/x.csv')", "a path of one machine"),
        ("as iss" + "ue 7 asks", "a word on how the work is organised"),
        ("\nx = 1  # no" + "qa: S101", "a noqa or an ignore without its reason"),
        (
            "\nx = 1  # no" + "qa: S101, E501\n",
            "a noqa or an ignore without its reason",
        ),
        ("\ny()  # typ" + "e: ignore[misc]", "a noqa or an ignore without its reason"),
        ("\ny()  # typ" + "e: ignore", "a noqa or an ignore without its reason"),
    ],
)
def test_what_is_unwanted_is_found(text: str, name: str) -> None:
    assert _unwanted(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/work/root/home",
        "models/work/x",
        "\nx = 1  # noqa: S101  # pytest asserts",
        "\n# pytest asserts\nx = 1  # noqa: S101",
        "uv pip compile --no-emit-index-url",
    ],
)
def test_what_may_stand_is_not_found(text: str) -> None:
    assert not _unwanted(text)


def test_no_tracked_file_is_too_big() -> None:
    sizes = {path.name: path.stat().st_size for path in _tracked()}

    assert not {name: size for name, size in sizes.items() if size > MAX_BYTES}


def test_modules_are_short_enough_to_be_read() -> None:
    lines = {
        name: len(text.splitlines())
        for name, text in _texts().items()
        if name.endswith(".py") and not name.startswith("tests/")
    }

    assert lines.keys() >= LONG_BY_NATURE
    long = {name: count for name, count in lines.items() if count > MAX_LINES}
    assert long.keys() <= LONG_BY_NATURE, f"more than {MAX_LINES} lines: {long}"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name
        for name, text in _texts().items()
        if name.endswith(".py")
        and not name.startswith("tests/")
        and text.strip()
        and not ast.get_docstring(ast.parse(text))
    ]

    assert not silent


def test_no_module_is_a_drawer_for_this_and_that() -> None:
    names = {Path(name).stem for name in _texts() if name.endswith(".py")}

    assert not names & {"common", "helpers", "misc", "utils"}


SHINGLE = 8


def _shingles(text: str) -> set[str]:
    """Every run of ``SHINGLE`` words, one space between them."""
    words = text.split()
    runs = range(len(words) - SHINGLE + 1)
    return {" ".join(words[start : start + SHINGLE]) for start in runs}


def _texts_of(path: Path) -> list[str]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row["text"] for row in rows]


@pytest.mark.skipif(not EVALUATION.exists(), reason="the evaluation texts are not here")
def test_no_evaluation_text_is_in_the_repository() -> None:
    ours = set[str]().union(*map(_shingles, _texts().values()))

    for path in EVALUATION.glob("*_dev.jsonl"):
        theirs = set[str]().union(*map(_shingles, _texts_of(path)))
        assert not ours & theirs


def test_a_borrowed_sentence_is_found() -> None:
    borrowed = "He said that nobody in the whole\nvillage had been warned"

    assert _shingles("# x\n" + borrowed) & _shingles(borrowed.replace("\n", " "))
