"""The verb that shows why an incident is what it is, to people and to programs."""

import json
import sys
from collections.abc import Iterator, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table

from casualty import run
from casualty.console import db_option, json_option, plainly
from casualty.settings import read_settings
from casualty.wording import (
    LINKS,
    RULES,
    Row,
    name_reports,
    plain,
    tell_day,
    tell_decision,
    tell_evidence,
    tell_figure,
    tell_outcome,
    tell_people,
    tell_source,
    tell_standing,
    tell_whole,
)

# Reports that stand beside each other on a line of WIDTH characters.
_ABREAST = 3
WIDTH = 100

_AGREES = {True: "=", False: "≠", None: ""}


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


def _head(incident: Row) -> str:
    days = dict.fromkeys(
        str(day) for day in (incident["date_min"], incident["date_max"]) if day
    )
    counted = ", ".join(
        f"{incident[f'{name}_count']} {name}{'s' * (incident[f'{name}_count'] != 1)}"
        for name in ("report", "source", "voice")
    )
    where = [" to ".join(days) or "no date", plain(incident["place_text"])]
    return (
        f"[bold]Incident {incident['incident_id']}[/bold]\n"
        f"{', '.join(word for word in where if word)}: {counted}"
    )


def _link(link: Row) -> str:
    told = f"{LINKS[link['link']]} {link['linked_incident_id']}"
    return f"  {told}{tell_decision(link)}"


def _side_by_side(told: Row, places: Sequence[int]) -> Table:
    names = name_reports(told["reports"])
    chosen = [told["reports"][n] for n in places]
    letters = [names[report["report_id"]] for report in chosen]
    table = Table("", "", *letters, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in table.columns[2:]:
        column.ratio, column.overflow = 1, "fold"
    table.expand = True
    table.add_row("", "source", *(tell_source(report) for report in chosen))
    table.add_row("", "published", *(tell_day(r["published_at"]) for r in chosen))
    for fact in told["agreement"]:
        values = [plain(fact["values"][n]) or "-" for n in places]
        table.add_row(_AGREES[fact["agrees"]], fact["what"], *values)
    for name in ("title", "url"):
        if any(report[name] for report in chosen):
            table.add_row("", name, *(plain(report[name]) or "-" for report in chosen))
    table.add_row("", "report_id", *(report["report_id"] for report in chosen))
    return table


def _member(report: Row, names: dict[str, str]) -> str:
    other = names.get(report["matched_with_report_id"], "the others")
    rule = RULES.get(report["match_rule"], str(report["match_rule"]))
    score = report["match_score"]
    lines = [
        f"  {names[report['report_id']]}  {rule.format(other=other)}"
        + ("" if score is None else f", score {score:.2f}")
        + (f", {report['verdict']}{tell_decision(report)}" if report["verdict"] else "")
    ]
    return "\n".join([*lines, *tell_evidence(report["evidence"])])


def _claims(claims: Sequence[Row], names: dict[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header in ("", "measure", "people", "figure", "voice", "words"):
        table.add_column(header, overflow="fold")
    for claim in sorted(claims, key=lambda claim: names[claim["report_id"]]):
        table.add_row(
            names[claim["report_id"]],
            claim["measure"].replace("_", " "),
            tell_people(claim),
            tell_figure(claim) + tell_standing(claim),
            plain(claim["voice_name"]),
            plain(claim["words"]),
        )
    return table


def _estimates(estimates: Sequence[Row]) -> Table:
    policies = sorted({row["policy"] for row in estimates})
    table = Table("", *policies, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    groups: dict[str, dict[str, str]] = {}
    for row in estimates:
        people = row["population"].replace("_", " ")
        group = f"{row['measure'].replace('_', ' ')}, {people}"
        group += "" if row["role"] in ("victim", "all") else f", {row['role']}s"
        groups.setdefault(group, {})[row["policy"]] = tell_figure(row) + tell_whole(row)
    for group, figures in groups.items():
        table.add_row(group, *(figures.get(policy, "-") for policy in policies))
    return table


def _miss(miss: Row, names: dict[str, str]) -> str:
    days = dict.fromkeys(
        str(day) for day in (miss["date_min"], miss["date_max"]) if day
    )
    facts = [
        " to ".join(days),
        miss["place_text"] or miss["place_name"],
        *[f"{name} {miss[name]}" for name in ("killed", "injured") if miss[name]],
    ]
    score = miss["match_score"]
    lines = [
        f"  {tell_source(miss)}: {plain(', '.join(fact for fact in facts if fact))}",
        f"     with {names[miss['member_report_id']]}"
        + ("" if score is None else f", score {score:.2f}")
        + f": {tell_outcome(miss)}{tell_decision(miss)}",
        f"     its incident: {miss['incident_id'] or 'none'}",
    ]
    return "\n".join([*lines, *tell_evidence(miss["evidence"])])
