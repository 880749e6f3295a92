"""What was read of a text, in words: what every claim and every report means."""

from collections.abc import Iterator
from typing import Any

from ingest.marks import visible
from ingest.text import lexicon

# Codes of the contract that do not speak for themselves.
_WORDS = {
    "exact": "an exact figure",
    "at_least": "at least so many",
    "more_than": "more than so many",
    "at_most": "at most so many",
    "less_than": "fewer than so many",
    "approximately": "about so many",
    "range": "a range",
    "vague": "a vague word; its bounds are from a table",
    "counted": "counted from a list of people, so a lower bound",
    "derived": "derived from other figures of the text",
    "implied_one": "one person, without a number",
    "incident": "this incident",
    "period": "a period",
    "cumulative": "a toll over a longer time",
    "background": "background, not this incident",
    "none": "stated as none",
    "none_reported": "none reported, which is not 0",
    "denied": "denied by the one who speaks",
    "conceded": "conceded by the side said to have done it",
    "victim": "victims",
    "perpetrator": "perpetrators",
    "suspect": "suspects",
    "all": "everybody who was harmed",
}
_METHODS = {
    "exact": "its name",
    "alias": "another of its names",
    "admin_fallback": "the area that holds it",
    "fuzzy": "a similar name",
    "manual": "hand",
}
_CELL = ("age_group", "sex", "status", "occupation", "affiliation_text")


def bounds(figure: dict[str, Any]) -> str:
    """Low, best and high in words."""
    told = {name: figure[name] for name in ("low", "best", "high")}
    if set(told.values()) == {None}:
        return "not stated"
    return ", ".join(
        f"{name} {'not stated' if value is None else f'{value:,}'}"
        for name, value in told.items()
    )


def claim_facts(claim: dict[str, Any], language: str) -> dict[str, str]:
    """What a claim means: a heading, and what stands under it; none is empty."""
    rules = lexicon.load_of(language, "rules")
    said = [
        claim["operator"],
        *[claim["count_basis"]] * (claim["count_basis"] != "stated"),
    ]
    told = {
        "figure": f"{claim['measure'].replace('_', ' ')}: {bounds(claim)}",
        "said as": ", ".join(
            [f"“{claim['value_text']}”"] * bool(claim["value_text"])
            + [_WORDS.get(code, code) for code in said]
        ),
        "who": _people(claim),
        "of": _scope(claim),
        "stance": _stance(claim),
        "links": "; ".join(_links(claim)),
        "rule": f"{claim['rule_id']}: {rules.get(claim['rule_id'], '')}",
    }
    return {name: visible(words) for name, words in told.items() if words}


def _people(claim: dict[str, Any]) -> str:
    cell = [claim[name].replace("_", " ") for name in _CELL if claim[name] != "all"]
    aged = [f"“{claim['age_text']}”"] * bool(claim["age_text"])
    role = _WORDS.get(claim["role"], claim["role"])
    return f"{role}: {', '.join([*cell, *aged]) or 'people of any group'}"


def _scope(claim: dict[str, Any]) -> str:
    days = [claim[name] for name in ("period_start", "period_end") if claim[name]]
    return " ".join([_WORDS[claim["scope"]], *[f"({' to '.join(days)})"] * bool(days)])


def _stance(claim: dict[str, Any]) -> str:
    said = [_WORDS.get(claim["stance"], claim["stance"])]
    said += [f"hedged by “{claim['hedge']}”"] * bool(claim["hedge"])
    said += [f"said by {claim['claimed_by']}"] * bool(claim["claimed_by"])
    return ", ".join(said)


def _links(claim: dict[str, Any]) -> Iterator[str]:
    for name, words in (
        ("part_of_ref", "part of"),
        ("repeat_of_ref", "told again, first as"),
        ("supersedes_ref", "in place of"),
    ):
        if claim[name]:
            yield f"{words} {claim[name]}"
    if claim["previous_value"] is not None:
        yield f"before: {claim['previous_value']:,}"
    if claim["transfer_from"]:
        yield f"counted before as {claim['transfer_from']}"


def report_facts(report: dict[str, Any]) -> dict[str, str]:
    """When, where, how and by whom a report says that it happened; none is empty."""
    told = {
        "when": _when(report),
        "where": "; ".join(_where(place) for place in report["places"]),
        "how": _how(report),
        "by": "; ".join(
            f"{actor['actor_text']} ({actor['certainty']})"
            for actor in report["actors"]
        ),
    }
    return {name: visible(words) for name, words in told.items() if words}


def _when(report: dict[str, Any]) -> str:
    days = dict.fromkeys(d for d in (report["date_min"], report["date_max"]) if d)
    said = [" to ".join(days)] * bool(days)
    said += [f"to the {report['date_precision']}"] * bool(report["date_precision"])
    said += [f"“{report['date_text']}”"] * bool(report["date_text"])
    return ", ".join(said)


def _where(place: dict[str, Any]) -> str:
    names = [place[name] for name in ("place_name", "admin1_name", "country_name")]
    chain = ", ".join(dict.fromkeys(name for name in names if name))
    method = place["location_method"]
    said = [f"“{place['place_text']}”", f"found by {_METHODS.get(method, method)}"]
    if place["radius_m"] is not None:
        said.append(f"within {place['radius_m']:,} m")
    return f"{chain or 'not found'} ({', '.join(said)})"


def _how(report: dict[str, Any]) -> str:
    said = [report["cause_text"], report["cause_id"]]
    return " → ".join(word.replace("_", " ") for word in said if word)


def summary_facts(extract: dict[str, Any]) -> dict[str, str]:
    """The figure of the incident by measure: of victims, and of all if it differs."""
    told = {}
    for measure, everybody in extract["summary_all"].items():
        victims = extract["summary"].get(measure, dict.fromkeys(everybody))
        more = f"; with perpetrators {bounds(everybody)}"
        told[measure.replace("_", " ")] = bounds(victims) + more * (
            victims != everybody
        )
    return told


def claims_of(extract: dict[str, Any], report: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of a report, in the order of their words."""
    return [c for c in extract["claims"] if c["claim_ref"] in report["claims"]]


def quoted(claim: dict[str, Any]) -> str:
    """The words of a claim on one line."""
    return visible(" ".join(claim["text"].split()))
