"""Accuracy of the text reader on labelled texts, beside plain baselines.

    python benchmarks/extraction.py FILE.jsonl... [--alone] [--json | --markdown]
    python benchmarks/extraction.py FILE.jsonl... --errors SOURCE
    python benchmarks/extraction.py FILE.jsonl... --rules | --confidence

The form of a line is told in labels.py, the baselines in baselines.py. Figures stand
per set and measure, never averaged over sets. One figure is drawn from low, best and
high as the best, else the low, else the high, else 0; a range is low to high, an end
that is not stated taken from that figure.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import baselines
import rules
from labels import CHILDREN, MEASURES, Label, Text, labels, load
from readers import Answer, answers, point, spread

from ingest.text.summary import Figure

COLUMNS = {
    "n": "texts",
    "positive": "positive",
    "exact": "exact",
    "exact_positive": "exact, positive",
    "exact_supported": "exact, positive and in the words",
    "false_positive": "false positives",
    "ranges": "with range",
    "exact_range": "exact range",
    "in_range": "in range",
}


class Case(NamedTuple):
    """One label with what a reader answers."""

    label: Label
    figure: Figure


Scores = dict[str, float | int | None]
Key = tuple[str, str, str]


def is_exact(label: Label, figure: Figure) -> bool:
    """Whether a figure is the label: its one figure, else both ends of its range."""
    if label.point is not None:
        return point(figure) == label.point
    return spread(figure) == (label.low, label.high)


def _in_range(case: Case) -> bool:
    label = case.label
    if label.low is None or label.high is None:
        return False
    return label.low <= point(case.figure) <= label.high


def _share(hits: Iterable[bool]) -> float | None:
    told = list(hits)
    return round(sum(told) / len(told), 4) if told else None


def score(cases: list[Case]) -> Scores:
    """The figures of one set, measure and reader; None where there is no such row."""
    points = [case for case in cases if case.label.point is not None]
    positive = [case for case in points if case.label.point]
    supported = [case for case in positive if case.label.is_supported]
    ranges = [case for case in cases if case.label.low is not None]
    return {
        "n": len(points),
        "positive": len(positive),
        "exact": _share(is_exact(*case) for case in points),
        "exact_positive": _share(is_exact(*case) for case in positive),
        "exact_supported": _share(is_exact(*case) for case in supported),
        "false_positive": _share(
            point(case.figure) > 0 for case in points if case.label.point == 0
        ),
        "ranges": len(ranges),
        "exact_range": _share(
            spread(case.figure) == (case.label.low, case.label.high) for case in ranges
        ),
        "in_range": _share(_in_range(case) for case in ranges),
    }


def _own(texts: list[Text], read: list[Answer]) -> Iterator[tuple[Key, Case]]:
    for text, answer in zip(texts, read, strict=True):
        for label in labels(text):
            for use in label.figures:
                key = (label.part, label.measure, f"casualty, {use}")
                yield key, Case(label, answer.figure(use, label.measure))


def _theirs(
    name: str, texts: list[Text], reader: baselines.Reader
) -> Iterator[tuple[Key, Case]]:
    told = reader(text["text"] for text in texts)
    for text, figures in zip(texts, told, strict=True):
        for label in labels(text):
            if label.measure in MEASURES:
                value = figures.get(label.measure, 0)
                case = Case(label, Figure(value, value, value))
                yield (label.part, label.measure, name), case


def measure(texts: list[Text], read: list[Answer], *, alone: bool) -> dict[Key, Scores]:
    """The scores by set, measure and reader; ``alone`` leaves the baselines out."""
    cases: dict[Key, list[Case]] = defaultdict(list)
    found = list(_own(texts, read))
    for name, reader in {} if alone else baselines.available().items():
        found += _theirs(name, texts, reader)
    for key, case in found:
        cases[key].append(case)
    measures = [*MEASURES, CHILDREN]
    ordered = sorted(cases, key=lambda key: (key[0], measures.index(key[1])))
    return {key: score(cases[key]) for key in ordered}


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if name in {"n", "positive", "ranges"} else f"{value:.3f}"


def _tables(scores: dict[Key, Scores]) -> Iterator[str]:
    """A table a set in Markdown, one line a measure and reader."""
    part = ""
    for (name, told, reader), row in scores.items():
        if name != part:
            part = name
            yield f"\n**{part}**\n"
            yield f"| measure | reader | {' | '.join(COLUMNS.values())} |"
            yield f"|---|---|{'---:|' * len(COLUMNS)}"
        cells = " | ".join(_cell(column, row[column]) for column in COLUMNS)
        yield f"| {told} | {reader} | {cells} |"


def _lines(scores: dict[Key, Scores]) -> Iterator[str]:
    yield "\t".join(["set", "measure", "reader", *COLUMNS])
    for key, row in scores.items():
        yield "\t".join([*key, *(_cell(name, row[name]) for name in COLUMNS)])


def _errors(texts: list[Text], read: list[Answer], source: str) -> Iterator[str]:
    for text, answer in zip(texts, read, strict=True):
        for label in labels(text):
            use = rules.use_of(label)
            figure = answer.figure(use, label.measure)
            if text["source"] == source and not is_exact(label, figure):
                told = label.point if label.low is None else (label.low, label.high)
                rule = answer.rules.get((use, label.measure), "no rule")
                yield f"{text['id']} {label.part} {label.measure}: label {told}, read "
                yield f"{tuple(figure)} ({use}) by {rule}\n{text['text']}\n"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--alone", action="store_true", help="without the baselines")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="scores for programs")
    shown.add_argument("--markdown", action="store_true", help="tables for the docs")
    shown.add_argument("--errors", metavar="SOURCE", help="the texts read wrongly")
    shown.add_argument("--rules", action="store_true", help="share exact by rule")
    shown.add_argument("--confidence", action="store_true", help="the same as lexicon")
    return parser.parse_args()


def _printed(asked: argparse.Namespace) -> Iterator[str]:
    texts = load(asked.files)
    read = list(answers(texts))
    if asked.errors:
        yield from _errors(texts, read, asked.errors)
    elif asked.rules or asked.confidence:
        led = rules.led(texts, read, is_exact)
        yield from rules.table(led) if asked.rules else rules.lexicon(led)
    else:
        if not asked.alone and len(baselines.available()) < baselines.ALL:
            sys.stderr.write(f"spaCy skipped: {baselines.MODEL} is not installed\n")
        scores = measure(texts, read, alone=asked.alone)
        rows = [
            dict(zip(("set", "measure", "reader"), key, strict=True)) | row
            for key, row in scores.items()
        ]
        if asked.json:
            yield json.dumps(rows, indent=1)
        else:
            yield from _tables(scores) if asked.markdown else _lines(scores)


if __name__ == "__main__":
    for line in _printed(_asked()):
        print(line)
