"""Aggregate tables in every form: Polars, great-tables, Markdown, CSV, XLSX, PNG."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from great_tables import GT

from ingest.errors import UsageError
from publish.captions import Caption, caption, tell_population
from publish.forms import to_csv, to_html, to_markdown, to_png, to_xlsx
from publish.selection import DIMENSIONS, Selection, select
from publish.sums import add_up

FORMATS = ("md", "html", "xlsx", "csv", "png")


@dataclass(frozen=True)
class Table:
    """Figures and the words that go with them.

    ``frame`` has the keys, measure, population, then low, best, high (persons) and the
    counts of ``publish.sums.add_up``.
    """

    selection: Selection
    frame: pl.DataFrame
    caption: Caption

    @property
    def shown(self) -> pl.DataFrame:
        """The frame as people read it: text, under headers."""
        is_source = "source" in self.selection.keys
        return self.frame.select(
            *(pl.col(k).alias(DIMENSIONS[k]) for k in self.selection.keys),
            pl.col("measure").str.replace_all("_", " ").alias("Measure"),
            pl.col("population")
            .map_elements(tell_population, return_dtype=pl.String)
            .alias("Of whom"),
            _figure("low").alias("Low"),
            _figure("best").alias("Best"),
            (
                _figure("high")
                + pl.when(pl.col("open_high_count") > 0)
                .then(pl.lit("+"))
                .otherwise(pl.lit(""))
            ).alias("High"),
            _figure("incident_count").alias("Reports" if is_source else "Incidents"),
        )

    @property
    def great(self) -> GT:
        """A great-tables object, to be styled further."""
        keep = [*DIMENSIONS.values(), "Measure", "Of whom"]
        numbers = [name for name in self.shown.columns if name not in keep]
        styled = (
            GT(self.shown)
            .tab_header(title=self.caption.title, subtitle=self.caption.unit)
            .cols_align(align="right", columns=numbers)
        )
        for line in self.caption.lines[1:]:
            styled = styled.tab_source_note(line)
        return styled

    def render(self, form: str) -> str | bytes:
        """The table in one of ``FORMATS``.

        Raises:
            UsageError: no such format.
        """
        match form:
            case "md":
                return to_markdown(self.shown, self.caption)
            case "html":
                return to_html(self.great.as_raw_html(), self.caption)
            case "csv":
                return to_csv(self.frame, self.caption)
            case "xlsx":
                return to_xlsx(self.frame, self.caption)
            case "png":
                return to_png(self.shown, self.caption)
        raise UsageError(f"--format: {form} is not one of {', '.join(FORMATS)}")


def _figure(name: str) -> pl.Expr:
    """A number with thousands marked, a dash for NULL."""
    told = pl.col(name).map_elements(lambda n: f"{n:,}", return_dtype=pl.String)
    return told.fill_null("–")  # noqa: RUF001  # the dash of a table


def table(  # noqa: PLR0913  # the options of the command
    name: str,
    *,
    database: Path | str = "warehouse.duckdb",
    by: Iterable[str] = (),
    where: Mapping[str, str] | None = None,
    policy: str | None = None,
    as_of: str | date | None = None,
) -> Table:
    """Sums of casualties by ``name`` and ``by``, with their caption and coverage.

    Raises:
        UsageError: a name, filter, policy or date that is not known.
        DataError: no such warehouse, or nothing in it that matches.
    """
    selection = select(Path(database), name, by, where, policy, as_of)
    frame = add_up(selection)
    return Table(selection, frame, caption(selection, frame))
