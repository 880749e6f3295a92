"""Published data sets: one module each, its columns to the raw tables."""

from ingest.records import Adapter
from ingest.sources import (
    acled,
    airwars,
    airwars_gaza,
    gun_violence_archive,
    hapi,
    insecurity_insight,
    iom_missing_migrants,
    maverick,
    palestine,
    palestine_gaza,
    palestine_lebanon,
    palestine_west_bank,
    ucdp_ged,
)
from ingest.sources.mapping import load_mapping

__all__ = ["ADAPTERS", "load_mapping"]

ADAPTERS: dict[str, Adapter] = {
    module.ADAPTER.name: module.ADAPTER
    for module in (
        acled,
        airwars,
        airwars_gaza,
        gun_violence_archive,
        hapi,
        insecurity_insight,
        iom_missing_migrants,
        maverick,
        palestine,
        palestine_gaza,
        palestine_lebanon,
        palestine_west_bank,
        ucdp_ged,
    )
}
