"""Why an incident is what it is: its reports, and those that did not join."""

from pathlib import Path
from typing import Any

from ingest.agreement import compare
from ingest.lookup import find_incident
from ingest.warehouse import query

_INCIDENT = """
select incident_id, date_min, date_max, place_text, cause_id, report_count,
    source_count, voice_count, has_disagreement
from fct_incidents where incident_id = $1
"""

# The bridge has wider incidents under their parts; here they stand both ways.
_LINKS = """
with links as (
    select incident_id, linked_incident_id, link, decision_id
    from bridge_incident_links
    union all
    select
        linked_incident_id,
        incident_id,
        case link when 'parent' then 'part' else 'overlap_part' end,
        decision_id
    from bridge_incident_links where link in ('parent', 'overlap_risk')
)

select links.link, links.linked_incident_id, links.decision_id, decisions.reviewed_by,
    decisions.reviewed_at, decisions.review_note
from links
left join fct_decisions as decisions using (decision_id)
where links.incident_id = $1
order by links.link, links.linked_incident_id
"""

# The pair by which each report joined may be read in either order.
_REPORTS = """
select told.*, reports.match_rule, reports.matched_with_report_id,
    reports.match_score,
    coalesce(pairs.evidence, others.evidence, []) as evidence,
    coalesce(pairs.verdict, others.verdict) as verdict,
    coalesce(pairs.reviewed_by, others.reviewed_by) as reviewed_by,
    coalesce(pairs.reviewed_at, others.reviewed_at) as reviewed_at,
    coalesce(pairs.review_note, others.review_note) as review_note
from fct_reports as reports
inner join intermediate.int_reports_told as told using (report_id)
left join fct_report_pairs as pairs
    on reports.report_id = pairs.report_id
    and reports.matched_with_report_id = pairs.earlier_report_id
left join fct_report_pairs as others
    on reports.report_id = others.earlier_report_id
    and reports.matched_with_report_id = others.report_id
where reports.incident_id = $1
order by reports.report_id != $1, told.published_at, reports.report_id
"""

_CLAIMS = """
select report_id, claim_id, measure, role, population, sex, age_group, occupation,
    breakdown, low, best, high, count_basis, stance, voice_name,
    coalesce(words, 'row ' || line || ', ' || anchor) as words, review_verdict,
    reviewed_by, is_votable
from fct_claims where incident_id = $1
order by report_id, measure = 'killed' desc, measure, breakdown, span_start, anchor
"""

_ESTIMATES = """
select measure, role, population, policy, low, best, high, voice_count, is_residual,
    whole_low, whole_best, whole_high
from fct_casualties
where incident_id = $1 and is_total
order by measure = 'killed' desc, measure, population, role, policy
"""

# Of each report that did not join, its best pair with one that is here.
_MISSES = """
with misses as (
    select
        case
            when incident_id = $1 then earlier_report_id else report_id
        end as missed_report_id,
        case
            when incident_id = $1 then report_id else earlier_report_id
        end as member_report_id,
        case
            when incident_id = $1 then earlier_incident_id else incident_id
        end as incident_id,
        match_score,
        evidence,
        outcome,
        verdict,
        reviewed_by,
        reviewed_at,
        review_note
    from fct_report_pairs
    where coalesce(incident_id = $1, false) != coalesce(earlier_incident_id = $1, false)
    qualify row_number() over (
        partition by missed_report_id
        order by verdict is null, match_score desc nulls last, member_report_id
    ) = 1
)

select told.*, misses.* exclude (missed_report_id)
from misses
inner join intermediate.int_reports_told as told
    on misses.missed_report_id = told.report_id
order by misses.verdict is null, misses.match_score desc nulls last, told.report_id
limit $2
"""

# As many near misses as a person reads.
_MISSES_SHOWN = 5


def explain_incident(database: Path, asked: str) -> dict[str, Any]:
    """Why the reports of an incident are in it, and others are not.

    Args:
        database: a warehouse whose marts are built.
        asked: the incident, named as for ``lookup.find_incident``.

    Returns:
        ``asked``; ``incident``, a row of ``fct_incidents``; ``links`` to other ids,
        of a wider incident to its parts too; ``reports`` with rule, score and evidence,
        the anchor first; ``agreement`` of ``agreement.compare``; ``claims``;
        ``estimates``, the totals under each policy; ``near_misses``, reports that
        resemble one of these and are not among them, each with its ``outcome``.

    Raises:
        UsageError: no incident, or more than one, is meant.
        DataError: the warehouse cannot be read.
    """
    incident_id = find_incident(database, asked)

    def rows(sql: str, *more: object) -> list[dict[str, Any]]:
        return query(database, sql, [incident_id, *more]).to_dicts()

    reports, claims = rows(_REPORTS), rows(_CLAIMS)
    return {
        "asked": asked,
        "incident": rows(_INCIDENT)[0],
        "links": rows(_LINKS),
        "reports": reports,
        "agreement": compare(reports, claims),
        "claims": claims,
        "estimates": rows(_ESTIMATES),
        "near_misses": rows(_MISSES, _MISSES_SHOWN),
    }
