"""Texts without a warehouse: the shape of what comes out, and that none is lost."""

import functools
import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest import extract as module
from ingest import text
from ingest.errors import DataError, UsageError
from ingest.extract import Extract, extract, extract_all
from ingest.inputs import Fault, Text, read_file, read_lines, read_one
from ingest.records import TABLES
from ingest.text import lexicon

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"
WORDS = (
    "Shelling of Saraqib on Monday killed three residents and wounded at least eight "
    "others, including two children, rescuers said."
)
DAY = date(2024, 12, 4)


def read(words: str, language: str | None = None) -> Extract:
    return extract(Text("a", words, DAY, language))


GOLDEN_CLAIM = {
    "report_ref": "0-126",
    "line": 1,
    "claim_ref": "1",
    "anchor": "30-52",
    "measure": "killed",
    "unit_counted": "persons",
    "sex": "all",
    "age_group": "all",
    "age_text": None,
    "status": "all",
    "occupation": "all",
    "affiliation_text": "all",
    "role": "victim",
    "low": 3,
    "best": 3,
    "high": 3,
    "operator": "exact",
    "value_text": "three",
    "range_basis": None,
    "count_basis": "stated",
    "scope": "incident",
    "incident_count": None,
    "period_start": None,
    "period_end": None,
    "stance": "asserted",
    "flow": None,
    "part_of_ref": None,
    "supersedes_ref": None,
    "repeat_of_ref": None,
    "previous_value": None,
    "transfer_from": None,
    "hedge": None,
    "claimed_by": "rescuers",
    "is_status_contested": None,
    "text": "killed three residents",
    "span_start": 30,
    "span_end": 52,
    "rule_id": "text.active",
    "confidence": float(lexicon.load_of("en", "confidence")["text.active"][0]),
}
GOLDEN_PLACE = {
    "place_order": 1,
    "place_text": "Saraqib",
    "latitude": 35.86447,
    "longitude": 36.80591,
    "precision_scale": "geonames",
    "precision_code": "city",
    "place_id": "GN164816",
    "admin1_id": "SY.12",
    "country_id": "SYR",
    "location_method": "exact",
    "span_start": 12,
    "span_end": 19,
    "place_name": "Saraqib",
    "admin1_name": "Idlib",
    "country_name": "Syria",
    "radius_m": 4000,
}


def test_the_shape_of_a_line() -> None:
    found = read(WORDS)

    assert list(found) == [
        *("id", "language", "read", "claims", "reports", "summary", "summary_all"),
        *("person_spans", "text"),
    ]
    assert (found["id"], found["language"], found["read"]) == ("a", "en", True)
    assert found["text"] == WORDS
    assert found["claims"][0] == GOLDEN_CLAIM
    assert [(c["claim_ref"], c["part_of_ref"]) for c in found["claims"]] == [
        ("1", None),
        ("2", None),
        ("3", "2"),
    ]
    assert found["summary"] == {
        "killed": {"low": 3, "best": 3, "high": 3},
        "injured": {"low": 8, "best": 8, "high": None},
    }


def test_the_shape_of_a_report() -> None:
    (report,) = read(WORDS)["reports"]

    said = {name: report[name] for name in ("date_min", "date_max", "date_precision")}
    assert set(said.values()) == {"2024-12-02", "day"}
    assert (report["cause_text"], report["cause_id"]) == ("shelling", "heavy_weapons")
    assert report["places"] == [GOLDEN_PLACE]
    assert report["sources"] == [
        {"source_order": 1, "source_text": "rescuers", "relation": "quoted"}
    ]
    assert report["claims"] == ["1", "2", "3"]


@functools.cache
def of_samples() -> list[Extract]:
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.stem != "README"]
    texts = [t for p in paths if p.suffix != ".yml" for t in read_file(p, None)]
    return [extract(t) for t in texts if isinstance(t, Text)]


def test_every_claim_and_report_has_the_same_keys() -> None:
    claims = [claim for found in of_samples() for claim in found["claims"]]
    reports = [report for found in of_samples() for report in found["reports"]]

    assert len(of_samples()) > 10
    assert {tuple(claim) for claim in claims} == {tuple(GOLDEN_CLAIM)}
    assert len({tuple(report) for report in reports}) == 1
    assert {tuple(p) for r in reports for p in r["places"]} == {tuple(GOLDEN_PLACE)}


def test_no_column_of_the_contract_is_lost() -> None:
    left = {"document_ref", "file_name"}

    assert set(GOLDEN_CLAIM) == set(TABLES["claims"].columns) - left


