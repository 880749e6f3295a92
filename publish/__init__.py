"""Marts in, what a reader takes away out: releases, tables, charts, reports."""

from typing import Any

__all__ = ["chart", "table"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module's own hook
    """``from publish import table, chart``, loaded when asked for."""
    if name == "table":
        from publish.tables import table  # noqa: PLC0415  # Altair takes a second

        return table
    if name == "chart":
        from publish.charts import chart  # noqa: PLC0415  # the same

        return chart
    raise AttributeError(name)
