"""The panels of a chart, one a measure: bands over time, or bars with intervals.

Colours are Okabe and Ito's, and every colour has a shape too, so that print and a
colour-blind reader lose nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from publish.captions import tell_population

EVERYBODY = tell_population("all")
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
SHAPES = ("circle", "square", "triangle-up", "diamond")
TIMES = ("month", "year")
WIDTH = 560
# As many bars as a reader compares, and labels as fit; the table has the rest.
_BARS = 15
_LABELS = 8


@dataclass(frozen=True)
class Panels:
    """What all panels of a chart share: their rows, and the scales over all of them."""

    frame: pl.DataFrame
    name: str
    height: int

    @property
    def groups(self) -> list[str]:
        """The populations, in the order of their colours."""
        known = {str(word) for word in self.frame["population"]}
        return sorted(known, key=lambda word: (word != EVERYBODY, word))

    def draw(self) -> list[alt.LayerChart]:
        """One panel a measure."""
        parts = self.frame.partition_by("measure", maintain_order=True)
        one = self._draw_times if self.name in TIMES else self._draw_bars
        return [one(part) for part in parts if part.height]

    def _draw_times(self, part: pl.DataFrame) -> alt.LayerChart:
        """Low to high as a band; where no row is nothing is drawn, and no zero."""
        title = f"{_title(part)} (persons)"
        scale = alt.Y("low:Q", title=title, axis=alt.Axis(tickCount=5, format=",d"))
        base = alt.Chart(alt.Data(values=_rows(_number_runs(part, self.name)))).encode(
            x=alt.X(f"{self.name}:T", title=None, axis=self._axis, scale=self._span),
        )
        colour = {"color": self._colour}
        band = base.mark_area(opacity=0.25).encode(
            y=scale, y2="high:Q", detail="run:N", **colour
        )
        rule = base.mark_rule(strokeWidth=4, opacity=0.5).encode(
            y=scale, y2="high:Q", **colour
        )
        line = base.mark_line(strokeWidth=1.5).encode(
            y="best:Q", detail="run:N", **colour
        )
        point = base.mark_point(size=50, filled=True, opacity=1)
        best = point.transform_filter("isValid(datum.best)").encode(
            y="best:Q", shape=self._shape, **colour
        )
        open_high = _mark_open(base, dy=-7).encode(y="high:Q", **colour)
        return alt.layer(band, rule, line, best, open_high).properties(
            width=WIDTH, height=self.height
        )

    def _draw_bars(self, part: pl.DataFrame) -> alt.LayerChart:
        """A bar to the best (else the low), a rule from low to high."""
        kept = part.sort("high", descending=True).head(_BARS)
        more = part.height - kept.height
        cut = f"; {more} smaller rows are in the table" if more else ""
        rows = kept.with_columns(bar=pl.coalesce("best", "low"))
        order = rows[self.name].unique(maintain_order=True).to_list()
        base = alt.Chart(alt.Data(values=_rows(rows))).encode(
            y=alt.Y(
                f"{self.name}:N", title=None, sort=order, axis=alt.Axis(labelLimit=400)
            ),
            yOffset=alt.YOffset("population:N", sort=self.groups),
        )
        across = alt.X(
            "bar:Q",
            title=f"{_title(part)} (persons{cut})",
            axis=alt.Axis(tickCount=6, format=",d"),
            scale=alt.Scale(nice=True),
        )
        bar = base.mark_bar(opacity=0.6).encode(x=across, color=self._colour)
        rule = base.mark_rule(strokeWidth=2, color="#111")
        ends = [
            base.mark_tick(color="#111", thickness=2, size=10).encode(x=f"{end}:Q")
            for end in ("low", "high")
        ]
        span = rule.encode(x="low:Q", x2="high:Q")
        open_high = _mark_open(base, dx=8).encode(x="high:Q")
        drawn = alt.layer(bar, span, *ends, open_high)
        return drawn.properties(width=WIDTH, height=alt.Step(26))

    @property
    def _dates(self) -> list[date]:
        return [day for day in self.frame[self.name].unique().sort() if day]

    @property
    def _span(self) -> alt.Scale:
        """The same time for every panel, with air at both ends."""
        air = timedelta(days=15 if self.name == "month" else 180)
        first, last = self._dates[0] - air, self._dates[-1] + air
        return alt.Scale(domain=[_moment(first), _moment(last)])

    @property
    def _axis(self) -> alt.Axis:
        options: dict[str, Any] = {"tickCount": _LABELS}
        if len(self._dates) <= _LABELS + 1:
            options = {"values": [_moment(day) for day in self._dates]}
        shown = "%b %Y" if self.name == "month" else "%Y"
        return alt.Axis(format=shown, labelAngle=0, grid=False, **options)

    @property
    def _colour(self) -> alt.Color:
        """One scale for all panels; no legend where there is nothing to tell apart."""
        hues = [COLOURS[i % len(COLOURS)] for i in range(len(self.groups))]
        scale = alt.Scale(domain=self.groups, range=hues)
        legend = alt.Legend(title="Of whom", symbolOpacity=1)
        return alt.Color("population:N", scale=scale, legend=legend)

    @property
    def _shape(self) -> alt.Shape:
        forms = [SHAPES[i % len(SHAPES)] for i in range(len(self.groups))]
        scale = alt.Scale(domain=self.groups, range=forms)
        return alt.Shape(
            "population:N", scale=scale, legend=alt.Legend(title="Of whom")
        )


def prepare(frame: pl.DataFrame, name: str, height: int = 180) -> Panels:
    """The rows of a table as a chart draws them: populations in words, time as dates.

    What spans several months or years has no place on an axis of time, and is left out.
    """
    told = frame.with_columns(
        pl.col("population").map_elements(tell_population, return_dtype=pl.String)
    )
    if "actor_role" in told.columns and name == "actor":
        role = pl.col("actor_role").str.replace_all("_", " ")
        told = told.with_columns(pl.format("{} ({})", "actor", role).alias("actor"))
    if name in TIMES:
        whole = pl.concat_str(pl.col(name), pl.lit("-01-01")).str.head(10)
        told = told.with_columns(whole.str.to_date("%Y-%m-%d", strict=False))
        told = told.filter(pl.col(name).is_not_null())
    return Panels(told, name, height)


def _title(part: pl.DataFrame) -> str:
    return str(part["measure"][0]).replace("_", " ").capitalize()


def _mark_open(base: alt.Chart, **shift: int) -> alt.Chart:
    """A plus where a figure in the sum has no upper bound."""
    text = base.mark_text(text="+", fontSize=14, fontWeight="bold", **shift)
    return text.transform_filter("datum.open_high_count > 0")


def _number_runs(part: pl.DataFrame, name: str) -> pl.DataFrame:
    """Number the unbroken runs, so that no band crosses a month without a row."""
    months = pl.col(name).dt.year().cast(pl.Int32) * 12 + pl.col(name).dt.month()
    step = 1 if name == "month" else 12
    is_new = (months.diff().over("population") != step).fill_null(value=True)
    return part.sort("population", name).with_columns(run=is_new.cum_sum())


def _rows(frame: pl.DataFrame) -> list[dict[str, object]]:
    days = pl.selectors.date().dt.strftime("%Y-%m-%dT00:00:00")
    return frame.with_columns(days).to_dicts()


def _moment(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)
