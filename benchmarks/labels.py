"""What the labelled sets say of a text, in one form.

A line of a set holds ``id``, ``source``, ``text``, ``date``, and for killed and injured
a figure (an integer or null: no label) and, where the source gives a range, ``*_low``
and ``*_high``; ``*_support`` says whether the words bear the label out.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

MEASURES = ("killed", "injured")
CHILDREN = "killed children"
# Sets whose figures hold the attackers who died; the others count victims.
WITH_PERPETRATORS = {
    "rand",
    "acled_asia2015",
    "drone_acled",
    "drone_gtd",
    "tbij_drone",
}
# The words of the text do not bear the label out.
_UNSUPPORTED = {"none", "implicit_or_none", "number_no_cue"}
_MANY = 5

Text = dict[str, Any]


class Label(NamedTuple):
    """One figure that a set gives for a text.

    ``part`` names the rows of the set, ``measure`` is what a reader has to give, and
    ``figures`` are the uses of a reading that answer it (``readers.py``). ``low`` and
    ``high`` are None where the set gives no range.
    """

    part: str
    measure: str
    figures: tuple[str, ...]
    point: int | None
    low: int | None
    high: int | None
    is_supported: bool


def load(paths: Iterable[str]) -> list[Text]:
    """The texts of JSONL files, in order."""
    files = (Path(path).read_text("utf-8").split("\n") for path in paths)
    return [json.loads(line) for lines in files for line in lines if line]


def labels(text: Text) -> Iterator[Label]:
    """The labels of one text; none where the set does not say."""
    source = text["source"]
    if source == "muc34" and (text["n_events"], text["n_optional"]) != (1, 0):
        yield from _sums(text)
        return
    both = ("victims", "everybody")
    for measure in MEASURES:
        yield from _label(text, measure, source, both)
    if (text.get("killed") or 0) >= _MANY and source == "rand":
        yield from _label(text, "killed", "rand, five or more dead", both)
    if attackers := text.get("perpetrators_killed"):
        victims = (text.get("killed") or 0) - attackers
        less = text | {"killed": victims, "killed_low": None}
        yield from _label(less, "killed", f"{source}, attackers died", ("victims",))
    for low, high in _children(text):
        is_exact = low == high
        point = low if is_exact else None
        yield Label(source, CHILDREN, ("victims",), point, low, high, is_supported=True)


def _label(
    text: Text, measure: str, part: str, figures: tuple[str, ...]
) -> Iterator[Label]:
    point = text.get(measure)
    low, high = text.get(f"{measure}_low"), text.get(f"{measure}_high")
    if low is None or high is None:
        low, high = None, None
    if (point, low) != (None, None):
        is_supported = text.get(f"{measure}_support") not in _UNSUPPORTED
        yield Label(part, measure, figures, point, low, high, is_supported)


def _children(text: Text) -> list[tuple[int, int]]:
    """The range of the children among the dead, at most one."""
    killed = (text.get("breakdown") or {}).get("killed", {})
    return [tuple(killed[name]) for name in ("child", "children") if name in killed][:1]


def _sums(text: Text) -> Iterator[Label]:
    """The sum over the incidents of a text that tells of several."""
    if text["n_optional"] or not text["events"]:
        return
    for measure in MEASURES:
        told = [event.get(measure) for event in text["events"]]
        if None not in told:
            part = "muc34, several incidents (sum)"
            yield Label(
                part, measure, ("sum",), sum(told), None, None, is_supported=True
            )
