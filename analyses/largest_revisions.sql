-- Which revisions moved a total most? Our totals under the default policy and the
-- sources' own figures of everybody, by how many people they moved, with the document
-- that brought it; a figure that is gone counts as 0, and one that is new moves none.
with revisions as (
    select
        *,
        coalesce(previous_best, previous_low, previous_high) as figure_before,
        coalesce(best, low, high) as figure_after
    from {{ ref('fct_revisions') }}
    where breakdown = '' and coalesce(is_total, true) and change != 'added'
),

policies as (
    select * from {{ ref('dim_policies') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

documents as (
    select * from {{ ref('dim_documents') }}
)

select
    revisions.revised_at,
    revisions.revision_level as whose,
    revisions.change,
    incidents.date_min || ' ' || incidents.place_text as incident,
    revisions.measure,
    revisions.population as counted,
    revisions.figure_before,
    revisions.figure_after,
    coalesce(revisions.figure_after, 0) - coalesce(revisions.figure_before, 0)
        as moved_by,
    documents.title as brought_by
from revisions
left join policies on revisions.policy = policies.policy
left join incidents on revisions.incident_id = incidents.incident_id
left join documents on revisions.document_ids[1] = documents.document_id
where coalesce(policies.is_default, revisions.revision_level = 'source')
order by
    abs(moved_by) desc,
    revisions.revised_at desc,
    revisions.revision_id asc
