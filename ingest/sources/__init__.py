"""Published data sets: one module each, its columns to the raw tables."""

from ingest.records import Adapter
from ingest.sources import (
    acled,
    airwars,
    em_dat,
    gtd,
    hapi,
    iraq_body_count,
    maverick,
    pitf_atrocities,
    ucdp_ged,
    who_ssa,
)
from ingest.sources.mapping import load_mapping

__all__ = ["ADAPTERS", "load_mapping"]

ADAPTERS: dict[str, Adapter] = {
    module.ADAPTER.name: module.ADAPTER
    for module in (
        acled,
        airwars,
        em_dat,
        gtd,
        hapi,
        iraq_body_count,
        maverick,
        pitf_atrocities,
        ucdp_ged,
        who_ssa,
    )
}
