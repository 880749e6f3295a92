"""On what the reports of an incident agree, and on what they do not."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any

Report = dict[str, Any]

_EARTH_M = 6371008.8


def compare(reports: Sequence[Report], claims: Iterable[Report]) -> list[Report]:
    """Each thing that reports say, by report, and whether they agree on it.

    Two reports agree where their intervals share a day, their places lie within both
    radii, their figures of the same people overlap (everybody may exceed the
    civilians), or they share an actor or the cause.

    Args:
        reports: rows of ``int_reports_told``.
        claims: rows of ``fct_claims`` of these reports.

    Returns:
        Rows of ``what``, ``agrees`` (None where fewer than two reports say it) and
        ``values``, in the order of the reports.
    """
    figures = _figures(claims)
    judges: tuple[tuple[str, Callable[[Report], Any], _Judge], ...] = (
        ("dates", _days, _share_day),
        ("place", _place, _are_near),
        ("killed", lambda r: figures.get((r["report_id"], "killed")), _overlap),
        ("injured", lambda r: figures.get((r["report_id"], "injured")), _overlap),
        ("actors", lambda r: set(r["actor_names"]) or None, _share),
        ("cause", _cause, lambda a, b: bool(a == b)),
    )
    return [
        {
            "what": what,
            "agrees": _agree([find(report) for report in reports], judge),
            "values": [tell(report, what) for report in reports],
        }
        for what, find, judge in judges
    ]


_Judge = Callable[[Any, Any], bool | None]


def _agree(said: Sequence[Any], judge: _Judge) -> bool | None:
    known = [value for value in said if value is not None]
    judged = [judge(one, other) for one, other in combinations(known, 2)]
    judged = [verdict for verdict in judged if verdict is not None]
    return all(judged) if judged else None


def tell(report: Report, what: str) -> str | None:
    """What a report says of a thing, in words; None where it says nothing."""
    if what == "dates":
        return " to ".join(dict.fromkeys(map(str, _days(report) or ()))) or None
    if what == "place":
        return _tell_place(report)
    if what == "actors":
        return "; ".join(report["actor_names"]) or None
    if what == "cause":
        return " → ".join(_cause_names(report)) or None
    said: str | None = report[what]
    return said


def _tell_place(report: Report) -> str | None:
    text, name = report["place_text"] or "", report["place_name"] or ""
    names = [text] * (not name.startswith(text)) + [name] * bool(name)
    if not names:
        return None
    radius = report["radius_m"]
    within = "" if radius is None else f" (within {radius / 1000:,.0f} km)"
    return "; ".join(names) + within


def _cause_names(report: Report) -> list[str]:
    said = [report["cause_text"], report["cause_id"]]
    names = {word.replace("_", " ").lower(): word for word in said[::-1] if word}
    return [word.replace("_", " ") for word in reversed(names.values())]


def _days(report: Report) -> tuple[Any, Any] | None:
    if report["date_min"] is None:
        return None
    return report["date_min"], report["date_max"]


def _share_day(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    return bool(one[0] <= other[1] and other[0] <= one[1])


def _place(report: Report) -> tuple[float, float, float] | None:
    point = (report["latitude"], report["longitude"], report["radius_m"])
    return None if None in point else point


def _are_near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return measure_m(*one[:2], *other[:2]) <= one[2] + other[2]


def measure_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Metres between two points, as ``macros/distance_m.sql`` measures them."""
    part = sin(radians(lat_b - lat_a) / 2) ** 2 + (
        cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * _EARTH_M * asin(min(1, sqrt(part)))


def _cause(report: Report) -> str | None:
    cause = report["cause_id"]
    return None if cause in (None, "unknown") else str(cause)


def _share(one: set[str], other: set[str]) -> bool:
    return bool(one & other)


# Of one report and measure: for each group of people the least and the most said.
_Ranges = dict[str, tuple[float, float]]


def _figures(claims: Iterable[Report]) -> dict[tuple[str, str], _Ranges]:
    found: dict[tuple[str, str], _Ranges] = {}
    for claim in claims:  # the few of one incident
        if not _is_compared(claim):
            continue
        stated = [claim[n] for n in ("low", "best", "high") if claim[n] is not None]
        is_open = claim["high"] is None and claim["low"] is not None
        least = claim["low"] if claim["low"] is not None else claim["best"] or 0
        ranges = found.setdefault((claim["report_id"], claim["measure"]), {})
        before = ranges.get(claim["population"], (least, 0.0))
        most = float("inf") if is_open else float(max(stated))
        ranges[claim["population"]] = min(before[0], least), max(before[1], most)
    return found


def _is_compared(claim: Report) -> bool:
    return bool(
        claim["is_votable"]
        and not claim["breakdown"]
        and claim["role"] in ("victim", "all")
        and claim["population"] in ("all", "civilian")
        and claim["count_basis"] != "coded_zero"
        and any(claim[name] is not None for name in ("low", "best", "high"))
    )


def _overlap(one: _Ranges, other: _Ranges) -> bool | None:
    shared = one.keys() & other.keys()
    if shared:
        return all(
            one[group][0] <= other[group][1] and other[group][0] <= one[group][1]
            for group in shared
        )
    for civilians, everybody in ((one, other), (other, one)):
        if "civilian" in civilians and "all" in everybody:
            return civilians["civilian"][0] <= everybody["all"][1]
    return None
