"""What holds of any text, however broken.

broken.jsonl has texts of kinds that break readers; the strategies splice them with
sentences of the grammar.
"""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import TABLES, VALUES
from ingest.text import Reading, index_places, read, summary

HERE = Path(__file__).parent
PUBLISHED = date(2024, 11, 30)
BROKEN = [
    json.loads(line)
    for line in (HERE / "broken.jsonl").read_text("utf-8").split("\n")
    if line
]
EMPTY = index_places(
    pl.DataFrame(
        schema={
            "place_id": pl.String,
            "name": pl.String,
            "kind": pl.String,
            "country_id": pl.String,
            "admin1_id": pl.String,
            "latitude": pl.Float64,
            "longitude": pl.Float64,
            "population": pl.Int64,
            "names": pl.List(pl.String),
        }
    )
)
# Every rule of the grammar has a sentence that it may find.
SENTENCES = [
    "At least nine people were killed and 25 others wounded, including eight women.",
    "A driver was shot dead; his wife and their three sons were hurt.",
    "The blast killed seven soldiers, two drivers and a cook.",
    "The death toll rose from 38 to 41, police said.",
    "There were no immediate reports of casualties.",
    "The army denied killing 14 civilians.",
    "Dozens were injured, half of them children.",
    "The bomber killed himself and four others.",
    "Omar Farah, 34, and Salim Nour died of their wounds on Friday.",
    "Between ten and fifteen militants were killed since Monday.",
    "Nobody was hurt.",
    "In Haifa, 38 were killed; in Acre, 26 were wounded.",
    "A similar attack in 2016 killed 30.",
    "Two of the wounded later died.",
]
VOCABULARY = (
    "at least nine people were killed and 25 others wounded , ; . including eight "
    "women the said no Nov. 29 2015 Friday 1,204 12-15 dozens of them half \r\n "
    "\n\n 😀 e\u0301 \u0130stanbul ( ) 's denied that toll rose to from shot "
    "dead Omar Farah $ %"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from([case["text"][:300] for case in BROKEN]),
    st.text(max_size=30),
)


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A sentence of the grammar with something broken in the middle of it."""
    sentence, piece = draw(st.sampled_from(SENTENCES)), draw(PIECES)
    at = draw(st.integers(0, len(sentence)))
    return sentence[:at] + piece + sentence[at:]


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=4).map(" ".join),
    torn(),
)


def check(text: str, reading: Reading) -> None:
    found = reading.records["claims"]
    told = reading.sentence_spans
    assert told == sorted(told)
    for claim in reading.rows["claims"]:
        check_claim(text, claim)
        assert any(start <= claim["span_start"] < end for start, end in told)
    key = ["report_ref", *TABLES["claims"].keys["claim_key"][1:]]
    assert not found.select(key).is_duplicated().any()
    assert not found.select("report_ref", "claim_ref").is_duplicated().any()
    assert reading.records["reports"]["report_ref"].is_unique().all()
    for start, end in reading.person_spans:
        assert text[start:end].strip()
    for figure in summary.incident(reading.rows["claims"], everybody=True).values():
        bounds = [bound for bound in figure if bound is not None]
        assert bounds == sorted(bounds)


def check_claim(text: str, claim: dict[str, Any]) -> None:
    assert text[claim["span_start"] : claim["span_end"]] == claim["text"]
    bounds = [claim[b] for b in ("low", "best", "high") if claim[b] is not None]
    assert bounds == sorted(bounds)
    assert all(bound >= 0 for bound in bounds)
    for column in VALUES.keys() & claim.keys():
        assert claim[column] is None or claim[column] in VALUES[column]
    is_counted = claim["count_basis"] in {"counted", "derived", "implied_one"}
    is_nothing = claim["stance"] in {"none", "none_reported", "denied"}
    assert claim.get("value_text") or is_counted or is_nothing
    assert (claim.get("value_text") or "") in text


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["id"])
def test_broken_text_gives_a_true_reading(case: dict) -> None:
    text = case["text"] * case.get("times", 1)
    check(text, read(text, PUBLISHED, EMPTY))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_any_text_gives_a_true_reading(text: str, published: date | None) -> None:
    check(text, read(text, published, EMPTY))


FILLER = [
    "The market in the old town opens at dawn, and traders come from the hills.",
    "Rain is expected later in the week, and the river is high for the season.",
    "The museum shows carpets and pottery; entrance is free for pupils.",
    "Farmers hope for a better harvest of olives than in the dry years before.",
]
FILLERS = st.lists(st.sampled_from(FILLER), min_size=4, max_size=8).map(" ".join)


def told(reading: Reading, offset: int) -> list[dict[str, Any]]:
    """The claims moved by an offset, without what is named by its place in the text."""
    refs = {"report_ref", "claim_ref", "part_of_ref", "repeat_of_ref", "line", "anchor"}
    moved = {"span_start", "span_end"}
    return [
        {name: value for name, value in claim.items() if name not in refs | moved}
        | {name: claim[name] - offset for name in moved}
        | {"is_part": claim.get("part_of_ref") is not None}
        for claim in reading.rows["claims"]
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), FILLERS, FILLERS)
def test_unrelated_words_far_away_change_no_claim(
    sentences: list[str], before: str, after: str
) -> None:
    text = " ".join(sentences)
    alone = told(read(text, PUBLISHED, EMPTY), 0)
    begin = f"{before}\n\n"
    around = read(f"{begin}{text}\n\n{after}", PUBLISHED, EMPTY)
    assert told(around, len(begin)) == alone


READER = """
import json, sys
from datetime import date
import polars as pl
from ingest import gazetteer, text
index = text.index_places(gazetteer.load())
for line in sys.stdin:
    reading = text.read(json.loads(line), date(2024, 11, 30), index)
    print(json.dumps([reading.rows, reading.person_spans], default=str))
"""


def test_processes_with_other_hashes_read_the_same() -> None:
    texts = [*SENTENCES, *(case["text"] for case in BROKEN)]
    words = "".join(json.dumps(text) + "\n" for text in texts)
    outputs = {
        subprocess.run(  # noqa: S603 - our own code, and no input from outside
            [sys.executable, "-c", READER],
            cwd=HERE.parents[2],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parents[2])},
            input=words,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def steps(work: Callable[[], object]) -> int:
    """How often Python comes to a line; a loop in one line counts each time."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ANN401, ARG001 - what sys.settrace asks for
        nonlocal count
        count += 1
        return trace

    traced = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(traced)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "Six people were killed. ",
        "# people were killed. ",
        "# people were killed in Homs. The road was closed. ",
        "six men, ",
        "six killed; ",
        "six died, as many hurt, ",
        "killed six men and ",
        "since Nov. 29 ",
        "said and ",
        "x" * 20,
        "\n",
        "(1 ",
        "denied that ",
    ],
)
def test_work_grows_as_the_text_does(unit: str) -> None:
    def work(size: int) -> int:
        # The # is another number each time.
        numbers = itertools.count(2)
        text = re.sub("#", lambda _: str(next(numbers)), unit * (size // len(unit)))
        return steps(lambda: read(text, PUBLISHED, EMPTY))

    work(100)
    # Three times the text; a step over pairs of its words would take nine times.
    assert work(18_000) < 3.5 * work(6_000)
