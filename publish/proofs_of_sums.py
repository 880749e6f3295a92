"""That the tables of sums follow from the rows beneath them, each added up again."""

from publish.proof import Proof

_SUMS = """
    with summed as (
        select
            coalesce(incidents.{area}, 'unknown') as area_id,
            incidents.incident_month,
            casualties.measure,
            casualties.population,
            sum(coalesce(casualties.low, 0)) as low,
            case
                when
                    bool_and(
                        casualties.best is not null or casualties.low = casualties.high
                    )
                    then sum(coalesce(casualties.best, casualties.low))
            end as best,
            sum(coalesce(casualties.high, casualties.best, casualties.low, 0)) as high,
            count(*) as incident_count
        from main.fct_casualties as casualties
        inner join main.fct_incidents as incidents
            on casualties.incident_id = incidents.incident_id
        inner join main.dim_policies as policies
            on casualties.policy = policies.policy
        where
            policies.is_default
            and casualties.is_total
            and casualties.is_counted
            and not casualties.is_coarse
        group by all
    )

    select
        coalesce(summed.area_id, sums.{area}) as area_id,
        coalesce(summed.incident_month, sums.incident_month) as incident_month,
        coalesce(summed.measure, sums.measure) as measure,
        coalesce(summed.population, sums.population) as population,
        sums.low,
        sums.best,
        sums.high,
        summed.low,
        summed.best,
        summed.high
    from summed
    full join main.{mart} as sums
        on summed.area_id = sums.{area}
        and summed.incident_month = sums.incident_month
        and summed.measure = sums.measure
        and summed.population = sums.population
    where {fault}
    order by all
"""
_DIFFER = """
        (summed.low, summed.best, summed.high, summed.incident_count)
        is distinct from (sums.low, sums.best, sums.high, sums.incident_count)
"""
# Sums hold rows that may not leave: where as many are there as were summed the sums are
# equal, elsewhere they are no less.
_EXCEED = """
        summed.low > sums.low
        or summed.high > sums.high
        or summed.incident_count > sums.incident_count
        or (
            summed.incident_count = sums.incident_count
            and (summed.low, summed.best, summed.high)
            is distinct from (sums.low, sums.best, sums.high)
        )
"""


def _prove(mart: str, area: str) -> Proof:
    return Proof(
        f"that the sums of {mart} are those of its estimates",
        mart,
        (mart, "fct_casualties", "fct_incidents", "dim_policies"),
        "{0} {1} {2} ({3}) says {4} / {5} / {6}, and its estimates {7} / {8} / {9}",
        _SUMS.format(mart=mart, area=area, fault=_DIFFER),
        _SUMS.format(mart=mart, area=area, fault=_EXCEED),
    )


_SOURCE_SUMS = """
    with figures as (
        select
            claims.source_id,
            case
                when reports.date_min is null then 'undated'
                when
                    strftime(reports.date_min, '%Y-%m')
                    = strftime(reports.date_max, '%Y-%m')
                    then strftime(reports.date_min, '%Y-%m')
                else 'spans'
            end as report_month,
            claims.measure,
            claims.role,
            claims.population,
            claims.sex,
            claims.age_group,
            claims.affiliation_actor_id != 'all' as is_by_affiliation,
            sum(coalesce(claims.low, 0)) as low,
            sum(coalesce(claims.high, claims.best, claims.low, 0)) as high,
            count(*) as claim_count
        from main.fct_claims as claims
        inner join main.fct_reports as reports
            on claims.report_id = reports.report_id
        where
            claims.is_votable
            and claims.occupation = 'all'
            and reports.unit = 'incident'
        group by all
    )

    select
        source_id,
        report_month,
        measure,
        sums.low,
        sums.high,
        figures.low,
        figures.high
    from figures
    full join main.agg_claims__source_month as sums
        using (
            source_id, report_month, measure, role, population, sex, age_group,
            is_by_affiliation
        )
    where {fault}
    order by all
"""
_SOURCE_DIFFERS = """
        (figures.low, figures.high, figures.claim_count)
        is distinct from (sums.low, sums.high, sums.claim_count)
"""
_SOURCE_EXCEEDS = """
        figures.low > sums.low
        or figures.high > sums.high
        or figures.claim_count > sums.claim_count
        or (
            figures.claim_count = sums.claim_count
            and (figures.low, figures.high) is distinct from (sums.low, sums.high)
        )
"""

SUMS = (
    _prove("agg_casualties__country_month", "country_id"),
    _prove("agg_casualties__admin1_month", "admin1_id"),
    Proof(
        "that the sums of agg_claims__source_month are those of its claims",
        "agg_claims__source_month",
        ("agg_claims__source_month", "fct_claims", "fct_reports"),
        "{0} {1} {2} says {3} to {4}, and its claims {5} to {6}",
        _SOURCE_SUMS.format(fault=_SOURCE_DIFFERS),
        _SOURCE_SUMS.format(fault=_SOURCE_EXCEEDS),
    ),
)
