"""Charts: a band from low to high with the best as a line, or bars with intervals.

Colours are Okabe and Ito's, and every colour has a shape too, so that print and a
colour-blind reader lose nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from ingest.errors import UsageError
from publish.captions import Caption, tell_population
from publish.selection import DIMENSIONS
from publish.tables import Table, table

FORMATS = ("svg", "png")
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_TIMES = {"month": "%Y-%m", "year": "%Y"}
# As many bars as a reader compares; the table has the rest.
_BARS = 15
_WIDTH = 560
_LINE = 110


@dataclass(frozen=True)
class Chart:
    """A picture of a table, with the table's words."""

    table: Table
    altair: alt.VConcatChart | alt.FacetChart | alt.TopLevelMixin
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
        spec = self.altair.to_dict()
        if form == "svg":
            return name_picture(str(vl_convert.vegalite_to_svg(spec)), self.alt_text)
        if form == "png":
            return bytes(vl_convert.vegalite_to_png(spec, scale=2))
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
        DataError: as ``table``.
    """
    if tuple(by):
        raise UsageError("a chart has one kind of row; leave --by out, or use --where")
    made = table(
        name, database=database, where=where, policy=policy, as_of=as_of
    )
    return draw(made)


def draw(made: Table, *, is_bare: bool = False) -> Chart:
    """A chart of a table; bare where its words stand beside it."""
    name = made.selection.name
    frame = made.frame.with_columns(
        pl.col("population").map_elements(tell_population, return_dtype=pl.String)
    )
    panels = [
        _draw_measure(part, name, is_bare=is_bare)
        for part in frame.partition_by("measure", maintain_order=True)
    ]
    whole = alt.vconcat(*panels, spacing=14)
    if not is_bare:
        whole = whole.properties(title=_title(made.caption))
    styled = (
        whole.configure(font="Liberation Sans, Arial, sans-serif", background="white")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e4e4e4")
        .configure_legend(labelFontSize=12, titleFontSize=12, orient="top")
    )
    return Chart(made, styled, describe(made))


def _title(words: Caption) -> alt.TitleParams:
    """Title above, caption as lines below it."""
    lines = [piece for line in words.lines for piece in wrap(line, _LINE)]
    card = [
        piece for name, told in words.card for piece in wrap(f"{name}: {told}", _LINE)
    ]
    return alt.TitleParams(
        text=wrap(words.title, 75),
        subtitle=[*lines, *card],
        anchor="start",
        fontSize=15,
        subtitleFontSize=9,
        subtitleColor="#444",
        offset=12,
    )


def _draw_measure(
    frame: pl.DataFrame, name: str, *, is_bare: bool
) -> alt.LayerChart:
    title = str(frame["measure"][0]).replace("_", " ").capitalize()
    made = (_draw_times if name in _TIMES else _draw_bars)(frame, name, title)
    height = (130 if is_bare else 180) if name in _TIMES else alt.Step(24)
    return made.properties(width=_WIDTH, height=height)


def _draw_times(frame: pl.DataFrame, name: str, title: str) -> alt.LayerChart:
    """Low to high as a band; a gap is no row, and no zero is drawn for it."""
    dated = frame.filter(pl.col(name).str.contains(r"^\d{4}")).with_columns(
        pl.col(name).str.to_date(_TIMES[name] if name == "month" else "%Y", strict=False)
    ) if name == "year" else frame.filter(pl.col(name) != "spans").with_columns(
        (pl.col(name) + "-01").str.to_date(strict=False)
    )
    filled = _mark_gaps(dated, name)
    base = alt.Chart(alt.Data(values=_rows(filled))).encode(
        x=alt.X(f"{name}:T", title=None, axis=_axis(name, dated)),
        color=_colour(frame),
    )
    scale = alt.Y("low:Q", title=f"{title} (persons)", scale=alt.Scale(zero=True))
    band = base.mark_area(opacity=0.25).encode(
        y=scale, y2="high:Q", detail="run:N"
    )
    rule = base.mark_rule(strokeWidth=3, opacity=0.55).encode(y=scale, y2="high:Q")
    line = base.mark_line(strokeWidth=1.5).encode(y="best:Q", detail="run:N")
    point = base.mark_point(size=45, filled=True, opacity=1).encode(
        y="best:Q", shape=_shape(frame)
    ).transform_filter("isValid(datum.best)")
    return alt.layer(band, rule, line, point)


def _mark_gaps(dated: pl.DataFrame, name: str) -> pl.DataFrame:
    """Number the unbroken runs, so that no line crosses months without a row."""
    months = pl.col(name).dt.year() * 12 + pl.col(name).dt.month()
    step = 1 if name == "month" else 12
    return dated.sort("population", name).with_columns(
        run=(months.diff().over("population") != step).fill_null(value=True).cum_sum()
    )


def _axis(name: str, dated: pl.DataFrame) -> alt.Axis:
    few = dated[name].n_unique() <= 12  # noqa: PLR2004  # as many labels as fit
    shown = "%b %Y" if name == "month" else "%Y"
    dates = dated[name].unique().sort()
    values = [alt.DateTime(year=d.year, month=d.month) for d in dates]
    options: dict[str, Any] = {"values": values} if few else {"tickCount": 10}
    return alt.Axis(format=shown, labelAngle=0, grid=False, **options)


def _draw_bars(frame: pl.DataFrame, name: str, title: str) -> alt.LayerChart:
    """A bar to the best (else the low), and a rule from low to high."""
    groups = frame.sort("high", descending=True).head(_BARS).with_columns(
        bar=pl.coalesce("best", "low")
    )
    more = frame.height - groups.height
    header = f"{title} (persons)" + (f"; the largest {_BARS}, {more} more" if more else "")
    order = groups[name].unique(maintain_order=True).to_list()
    base = alt.Chart(alt.Data(values=_rows(groups))).encode(
        y=alt.Y(f"{name}:N", title=None, sort=order, axis=alt.Axis(labelLimit=260)),
        yOffset=alt.YOffset("population:N"),
    )
    bar = base.mark_bar(opacity=0.55).encode(
        x=alt.X("bar:Q", title=header), color=_colour(frame)
    )
    rule = base.mark_rule(strokeWidth=2, color="#222").encode(x="low:Q", x2="high:Q")
    ends = [
        base.mark_tick(color="#222", thickness=2, size=9).encode(x=f"{end}:Q")
        for end in ("low", "high")
    ]
    return alt.layer(bar, rule, *ends)


def _rows(frame: pl.DataFrame) -> list[dict[str, object]]:
    return [
        {k: str(v) + "T00:00:00" if isinstance(v, date) else v for k, v in row.items()}
        for row in frame.to_dicts()
    ]


def _colour(frame: pl.DataFrame) -> alt.Color:
    known = sorted(frame["population"].unique())
    return alt.Color(
        "population:N",
        title="Of whom",
        scale=alt.Scale(domain=known, range=list(COLOURS[: len(known)])),
    )


def _shape(frame: pl.DataFrame) -> alt.Shape:
    known = sorted(frame["population"].unique())
    shapes = ["circle", "square", "triangle-up", "diamond"]
    return alt.Shape(
        "population:N",
        title="Of whom",
        scale=alt.Scale(domain=known, range=shapes[: len(known)]),
    )


def describe(made: Table) -> str:
    """The picture in words, for those who do not see it."""
    parts = [
        f"{row['measure']} ({tell_population(row['population'])}): {row['low']:,} to "
        f"{row['high']:,}{'+' if row['open_high_count'] else ''} in "
        f"{row['rows']} rows, the most in {row['peak']}"
        for row in _summarise(made).iter_rows(named=True)
    ]
    kind = DIMENSIONS[made.selection.name].lower()
    return f"Chart by {kind}. {made.caption.title}. {'; '.join(parts)}."


def _summarise(made: Table) -> pl.DataFrame:
    peak = pl.col(made.selection.name).sort_by("high").last().alias("peak")
    return made.frame.group_by("measure", "population", maintain_order=True).agg(
        pl.col("low").min(),
        pl.col("high").max(),
        pl.col("open_high_count").sum(),
        pl.len().alias("rows"),
        peak,
    )


def name_picture(svg: str, words: str) -> str:
    """Alt text in an SVG, as its title and role."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    label = safe.replace('"', "&quot;")
    head, mark, rest = svg.partition(">")
    return f'{head} role="img" aria-label="{label}"{mark}<title>{safe}</title>{rest}'
