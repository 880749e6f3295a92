"""How an expectation is written here: a rule, a bound, a severity and why."""

from dataclasses import dataclass
from typing import Literal

from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween,
)
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True)
class Suite:
    """The expectations of one table; ``keys`` are the columns that name its rows."""

    schema: str
    table: str
    keys: tuple[str, ...]
    expectations: tuple[Expectation, ...]

    @property
    def name(self) -> str:
        """Table as a query names it."""
        return f"{self.schema}.{self.table}"


def bound(  # noqa: PLR0913  # what makes a rule of a range
    rule: str,
    column: str,
    least: float,
    greatest: float,
    *,
    severity: Severity,
    why: str,
) -> Expectation:
    """Values of a column lie in a range, both ends included; NULL is not stated."""
    return ExpectColumnValuesToBeBetween(
        column=column,
        min_value=least,
        max_value=greatest,
        severity=FailureSeverity(severity),
        notes=why,
        meta={"rule": rule},
    )


def forbid(rule: str, rows: str, *, severity: Severity, why: str) -> Expectation:
    """No row comes back from a query, whose columns are the keys of the offenders.

    ``{batch}`` is the table. In a query with a join, Great Expectations leaves it to
    the query to name it (``{batch} as claims``); in others it must not be named.
    """
    return UnexpectedRowsExpectation(
        unexpected_rows_query=rows,
        severity=FailureSeverity(severity),
        notes=why,
        meta={"rule": rule},
    )
