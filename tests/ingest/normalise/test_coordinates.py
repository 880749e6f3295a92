"""Coordinates: a point is whole or not there."""

import polars as pl
import pytest

from ingest.normalise.coordinates import judge_point, parse_point


@pytest.mark.parametrize(
    ("said", "point", "fault"),
    [
        (("35.93", "36.63"), (35.93, 36.63), None),
        ((None, None), (None, None), None),
        (("35.93", None), (None, None), None),
        (("35.9626", "4239.00416"), (None, None), "longitude"),
        (("91", "36"), (None, None), "latitude"),
        (("north", "36"), (None, None), "latitude"),
        (("nan", "36"), (None, None), "latitude"),
    ],
)
def test_a_point_is_whole_or_not_there(
    said: tuple[str | None, str | None],
    point: tuple[float | None, float | None],
    fault: str | None,
) -> None:
    names = ("latitude", "longitude")
    frame = pl.DataFrame([said], schema=dict.fromkeys(names, pl.String), orient="row")
    parsed = frame.select(**parse_point(*map(pl.col, names)))
    assert parsed.select(names).row(0) == point
    kept = said if point == (None, None) else (None, None)
    assert parsed.select(f"{name}_text" for name in names).row(0) == kept
    judged = frame.select(
        bad.alias(name) for name, (_, bad) in judge_point(*names).items()
    )
    bad = [name for name in names if judged[name].item() is not None]
    assert bad == ([fault] if fault else [])