def test_links_lead_to_claims_of_the_text() -> None:
    for found in of_samples():
        numbers = [claim["claim_ref"] for claim in found["claims"]]
        told = [ref for report in found["reports"] for ref in report["claims"]]
        assert numbers == [str(n + 1) for n in range(len(numbers))]
        assert sorted(told) == sorted(numbers)
        for claim in found["claims"]:
            links = {claim["part_of_ref"], claim["repeat_of_ref"]} - {None}
            assert links <= set(numbers)


def spans(found: Extract) -> Iterator[tuple[str, int, int]]:
    """The words that a row states, and the offsets that it gives for them."""
    for claim in found["claims"]:
        yield claim["text"], claim["span_start"], claim["span_end"]
    for report in found["reports"]:
        for row, words in (("places", "place_text"), ("actors", "actor_text")):
            for one in report[row]:
                yield one[words], one["span_start"], one["span_end"]
        if report.get("date_span_start") is not None:
            yield (
                report["date_text"],
                report["date_span_start"],
                report["date_span_end"],
            )


ODD = (
    "\U0001f6a8 Mar\u0301a said:\r\nShelling of Saraqib by Russian forces killed three"
    " residents \U0001f468\u200d\U0001f469\u200d\U0001f467 and wounded eight\r\nothers"
    " in Idlib."
)


@pytest.mark.parametrize("found", [*of_samples(), read(ODD)], ids=lambda f: f["id"])
def test_every_span_gives_the_words(found: Extract) -> None:
    told = list(spans(found))

    assert told
    for words, start, end in told:
        assert found["text"][start:end] == words


def test_a_text_in_another_language_is_not_read() -> None:
    french = "Le bombardement de la ville a tué quatre personnes, selon les secours."

    found = read(french)

    assert (found["language"], found["read"]) == ("fr", False)
    assert found["claims"] == found["reports"] == []
    assert found["summary"]["killed"] == {"low": None, "best": None, "high": None}
    assert not read(WORDS, language="de")["read"]


def test_perpetrators_are_in_summary_all_alone() -> None:
    found = read("The gunman killed himself and four others in Homs.")

    assert found["summary"]["killed"]["best"] == 4
    assert found["summary_all"]["killed"]["best"] == 5


def lines(content: bytes) -> list[Text | Fault]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(content)
        return list(read_lines(str(path), None))


def test_a_line_says_what_it_knows() -> None:
    told = {"id": 7, "text": WORDS, "published": "2024-12-04", "language": "en"}
    with_month = {"text": WORDS, "published": "2024-12"}

    found = lines("\n\n".join(map(json.dumps, (told, with_month))).encode())

    assert found[0] == Text(7, WORDS, DAY, "en")
    assert isinstance(found[1], Text)
    assert str(found[1].id).endswith("a.jsonl:3")
    assert found[1].published is None, "no day is made of a month"


FAULTS = {
    b"nonsense": "line: 'nonsense' is no JSON",
    b'{"id": 1}': "text: has no words",
    b'{"text": " "}': "text: has no words",
    b'{"text": 5}': "text: has no words",
    b'{"text": "x\\u0000"}': "text: holds characters that are no text",
    b'{"text": "\\ud800"}': "text: holds characters that are no text",
    b'{"text": "x", "id": [1]}': "id: is not one value",
    b'{"text": "x", "id": NaN}': "id: 'nan' is no value",
    b'{"text": "x", "published": 1e999}': "published: 'inf' is no value",
    b'{"text": "x", "published": "soon"}': (
        "published: 'soon' is no date such as 2024-11-30"
    ),
    b'{"text": "x", "published": "9999-12-31T23:00-12:00"}': (
        "published: '9999-12-31T23:00-12:00' is no date such as 2024-11-30"
    ),
    b"\xff": "line: is no UTF-8",
}


@pytest.mark.parametrize(("line", "told"), FAULTS.items())
def test_a_faulty_line_is_named_and_the_next_is_read(line: bytes, told: str) -> None:
    fault, good = lines(line + b'\n{"text": "Four people died."}')

    assert isinstance(fault, Fault)
    assert fault.told.endswith(f"a.jsonl, line 1, {told}")
    assert isinstance(good, Text)


def test_what_json_lacks_is_no_fault_where_nobody_reads_it() -> None:
    (found,) = lines(json.dumps({"text": WORDS, "lat": float("nan")}).encode())

    assert isinstance(found, Text)


