"""Whether a release is as it was written, and its totals follow from its claims."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from publish.database import FILE
from publish.manifest import describe_files
from publish.marts import list_marts
from publish.proofs import PROOFS
from publish.shelf import read_manifest


class Fault(NamedTuple):
    """One thing that is not as it should be: what, and what is wrong with it."""

    what: str
    fault: str

    @property
    def line(self) -> str:
        """The fault in one line."""
        return f"{self.what}: {self.fault}"


class Verdict(NamedTuple):
    """What was found, and what was looked at, in words."""

    faults: list[Fault]
    checked: list[str]


def verify(release: Path) -> Verdict:
    """Check hashes, rows and sums of a release, opened to be read only.

    Raises:
        DataError: the folder is no release.
    """
    manifest = read_manifest(release)
    faults = list(_check_files(release, manifest))
    checked = [f"{len(manifest['files']):,} files by their SHA-256"]
    if (release / FILE).exists():
        try:
            with duckdb.connect(str(release / FILE), read_only=True) as connection:
                faults += _check_rows(connection, release, manifest)
                _check_sums(connection, manifest, faults, checked)
        except duckdb.Error as error:
            faults.append(Fault(FILE, f"cannot be read ({_first(error)})"))
    return Verdict(faults, checked)


def _check_files(release: Path, manifest: dict[str, Any]) -> Iterator[Fault]:
    said = {file["path"]: file["sha256"] for file in manifest["files"]}
    found = {file["path"]: file["sha256"] for file in describe_files(release)}
    for path in sorted(said | found):
        if path not in found:
            yield Fault(path, "is missing")
        elif path not in said:
            yield Fault(path, "is not in the manifest")
        elif said[path] != found[path]:
            yield Fault(path, "has other bytes than the manifest says")


def _check_rows(
    connection: duckdb.DuckDBPyConnection, release: Path, manifest: dict[str, Any]
) -> Iterator[Fault]:
    """The database, the Parquet files and the manifest have the same rows."""
    said = {mart["name"]: mart["rows"] for mart in manifest["marts"]}
    there = {mart.name for mart in list_marts(connection)}
    for name in sorted(there ^ set(said)):
        yield Fault(name, f"is in {FILE} or in the manifest, not in both")
    for name in sorted(there & set(said)):
        flat = release / "parquet" / f"{name}.parquet"
        for place, table in ((FILE, f"main.{name}"), (flat.name, f"'{flat}'")):
            if place == FILE or flat.exists():
                rows = _count(connection, table)
                if rows != said[name]:
                    yield Fault(
                        name, f"has {rows:,} rows in {place}, not {said[name]:,}"
                    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (rows,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
    return int(rows)


def _check_sums(
    connection: duckdb.DuckDBPyConnection,
    manifest: dict[str, Any],
    faults: list[Fault],
    checked: list[str],
) -> None:
    """Prove what can be: less where rows are left out, and it says so."""
    there = {mart["name"] for mart in manifest["marts"]}
    cut = {str(row["mart"]) for row in manifest["left_out"]}
    for proof in PROOFS:
        left = sorted(cut.intersection(proof.marts))
        sql = proof.sql_of_part if left else proof.sql
        if sql is None or not there.issuperset(proof.marts):
            checked.append(f"not {proof.what}: rows are left out of this release")
            continue
        rows = connection.execute(sql).fetchall()
        faults += [Fault(proof.subject, proof.tell(row)) for row in rows]
        part = f", as far as the rows in it say ({', '.join(left)} cut)" if left else ""
        checked.append(f"{proof.what}{part}")


def _first(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
