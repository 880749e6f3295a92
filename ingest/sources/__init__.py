"""Published data sets: one module each, its columns to the raw tables."""

from ingest.records import Adapter
from ingest.sources import airwars, maverick, ucdp_ged
from ingest.sources.mapping import load_mapping

__all__ = ["ADAPTERS", "load_mapping"]

ADAPTERS: dict[str, Adapter] = {
    module.ADAPTER.name: module.ADAPTER for module in (ucdp_ged, airwars, maverick)
}
