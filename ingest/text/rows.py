"""Accounts of incidents as rows of the contract (``ingest.records.TABLES``)."""

import re
from bisect import bisect
from dataclasses import replace
from typing import Any

from ingest.text import lexicon
from ingest.text.claims import Claim
from ingest.text.incidents import Account, Stated
from ingest.text.repeats import repeats

_TABLES = ("reports", "report_places", "report_actors", "report_sources", "claims")

# One row of a table of the contract; a column that is not given is NULL.
Row = dict[str, Any]

_MARK = re.compile(r"(['\u2019]s\b|[^\w\s.'\u2019-])")


def _line_ends(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def _key(claim: Claim) -> tuple[object, ...]:
    """What makes a claim one of its own: ``claim_key`` of the contract."""
    return claim.start, claim.end, claim.measure, claim.cell[:6]


def _refs(stated: list[Stated]) -> dict[tuple[object, ...], str]:
    return {_key(one.claim): str(at + 1) for at, one in enumerate(stated)}


def _voice(claimed_by: str | None, names: frozenset[str]) -> str | None:
    """The speaker's words; with a name among them each word stands by itself.

    So the models find "Farah" in "Farah's office" too when they hide names.
    """
    if claimed_by is None or not any(name in claimed_by for name in names):
        return claimed_by
    return " ".join(_MARK.sub(r" \1 ", claimed_by).split())


def _said(one: Stated, names: frozenset[str]) -> Stated:
    voice = _voice(one.claimed_by, names)
    return one if voice == one.claimed_by else replace(one, claimed_by=voice)


def _confidence(rule_id: str) -> float | None:
    """The share of texts in which a rule led to the label; None is not measured yet."""
    measured = lexicon.load("confidence").get(rule_id)
    return float(measured[0]) if measured else None


def _claim_row(one: Stated, refs: dict[tuple[object, ...], str], text: str) -> Row:
    claim = one.claim
    return {
        "claim_ref": refs[_key(claim)],
        "anchor": f"{claim.start}-{claim.end}",
        "measure": claim.measure,
        "unit_counted": "persons",
        "sex": claim.cell.sex,
        "age_group": claim.cell.age_group,
        "age_text": claim.cell.age_text,
        "status": claim.cell.status,
        "occupation": claim.cell.occupation,
        "affiliation_text": claim.cell.affiliation,
        "role": claim.cell.role,
        "low": claim.quantity.low,
        "best": claim.quantity.best,
        "high": claim.quantity.high,
        "operator": claim.quantity.operator,
        "value_text": claim.value_text,
        "range_basis": "count" if claim.quantity.operator == "range" else None,
        "count_basis": claim.count_basis,
        "scope": one.scope,
        "incident_count": one.incident_count,
        "period_start": one.period_start,
        "period_end": one.period_end,
        "stance": claim.stance,
        "part_of_ref": refs.get(_key(claim.part_of)) if claim.part_of else None,
        "supersedes_ref": refs.get(_key(claim.supersedes))
        if claim.supersedes
        else None,
        "previous_value": claim.previous_value,
        "transfer_from": claim.transfer_from,
        "hedge": one.hedge,
        "claimed_by": one.claimed_by,
        "text": text[claim.start : claim.end],
        "span_start": claim.start,
        "span_end": claim.end,
        "rule_id": claim.rule_id,
        "confidence": _confidence(claim.rule_id),
    }


def _voices(stated: list[Stated]) -> dict[tuple[object, ...], str | None]:
    return {_key(one.claim): one.claimed_by for one in stated}


def _claim_rows(account: Account, text: str, names: frozenset[str]) -> list[Row]:
    # The same words about the same people twice are one claim.
    stated = list({_key(one.claim): one for one in account.stated}.values())
    refs, voices = _refs(stated), _voices(stated)
    # Who gives a total gives its parts too, unless another speaks.
    stated = [
        replace(one, claimed_by=voices.get(_key(one.claim.part_of)))
        if one.claim.part_of and not one.claimed_by
        else one
        for one in stated
    ]
    rows = [_claim_row(one, refs, text) for one in stated]
    is_headline = account.scenes[0].sentence.is_headline
    for later, first in repeats(stated, text, names, has_headline=is_headline).items():
        rows[later]["repeat_of_ref"] = rows[first]["claim_ref"]
    return rows


def _unit(scopes: set[str]) -> str:
    """What a report is of, by the scopes of its claims; without any, an incident."""
    if "incident" in scopes or not scopes:
        return "incident"
    return "period_toll" if "period" in scopes else "background"


def _report_row(account: Account) -> Row:
    day, sentence = account.date(), account.scenes[0].sentence
    cause = account.cause()
    text = sentence.source
    return {
        "unit": _unit({one.scope for one in account.stated}),
        "anchor_start": sentence.start,
        "anchor_end": sentence.end,
        "date_min": day.earliest if day else None,
        "date_max": day.latest if day else None,
        "date_precision": day.precision if day else None,
        "date_text": text[day.start : day.end] if day else None,
        "date_span_start": day.start if day else None,
        "date_span_end": day.end if day else None,
        "cause_text": cause.method if cause else None,
        "cause_span_start": cause.start if cause else None,
        "cause_span_end": cause.end if cause else None,
    }


def _place_rows(account: Account, text: str) -> list[Row]:
    return [
        {
            "place_order": order,
            "place_text": text[start:end],
            "latitude": mention.place.latitude,
            "longitude": mention.place.longitude,
            "precision_scale": "geonames",
            "precision_code": mention.place.kind,
            "place_id": mention.place.place_id,
            "admin1_id": mention.place.admin1_id,
            "country_id": mention.place.country_id,
            "location_method": mention.method,
            "span_start": start,
            "span_end": end,
        }
        for order, mention in enumerate(account.places(), 1)
        for start, end in [mention.span]
    ]


def _actor_rows(account: Account) -> list[Row]:
    return [
        {
            "actor_order": order,
            "actor_text": actor.text,
            "actor_role": "perpetrator",
            "certainty": actor.certainty,
            "span_start": actor.start,
            "span_end": actor.end,
        }
        for order, actor in enumerate(account.actors(), 1)
    ]


def _source_rows(account: Account) -> list[Row]:
    voices = dict.fromkeys(one.claimed_by for one in account.stated if one.claimed_by)
    return [
        {"source_order": order, "source_text": voice, "relation": "quoted"}
        for order, voice in enumerate(voices, 1)
    ]


def rows_of(
    text: str, accounts: list[Account], names: frozenset[str]
) -> dict[str, list[Row]]:
    """The rows of each table for the accounts of one text; an absent key is NULL.

    ``names`` are the words of it that may be names of persons.
    """
    tables: dict[str, list[Row]] = {name: [] for name in _TABLES}
    ends = _line_ends(text)
    # One small dictionary a row: a text has a handful, and a frame is dear to make.
    for account in accounts:
        account.stated[:] = [_said(one, names) for one in account.stated]
        sentence = account.scenes[0].sentence
        common: Row = {
            "report_ref": f"{sentence.start}-{sentence.end}",
            "line": bisect(ends, sentence.start - 1) + 1,
        }
        made = {
            "reports": [_report_row(account)],
            "report_places": _place_rows(account, text),
            "report_actors": _actor_rows(account),
            "report_sources": _source_rows(account),
            "claims": _claim_rows(account, text, names),
        }
        for name, found in made.items():
            tables[name] += [common | row for row in found]
    return tables
