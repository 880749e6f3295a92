"""What a decision on two reports names: both of them, so that it finds them again.

A data set's report is named by its key, which is made of the source and the native id
and so outlives every release; a text's by its document and the span of its words, which
a new reading may move. ``macros/report_subject.sql`` makes the same.
"""

import re

# The two names of a pair are joined by it; in a name a single bar may stand.
_BETWEEN = "||"
_NAME = re.compile(r"[0-9a-f]{32}(?:\|([0-9]{1,9})-([0-9]{1,9}))?")

# Verdicts in which the order of the two says something: the first holds the second.
DIRECTED = ("parent_of",)


def read_pair(subject: str) -> tuple[str, str] | None:
    """The names of two different reports, or None where the subject names no pair."""
    first, between, second = subject.partition(_BETWEEN)
    is_pair = between and _is_name(first) and _is_name(second) and first != second
    return (first, second) if is_pair else None


def write_pair(first: str, second: str, verdict: str) -> str:
    """The subject of a verdict on two reports; their order counts for few."""
    names = (first, second) if verdict in DIRECTED else sorted((first, second))
    return _BETWEEN.join(names)


def pair_of(subject: str) -> str:
    """What decisions on the same two reports share, whichever of them comes first."""
    pair = read_pair(subject)
    return write_pair(*pair, "") if pair else subject


def _is_name(name: str) -> bool:
    found = _NAME.fullmatch(name)
    if not found:
        return False
    start, end = found.groups()
    return start is None or int(start) < int(end)
