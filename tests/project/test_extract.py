"""`casualty extract`, and `check` of texts: what is printed, told, and returned."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casualty.cli import main
from tests.conftest import BIN, ROOT

WORDS = "Shelling of Saraqib on Monday killed three residents, rescuers said.\n"
LINE = "1 text, 1 claim, 0 not read (language), 0 faulty lines"


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    # The arguments may be paths; a result has stdout and stderr apart.
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def extract(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return run("extract", *arguments, stdin=stdin)


def jsonl(*rows: dict[str, object]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(WORDS, "utf-8")
    return path


def test_a_file_comes_out_as_one_line(article: Path) -> None:
    done = extract(article, "--published", "2024-12-04")

    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert done.stdout.count("\n") == 1
    assert found["id"] == "article.txt"
    assert found["summary"]["killed"] == {"low": 3, "best": 3, "high": 3}
    assert found["reports"][0]["date_min"] == "2024-12-02"
    assert done.stderr == LINE + "\n"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_stdin_is_read_as_a_file_is(article: Path, arguments: list[str]) -> None:
    of_file = json.loads(extract(article).stdout)

    done = extract(*arguments, stdin=WORDS.encode())

    assert json.loads(done.stdout) == of_file | {"id": "-"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_stdin_in_other_encodings(encoding: str) -> None:
    words = "À Saraqib, shelling killed three résidents.\r\nNobody else.\r\n"

    found = json.loads(extract(stdin=words.encode(encoding)).stdout)

    assert found["text"] == words.replace("\r\n", "\n")
    assert found["summary"]["killed"]["best"] == 3


def test_lines_come_out_in_order_and_faults_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"id": "a", "text": WORDS}, {"id": 2}, {"id": 3, "text": "Two men died."}]
    path.write_bytes(jsonl(*rows) + b"{\n")

    done = extract("--jsonl", path)

    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", 3]
    assert done.stderr.splitlines() == [
        f"{path}, line 2, text: has no words",
        f"{path}, line 4, line: '{{' is no JSON",
        "2 texts, 2 claims, 0 not read (language), 2 faulty lines",
    ]
    assert done.exit_code == 1
    of_stdin = extract("--jsonl", "-", stdin=path.read_bytes())
    assert of_stdin.stdout == done.stdout


def test_no_lines_are_no_fault() -> None:
    done = extract("--jsonl", "-")

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "0 texts, 0 claims, 0 not read (language), 0 faulty lines\n"


def test_another_language_is_told_and_is_no_fault() -> None:
    french = "Le bombardement de la ville a tué quatre personnes, selon les secours."

    done = extract("--jsonl", "-", stdin=jsonl({"id": "x\u001b", "text": french}))

    assert done.exit_code == 0
    assert json.loads(done.stdout)["read"] is False
    assert done.stderr.splitlines() == [
        "x␛: the language (fr) is not read",
        "1 text, 0 claims, 1 not read (language), 0 faulty lines",
    ]


WRONG_USE = {
    "two inputs": ("a.txt", "--jsonl", "b.jsonl"),
    "two forms": ("--explain", "--html", "-"),
    "no such file": ("nowhere.txt",),
    "no such lines": ("--jsonl", "nowhere.jsonl"),
    "no text": ("table.csv",),
    "many texts": ("many.jsonl",),
    "no day": ("--published", "soon"),
}


@pytest.mark.parametrize("arguments", WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")

    done = extract(*arguments, stdin=WORDS.encode())

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("casualty: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b" \n", b"a\0b", bytes(range(256))])
def test_stdin_that_is_no_text_is_one_line(content: bytes) -> None:
    done = extract(stdin=content)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("casualty: standard input")
    assert done.stderr.count("\n") == 1


EXPLAINED = """\
article.txt (en)

Shelling of ⟦place Saraqib⟧ on Monday ⟦1 killed three residents⟧, rescuers said.

killed: low 3, best 3, high 3
injured: not stated

