"""Each suite passes good rows; each expectation fails, by name, on its bad row."""

# ruff: noqa: S608  # SQL of these tests alone
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.session import run_suites
from expectations.suites import list_suites

# A generic SQL source of Great Expectations 1.24 has no other way to name a schema.
pytestmark = pytest.mark.filterwarnings("ignore:.schema_name.:DeprecationWarning")

SUITES = {suite.name: suite for suite in list_suites()}
RULES = {
    (suite.name, expectation.meta["rule"]): expectation
    for suite in list_suites()
    for expectation in suite.expectations
}

Case = tuple[str, str]


def share(table: str, key: str, column: str, bad: str, *, count: int) -> str:
    """A hundred more rows, of which ``count`` have the bad value."""
    return f"""
        insert into {table}
        select
            kept.* replace (
                kept.{key} || copies.n as {key},
                case when copies.n < {count} then {bad} else kept.{column} end
                    as {column}
            )
        from (from {table} limit 1) as kept, range(100) as copies(n)
    """


def series(months: int, last: int) -> str:
    """Months of a source with 10 people and 30 reports, the last with ``last``."""
    return f"""
        delete from agg_claims__source_month where age_group != 'all';
        update agg_claims__source_month set report_count = 30, best = 10;
        insert into agg_claims__source_month
        select
            kept.* replace (
                '2023-' || lpad((n + 1)::varchar, 2, '0') as report_month,
                case when n = {months - 1} then {last} else kept.best end as best
            )
        from agg_claims__source_month as kept, range({months}) as copies(n);
        delete from agg_claims__source_month where report_month = '2024-11'
    """


REPORTS = ("main.fct_reports", "report_id")
LOCATION = (*REPORTS, "location_method", "'none'")
DATED = (*REPORTS, "date_min", "null")
CLAIMED = (*REPORTS, "claim_count", "0")
CAUSE = (*REPORTS, "cause_text", "'a new weapon'")
CLAIMS = ("main.fct_claims", "claim_id")
BROKEN = (*CLAIMS, "is_order_broken", "true")
STATUS = (*CLAIMS, "population", "'unknown'")
BASIS = (*CLAIMS, "count_basis", "'implied_one'")
INCIDENTS = ("main.fct_incidents", "incident_id")
DISAGREEMENT = (*INCIDENTS, "has_disagreement", "true")
COARSE = (*INCIDENTS, "is_coarse", "true")
DOCUMENTS = ("main.dim_documents", "document_id", "report_count", "0")
NEW_YEAR = ("raw.reports", "report_id", "date_min", "date '2024-01-01'")
EQUAL = """
    insert into raw.report_places
    select * exclude (n) replace (
        case when n < {count} then latitude else longitude end as longitude
    )
    from raw.report_places, range(100) as copies(n)
"""
SECOND_REPORT = """
    insert into fct_reports select * replace ('r2' as report_id, {change})
    from fct_reports;
    insert into bridge_incident_reports select * replace ('r2' as report_id)
    from bridge_incident_reports
"""


def aggregates(table: str, area: str) -> dict[Case, str]:
    return {
        (table, "sums_equal_default"): f"update {table} set high = 5",
        (table, "bounds_in_order"): f"""
            update {table} set incident_count = 20, low = 6;
            update fct_casualties set low = 6;
            insert into fct_casualties
            select kept.* replace (0 as low, 0 as best, 0 as high) from (
                from fct_casualties where policy = 'representative'
            ) as kept, range(19)
        """,
        (table, "most_people_are_placed"): f"""
            update {table} set {area} = 'unknown', incident_count = 20;
            insert into fct_casualties
            select kept.* replace (0 as low, 0 as best, 0 as high) from (
                from fct_casualties where policy = 'representative'
            ) as kept, range(19)
        """,
    }


