"""The figures of benchmarks/matching.py mean what docs/matching.md says of them."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import polars as pl
import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks/agreement.py"

# A script of a folder that is no package.
_spec = spec_from_file_location("agreement", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
agreement = module_from_spec(_spec)
sys.modules[_spec.name] = agreement
_spec.loader.exec_module(agreement)

EVENTS = pl.DataFrame({"id": list("abcde"), "event": ["1", "1", "1", "2", "3"]})


def test_by_pair_and_by_report() -> None:
    # Three true pairs. One of the two that stand together is true.
    clusters = pl.DataFrame({"id": list("abcde"), "cluster": list("xxyyz")})

    found = agreement.agree(EVENTS, clusters)

    assert (found.precision, found.recall, found.joined) == (1 / 2, 1 / 3, 2)
    assert found.f1 == pytest.approx(0.4)
    assert found.b_precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5)
    assert found.b_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_a_row_that_was_not_loaded_loses_its_pairs() -> None:
    clusters = pl.DataFrame({"id": ["a", "b"], "cluster": ["x", "x"]})

    found = agreement.agree(EVENTS, clusters)

    assert (found.precision, found.recall) == (1, 1 / 3)


def test_pairs_hold_together_what_they_link() -> None:
    pairs = pl.DataFrame({"id": ["a", "b"], "other_id": ["b", "d"]})

    found = agreement.agree_pairs(EVENTS, pairs)

    assert (found.precision, found.recall, found.joined) == (1 / 2, 1 / 3, 2)
    assert found.b_precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3 + 1) / 5)


def test_nothing_is_joined() -> None:
    none = pl.DataFrame(schema={"id": pl.String, "other_id": pl.String})

    found = agreement.agree_pairs(EVENTS, none)

    assert (found.precision, found.recall, found.f1, found.b_precision) == (1, 0, 0, 1)
