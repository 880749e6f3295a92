"""A page for every incident: one shell, and the incidents in shards of data.

Twenty thousand files of HTML would repeat their frame twenty thousand times. A shard
holds the incidents whose id begins alike, and is loaded when one of them is opened. The
database writes their JSON, so that no row passes through Python.
"""

from importlib import resources
from pathlib import Path

import polars as pl

from publish.query import read
from publish.site.folder import Folder

# A shard of some hundred incidents is loaded in no time, and a folder of some hundred
# shards is no burden either.
_FEW, _MANY = 400, 40_000
_LABELS = {
    "sources": """select source_id as id, source_name as name, url, licence, citation
        from main.dim_sources where report_count > 0""",
    "actors": "select actor_id as id, actor_name as name from main.dim_actors",
    "causes": "select cause_id as id, label as name from main.dim_causes",
    "measures": "select measure as id, label as name from main.dim_measures",
    "policies": """select policy as id, label as name, sentence, is_default
        from main.dim_policies""",
}
_LIST = (
    "id",
    "month",
    "place",
    "admin1",
    "country",
    "cause",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "reports",
    "codes",
    "withheld",
)


def write_incidents(
    site: Folder, database: Path, *, withhold_rows: bool
) -> tuple[int, int]:
    """Write the list, shell and shards; gives incidents and reports withheld."""
    sql = (resources.files("publish.site") / "incidents.sql").read_text("utf-8")
    rows = read(database, sql, {"withhold": str(withhold_rows).lower()})
    digits = 1 if rows.height <= _FEW else 2 if rows.height <= _MANY else 3
    shards = rows.group_by(
        pl.col("id").str.slice(0, digits).alias("shard"), maintain_order=True
    ).agg(pl.concat_str(pl.format('"{}":{}', "id", "body")).str.join(",").alias("text"))
    for shard, text in shards.iter_rows():
        site.script(f"incidents/{shard}", "{" + text + "}")
    labels = {name: _read_labels(database, sql) for name, sql in _LABELS.items()}
    site.data("labels", labels | {"digits": digits})
    listed = rows.select(_LIST).sort("month", "place", "id", nulls_last=True)
    site.data("list", {"columns": _LIST, "rows": listed.rows()})
    withheld = int(rows["withheld"].sum())
    site.page("incidents.html", "incidents.html", count=rows.height)
    site.page("incident.html", "incident.html", here="incidents.html")
    return rows.height, withheld


def _read_labels(database: Path, sql: str) -> dict[str, dict[str, object]]:
    rows = read(database, f"select * from ({sql}) order by id").to_dicts()
    return {
        str(row["id"]): {k: v for k, v in row.items() if k != "id" and v is not None}
        for row in rows
    }
