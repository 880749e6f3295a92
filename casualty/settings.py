"""The only reader of the environment; every path is a property of ``Settings``."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Polars' allocator (jemalloc) keeps what is freed for half a second, which the loading
# of the gazetteer fills with 50 MB. Giving all back at once costs a large load a sixth
# of its time. It reads this once, when Polars is imported.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:50,muzzy_decay_ms:0")


@dataclass(frozen=True)
class Settings:
    """Where the warehouse stands and what belongs to it."""

    database: Path
    decisions: Path
    published: Path

    @property
    def root(self) -> Path:
        """The checkout: the software runs from it."""
        return ROOT

    @property
    def samples(self) -> Path:
        """Real inputs that ship with the project."""
        return ROOT / "samples"

    @property
    def marts(self) -> Path:
        """The models of the marts, with the keys of each in its YAML."""
        return ROOT / "models" / "marts"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' pages for developers."""
        return ROOT / "target" / "data_docs"

    @property
    def for_dbt(self) -> dict[str, str]:
        """The environment in which dbt builds this warehouse."""
        return os.environ | {"CASUALTY_DB": str(self.database)}


def read_settings(database: str | None = None) -> Settings:
    """``--db`` beats ``CASUALTY_DB`` beats ``warehouse.duckdb`` in the checkout."""
    named = database or os.environ.get("CASUALTY_DB")
    path = Path(named) if named else ROOT / "warehouse.duckdb"
    decisions = os.environ.get("CASUALTY_DECISIONS")
    published = os.environ.get("CASUALTY_PUBLISHED")
    return Settings(
        database=path.absolute(),
        decisions=Path(decisions) if decisions else ROOT / "decisions",
        published=Path(published).absolute() if published else ROOT / "published",
    )