VALUES = (
    st.sampled_from([None, True, WORDS, [], {}, "2024-12", "2024-12-04"])
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
)
KEYS = st.sampled_from(["id", "text", "published", "language", "other"])
OBJECTS = st.dictionaries(KEYS, VALUES).map(lambda value: json.dumps(value).encode())


@given(st.lists(OBJECTS | st.binary(max_size=60), max_size=4).map(b"\n".join))
@example(b"\xef\xbb\xbf" + json.dumps({"text": WORDS}).encode() + b"\r\n")
@example(b"[" * 100_000)
@example(b'{"text": "x", "id": 1e999}')
@example(b'{"text": "x", "id": ' + b"9" * 5000 + b"}")
def test_any_bytes_give_a_result_or_a_fault(content: bytes) -> None:
    found = list(extract_all(lines(content)))

    assert len(found) == sum(1 for line in content.split(b"\n") if line.strip())
    for one in found:
        if isinstance(one, Fault):
            assert "\n" not in one.told
            assert "the reader failed" not in one.told
        else:
            json.dumps(one, allow_nan=False)


def numbered(texts: Iterator[int]) -> Iterator[Text | Fault]:
    for number in texts:
        if number % 7 == 3:
            yield Fault("a.jsonl", number, "line", "is no JSON")
        else:
            yield Text(number, f"{number + 2} people died in Homs.", DAY, "en")


def alone(texts: Iterator[int]) -> list[Extract | Fault]:
    return [t if isinstance(t, Fault) else extract(t) for t in numbered(texts)]


def set_alone(monkeypatch: pytest.MonkeyPatch, texts: int) -> None:
    """So many of the numbered texts are read before other processes are asked."""
    first = [t for t in numbered(iter(range(texts))) if isinstance(t, Text)]
    monkeypatch.setattr(module, "_ALONE", sum(len(t.words) for t in first))


@pytest.mark.parametrize("texts", [0, 1, 199, 200, 201])
def test_many_texts_come_out_as_one_by_one(
    monkeypatch: pytest.MonkeyPatch, texts: int
) -> None:
    set_alone(monkeypatch, 200)

    found = list(extract_all(numbered(iter(range(texts)))))

    assert found == alone(iter(range(texts)))


def test_texts_without_an_end_are_read_in_order_and_held_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_alone(monkeypatch, 20)
    endless = count()
    reading = extract_all(numbered(endless))

    found = list(islice(reading, 150))
    reading.close()  # type: ignore[attr-defined]  # a generator is what it is

    assert found == alone(iter(range(150)))
    held = module._CHUNK * (module._AHEAD * (os.cpu_count() or 1) + 2)  # noqa: SLF001  # its bound
    assert next(endless) <= 150 + held


def test_a_text_is_told_before_the_next_is_asked_for() -> None:
    endless = count()

    next(iter(extract_all(numbered(endless))))

    assert next(endless) == 1


def test_a_process_that_is_ended_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ALONE", 0)
    monkeypatch.setattr(module, "_leave_interrupts", functools.partial(os._exit, 1))

    with pytest.raises(DataError, match="ended from outside"):
        list(extract_all(numbered(iter(range(3)))))


def test_a_text_on_which_the_reader_fails_costs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_right = text.read

    def read_wrong(words: str, *more: Any) -> text.Reading:  # noqa: ANN401  # as read
        if "Hama" in words:
            raise IndexError("no such chunk")
        return read_right(words, *more)

    monkeypatch.setattr(text, "read", read_wrong)
    asked = [
        Text(town, f"Four died in {town}.", None, "en") for town in ("Hama", "Homs")
    ]

    fault, good = extract_all(asked)

    assert isinstance(fault, Fault)
    assert fault.told.startswith("Hama, text: the reader failed (IndexError('no such")
    assert not isinstance(good, Fault)
    assert good["summary"]["killed"]["best"] == 4


def test_a_file_of_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2024-12-04\n---\n{WORDS}\n", "utf-8")

    assert read_one(str(path), None) == Text("a.md", f"{WORDS}\n", DAY, None)
    assert read_one(str(path), "2024-12-11").published == date(2024, 12, 11)
    with pytest.raises(UsageError, match="'2024-12' is no day"):
        read_one(str(path), "2024-12")
    with pytest.raises(UsageError, match="name it with --jsonl"):
        read_one(str(path.with_suffix(".jsonl")), None)
    with pytest.raises(UsageError, match="cannot be read"):
        list(read_lines(str(tmp_path), None))
