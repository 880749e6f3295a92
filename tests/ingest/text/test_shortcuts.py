"""What is turned away early, to be fast, would tell nothing if it were read."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.text import Reading, appositions, chunks, clauses, findings, lexicon, runs
from ingest.text.needs import Needs
from ingest.text.patterns import RULES

# Names and places side by side, of which other cases have few.
_NAMES = (
    "Gunmen wounded Omar Farah Tripoli in Goma, North Kivu, on Monday.",
    "Their children Paris and Haifa were killed with Huda Salim, Jr., a guard.",
    "Judge Farah's driver and the mayor's two maids were shot dead near Haifa.",
    "SENIOR CLERIC OMAR RIOS WAS KILLED, OFFICIALS SAID.",
)
_FILES = ("phenomena.jsonl", "phenomena_articles.jsonl", "reports.jsonl")


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True


def _texts() -> Iterator[str]:
    yield from _NAMES
    for name in _FILES:
        for line in (Path(__file__).parent / name).read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for meaning in lexicon.load_of("en", "rules").values():
        yield from (f"Then {example}." for example in meaning.split('"')[1::2])


def _open(patch: pytest.MonkeyPatch) -> None:
    nothing = Needs(frozenset(), frozenset())
    patch.setattr(appositions, "_NEEDS", [nothing for _ in vars(appositions)["_FORMS"]])
    patch.setattr(chunks, "_telling", _Everything)
    patch.setattr(clauses, "_may_tell_apart", lambda _: True)
    patch.setattr(findings, "_rules_for", lambda _: RULES)
    patch.setattr(runs, "_may_join", lambda *_: True)


def test_nothing_is_lost(
    reads: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(_texts())
    quick = [reads(text).rows for text in texts]
    _open(monkeypatch)
    assert quick == [reads(text).rows for text in texts]


def _patterns(name: str) -> Iterator[str]:
    entries = lexicon.load_of("en", name)
    if name == "causes":
        yield from (forms for _, forms in entries["methods"])
    else:
        yield from (pattern for found in entries.values() for pattern in found)


@pytest.mark.parametrize("name", ["scope", "causes"])
def test_what_is_sought_in_lower_case_is_written_so(name: str) -> None:
    written = [re.sub(r"\\.", "", pattern) for pattern in _patterns(name)]
    assert written == [pattern.lower() for pattern in written]
