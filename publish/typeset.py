"""Typst: tables as pictures, reports as PDF. The compiler is in the package."""

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import Literal

import polars as pl
import typst

from publish.captions import Caption

_PIXELS_PER_INCH = 160.0


def table_png(shown: pl.DataFrame, words: Caption) -> bytes:
    """A table and all its words as one PNG."""
    data = {
        "title": words.title,
        "columns": shown.columns,
        "rows": [list(map(str, row)) for row in shown.rows()],
        "lines": words.lines,
        "card": words.card,
    }
    found = typeset("table.typ", data, {}, form="png")
    return found[0]


def typeset(
    template: str,
    data: object,
    pictures: dict[str, str],
    *,
    form: Literal["pdf", "png"],
) -> list[bytes]:
    """Compile a template over ``data.json`` and SVG pictures; one item a page of PNG.

    A PDF bears no time of its own, so that the same data make the same bytes.
    """
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        source = resources.files("publish").joinpath("templates", template)
        folder.joinpath("main.typ").write_text(source.read_text("utf-8"), "utf-8")
        folder.joinpath("data.json").write_text(json.dumps(data, default=str), "utf-8")
        for name, svg in pictures.items():
            folder.joinpath(name).write_text(svg, "utf-8")
        made = typst.compile(
            folder / "main.typ",
            root=folder,
            format=form,
            ppi=_PIXELS_PER_INCH,
            timestamp=0,
        )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]
