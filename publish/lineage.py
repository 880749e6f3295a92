"""dbt's page of models, columns, tests and lineage, fit to leave the machine.

The page that `dbt docs generate --static` writes names folders of the machine, holds
compiled SQL, and could ask an outside address for a script. This writes it anew from
its two parts, without them, and forbids the page every outside address.
"""

import json
from pathlib import Path
from typing import Any

PAGE = "lineage.html"
_MANIFEST, _CATALOG = '"MANIFEST.JSON INLINE DATA"', '"CATALOG.JSON INLINE DATA"'
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:"
)
_TRACKER = "//d1fc8wv8zag5ca.cloudfront.net/2.9.0/sp.js"
# What the page shows of a node; it needs the others to be there, empty or not.
_HIDDEN = {
    "compiled_code": "",
    "compiled_path": None,
    "build_path": None,
    "root_path": None,
    "deferred": False,
    "created_at": 0,
    "relation_name": None,
    "database": "casualties",
}


def write_lineage(folder: Path, docs: Path) -> None:
    """Write ``lineage.html``.

    Args:
        folder: of the release.
        docs: where dbt wrote ``index.html`` and ``manifest.json``.
    """
    page = (docs / "index.html").read_text("utf-8")
    manifest = clean_manifest(json.loads((docs / "manifest.json").read_text("utf-8")))
    empty: dict[str, Any] = {"metadata": {}, "nodes": {}, "sources": {}, "errors": None}
    head = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    page = page.replace("<head>", f"<head>{head}", 1).replace(_TRACKER, "")
    page = page.replace(_MANIFEST, _embed(manifest)).replace(_CATALOG, _embed(empty))
    (folder / PAGE).write_text(page, "utf-8")


def clean_manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest without folders, databases, times of runs and dbt's own macros."""
    kept = dict(manifest)
    for kind in ("nodes", "sources", "unit_tests"):
        nodes = manifest.get(kind, {})
        kept[kind] = {key: _clean(node) for key, node in nodes.items()}
    kept["metadata"] = {
        "project_name": manifest["metadata"].get("project_name"),
        "project_id": None,
        "adapter_type": manifest["metadata"].get("adapter_type"),
        "dbt_version": manifest["metadata"].get("dbt_version"),
        "send_anonymous_usage_stats": False,
    }
    package = f"macro.{kept['metadata']['project_name']}."
    macros = manifest.get("macros", {})
    kept["macros"] = {k: m for k, m in macros.items() if k.startswith(package)}
    return kept


def _clean(node: dict[str, Any]) -> dict[str, Any]:
    hidden = {name: value for name, value in _HIDDEN.items() if name in node}
    # The made-up rows of a unit test say nothing to a reader of figures.
    made_up: dict[str, Any] = {name: [] for name in ("given",) if name in node}
    return node | hidden | made_up


def _embed(data: dict[str, Any]) -> str:
    """JSON that may stand in a script of a page."""
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
