"""Published data sets: one module each, its columns to the raw tables."""

from ingest.records import Adapter
from ingest.sources import airwars, maverick, palestine, ucdp_ged
from ingest.sources.mapping import load_mapping

__all__ = ["ADAPTERS", "load_mapping"]

ADAPTERS: dict[str, Adapter] = {
    adapter.name: adapter
    for adapter in (
        ucdp_ged.ADAPTER,
        airwars.ADAPTER,
        maverick.ADAPTER,
        *palestine.ADAPTERS,
    )
}
