"""fct_reports: what a source leaves unknown, and its coordinates against our map."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Severity, Suite, bound, forbid


def fct_reports() -> Suite:
    """Expectations on the reports that stand."""
    return Suite("main", "fct_reports", ("report_id",), (*_shares(), *_rows()))


def _limit(
    rule: str, unknown: str, share: str, *, severity: Severity, why: str
) -> Expectation:
    """At most a share of the reports of a source, where it has 20, lacks something."""
    return forbid(
        rule,
        f"""
        select source_id from {{batch}}
        group by source_id
        having count(*) >= 20
            and count(*) filter (where {unknown}) > {share} * count(*)
        """,  # noqa: S608  # conditions of ours
        severity=severity,
        why=why,
    )


def _shares() -> tuple[Expectation, ...]:
    return (
        _limit(
            "most_are_located",
            "location_method is null or location_method = 'none'",
            "0.3",
            severity="warning",
            why="Data sets name a place in every row and news in most; above 30 % the "
            "places are written in a way that the gazetteer does not know.",
        ),
        _limit(
            "most_are_dated",
            "date_min is null",
            "0.2",
            severity="warning",
            why="Undated reports join no incident and stand in no month; above 20 % a "
            "format of dates, or the day of publication, is missing.",
        ),
        _limit(
            "most_have_claims",
            "claim_count = 0",
            "0.2",
            severity="warning",
            why="A report is there for its figures; of the Airwars incidents for "
            "Syria 2 % have none.",
        ),
        _limit(
            "most_causes_are_mapped",
            "cause_text is not null and cause_id is null",
            "0.2",
            severity="info",
            why="A new word for a weapon belongs in seeds/cause_aliases.csv; peaceful "
            "protests, hazards and accidents of migrants have no cause there.",
        ),
    )


def _rows() -> tuple[Expectation, ...]:
    return (
        bound(
            "match_score_in_range",
            "match_score",
            0,
            10,
            severity="critical",
            why="A report joins where one incident is as likely as two, log odds of 0; "
            "all weights of seeds/match_weights.csv together make less than 10.",
        ),
        forbid(
            "point_in_country",
            """
            with cells as (
                select distinct country_id, floor(latitude) as y, floor(longitude) as x
                from dim_places
                where latitude is not null
            ),

            nearby as (
                select distinct country_id, y + north as y, x + east as x
                from cells, range(-2, 3) as rows(north), range(-2, 3) as columns(east)
            )

            select reports.report_id
            from {batch} as reports
            anti join nearby
                on reports.country_id = nearby.country_id
                and floor(reports.latitude) = nearby.y
                and floor(reports.longitude) = nearby.x
            where reports.latitude is not null
                and reports.country_id in (select country_id from cells)
            """,
            severity="warning",
            why="Two degrees, some 200 km, from every place of its country: "
            "coordinates are swapped or the country is wrong.",
        ),
    )
