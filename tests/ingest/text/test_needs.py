"""A rule is left out of a sentence only where it cannot match."""

import random

import pytest

from ingest.text.needs import needs
from ingest.text.patterns import RULES
from ingest.text.shapes import Rule

_SYMBOLS = "NUBACEJPZFYXKSGVIDTLtudrHMO,;&abcefghijklmnopqswxyz@QRW%="


@pytest.mark.parametrize(
    ("pattern", "all_of", "one_of"),
    [
        ("[KS](?:&[KS])?n", "n", "KS"),
        ("(?P<v>K|S+)(?=b)", "b", "KS"),
        ("a{0,3}[^;]B?", "", ""),
        ("(?:ab|c)(?<!d)", "", "ac"),
        ("(?:ab|c?)d++", "d", ""),
    ],
)
def test_needs_are_read_off_a_pattern(pattern: str, all_of: str, one_of: str) -> None:
    assert needs(pattern) == (frozenset(all_of), frozenset(one_of))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_a_row_that_matches_holds_what_is_needed(rule: Rule) -> None:
    drawn = random.Random(rule.rule_id)  # noqa: S311  # rows, no secrets
    all_of, one_of = needs(rule.pattern.pattern)
    told = "".join(all_of | one_of)
    for _ in range(2_000):
        row = "".join(drawn.choices(_SYMBOLS + told * 8, k=drawn.randint(1, 12)))
        if found := rule.pattern.search(row):
            present = {*found.string}
            assert all_of <= present
            assert not (one_of and one_of.isdisjoint(present))
