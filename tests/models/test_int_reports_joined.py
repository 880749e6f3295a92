"""Reports join incidents in the order of publication: one by one, and for good."""

import sys
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

MODEL = Path(__file__).parents[2] / "models/intermediate/int_reports_joined.py"

# dbt reads the model by its path, and so do the tests.
_spec = spec_from_file_location("int_reports_joined", MODEL)
assert _spec is not None
assert _spec.loader is not None
joined = module_from_spec(_spec)
sys.modules[_spec.name] = joined
_spec.loader.exec_module(joined)


def join(  # noqa: PLR0913  # what is known, each with its default
    exclusive: list[int],
    scores: dict[tuple[int, int], float],
    *,
    moments: list[int] | None = None,
    groups: list[int] | None = None,
    different: dict[int, list[int]] | None = None,
    withdrawn: frozenset[int] = frozenset(),
) -> dict[int, tuple[int, str]]:
    """Incident and rule of each report, with a threshold of 0 and a floor of -4."""
    count = len(exclusive)
    moments = moments or list(range(count))
    pairs: dict[int, list[tuple[int, float]]] = {}
    for (one, other), score in scores.items():
        pairs.setdefault(one, []).append((other, score))
        if moments[one] == moments[other]:
            pairs.setdefault(other, []).append((one, score))
    known = joined.Known(
        moments,
        exclusive,
        groups or list(range(count)),
        pairs,
        different or {},
        withdrawn,
    )
    places = joined.join_reports(known, 0, -4)
    return {p.turn: (p.incident_turn, p.match_rule) for p in places}


def test_a_report_joins_the_incident_that_fits_best() -> None:
    found = join([0, 1, 2], {(2, 0): 0.4, (2, 1): 0.9})
    assert found == {0: (0, "anchor"), 1: (1, "anchor"), 2: (1, "comparison")}


def test_below_the_threshold_a_report_begins_an_incident() -> None:
    assert join([0, 1], {(1, 0): -0.1})[1] == (1, "anchor")
    assert join([0, 1], {(1, 0): 0.0})[1] == (0, "comparison")


def test_the_score_is_the_mean_over_all_who_are_there() -> None:
    two = {(1, 0): 3.0}
    assert join([0, 1, 2], {**two, (2, 0): 3.0, (2, 1): -2.0})[2] == (0, "comparison")
    # What was not compared, and what is below it, counts as the floor of -4.
    assert join([0, 1, 2], {**two, (2, 0): 3.0})[2] == (2, "anchor")
    assert join([0, 1, 2], {**two, (2, 0): 5.0, (2, 1): -9.0})[2] == (0, "comparison")


def test_the_earlier_keeps_the_place_of_a_list() -> None:
    found = join([0, 7, 7], {(1, 0): 0.5, (2, 0): 0.9})
    assert found[1] == (0, "comparison")
    assert found[2] == (2, "anchor")


def test_of_one_moment_the_best_fit_takes_the_place() -> None:
    found = join([0, 7, 7], {(1, 0): 0.5, (2, 0): 0.9}, moments=[0, 1, 1])
    assert found[1] == (1, "anchor")
    assert found[2] == (0, "comparison")


def test_who_lost_a_place_takes_the_next_best() -> None:
    scores = {(2, 0): 0.9, (3, 0): 0.5, (3, 1): 0.2}
    assert join([0, 1, 7, 7], scores)[3] == (1, "comparison")


def test_reports_of_one_moment_find_each_other() -> None:
    assert join([0, 1], {(1, 0): 2.0}, moments=[0, 0])[1] == (0, "comparison")


def test_a_group_stays_together_whatever_its_scores() -> None:
    found = join([7, 7, 1], {(2, 0): -3.0}, groups=[0, 0, 0])
    assert found == {0: (0, "anchor"), 1: (0, "group"), 2: (0, "group")}


def test_what_a_reviewer_tells_apart_stays_apart() -> None:
    scores = {(1, 0): 3.0, (2, 0): 3.0, (2, 1): 3.0}
    assert join([0, 1, 2], scores, different={2: [1]})[2] == (2, "anchor")
    alone = join([0, 1], {(1, 0): 3.0}, groups=[0, 0], different={1: [0]})
    assert alone[1] == (1, "anchor")


def test_nobody_joins_what_was_withdrawn_and_it_holds_no_place() -> None:
    scores = {(1, 0): 3.0, (2, 0): 2.0, (2, 1): 3.0}
    found = join([0, 7, 7], scores, withdrawn=frozenset({1}))
    assert found == {0: (0, "anchor"), 1: (0, "comparison"), 2: (0, "comparison")}
    assert join([0, 1], {(1, 0): 3.0}, withdrawn=frozenset({0}))[1] == (1, "anchor")


def test_decisions_join_groups_under_the_first() -> None:
    assert joined.gather([0, 1, 1, 3, 4], [(4, 2), (3, 0)]) == [0, 1, 1, 0, 1]
    assert joined.gather([0, 1, 2], [(2, 1), (1, 0)]) == [0, 0, 0]


Made = tuple[list[int], list[int], dict[tuple[int, int], float]]


@st.composite
def reports(draw: st.DrawFn) -> Made:
    """Moments, lists, and the scores of some pairs of a few reports."""
    count = draw(st.integers(1, 12))
    moments = sorted(draw(st.lists(st.integers(0, 5), min_size=count, max_size=count)))
    exclusive = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    pairs = [
        (i, j) for i in range(count) for j in range(i) if exclusive[i] != exclusive[j]
    ]
    scores = {pair: draw(st.floats(-6, 6)) for pair in pairs if draw(st.booleans())}
    return moments, exclusive, scores


@given(reports())
def test_no_two_of_one_list_join_one_incident(
    made: Made,
) -> None:
    moments, exclusive, scores = made
    found = join(exclusive, scores, moments=moments)
    assert found.keys() == set(range(len(exclusive)))
    places = Counter((found[r][0], exclusive[r]) for r in found)
    assert set(places.values()) == {1}


@given(reports(), st.integers(0, 5))
def test_what_was_known_then_is_today_without_what_came_later(
    made: Made, until: int
) -> None:
    moments, exclusive, scores = made
    known = sum(moment <= until for moment in moments)
    early = {pair: score for pair, score in scores.items() if max(pair) < known}
    then = join(exclusive[:known], early, moments=moments[:known])
    today = join(exclusive, scores, moments=moments)
    assert then == {report: today[report] for report in then}
