"""The front door of tables, charts and reports; Altair is loaded only when used."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publish.charts import Chart
    from publish.tables import Table


def table(name: str, **options: Any) -> "Table":  # noqa: ANN401  # handed on
    """As ``publish.tables.table``."""
    from publish.tables import table as made  # noqa: PLC0415  # great-tables is slow

    return made(name, **options)


def chart(name: str, **options: Any) -> "Chart":  # noqa: ANN401  # handed on
    """As ``publish.charts.chart``."""
    from publish.charts import chart as made  # noqa: PLC0415  # Altair takes a second

    return made(name, **options)


def report(
    database: Path,
    where: "Mapping[str, str]",
    folder: Path,
    *,
    policy: str | None = None,
    as_of: str | None = None,
) -> list[Path]:
    """As ``publish.report.write_report``."""
    from publish.report import write_report  # noqa: PLC0415  # the same

    return write_report(database, where, folder, policy=policy, as_of=as_of)
