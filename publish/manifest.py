"""manifest.json: the hash of each file; rows, versions, moments, loads behind them."""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from publish.marts import Mart
from publish.shelf import MANIFEST

_SOFTWARE = (
    *("casualty-warehouse", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations"),
    *("polars", "altair", "great-tables", "typst", "vl-convert-python", "xlsxwriter"),
)
_LOADS = (
    *("document_id", "source_name", "dataset_id", "release_label", "completeness"),
    *("sha256", "reader", "reader_version", "published_at", "retrieved_date"),
)
_BUILT = "select built_at, raw_loaded_at from main._builds order by built_at desc"


def find_moments(
    connection: duckdb.DuckDBPyConnection, documents: pl.DataFrame
) -> dict[str, str | None]:
    """As of when: the newest publication, the last load and the build (UTC)."""
    built, loaded = connection.execute(_BUILT).fetchone() or (None, None)
    published = documents["published_at"].max()
    return {
        "published": _stamp(published),
        "loaded": _stamp(loaded),
        "built": _stamp(built),
    }


def list_loads(documents: pl.DataFrame) -> list[dict[str, Any]]:
    """The documents that the figures rest on: who, which release, which bytes."""
    return documents.select(_LOADS).sort("document_id").to_dicts()


def list_software() -> dict[str, str]:
    """The versions of what made the release; what is not installed is left out."""
    found = {"python": platform.python_version()}
    for name in _SOFTWARE:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def describe_marts(marts: Mapping[Mart, pl.DataFrame]) -> list[dict[str, Any]]:
    """Each mart with its rows, its key and its columns."""
    return [
        {
            "name": mart.name,
            "rows": rows.height,
            "key": list(mart.keys),
            "columns": [column.name for column in mart.columns],
        }
        for mart, rows in marts.items()
    ]


def write_manifest(folder: Path, told: Mapping[str, Any]) -> str:
    """Write the manifest over every file that is there, and give its own SHA-256."""
    words = json.dumps(
        dict(told) | {"files": list(describe_files(folder))},
        indent=1,
        ensure_ascii=False,
        default=str,
    )
    path = folder / MANIFEST
    path.write_text(words + "\n", "utf-8")
    return hash_file(path)


def describe_files(folder: Path) -> Iterator[dict[str, Any]]:
    """The path within the release, size in bytes and SHA-256 of each file but one."""
    for path in list_files(folder):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST:
            size = path.stat().st_size
            yield {"path": name, "bytes": size, "sha256": hash_file(path)}


def list_files(folder: Path) -> list[Path]:
    """All files of a release, by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(moment: object) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
