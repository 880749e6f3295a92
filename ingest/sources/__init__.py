"""Published data sets: one module each, its columns to the raw tables."""

from ingest.records import Adapter
from ingest.sources import (
    acled,
    airwars,
    airwars_gaza,
    em_dat,
    gtd,
    gun_violence_archive,
    hapi,
    insecurity_insight,
    iom_missing_migrants,
    iraq_body_count,
    maverick,
    palestine,
    palestine_gaza,
    palestine_lebanon,
    palestine_west_bank,
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
        airwars_gaza,
        em_dat,
        gtd,
        gun_violence_archive,
        hapi,
        insecurity_insight,
        iom_missing_migrants,
        iraq_body_count,
        maverick,
        palestine,
        palestine_gaza,
        palestine_lebanon,
        palestine_west_bank,
        pitf_atrocities,
        ucdp_ged,
        who_ssa,
    )
}
