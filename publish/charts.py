"""Charts of tables: the panels, the table's caption and card below, words for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from textwrap import wrap

import altair as alt
import polars as pl
import vl_convert

from ingest.errors import DataError, UsageError
from publish.captions import Caption, tell_population
from publish.panels import TIMES, WIDTH, prepare
from publish.selection import DIMENSIONS
from publish.tables import Table, table

FORMATS = ("svg", "png")
_FONT = "Liberation Sans, Arial, sans-serif"
# Characters that fit a line of the caption, and its height in pixels.
_LINE = 112
_LINE_PIXELS = 13


@dataclass(frozen=True)
class Chart:
    """A picture of a table, with the table's words and figures."""

    table: Table
    altair: alt.VConcatChart
    alt_text: str

    @property
    def caption(self) -> Caption:
        """The words of the table."""
        return self.table.caption

    @property
    def frame(self) -> pl.DataFrame:
        """The figures of the table."""
        return self.table.frame

    def render(self, form: str) -> str | bytes:
        """SVG as text or PNG as bytes, without a browser or a network.

        Raises:
            UsageError: no such format.
        """
        if form == "svg":
            svg = str(vl_convert.vegalite_to_svg(self.altair.to_dict()))
            return name_picture(svg, self.alt_text)
        if form == "png":
            return bytes(vl_convert.vegalite_to_png(self.altair.to_dict(), scale=2))
        raise UsageError(f"a chart is {' or '.join(FORMATS)}, not {form}")


def chart(  # noqa: PLR0913  # the options of the command
    name: str,
    *,
    database: Path | str = "warehouse.duckdb",
    by: Iterable[str] = (),
    where: Mapping[str, str] | None = None,
    policy: str | None = None,
    as_of: str | date | None = None,
) -> Chart:
    """The chart of ``table`` with the same arguments; ``by`` must be left out.

    Raises:
        UsageError: as ``table``; or more than one kind of row.
        DataError: as ``table``; or nothing that an axis of time can show.
    """
    if tuple(by):
        raise UsageError("a chart has one kind of row; leave --by out, or use --where")
    return draw(table(name, database=database, where=where, policy=policy, as_of=as_of))


def draw(made: Table, *, is_bare: bool = False) -> Chart:
    """A chart of a table; bare where its words stand beside it."""
    name = made.selection.name
    panels = prepare(made.frame, name, 105 if is_bare else 180)
    if panels.frame.is_empty():
        raise DataError(f"every incident spans several {name}s; no axis can show it")
    parts: list[alt.Chart | alt.LayerChart] = list(panels.draw())
    if not is_bare:
        parts.append(_write_below(tell_marks(name), made.caption))
    title = {} if is_bare else {"title": _title(made.caption)}
    whole = alt.vconcat(*parts, spacing=16, **title).resolve_scale(
        color="shared", shape="shared"
    )
    return Chart(made, _style(whole), describe(made))


def _style(whole: alt.VConcatChart) -> alt.VConcatChart:
    return (
        whole.configure(font=_FONT, background="white", padding=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor="#e4e4e4",
        )
        .configure_legend(
            orient="top", direction="horizontal", labelFontSize=12, titleFontSize=12
        )
    )


def _title(words: Caption) -> alt.TitleParams:
    lines = wrap(words.title, 72)
    return alt.TitleParams(text=lines, anchor="start", fontSize=16, offset=10)


def tell_marks(name: str) -> str:
    """How the marks of a chart are read."""
    if name in TIMES:
        return "Band or upright line: low to high. Mark: best; none where not stated."
    return "Bar: best, or low where no best is stated. Line: low to high."


def _write_below(marks: str, words: Caption) -> alt.Chart:
    """The caption and the coverage card as lines of small text under the panels."""
    card = [f"{name}: {told}" for name, told in words.card]
    lines = [
        piece for line in (marks, *words.lines, *card) for piece in wrap(line, _LINE)
    ]
    rows = [{"text": text, "line": number} for number, text in enumerate(lines)]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="left", baseline="top", fontSize=10, color="#333")
        .encode(
            text="text:N",
            x=alt.value(0),
            y=alt.Y(
                "line:Q",
                axis=None,
                scale=alt.Scale(domain=[0, len(lines)], reverse=True, nice=False),
            ),
        )
        .properties(width=WIDTH, height=len(lines) * _LINE_PIXELS)
    )


def describe(made: Table) -> str:
    """The picture in words, for those who do not see it."""
    key = made.selection.name
    drawn = made.frame.filter(pl.col(key) != "spans") if key in TIMES else made.frame
    totals = drawn.group_by("measure", "population", maintain_order=True).agg(
        pl.len().alias("rows"),
        pl.col(key).sort_by("high").last().alias("peak"),
        pl.col("low", "high", "open_high_count").sort_by("high").last(),
    )
    parts = [_tell_peak(row) for row in totals.iter_rows(named=True)]
    kind = DIMENSIONS[key].lower()
    return f"Chart by {kind}. {made.caption.title}. {'; '.join(parts)}."


def _tell_peak(row: dict[str, object]) -> str:
    """The largest row of a measure and population."""
    rows = "1 row" if row["rows"] == 1 else f"{row['rows']} rows"
    more = "+" if row["open_high_count"] else ""
    whom = tell_population(str(row["population"]))
    return (
        f"{str(row['measure']).replace('_', ' ').capitalize()} ({whom}): {rows}, the "
        f"largest {row['peak']} with {row['low']:,} to {row['high']:,}{more}"
    )


def name_picture(svg: str, words: str) -> str:
    """Put alt text into an SVG, as its title and label."""
    head, mark, rest = svg.partition(">")
    label = escape(words)
    named = f'{head} role="img" aria-label="{label}"{mark}<title>{label}</title>'
    return named + rest
