"""A query over a release that finds what does not follow."""

from typing import Any, NamedTuple


class Proof(NamedTuple):
    """A query that has a row for each fault.

    Attributes:
        what: what it proves.
        subject: the table that is at fault.
        marts: what it reads.
        fault: is said of the columns of a row.
        sql: the query where all rows are there.
        sql_of_part: the query where licences or suppression left some out; it can prove
            less, and nothing where it is None.
    """

    what: str
    subject: str
    marts: tuple[str, ...]
    fault: str
    sql: str
    sql_of_part: str | None = None

    def tell(self, row: tuple[Any, ...]) -> str:
        """A row in words."""
        return self.fault.format(*row)
