"""A query over a release that finds what does not follow."""

from typing import Any, NamedTuple


class Proof(NamedTuple):
    """A query that has a row for each fault.

    ``what`` says what it proves, ``subject`` is the table that is at fault, ``marts``
    are those that it needs whole, and ``fault`` is said of the columns of a row.
    """

    what: str
    subject: str
    marts: tuple[str, ...]
    fault: str
    sql: str

    def tell(self, row: tuple[Any, ...]) -> str:
        """A row in words."""
        return self.fault.format(*row)