BAD: dict[Case, str] = {
    ("raw.load_tallies", "no_person_lost"): (
        "update raw.load_tallies set people_rejected = 0"
    ),
    ("raw.loads", "few_rejects"): "update raw.loads set reject_count = 6",
    ("raw.loads", "loaded_not_in_future"): (
        "update raw.loads set _loaded_at = current_date + 3"
    ),
    ("raw.documents", "published_by_retrieval"): (
        "update raw.documents set retrieved_date = date '2024-11-28'"
    ),
    ("raw.documents", "published_not_in_future"): (
        "update raw.documents set published_at = current_date + 3, "
        "retrieved_date = null"
    ),
    ("raw.documents", "cover_in_order"): (
        "update raw.documents set covers_to = covers_from - 1"
    ),
    ("raw.readings", "text_is_decoded"): (
        "update raw.readings set text = replace(text, 'e', chr(65533))"
    ),
    ("raw.readings", "text_is_no_stub"): (
        "update raw.readings set text = 'Subscribe to read on.', person_spans = null"
    ),
    ("raw.readings", "person_spans_in_text"): (
        "update raw.readings set person_spans = [{'start': 70, 'end': 700}]"
    ),
    ("raw.reports", "date_not_before_1900"): (
        "update raw.reports set date_min = date '1899-12-31', "
        "date_max = date '1899-12-31'"
    ),
    ("raw.reports", "date_not_in_future"): (
        "update raw.reports set date_max = current_date + 3, unit = 'period_toll'"
    ),
    ("raw.reports", "interval_in_order"): (
        "update raw.reports set date_max = date_min - 1"
    ),
    ("raw.reports", "interval_within_a_year"): (
        "update raw.reports set date_min = date_min - 367"
    ),
    ("raw.reports", "published_after_event"): (
        "update raw.reports set published_at = date_min - 2"
    ),
    ("raw.reports", "published_in_range"): (
        "update raw.reports set published_at = current_date + 3"
    ),
    ("raw.reports", "few_new_year_days"): share(*NEW_YEAR, count=15),
    ("raw.report_places", "latitude_in_range"): (
        "update raw.report_places set latitude = 90.1"
    ),
    ("raw.report_places", "longitude_in_range"): (
        "update raw.report_places set longitude = -180.1"
    ),
    ("raw.report_places", "not_in_the_gulf_of_guinea"): (
        "update raw.report_places set latitude = 0, longitude = 0"
    ),
    ("raw.report_places", "coordinates_in_pairs"): (
        "update raw.report_places set longitude = null"
    ),
    ("raw.report_places", "coordinates_mostly_differ"): EQUAL.format(count=10),
    ("raw.claims", "low_in_range"): (
        "update raw.claims set low = -1 where claim_id = 'words'"
    ),
    ("raw.claims", "best_in_range"): (
        "update raw.claims set best = 10000001 where claim_id = 'words'"
    ),
    ("raw.claims", "high_in_range"): (
        "update raw.claims set high = 10000001 where claim_id = 'words'"
    ),
    ("raw.claims", "confidence_in_range"): (
        "update raw.claims set confidence = 62 where claim_id = 'words'"
    ),
    ("raw.claims", "words_stand_in_text"): (
        "update raw.claims set span_start = span_start + 1, span_end = span_end + 1 "
        "where claim_id = 'words'"
    ),
    ("raw.claims", "ucdp_sides_sum_to_best"): (
        "update raw.claims set best = 2 where claim_id = 'side'"
    ),
    ("raw.claims", "figure_is_no_year"): (
        "update raw.claims set value_text = '2015' where claim_id = 'words'"
    ),
    ("raw.claims", "period_in_range"): (
        "update raw.claims set period_start = date '2024-11-02', "
        "period_end = date '2024-11-01' where claim_id = 'words'"
    ),
    ("main.dim_documents", "most_documents_report"): share(*DOCUMENTS, count=60),
    ("main.dim_sources", "measures_are_covered"): (
        "update dim_sources set measures_stated = ['killed', 'displaced']"
    ),
    ("main.dim_sources", "publishers_are_described"): (
        "update dim_sources set source_kind = null, report_count = 100"
    ),
    ("main.fct_claims", "words_keep_offsets"): (
        "update fct_claims set words = 'four' where claim_id = 'c'"
    ),
    ("main.fct_claims", "part_within_total"): (
        "update fct_claims set low = 5, best = 5 where claim_id = 'children'"
    ),
    ("main.fct_claims", "few_brackets_out_of_order"): share(*BROKEN, count=5),
    ("main.fct_claims", "status_mostly_known"): share(*STATUS, count=60)
    + "; update fct_claims set population = 'civilian' where population = 'all'",
    ("main.fct_claims", "figures_not_all_zero"): share(
        *CLAIMS, "measure", "'injured'", count=20
    )
    + "; update fct_claims set low = 0, best = 0, high = 0 where measure = 'injured'",
    ("main.fct_claims", "few_implied_ones"): share(*BASIS, count=60),
    ("main.fct_decisions", "decisions_are_attached"): (
        "update fct_decisions set claim_id = null, is_attached = false"
    ),
    ("main.fct_decisions", "decided_documents_are_loaded"): (
        "update fct_decisions set is_loaded = false, is_attached = false"
    ),
    ("main.fct_report_pairs", "decisions_are_heeded"): (
        "update fct_report_pairs set verdict = 'different'"
    ),
    ("main.fct_reports", "most_are_located"): share(*LOCATION, count=40),
    ("main.fct_reports", "most_are_dated"): share(*DATED, count=30),
    ("main.fct_reports", "most_have_claims"): share(*CLAIMED, count=30),
    ("main.fct_reports", "most_causes_are_mapped"): share(*CAUSE, count=30),
    ("main.fct_reports", "match_score_in_range"): (
        "update fct_reports set match_score = 10.1"
    ),
    (
        "main.fct_reports",
        "point_in_country",
    ): "update fct_reports set latitude = -35.93",
    ("main.fct_incidents", "killed_below_ten_thousand"): (
        "update fct_incidents set killed_high = 10001"
    ),
    ("main.fct_incidents", "report_count_in_range"): (
        "update fct_incidents set report_count = 101"
    ),
    ("main.fct_incidents", "some_voices_agree"): share(*DISAGREEMENT, count=90),
    ("main.fct_incidents", "most_are_not_coarse"): share(*COARSE, count=60),
    ("main.bridge_incident_reports", "reports_in_one_country"): SECOND_REPORT.format(
        change="'TUR' as country_id"
    ),
    ("main.bridge_incident_reports", "reports_within_a_month"): SECOND_REPORT.format(
        change="date_min + 32 as date_min, date_max + 32 as date_max"
    ),
    ("main.fct_casualties", "within_its_claims"): (
        "update fct_casualties set high = 5 where policy = 'envelope'"
    ),
    ("main.fct_casualties", "conservative_not_above_informative"): (
        "update fct_claims set low = 3 where claim_id = 'c'; "
        "update fct_casualties set low = 3, best = 3 where policy = 'informative'"
    ),
    ("main.fct_casualties", "voices_of_one_size"): (
        "update fct_claims set high = 60 where claim_id = 'c'; "
        "update fct_casualties set best = 60, high = 60 where policy = 'informative'"
    ),
    ("main.casualties_default", "totals_within_claims"): (
        "update fct_casualties set high = 5"
    ),
    ("main.fct_tolls", "every_claim_is_in"): (
        "update fct_reports set unit = 'period_toll'; "
        "update fct_claims set scope = 'period' where claim_id = 'c'"
    ),
    ("main.fct_tolls", "cumulative_never_falls"): (
        "update fct_tolls set best = 105 where toll_id = 'before'; "
        "update fct_tolls set period_start_date = null where toll_id = 'day'"
    ),
    ("main.fct_tolls", "cumulative_rises_by_the_period"): (
        "update fct_tolls set best = 105 where toll_id = 'sum'"
    ),
    ("main.fct_tolls", "flows_add_up_to_the_total"): (
        "update fct_tolls set best = 2 where toll_id = 'found'"
    ),
    **aggregates("main.agg_casualties__admin1_month", "admin1_id"),
    **aggregates("main.agg_casualties__country_month", "country_id"),
    ("main.agg_claims__source_month", "sums_equal_claims"): (
        "update agg_claims__source_month set claim_count = 2"
    ),
    ("main.agg_claims__source_month", "no_month_jumps"): series(6, 201),
    ("main.agg_claims__source_month", "no_month_missing"): (
        series(6, 10)
        + "; delete from agg_claims__source_month where report_month = '2023-03'"
    ),
}

