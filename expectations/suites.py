"""All suites, in the order in which data flows."""

from expectations.agg_casualties import agg_casualties
from expectations.agg_claims__source_month import agg_claims__source_month
from expectations.bridge_incident_reports import bridge_incident_reports
from expectations.casualties_default import casualties_default
from expectations.dim_documents import dim_documents
from expectations.dim_sources import dim_sources
from expectations.fct_casualties import fct_casualties
from expectations.fct_claims import fct_claims
from expectations.fct_decisions import fct_decisions
from expectations.fct_incidents import fct_incidents
from expectations.fct_report_pairs import fct_report_pairs
from expectations.fct_reports import fct_reports
from expectations.fct_tolls import fct_tolls
from expectations.raw_claims import raw_claims
from expectations.raw_documents import raw_documents
from expectations.raw_load_tallies import raw_load_tallies
from expectations.raw_loads import raw_loads
from expectations.raw_readings import raw_readings
from expectations.raw_report_places import raw_report_places
from expectations.raw_reports import raw_reports
from expectations.rules import Suite


def list_suites() -> tuple[Suite, ...]:
    """New suites: an expectation belongs to one run of Great Expectations."""
    return (
        raw_loads(),
        raw_load_tallies(),
        raw_documents(),
        raw_readings(),
        raw_reports(),
        raw_report_places(),
        raw_claims(),
        dim_documents(),
        dim_sources(),
        fct_claims(),
        fct_decisions(),
        fct_report_pairs(),
        fct_reports(),
        fct_incidents(),
        bridge_incident_reports(),
        fct_casualties(),
        casualties_default(),
        fct_tolls(),
        agg_casualties("admin1_month", "admin1_id"),
        agg_casualties("country_month", "country_id"),
        agg_claims__source_month(),
    )
