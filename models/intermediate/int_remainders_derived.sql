-- Figures that are split, beside the sum of their parts, and what the parts leave over:
-- the people of whom nobody says in which part they are. Nothing is repaired: parts
-- that make more than their whole are flagged, and the upper bound is then below 0. Of
-- the estimates as they stand today.
with estimates as (
    select * from {{ ref('int_estimates_reconciled') }}
    where known_to is null
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

-- A single figure without bounds is both ends of itself; an open end is not stated.
figures as (
    select
        *,
        {{ key([
            'incident_id', 'measure', 'role', 'population', 'sex', 'age_group',
            'occupation', 'affiliation_actor_id', 'policy'
        ]) }} as figure_id,
        coalesce(low, best) as least,
        case when not is_open_high then coalesce(high, best) end as most,
        coalesce(len(string_split(nullif(breakdown, ''), ',')), 0) as split_count
    from estimates
),

-- Each figure with the figures of some of its people: of all children and of boys and
-- girls the latter are parts of the former.
parts_of_wholes as (
    select
        wholes.figure_id,
        wholes.population as whole_population,
        wholes.split_count as whole_split_count,
        cells.population,
        cells.breakdown,
        cells.split_count,
        cells.least,
        cells.best,
        cells.most,
        cells.claim_ids,
        cells.is_nearest_donor,
        unnest([
            {
                'split_by': 'sex',
                'whole': wholes.sex,
                'part': cells.sex
            },
            {
                'split_by': 'age_group',
                'whole': wholes.age_group,
                'part': cells.age_group
            },
            {
                'split_by': 'occupation',
                'whole': wholes.occupation,
                'part': cells.occupation
            },
            {
                'split_by': 'affiliation',
                'whole': wholes.affiliation_actor_id,
                'part': cells.affiliation_actor_id
            },
            {
                'split_by': 'status',
                'whole': wholes.population,
                'part': cells.population
            }
        ]) as dimension
    from figures as wholes
    inner join figures as cells
        on wholes.incident_id = cells.incident_id
        and wholes.measure = cells.measure
        and wholes.policy = cells.policy
        and wholes.role in ('all', cells.role)
        and wholes.population in ('all', cells.population)
        and wholes.sex in ('all', cells.sex)
        and wholes.age_group in ('all', cells.age_group)
        and wholes.occupation in ('all', cells.occupation)
        and wholes.affiliation_actor_id in ('all', cells.affiliation_actor_id)
),

-- Only the split by status has parts of another population than its whole.
candidates as (
    select
        *,
        dimension['split_by'] as split_by,
        dimension['part'] as part,
        count(*) over (
            partition by figure_id, dimension['split_by'], dimension['part'], breakdown
        ) as cell_count,
        split_count
        = whole_split_count + (dimension['split_by'] != 'status')::integer as is_direct
    from parts_of_wholes
    where
        dimension['whole'] = 'all'
        and dimension['part'] != 'all'
        and (dimension['split_by'] = 'status' or population = whole_population)
),

-- Cells of one breakdown exclude each other, those of two may overlap. So a part is
-- taken from the coarsest breakdown that has it: children as such, adults as the sum of
-- women and men where nobody counts them together.
parts as (
    select *
    from candidates
    qualify
        breakdown = first_value(breakdown) over (
            partition by figure_id, split_by, part
            order by split_count asc, cell_count desc, breakdown asc
        )
),

-- Who is unknown in a finer breakdown may be known in a coarser one.
leaves as (
    select *
    from parts
    window whole as (partition by figure_id, split_by)
    qualify
        part != 'unknown'
        or is_direct
        or coalesce(
            min(breakdown) filter (where part != 'unknown') over whole = breakdown
            and max(breakdown) filter (where part != 'unknown') over whole = breakdown,
            true
        )
),

-- One figure a part, in the order of their names.
part_sums as (
    select
        figure_id,
        split_by,
        part,
        sum(least)::bigint as low,
        case when count(best) = count(*) then sum(best) end::bigint as best,
        case when count(most) = count(*) then sum(most) end::bigint as high
    from leaves
    group by figure_id, split_by, part
),

listed_parts as (
    select
        figure_id,
        split_by,
        list(
            {
                'part': part,
                'low': low,
                'best': best,
                'high': high
            } order by part
        ) as parts
    from part_sums
    group by figure_id, split_by
),

sums as (
    select
        figure_id,
        split_by,
        count(distinct part) as part_count,
        coalesce(sum(least), 0)::bigint as parts_low,
        case when count(best) = count(*) then sum(best) end::bigint as parts_best,
        case when count(most) = count(*) then sum(most) end::bigint as parts_high,
        list_sort(flatten(list(claim_ids))) as part_claim_ids,
        bool_or(is_nearest_donor) as is_nearest_donor
    from leaves
    group by figure_id, split_by
),

compared as (
    select
        figures.* exclude (is_nearest_donor),  -- noqa: RF02
        sums.* exclude (figure_id),  -- noqa: RF02
        listed_parts.parts,
        greatest(0, coalesce(figures.least - sums.parts_high, 0)) as remainder_low,
        figures.most - sums.parts_low as remainder_high
    from sums
    inner join figures on sums.figure_id = figures.figure_id
    inner join listed_parts
        on sums.figure_id = listed_parts.figure_id
        and sums.split_by = listed_parts.split_by
),

named_claims as (
    select
        figure_id,
        split_by,
        unnest(claim_ids || part_claim_ids) as claim_id
    from compared
),

reports_behind as (
    select
        named_claims.figure_id,
        named_claims.split_by,
        count(distinct claims.report_id) as report_count
    from named_claims
    inner join claims on named_claims.claim_id = claims.claim_id
    group by named_claims.figure_id, named_claims.split_by
),

final as (
    select
        compared.incident_id,
        compared.measure,
        compared.role,
        compared.population,
        compared.person_group_id,
        compared.sex,
        compared.age_group,
        compared.occupation,
        compared.affiliation_actor_id,
        compared.split_by,
        compared.policy,
        compared.low,
        compared.best,
        compared.high,
        compared.part_count,
        compared.parts,
        compared.parts_low,
        compared.parts_best,
        compared.parts_high,
        compared.remainder_low,
        compared.remainder_high,
        compared.claim_ids,
        compared.part_claim_ids,
        compared.is_total,
        compared.is_counted,
        compared.is_coarse,
        compared.is_order_broken,
        compared.is_nearest_donor,
        coalesce(reports_behind.report_count = 1, false) as is_one_report,
        coalesce(compared.remainder_high < 0, false) as is_breakdown_above_total
    from compared
    left join reports_behind
        on compared.figure_id = reports_behind.figure_id
        and compared.split_by = reports_behind.split_by
)

select * from final
