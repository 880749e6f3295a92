"""One release from one warehouse, written into the folder of a draft."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl

from publish.audit_results import write_audit
from publish.changes import refuse_changes, write_changes
from publish.citations import write_citations
from publish.database import FILE, list_macros, write_database
from publish.defuse import write_csv
from publish.draft import Draft
from publish.flat import write_flat
from publish.lineage import write_lineage
from publish.manifest import (
    describe_marts,
    find_moments,
    list_files,
    list_loads,
    list_software,
    write_manifest,
)
from publish.marts import Mart, list_marts, read_rows, read_rules
from publish.order import Order
from publish.parts import PARTS, Kept, keep_back
from publish.readme import write_readme
from publish.shelf import read_manifest


class Draw(NamedTuple):
    """A release to be drawn up: where, under which id, when, after which other."""

    folder: Path
    release_id: str
    now: datetime
    audit: str
    previous: Path | None
    order: Order

    @property
    def stamps(self) -> dict[str, str]:
        """What marks the release, and whether its warehouse passed the audit."""
        return {
            "release_id": self.release_id,
            "released_at": self.now.isoformat(),
            "audit": self.audit,
        }

    @property
    def choices(self) -> dict[str, Any]:
        """What is kept back, as the manifest has it."""
        return {
            # A key would undo the pseudonyms.
            name: "not told" if isinstance(value, bytes) else value
            for name, value in self.order.choices.items()
        }

    @property
    def comparable(self) -> bool:
        """Whether the previous release kept back the same.

        Else its figures could stand for what is suppressed in this one.
        """
        told = read_manifest(self.previous)["kept_back"] if self.previous else {}
        return bool(json.loads(json.dumps(self.choices)) == told)


class Drawn(NamedTuple):
    """The hash of the manifest, and the number and size (bytes) of the files."""

    manifest_sha256: str
    file_count: int
    size: int


def draw(warehouse: duckdb.DuckDBPyConnection, ask: Draw) -> Drawn:
    """Write all files of the release; the manifest, which names them, comes last."""
    listed = list_marts(warehouse, read_rules(ask.order.models))
    every = {mart: read_rows(warehouse, mart) for mart in listed}
    kept = keep_back(every, ask.order.choices)
    write_database(ask.folder / FILE, kept.marts, list_macros(warehouse), ask.stamps)
    write_flat(ask.folder, kept.marts, write_csv)
    draft = _write_words(ask, kept)
    for write in PARTS:
        write(draft)
    told = _tell(ask, kept) | _tell_loads(warehouse, every, kept)
    write_readme(ask.folder, told)
    files = list_files(ask.folder)
    size = sum(path.stat().st_size for path in files)
    return Drawn(write_manifest(ask.folder, told), len(files) + 1, size)


def _write_words(ask: Draw, kept: Kept) -> Draft:
    """What a person reads of the release beside its figures."""
    policies = _rows(kept.marts, "dim_policies").filter("is_default")["policy"]
    with_keys = "k" not in ask.choices
    findings = write_audit(ask.folder, ask.order.audit, write_csv, with_keys=with_keys)
    write_citations(ask.folder, _rows(kept.marts, "dim_sources"), write_csv)
    if ask.previous is None or ask.comparable:
        write_changes(
            ask.folder, ask.previous, policies[0], ask.order.compare, write_csv
        )
    else:
        refuse_changes(ask.folder, ask.previous)
    if kept.left_out.height:
        write_csv(ask.folder / "left_out.csv", kept.left_out)
    if ask.order.docs:
        write_lineage(ask.folder, ask.order.docs)
    return Draft(
        *(ask.folder, ask.release_id, ask.audit, findings, kept.marts),
        ask.order.boundaries,
    )


def _tell(ask: Draw, kept: Kept) -> dict[str, Any]:
    """The manifest but for its files, moments and loads."""
    return ask.stamps | {
        "git_revision": ask.order.git,
        "software": list_software(),
        "previous_release_id": ask.previous.name if ask.previous else None,
        "kept_back": ask.choices,
        "marts": describe_marts(kept.marts),
        "left_out": kept.left_out.to_dicts(),
    }


def _tell_loads(
    warehouse: duckdb.DuckDBPyConnection, every: Mapping[Mart, pl.DataFrame], kept: Kept
) -> dict[str, Any]:
    """As of when, and the documents: of a release without incidents the data sets."""
    documents = _rows(every, "dim_documents")
    named = documents
    if "dim_documents" not in {mart.name for mart in kept.marts}:
        named = documents.filter(pl.col("dataset_id").is_not_null())
    return {"as_of": find_moments(warehouse, documents), "loads": list_loads(named)}


def _rows(marts: Mapping[Mart, pl.DataFrame], name: str) -> pl.DataFrame:
    """The rows of a mart; every release has those that are asked for."""
    return next(rows for mart, rows in marts.items() if mart.name == name)
