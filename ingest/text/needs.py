"""What a row of symbols must hold before a rule of the grammar can match in it.

A sentence has a dozen symbols and the grammar scores of rules, so that nearly all rules
are turned away by a symbol that is missing. Which those are ``re`` tells, as it parses
a pattern.
"""

from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]  # typeshed has neither
from re import _parser as parser  # type: ignore[attr-defined]  # see above
from typing import Any, NamedTuple

# The parts of a pattern as ``re`` has them: a code and what it applies to.
_Parts = Iterable[tuple[Any, Any]]

_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}


class Needs(NamedTuple):
    """Symbols that a row must hold."""

    all_of: frozenset[str]
    # The shortest choice of which it must hold one; empty where there is none.
    one_of: frozenset[str]


def needs(pattern: str) -> Needs:
    """What a row must hold for a pattern to match anywhere in it.

    Example: "[KS](?:&[KS])?n" needs n, and one of K and S.
    """
    found = set(_choices(parser.parse(pattern)))
    single = {choice for choice in found if len(choice) == 1}
    others = sorted(map(sorted, found - single), key=lambda one: (len(one), one))
    return Needs(frozenset().union(*single), frozenset().union(*others[:1]))


def _choices(parts: _Parts) -> Iterator[frozenset[str]]:
    """Sets of symbols of each of which every match has one."""
    for code, value in parts:
        if code is op.LITERAL:
            yield frozenset(chr(value))
        elif code is op.IN and all(one is op.LITERAL for one, _ in value):
            yield frozenset(chr(symbol) for _, symbol in value)
        elif code in {op.SUBPATTERN, op.ASSERT}:
            yield from _choices(value[-1])
        elif code is op.ATOMIC_GROUP:
            yield from _choices(value)
        elif code in _REPEATS and value[0] > 0:
            yield from _choices(value[-1])
        elif code is op.BRANCH:
            yield from _either(value[-1])


def _either(branches: Iterable[_Parts]) -> Iterator[frozenset[str]]:
    """One choice for all branches, of the shortest of each; none if one has none."""
    each = [min(_choices(branch), key=len, default=None) for branch in branches]
    if None not in each:
        yield frozenset().union(*(choice for choice in each if choice))
