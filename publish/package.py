"""A Frictionless data package: what each file holds, its keys, licences and sources."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from publish.described import Link, Mart

_KNOWN = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "Unlicense": ("Unlicense", "https://unlicense.org/"),
}
_CHUNK = 1 << 20


class Resource(NamedTuple):
    """One file of the release.

    Attributes:
        path: below the folder of the package.
        title: in a few words.
        mart: of a CSV of a mart, what it is; other files are listed without a schema.
        frame: the rows of that CSV.
        comment_rows: rows of the CSV that are no data, such as HXL tags (from 1).
    """

    path: str
    title: str
    mart: Mart | None = None
    frame: pl.DataFrame | None = None
    comment_rows: tuple[int, ...] = ()


def write_package(
    folder: Path,
    resources: Sequence[Resource],
    sources: pl.DataFrame | None = None,
    about: Mapping[str, str] | None = None,
) -> Path:
    """``datapackage.json`` in a folder that has the files already.

    Args:
        folder: of the release.
        resources: its files; a foreign key is declared only where it is true of the
            rows at hand.
        sources: ``dim_sources`` of the sources in it: licences and citations.
        about: name, title, version and the like.

    Returns:
        The path. ``frictionless validate`` on it checks sizes, hashes, types and keys.
    """
    found: dict[str, Any] = {"profile": "data-package", **(about or {})}
    if sources is not None:
        found["licenses"] = list(_list_licences(sources))
        found["sources"] = list(_list_sources(sources))
    frames = {
        r.mart.name: (_name(r.path), r.frame)
        for r in resources
        if r.mart is not None and r.frame is not None and not r.comment_rows
    }
    found["resources"] = [_describe(folder, each, frames) for each in resources]
    path = folder / "datapackage.json"
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path


Frames = Mapping[str, tuple[str, pl.DataFrame | None]]


def _describe(folder: Path, resource: Resource, frames: Frames) -> dict[str, Any]:
    file = folder / resource.path
    told: dict[str, Any] = {
        "name": _name(resource.path),
        "path": resource.path,
        "title": resource.title,
        "format": file.suffix.removeprefix("."),
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_hash(file)}",
    }
    if resource.mart is None or resource.frame is None:
        return told | {"type": "file"}
    if resource.comment_rows:
        told["dialect"] = {"headerRows": [1], "commentRows": [*resource.comment_rows]}
    return told | {
        "type": "table",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "description": resource.mart.description,
        "schema": _schema(resource.mart, resource.frame, frames),
    }


def _name(path: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", path.lower())


def _hash(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _schema(mart: Mart, frame: pl.DataFrame, frames: Frames) -> dict[str, Any]:
    words = {column.name: column.description for column in mart.columns}
    fields = [
        {"name": name, **_type(kind)}
        | ({"description": words[name]} if words.get(name) else {})
        | ({"constraints": {"required": True}} if name in mart.key else {})
        for name, kind in frame.schema.items()
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if mart.key and _is_key(frame, mart.key):
        schema["primaryKey"] = list(mart.key)
    keys = [_foreign_key(link, frames) for link in list_true(mart, frame, frames)]
    return schema | ({"foreignKeys": keys} if keys else {})


def _type(kind: pl.DataType) -> dict[str, str]:
    if kind.is_integer():
        return {"type": "integer"}
    if kind.is_numeric():
        return {"type": "number"}
    if isinstance(kind, pl.Datetime):
        return {"type": "datetime", "format": "any"}
    kinds = {pl.Boolean: "boolean", pl.Date: "date"}
    nested = {pl.List: "array", pl.Array: "array", pl.Struct: "object"}
    return {"type": (kinds | nested).get(type(kind), "string")}


def _is_key(frame: pl.DataFrame, key: tuple[str, ...]) -> bool:
    if not set(key) <= set(frame.columns):
        return False
    rows = frame.select(key)
    return (
        not rows.is_duplicated().any() and not rows.null_count().sum_horizontal().sum()
    )


def list_true(mart: Mart, frame: pl.DataFrame, frames: Frames) -> list[Link]:
    """The links of a mart of which every value stands in the mart that they lead to."""
    return [link for link in mart.links if _is_true(link, frame, frames)]


def _is_true(link: Link, frame: pl.DataFrame, frames: Frames) -> bool:
    _, target = frames.get(link.mart, ("", None))
    if target is None or not {link.field} <= set(target.columns):
        return False
    if link.column not in frame.columns:
        return False
    known = target[link.field].implode()
    return bool(frame[link.column].drop_nulls().is_in(known).all())


def _foreign_key(link: Link, frames: Frames) -> dict[str, Any]:
    resource, _ = frames[link.mart]
    reference = {"resource": resource, "fields": [link.field]}
    return {"fields": [link.column], "reference": reference}


def _list_licences(sources: pl.DataFrame) -> Iterator[dict[str, str]]:
    """Every licence once: all of them hold, each for the rows of its sources."""
    stated = sources["licence"].drop_nulls().unique().sort().to_list()
    for licence in stated:
        name, path = _KNOWN.get(licence, (_name(licence), ""))
        told = {"name": name, "title": licence}
        yield told | ({"path": path} if path else {})


def _list_sources(sources: pl.DataFrame) -> Iterator[dict[str, str]]:
    for row in sources.sort("source_name").iter_rows(named=True):
        told = {"title": row["citation"] or row["source_name"]}
        yield told | ({"path": row["url"]} if row["url"] else {})
