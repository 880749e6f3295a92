"""MAVERICK: a row that cannot say "not stated"."""

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.sources import ADAPTERS


@pytest.mark.parametrize(
    ("low", "best", "high", "basis"),
    [
        ("0", "0", "0", "coded_zero"),
        # Someone may have died: no ground to vote against a stated two.
        ("0", "0", "2", "coded_zero"),
        ("0", "1", "2", "stated"),
    ],
)
def test_a_best_of_zero_may_mean_not_stated(
    low: str, best: str, high: str, basis: str
) -> None:
    adapter = ADAPTERS["maverick"]
    known = adapter.members["reports"]
    row = {"id": "a", "date_start": "2011-03-17", "date_end": "2011-03-17"}
    counts = {"deaths_low": low, "deaths_best": best, "deaths_high": high}
    none = {f"injuries_{bound}": "0" for bound in ("low", "best", "high")}
    schema = dict.fromkeys((*known.needs, *known.takes, "file_name"), pl.String)
    frame = pl.DataFrame([row | counts | none], schema=schema).with_columns(
        pl.lit(2, pl.Int64).alias("line")
    )

    claims = adapter.records("reports", arrange(known, frame))["claims"]

    (killed,) = claims.filter(measure="killed").to_dicts()
    assert killed["count_basis"] == basis
    assert (killed["low"], killed["best"], killed["high"]) == (
        int(low),
        int(best),
        int(high),
    )
