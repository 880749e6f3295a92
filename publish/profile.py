"""What a release keeps to itself, chosen once for the whole of it."""

from typing import NamedTuple

AGGREGATES = ("agg_casualties__admin1_month", "agg_casualties__country_month")


class Profile(NamedTuple):
    """The choices of whoever publishes; the usual ones suppress nothing.

    Attributes:
        k: cells that count fewer than these people are suppressed, and with them as
            many others as keep them from being worked out. With it on, no row-level
            mart is in the release.
        breakdowns: the aggregates whose small cells are sought; another one may lose
            cells all the same, if they would give away a small one.
        own_sources: names of sources whose rows the publisher has the right to pass on,
            whatever ``dim_sources`` says.
        unstated_may_aggregate: whether a source of which nobody noted if its figures
            may enter sums is treated as those whose licence was not checked: it may.
        account_key: where given, source accounts are replaced by a keyed hash. The key
            is written nowhere.
    """

    k: int | None = None
    breakdowns: tuple[str, ...] = AGGREGATES
    own_sources: tuple[str, ...] = ()
    unstated_may_aggregate: bool = True
    account_key: bytes | None = None


USUAL = Profile()
