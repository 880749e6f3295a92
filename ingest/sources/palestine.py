"""The bulletins behind the series of Tech for Palestine, a Markdown file a day.

The front matter of a bulletin holds the figures as they were reported. They stand
beside the daily series and are never merged with it: a late mention may be in the one
and not in the other. The words below are a third party's: of them the addresses of the
sources are kept.
"""

from collections.abc import Sequence

import polars as pl

from ingest.records import Adapter, Member, Records
from ingest.sources import palestine_gaza, palestine_lebanon, palestine_west_bank
from ingest.sources.palestine_series import PUBLISHER, Series, columns, counts, read

_NAME = "palestine_bulletins"
_OTHERS = ("report_source", "report_period", "flash_source", "phase")


def _told(series: Sequence[Series]) -> tuple[Series, ...]:
    return tuple(
        one._replace(code=f"bulletin/{one.code}", name=f"{one.name}, bulletins")
        for one in series
    )


_GAZA = _told(palestine_gaza.SERIES)
_LEBANON = _told(palestine_lebanon.BULLETINS)
_WEST_BANK = _told(palestine_west_bank.BULLETINS)
_SERIES = {
    "gaza": _GAZA,
    "lebanon": _LEBANON,
    "west_bank": _WEST_BANK,
    "west_bank_verified": _WEST_BANK,
}


def _member(
    series: Sequence[Series], *needs: str, lacks: tuple[str, ...] = ()
) -> Member:
    # The words are what a bulletin has and a table of the series has not.
    return Member(
        ("report_date", "text", *needs),
        (*_OTHERS, *columns(series)),
        counts=counts(series),
        lacks=lacks,
    )


def records(member: str, batch: pl.DataFrame) -> Records:
    """One batch of bulletins as raw tables."""
    return read(_SERIES[member], batch, _NAME)


ADAPTER = Adapter(
    name=_NAME,
    title="Dated bulletins of Gaza, the West Bank and Lebanon (palestine-datasets)",
    version="1",
    publisher=PUBLISHER,
    dataset_id=_NAME,
    members={
        "gaza": _member(_GAZA, "report_source", "report_period", lacks=("phase",)),
        "lebanon": _member(_LEBANON, "report_source", "report_period", "phase"),
        "west_bank": _member(_WEST_BANK, "flash_source"),
        "west_bank_verified": _member(
            _WEST_BANK, "verified.killed_cum", lacks=("flash_source",)
        ),
    },
    records=records,
)
