"""The verb that shows why an incident is what it is, for people or, as JSON, programs."""

import json
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from casualty import run
from casualty.console import db_option, json_option, plainly
from casualty.settings import read_settings
from ingest import front

Row = dict[str, Any]

# Reports that stand beside each other on a line of WIDTH characters.
_ABREAST = 3
WIDTH = 100

_AGREES = {True: "=", False: "≠", None: ""}
_RULES = {
    "anchor": "the first of the incident; it bears its id",
    "source_event": "of one event with {other}, by the ids of its source",
    "comparison": "compared with {other}",
    "decision": "a reviewer's decision on it and {other}",
}
_OUTCOMES = {
    "decided_apart": "a reviewer keeps them apart",
    "place_taken": "the incident has another event of its data set, or of its text",
    "joined_elsewhere": "it resembles a report of another incident more",
    "score_low": "the score is too low",
    "no_incident": "one of the two is in no incident",
}
_LINKS = {
    "alias": "also known as",
    "parent": "part of",
    "apart": "kept apart from",
}


@click.command()
@click.argument("incident", metavar="INCIDENT")
@db_option
@json_option
@plainly
def why(*, incident: str, db: str | None, as_json: bool) -> None:
    """Show why an incident is what it is: reports, scores, words, near misses.

    INCIDENT is an incident_id of today or of before a merge, a report_id, or a code of
    a source, if need be with the source before it.

    \b
    casualty why RS4931
    casualty why UCDP:243271 --json
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    told = run.why(read_settings(db), incident)
    if as_json:
        click.echo(json.dumps(told, default=str, indent=2, ensure_ascii=False))
        return
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    for part in lay_out(told):
        console.print(part)


def lay_out(told: Row) -> Iterator[Table | str]:
    """What ``front.explain_incident`` has, in tables for a terminal."""
    names = name_reports(told["reports"])
    yield _head(told["incident"])
    yield from (_link(link) for link in told["links"])
    for start in range(0, len(names), _ABREAST):
        yield _side_by_side(told, range(len(names))[start : start + _ABREAST])
    yield "[bold]Why each is here[/bold]"
    yield from (_member(report, names) for report in told["reports"])
    yield "\n[bold]What each claims[/bold]"
    yield _claims(told["claims"], names)
    yield "[bold]The estimate under each policy[/bold]"
    yield _estimates(told["estimates"])
    yield "[bold]Near misses[/bold]"
    yield from (_miss(miss, names) for miss in told["near_misses"])
    if not told["near_misses"]:
        yield "  no other report was close enough to be compared"


def name_reports(reports: Sequence[Row]) -> dict[str, str]:
    """A letter for each report: A, B, … Z, A2, …"""
    letters = string.ascii_uppercase
    return {
        report["report_id"]: letters[n % 26] + (str(n // 26 + 1) if n >= 26 else "")  # noqa: PLR2004  # letters
        for n, report in enumerate(reports)
    }


def _plain(value: object) -> str:
    """Words of a source steer neither the terminal nor its layout."""
    words = front.marks.visible("" if value is None else value)
    return escape(" ".join(words.split()))


def _head(incident: Row) -> str:
    days = dict.fromkeys(
        str(day) for day in (incident["date_min"], incident["date_max"]) if day
    )
    counted = ", ".join(
        f"{incident[f'{name}_count']} {name}{'s' * (incident[f'{name}_count'] != 1)}"
        for name in ("report", "source", "voice")
    )
    where = [" to ".join(days) or "no date", _plain(incident["place_text"])]
    return (
        f"[bold]Incident {incident['incident_id']}[/bold]\n"
        f"{', '.join(word for word in where if word)}: {counted}"
    )


def _link(link: Row) -> str:
    told = f"{_LINKS[link['link']]} {link['linked_incident_id']}"
    return f"  {told}{_decided(link)}"


def _decided(row: Row) -> str:
    if not row["reviewed_by"]:
        return ""
    note = f": {_plain(row['review_note'])}" if row["review_note"] else ""
    return f", by {_plain(row['reviewed_by'])} on {row['reviewed_at']:%Y-%m-%d}{note}"


def _side_by_side(told: Row, places: Sequence[int]) -> Table:
    names = name_reports(told["reports"])
    chosen = [told["reports"][n] for n in places]
    letters = [names[report["report_id"]] for report in chosen]
    table = Table("", "", *letters, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in table.columns[2:]:
        column.ratio, column.overflow = 1, "fold"
    table.expand = True
    table.add_row("", "source", *(_source(report) for report in chosen))
    table.add_row("", "published", *(_day(r["published_at"]) for r in chosen))
    for fact in told["agreement"]:
        values = [_plain(fact["values"][n]) or "–" for n in places]
        table.add_row(_AGREES[fact["agrees"]], fact["what"], *values)
    for name in ("title", "url"):
        if any(report[name] for report in chosen):
            table.add_row("", name, *(_plain(report[name]) or "–" for report in chosen))
    table.add_row("", "report_id", *(report["report_id"] for report in chosen))
    return table


def _source(report: Row) -> str:
    voices = [name for name in report["voice_names"] if name != report["source_name"]]
    said = [report["source_name"], report["native_id"]]
    heard = f" ({_plain(', '.join(voices))})" if voices else ""
    return " ".join(_plain(word) for word in said if word) + heard


def _day(stamp: Any) -> str:  # noqa: ANN401  # a moment, or none
    return f"{stamp:%Y-%m-%d}" if stamp else "–"


def _member(report: Row, names: dict[str, str]) -> str:
    other = names.get(report["matched_with_report_id"], "the others")
    rule = _RULES.get(report["match_rule"], str(report["match_rule"]))
    score = report["match_score"]
    lines = [
        f"  {names[report['report_id']]}  {rule.format(other=other)}"
        + ("" if score is None else f", score {score:.2f}")
        + (f", {report['verdict']}{_decided(report)}" if report["verdict"] else "")
    ]
    return "\n".join([*lines, *_evidence(report["evidence"])])


def _evidence(parts: Iterable[Row]) -> Iterator[str]:
    for part in parts:
        found = _plain(part["level"]).replace("_", " ")
        compared = _plain(part["comparison"]).replace("_", " ")
        yield f"       {part['weight']:+6.2f}  {compared}: {found}"


def _claims(claims: Sequence[Row], names: dict[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header in ("", "measure", "people", "figure", "voice", "words"):
        table.add_column(header, overflow="fold")
    for claim in sorted(claims, key=lambda claim: names[claim["report_id"]]):
        table.add_row(
            names[claim["report_id"]],
            claim["measure"].replace("_", " "),
            _people(claim),
            tell_figure(claim) + _standing(claim),
            _plain(claim["voice_name"]),
            _plain(claim["words"]),
        )
    return table


def _standing(claim: Row) -> str:
    if claim["review_verdict"]:
        return f", {claim['review_verdict']} by {_plain(claim['reviewed_by'])}"
    return "" if claim["is_votable"] else ", no vote"


def _people(row: Row) -> str:
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


def _estimates(estimates: Sequence[Row]) -> Table:
    policies = sorted({row["policy"] for row in estimates})
    table = Table("", *policies, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    groups: dict[str, dict[str, str]] = {}
    for row in estimates:
        people = row["population"].replace("_", " ")
        group = f"{row['measure'].replace('_', ' ')}, {people}"
        group += "" if row["role"] in ("victim", "all") else f", {row['role']}s"
        groups.setdefault(group, {})[row["policy"]] = tell_figure(row)
    for group, figures in groups.items():
        table.add_row(group, *(figures.get(policy, "–") for policy in policies))
    return table


def _miss(miss: Row, names: dict[str, str]) -> str:
    days = dict.fromkeys(str(day) for day in (miss["date_min"], miss["date_max"]) if day)
    facts = [
        " to ".join(days),
        miss["place_text"] or miss["place_name"],
        *[f"{name} {miss[name]}" for name in ("killed", "injured") if miss[name]],
    ]
    score = miss["match_score"]
    outcome = _OUTCOMES.get(miss["outcome"], str(miss["outcome"]))
    lines = [
        f"  {_source(miss)}: {_plain(', '.join(fact for fact in facts if fact))}",
        f"     with {names[miss['member_report_id']]}"
        + ("" if score is None else f", score {score:.2f}")
        + f": {outcome}{_decided(miss)}",
        f"     its incident: {miss['incident_id'] or 'none'}",
    ]
    return "\n".join([*lines, *_evidence(miss["evidence"])])
