"""The subject of a decision on two reports: hostile input never passes for one."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pairs import pair_of, read_pair, write_pair

KEYS = st.text("0123456789abcdef", min_size=32, max_size=32)
SPANS = st.tuples(st.integers(0, 10**8), st.integers(1, 10**8)).map(
    lambda span: f"{span[0]}-{span[0] + span[1]}"
)
NAMES = KEYS | st.tuples(KEYS, SPANS).map("|".join)
VERDICTS = st.sampled_from(["same", "different", "parent_of", "withdrawn"])
# Words in which bars, keys and spans turn up where they should not.
PIECES = st.lists(
    st.sampled_from(
        [
            "|",
            "||",
            "-",
            "a" * 32,
            "0" * 32,
            "1-2",
            "\N{ARABIC-INDIC DIGIT THREE}",
            "\n",
            " ",
        ]
    )
    | st.text(max_size=3),
    max_size=8,
).map("".join)


@given(first=NAMES, second=NAMES, verdict=VERDICTS)
def test_what_is_written_is_read_again(first: str, second: str, verdict: str) -> None:
    subject = write_pair(first, second, verdict)
    if first == second:
        assert read_pair(subject) is None
    elif verdict == "parent_of":
        assert read_pair(subject) == (first, second)
    else:
        assert read_pair(subject) == (min(first, second), max(first, second))


@given(first=NAMES, second=NAMES)
def test_two_reports_are_one_pair_in_either_order(first: str, second: str) -> None:
    for verdict in ("same", "parent_of"):
        assert pair_of(write_pair(first, second, verdict)) == pair_of(
            write_pair(second, first, "different")
        )


@given(said=PIECES)
def test_what_is_read_can_be_written_alike(said: str) -> None:
    pair = read_pair(said)
    if pair is None:
        return
    # A parent first keeps the order, so that nothing of the words is lost.
    assert write_pair(*pair, "parent_of") == said


@pytest.mark.parametrize(
    "said",
    [
        "",
        "||",
        f"{'a' * 32}||",
        f"{'a' * 32}||{'b' * 32}\n",
        f" {'a' * 32}||{'b' * 32}",
        f"{'a' * 32}|||{'b' * 32}",
        f"{'a' * 32}|1-1||{'b' * 32}",
        f"{'a' * 32}|1-1\N{ARABIC-INDIC DIGIT ONE}||{'b' * 32}",
        f"{'a' * 32}|1-2|3||{'b' * 32}",
        f"{'a' * 32}|1-2||{'a' * 32}|1-2",
    ],
)
def test_what_names_no_two_reports_is_refused(said: str) -> None:
    assert read_pair(said) is None


@given(first=NAMES, second=NAMES)
def test_models_order_a_pair_as_we_do(first: str, second: str) -> None:
    subject = write_pair(first, second, "parent_of")
    found = duckdb.execute("select list_sort(string_split($1, '||'))", [subject])
    row = found.fetchone()
    assert row == (sorted([first, second]),)