Report 1: incident
  when: “Monday”
  where: Saraqib, Idlib, Syria (“Saraqib”, found by its name, within 4,000 m)
  how: shelling → heavy weapons
  1 killed three residents
    figure: killed: low 3, best 3, high 3
    said as: “three”, an exact figure
    who: victims: people of any group
    of: this incident
    stance: asserted, said by rescuers
    rule: text.active: A verb of harm with its object: "shells killed four villagers".

"""


def test_a_text_explained_in_a_file_has_plain_marks(article: Path) -> None:
    done = extract(article, "--explain")

    shown = done.stdout.replace("⟦date Monday⟧", "Monday")
    shown = shown.replace("⟦cause Shelling⟧", "Shelling")
    assert shown == EXPLAINED
    assert done.stderr == LINE + "\n"


def test_a_page_is_written_and_nothing_printed(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    done = extract(article, "--html", page)
    printed = extract(article, "--html", "-")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", LINE + "\n")
    assert page.read_text("utf-8") == printed.stdout
    assert printed.stdout.startswith("<!doctype html>")


def test_a_page_takes_the_place_of_no_text(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("kept")

    over_text = extract(article, "--html", article)
    of_nothing = extract(tmp_path / "none.txt", "--html", page)
    nowhere = extract(article, "--html", tmp_path / "none" / "page.html")

    assert (over_text.exit_code, article.read_text("utf-8")) == (2, WORDS)
    assert (of_nothing.exit_code, page.read_text()) == (2, "kept")
    assert nowhere.exit_code == 1
    assert "cannot be written (No such file" in nowhere.stderr


def test_the_readme_shows_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "README.md").read_text("utf-8")
    told = re.search(
        r"```\n\$ casualty extract (\S+) --explain\n(.*?)```", page, re.DOTALL
    )
    assert told

    done = extract(told[1], "--explain")

    assert told[2].endswith("…\n")
    assert done.stdout.startswith(told[2].removesuffix("…\n"))


TOLD = ("--source", "Daily News", "--published", "2024-12-04")


def test_check_of_a_text_gives_the_objects_of_extract(article: Path) -> None:
    as_json = run("check", article, *TOLD, "--json")
    explained = run("check", article, *TOLD, "--explain")

    day = TOLD[2:]
    assert as_json.stdout == extract(article, *day).stdout
    assert explained.stdout == extract(article, *day, "--explain").stdout
    for done in (as_json, explained):
        assert done.exit_code == 0
        first, second, last = done.stderr.splitlines()
        assert first == LINE
        assert second.startswith("article.txt: read by text")
        assert last == "Nothing was written."


def test_check_of_a_text_gives_the_days_of_a_list(article: Path) -> None:
    (article.parent / "load.yml").write_text(
        "- files: [article.txt]\n  source: Daily News\n  published: 2024-12-11\n"
    )

    done = run("check", article.parent, "--json")

    assert json.loads(done.stdout)["reports"][0]["date_min"] == "2024-12-09"


def test_check_explains_no_data_set(article: Path) -> None:
    table = ROOT / "samples" / "airwars" / "incidents.csv"

    alone = run("check", table, "--explain")
    mixed = run("check", table, article, *TOLD, "--json")
    both = run("check", article, *TOLD, "--json", "--explain")

    for done, said in ((alone, "data sets"), (mixed, "apart"), (both, "two forms")):
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr


def test_output_is_utf_8_whatever_the_locale() -> None:
    words = "Three résidents 🕊 were killed."
    rows = jsonl({"id": "\ud83d", "text": words})

    done = subprocess.run(  # noqa: S603  # our own command
        [BIN / "casualty", "extract", "--jsonl", "-"],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        input=rows,
        capture_output=True,
        check=True,
    )

    assert words in done.stdout.decode()
    assert json.loads(done.stdout)["id"] == "\ud83d"


def test_a_reader_that_stops_reading_ends_it_quietly() -> None:
    rows = jsonl(*({"text": WORDS} for _ in range(400)))
    with subprocess.Popen(  # noqa: S603  # our own command
        [BIN / "casualty", "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as reading:
        assert reading.stdin
        assert reading.stdout
        assert reading.stderr
        reading.stdin.write(rows)
        reading.stdin.close()
        reading.stdout.readline()
        reading.stdout.close()
        said = reading.stderr.read()

    assert said == b""
