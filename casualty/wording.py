"""The words of `casualty why`: what a row of an incident says, on one line."""

import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.markup import escape

from ingest import front

Row = dict[str, Any]

RULES = {
    "anchor": "the first of the incident; it bears its id",
    "source_event": "of one event with {other}, by the ids of its source",
    "comparison": "compared with {other}",
    "decision": "a reviewer's decision on it and {other}",
}
OUTCOMES = {
    "decided_apart": "a reviewer keeps them apart",
    "place_taken": "the incident has another event of its data set, or of its text",
    "joined_elsewhere": "it resembles a report of another incident more",
    "score_low": "the score, or the mean with its incident, is too low",
    "no_incident": "one of the two is in no incident",
}
LINKS = {
    "alias": "also known as",
    "parent": "part of",
    "part": "holds",
    "overlap_risk": "people may also be counted in",
    "overlap_part": "people may also be counted in its part",
    "apart": "kept apart from",
}


def name_reports(reports: Sequence[Row]) -> dict[str, str]:
    """A letter for each report: A, B, to Z, then A2."""
    letters = string.ascii_uppercase
    return {
        report["report_id"]: letters[n % 26] + (str(n // 26 + 1) if n >= 26 else "")  # noqa: PLR2004  # letters
        for n, report in enumerate(reports)
    }


def plain(value: object) -> str:
    """Words of a source steer neither the terminal nor its layout."""
    words = front.marks.visible("" if value is None else value)
    return escape(" ".join(words.split()))


def tell_decision(row: Row) -> str:
    """Who decided, when and why; empty where nobody did."""
    if not row["reviewed_by"]:
        return ""
    note = f": {plain(row['review_note'])}" if row["review_note"] else ""
    return f", by {plain(row['reviewed_by'])} on {tell_day(row['reviewed_at'])}{note}"


def tell_outcome(pair: Row) -> str:
    """What became of two reports that are not in one incident."""
    if pair["verdict"] == "parent_of":
        return "a reviewer says that one holds the other"
    if pair["outcome"] == "decided_apart" and not pair["verdict"]:
        return "a reviewer keeps their incidents apart"
    return OUTCOMES.get(pair["outcome"], str(pair["outcome"]))


def tell_source(report: Row) -> str:
    """The source of a report, its code there, and who speaks in it."""
    voices = [name for name in report["voice_names"] if name != report["source_name"]]
    said = [report["source_name"], report["native_id"]]
    heard = f" ({plain(', '.join(voices))})" if voices else ""
    return " ".join(plain(word) for word in said if word) + heard


def tell_day(stamp: object) -> str:
    """The day of a moment."""
    return str(stamp)[:10] if stamp else "-"


def tell_evidence(parts: Iterable[Row]) -> Iterator[str]:
    """A line for each part of a score."""
    for part in parts:
        found = plain(part["level"]).replace("_", " ")
        compared = plain(part["comparison"]).replace("_", " ")
        what = found if found == compared else f"{compared}: {found}"
        yield f"       {part['weight']:+6.2f}  {what}"


def tell_standing(claim: Row) -> str:
    """What a reviewer says of a claim, and whether it votes."""
    if claim["review_verdict"]:
        return f", {claim['review_verdict']} by {plain(claim['reviewed_by'])}"
    return "" if claim["is_votable"] else ", no vote"


def tell_people(row: Row) -> str:
    """The group of people; all where the figure is not split."""
    dimensions = ("population", "age_group", "sex", "occupation")
    said = [row[name].replace("_", " ") for name in dimensions if row[name] != "all"]
    role = [] if row["role"] in ("victim", "all") else [f"{row['role']}s"]
    return ", ".join([*role, *said]) or "all"


def tell_figure(row: Row) -> str:
    """Low, best and high as a person reads them: 4, at least 4, 4 to 9."""
    low, best, high = row["low"], row["best"], row["high"]
    if low is None and high is None:
        return "not stated" if best is None else f"{best:,}"
    if low is None:
        return f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"{low:,} to {high:,}" + ("" if best is None else f", best {best:,}")


def tell_whole(row: Row) -> str:
    """What a parent's figure is left of; empty where nothing was taken off."""
    whole = {name: row[f"whole_{name}"] for name in ("low", "best", "high")}
    return f", left of {tell_figure(whole)}" if row["is_residual"] else ""