# Cases that break another rule of the table, because the rows behind its sums are gone.
ALSO = {
    ("main.agg_claims__source_month", "no_month_jumps"): {"sums_equal_claims"},
    ("main.agg_claims__source_month", "no_month_missing"): {"sums_equal_claims"},
}

WITHIN: dict[Case, str] = {
    ("raw.reports", "few_new_year_days"): share(*NEW_YEAR, count=10),
    ("raw.report_places", "coordinates_mostly_differ"): EQUAL.format(count=5),
    ("main.dim_documents", "most_documents_report"): share(*DOCUMENTS, count=50),
    ("main.fct_claims", "few_brackets_out_of_order"): share(*BROKEN, count=2),
    ("main.fct_claims", "few_implied_ones"): share(*BASIS, count=50),
    ("main.fct_reports", "most_are_located"): share(*LOCATION, count=30),
    ("main.fct_reports", "most_are_dated"): share(*DATED, count=20),
    ("main.fct_reports", "most_have_claims"): share(*CLAIMED, count=20),
    ("main.fct_reports", "most_causes_are_mapped"): share(*CAUSE, count=20),
    ("main.fct_incidents", "some_voices_agree"): share(*DISAGREEMENT, count=80),
    ("main.fct_incidents", "most_are_not_coarse"): share(*COARSE, count=50),
    ("main.bridge_incident_reports", "reports_within_a_month"): SECOND_REPORT.format(
        change="date_min + 31 as date_min, date_max + 31 as date_max"
    ),
    ("main.fct_claims", "part_within_total"): (
        "update fct_claims set operator = 'at_least' where claim_id = 'c'; "
        "update fct_claims set low = 5, best = 5 where claim_id = 'children'"
    ),
    ("raw.claims", "low_in_range"): "update raw.claims set low = null",
}


