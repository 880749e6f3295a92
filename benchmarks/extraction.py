"""Exact match of the text reader on labelled texts.

    python benchmarks/extraction.py FILE.jsonl [--errors SOURCE]

A line holds ``text``, ``date``, ``source``, ``killed`` and ``injured`` (an integer or
null: no label). A measure that the reader does not find counts as 0. ``--errors`` also
prints the texts of a source that it gets wrong.
"""

import json
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from ingest.gazetteer import load
from ingest.text import index_places, read, summary

MEASURES = ("killed", "injured")


def main(path: str, errors: str = "") -> None:
    """Print, per source and measure, the exact match over all and positive texts."""
    index = index_places(load())
    texts = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    hits: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    seconds = 0.0
    for text in texts:
        day = text.get("date") or ""
        published = date.fromisoformat(day) if len(day) == len("2024-11-30") else None
        start = time.perf_counter()
        claims = read(text["text"], published, index).rows["claims"]
        seconds += time.perf_counter() - start
        found = summary.incident(claims, everybody=True)
        for measure in MEASURES:
            label = text.get(measure)
            if label is None:
                continue
            low, best, high = found.get(measure, (0, 0, 0))
            value = next((v for v in (best, low, high) if v is not None), 0)
            is_hit = value == label
            hits[text["source"], measure].append((is_hit, label > 0))
            if errors == text["source"] and not is_hit:
                print(measure, "label", label, "read", found, text["text"], "\n")
    print("source measure texts positive exact exact_positive")
    for (source, measure), rows in sorted(hits.items()):
        positive = [is_hit for is_hit, is_positive in rows if is_positive]
        share = sum(is_hit for is_hit, _ in rows) / len(rows)
        share_positive = sum(positive) / max(1, len(positive))
        counts = f"{len(rows)} {len(positive)}"
        print(f"{source} {measure} {counts} {share:.3f} {share_positive:.3f}")
    print(f"{len(texts)} texts, {len(texts) / seconds:.0f} a second")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else "")  # noqa: PLR2004 - argv
