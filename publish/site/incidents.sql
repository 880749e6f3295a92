-- All that the marts have of an incident, as JSON, one row an incident.
-- $withhold: a report whose source forbids publishing rows keeps its name, its code and
-- its link; its figures, words and place are left out, and so is an estimate that rests
-- on such figures alone.
with 
shown_reports as (
    select
        reports.*,
        documents.title,
        documents.url,
        documents.archive_url,
        documents.dataset_id,
        documents.release_label,
        documents.language,
        documents.retrieved_date,
        sources.may_publish_rows is false and $withhold::boolean as is_withheld,
        row_number() over (
            partition by reports.incident_id
            order by reports.published_at nulls last, reports.report_id
        ) as n
    from main.fct_reports as reports
    left join main.dim_documents as documents
        on reports.document_id = documents.document_id
    left join main.dim_sources as sources on reports.source_id = sources.source_id
    where reports.incident_id is not null
),
report_bodies as (
    select
        incident_id,
        count(*) filter (where is_withheld) as withheld,
        bool_and(is_withheld) as is_all_withheld,
        array_to_string(list_sort(list_distinct(flatten(list(
            list_append(coalesce(aliases, []), native_id)
        )))), ' ') as codes,
        list(json_merge_patch('{}', to_json(case when is_withheld then {
            'n': n, 'id': report_id, 'source': source_id, 'code': native_id,
            'aliases': aliases, 'withheld': true, 'claim_count': claim_count,
            'url': url, 'archive': archive_url, 'rule': match_rule,
            'with': matched_with_report_id, 'score': match_score,
            'title': null, 'dataset': null, 'release': null, 'language': null,
            'retrieved': null, 'published': null, 'place': null, 'from': null,
            'to': null, 'precision': null, 'cause': null, 'type': null, 'harm': null,
            'attribution': null, 'civilian': null, 'assessment': null, 'unsure': null,
            'quirks': null
        } else {
            'n': n, 'id': report_id, 'source': source_id, 'code': native_id,
            'aliases': aliases, 'withheld': null, 'claim_count': claim_count,
            'url': url, 'archive': archive_url, 'rule': match_rule,
            'with': matched_with_report_id, 'score': match_score,
            'title': title, 'dataset': dataset_id, 'release': release_label,
            'language': language, 'retrieved': retrieved_date,
            'published': published_at::date, 'place': place_text, 'from': date_min,
            'to': date_max, 'precision': date_precision, 'cause': cause_text,
            'type': event_type_text, 'harm': harm_status,
            'attribution': attribution_status, 'civilian': civilian_status,
            'assessment': belligerent_assessment, 'unsure': nullif(is_unsure, false),
            'quirks': case when len(quirks) > 0 then quirks end
        } end)) order by n) as body
    from shown_reports
    group by incident_id
),
shown_claims as (
    select
        claims.*,
        shown_reports.n as report,
        row_number() over (
            partition by claims.incident_id
            order by shown_reports.n, claims.span_start, claims.line, claims.claim_id
        ) as n
    from main.fct_claims as claims
    inner join shown_reports on claims.report_id = shown_reports.report_id
    where not shown_reports.is_withheld
),
claim_bodies as (
    select
        incident_id,
        list(json_merge_patch('{}', to_json({
            'n': n, 'report': report, 'voice': voice_name, 'measure': measure,
            'unit': nullif(unit_counted, 'persons'), 'role': nullif(role, 'victim'),
            'population': nullif(population, 'all'), 'sex': nullif(sex, 'all'),
            'age': nullif(age_group, 'all'), 'occupation': nullif(occupation, 'all'),
            'of': nullif(affiliation_actor_id, 'all'), 'low': low, 'best': best,
            'high': high, 'value': value_text, 'words': words, 'start': span_start,
            'end': span_end,
            'before': sentence[:span_start - sentence_start],
            'after': sentence[span_end - sentence_start + 1:], 'file': file_name, 'line': line, 'anchor': anchor,
            'stance': nullif(stance, 'asserted'), 'hedge': hedge, 'rule': rule_id,
            'silent': nullif(not is_votable, false), 'verdict': review_verdict,
            'by': reviewed_by
        })) order by n) as body
    from shown_claims
    group by incident_id
),
estimate_claims as (
    select used.estimate_id, list(shown_claims.n order by shown_claims.n) as claims
    from (
        select estimate_id, unnest(claim_ids) as claim_id from main.fct_casualties
    ) as used
    inner join shown_claims on used.claim_id = shown_claims.claim_id
    group by used.estimate_id
),
-- What a report that may be shown says too is no secret of one that may not.
open_figures as (
    select distinct
        incident_id, measure, population, sex, age_group, occupation,
        affiliation_actor_id, low, best, high
    from shown_claims
),
shown_estimates as (
    select
        estimates.*,
        coalesce(estimate_claims.claims, []) as claims,
        report_bodies.withheld > 0
            and len(coalesce(estimate_claims.claims, [])) = 0
            and open_figures.incident_id is null as is_withheld
    from main.fct_casualties as estimates
    inner join report_bodies on estimates.incident_id = report_bodies.incident_id
    left join estimate_claims on estimates.estimate_id = estimate_claims.estimate_id
    left join open_figures
        on estimates.incident_id = open_figures.incident_id
        and estimates.measure = open_figures.measure
        and estimates.population = open_figures.population
        and estimates.sex = open_figures.sex
        and estimates.age_group = open_figures.age_group
        and estimates.occupation = open_figures.occupation
        and estimates.affiliation_actor_id = open_figures.affiliation_actor_id
        and estimates.low is not distinct from open_figures.low
        and estimates.best is not distinct from open_figures.best
        and estimates.high is not distinct from open_figures.high
),
estimate_groups as (
    select
        incident_id, measure, role, population, sex, age_group, occupation,
        affiliation_actor_id,
        bool_or(is_total) as is_total,
        bool_and(is_counted) as is_counted,
        case when bool_and(is_withheld)
            then [{
                'policy': 'every', 'withheld': true, 'low': null, 'best': null,
                'high': null, 'claims': []
            }]
            when bool_or(is_withheld) or count(distinct (low, best, high)) > 1
            or count(*) < (select count(*) from main.dim_policies)
            then list({
                'policy': policy,
                'withheld': nullif(is_withheld, false),
                'low': case when not is_withheld then low end,
                'best': case when not is_withheld then best end,
                'high': case when not is_withheld then high end,
                'claims': claims
            } order by policy)
            else [{
                'policy': 'every', 'withheld': null, 'low': any_value(low),
                'best': any_value(best), 'high': any_value(high),
                'claims': list_sort(list_distinct(flatten(list(claims))))
            }] end as policies
    from shown_estimates
    group by all
),
estimate_bodies as (
    select
        incident_id,
        list(json_merge_patch('{}', to_json({
            'measure': measure, 'role': nullif(role, 'victim'),
            'population': nullif(population, 'all'), 'sex': nullif(sex, 'all'),
            'age': nullif(age_group, 'all'), 'occupation': nullif(occupation, 'all'),
            'of': nullif(affiliation_actor_id, 'all'),
            'part': nullif(not is_total, false),
            'uncounted': nullif(not is_counted, false),
            'policies': policies
        })) order by measure desc, is_total desc, population, affiliation_actor_id,
            sex, age_group, occupation, role) as body
    from estimate_groups
    group by incident_id
),
sided_pairs as (
    select incident_id as side, * from main.fct_report_pairs
    where incident_id is not null
    union all
    select earlier_incident_id as side, * from main.fct_report_pairs
    where earlier_incident_id is distinct from incident_id
        and earlier_incident_id is not null
),
pair_bodies as (
    select
        side as incident_id,
        list(json_merge_patch('{}', to_json({
            'report': report_id, 'earlier': earlier_report_id,
            'other': case when incident_id is distinct from earlier_incident_id then
                case side when incident_id then earlier_incident_id else incident_id end
            end,
            'score': match_score, 'outcome': outcome, 'verdict': verdict,
            'by': reviewed_by, 'note': review_note, 'evidence': evidence
        })) order by match_score desc nulls last, report_id, earlier_report_id) as body
    from sided_pairs
    group by side
),
link_bodies as (
    select incident_id, list({'link': link, 'to': linked_incident_id}
        order by link, linked_incident_id) as body
    from main.bridge_incident_links
    group by incident_id
),
revision_bodies as (
    select
        revisions.incident_id,
        list(json_merge_patch('{}', to_json({
            'at': revised_at::date, 'level': revision_level, 'change': change,
            'policy': policy, 'measure': measure, 'role': nullif(role, 'victim'),
            'population': nullif(population, 'all'), 'sex': nullif(sex, 'all'),
            'age': nullif(age_group, 'all'), 'occupation': nullif(occupation, 'all'),
            'of': nullif(affiliation_actor_id, 'all'),
            'before': [previous_low, previous_best, previous_high],
            'after': [low, best, high]
        })) order by revised_at, measure desc, policy, revision_id) as body
    from main.fct_revisions as revisions
    inner join report_bodies on revisions.incident_id = report_bodies.incident_id
    where report_bodies.withheld = 0
    group by revisions.incident_id
),
defaults as (
    select incident_id, measure, bool_and(is_withheld) as is_withheld
    from shown_estimates
    inner join main.dim_policies using (policy)
    where is_default and is_total and measure in ('killed', 'injured')
    group by incident_id, measure
),
heads as (
    select
        incidents.*,
        places.place_name,
        areas.place_name as admin1_name,
        countries.place_name as country_name,
        report_bodies.withheld,
        report_bodies.is_all_withheld,
        report_bodies.codes,
        coalesce(killed.is_withheld, false) as is_killed_withheld,
        coalesce(injured.is_withheld, false) as is_injured_withheld
    from main.fct_incidents as incidents
    inner join report_bodies on incidents.incident_id = report_bodies.incident_id
    left join main.dim_places as places on incidents.place_id = places.place_id
    left join main.dim_places as areas on incidents.admin1_id = areas.place_id
    left join main.dim_places as countries on incidents.country_id = countries.place_id
    left join defaults as killed
        on incidents.incident_id = killed.incident_id and killed.measure = 'killed'
    left join defaults as injured
        on incidents.incident_id = injured.incident_id and injured.measure = 'injured'
)
select
    heads.incident_id as id,
    case when not heads.is_all_withheld then incident_month end as month,
    case when not heads.is_all_withheld
        then coalesce(place_text, place_name, admin1_name) end as place,
    case when not heads.is_all_withheld then admin1_name end as admin1,
    country_name as country,
    case when not heads.is_all_withheld then cause_id end as cause,
    case when not is_killed_withheld then killed_low end as killed_low,
    case when not is_killed_withheld then killed_best end as killed_best,
    case when not is_killed_withheld then killed_high end as killed_high,
    case when not is_injured_withheld then injured_low end as injured_low,
    case when not is_injured_withheld then injured_best end as injured_best,
    case when not is_injured_withheld then injured_high end as injured_high,
    report_count as reports,
    heads.codes,
    heads.withheld,
    concat('{"head":', json_merge_patch('{}', to_json(
        case when heads.is_all_withheld then {
        'withheld': true, 'place': null, 'settlement': null, 'admin1': null,
        'country': country_name, 'from': null, 'to': null, 'precision': null,
        'cause': null, 'method': null, 'radius': null, 'dates': null, 'places': null,
        'disagree': null, 'coarse': null, 'uncounted': null, 'voices': null
    } else {
        'withheld': null, 'place': place_text, 'settlement': place_name,
        'admin1': admin1_name, 'country': country_name, 'from': date_min,
        'to': date_max, 'precision': date_precision, 'cause': cause_id,
        'method': location_method, 'radius': radius_m,
        'dates': case when heads.withheld = 0 then date_alternatives end,
        'places': case when heads.withheld = 0 then place_alternatives end,
        'disagree': nullif(has_disagreement, false), 'coarse': nullif(is_coarse, false),
        'uncounted': nullif(not is_counted, false), 'voices': voice_count
    } end)),
    ',"reports":', to_json(report_bodies.body),
    ',"claims":', coalesce(to_json(claim_bodies.body), '[]'),
    ',"estimates":', case when heads.is_all_withheld then '[]'
        else coalesce(to_json(estimate_bodies.body), '[]') end,
    ',"pairs":', case when heads.is_all_withheld then '[]'
        else coalesce(to_json(pair_bodies.body), '[]') end,
    ',"links":', coalesce(to_json(link_bodies.body), '[]'),
    ',"revisions":', coalesce(to_json(revision_bodies.body), '[]'),
    '}') as body
from heads
inner join report_bodies on heads.incident_id = report_bodies.incident_id
left join claim_bodies on heads.incident_id = claim_bodies.incident_id
left join estimate_bodies on heads.incident_id = estimate_bodies.incident_id
left join pair_bodies on heads.incident_id = pair_bodies.incident_id
left join link_bodies on heads.incident_id = link_bodies.incident_id
left join revision_bodies on heads.incident_id = revision_bodies.incident_id
order by id