def check(database: Path, table: str) -> dict[str, tuple[str, ...]]:
    """Rules of one table that fail, with the keys that they name."""
    suite = next(suite for suite in list_suites() if suite.name == table)
    found = run_suites(database, [suite]).findings
    assert not [finding.line for finding in found if finding.severity == "error"]
    return {finding.rule: finding.keys for finding in found}


def test_good_rows_pass_every_suite(good: Path) -> None:
    assert run_suites(good, list_suites()).findings == ()


def test_empty_tables_pass_every_suite(empty: Path) -> None:
    assert run_suites(empty, list_suites()).findings == ()


@pytest.mark.parametrize("case", BAD, ids=".".join)
def test_bad_row_fails_its_expectation(
    case: Case, changed: Callable[[str], Path]
) -> None:
    table, rule = case
    failed = check(changed(BAD[case]), table)
    assert failed.keys() == {rule} | ALSO.get(case, set())
    assert 1 <= len(failed[rule]) <= 5


@pytest.mark.parametrize("case", WITHIN, ids=".".join)
def test_row_within_the_bound_passes(
    case: Case, changed: Callable[[str], Path]
) -> None:
    assert case[1] not in check(changed(WITHIN[case]), case[0])


def test_every_expectation_has_a_bad_row() -> None:
    assert BAD.keys() == RULES.keys()


def test_rules_are_named_once() -> None:
    assert len(RULES) == sum(len(suite.expectations) for suite in SUITES.values())


@pytest.mark.parametrize("case", RULES, ids=".".join)
def test_every_expectation_says_why(case: Case) -> None:
    assert str(RULES[case].notes).endswith(".")
