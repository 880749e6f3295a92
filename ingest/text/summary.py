"""One reading of a whole text per use: the incident's figure, the sum, the breakdown.

Claims are what the text says; these functions choose and add among them, and are what a
data set with one row a text is compared with. Parts, repeats, denials and figures of
another time are left out. They take the rows of one text (``Reading.rows["claims"]``):
a handful, for which loops over rows are a hundred times as fast as frames.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from ingest.records import ALL
from ingest.text.breakdown import breakdown
from ingest.text.rows import Row
from ingest.text.selection import (
    VICTIMS,
    Figure,
    added,
    asserted,
    by_measure,
    figure_of,
    firsts,
    top,
    wholes,
)

__all__ = ["Figure", "breakdown", "incident", "leads", "round_up"]

# A figure so many times as high as the lead is not of the same people.
_PROPORTION = 3
# Rules whose words say what somebody did.
_DEEDS = {"text.active", "text.participle", "text.present"}
# The rule whose figure is already without the dead.
_SETTLED = "text.later_died"


def incident(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, Figure]:
    """The figure of the incident that a text is about, by measure.

    The first claim of a measure leads, or what replaced it; those of its people who are
    told of again as dead are taken off (``_left``), and its upper bound rises to the
    highest figure that competes with it (``_raised``). Where only a toll over several
    incidents is told, the incident has an even share of it. ``everybody`` adds the
    first figure of perpetrators of the same report ("killed himself and four others" is
    five), but not a bomber whom a toll of "people" may hold already; suspects count
    where nobody else does.
    """
    told = _told(claims, everybody=everybody)
    first = {measure: _leads(rows) for measure, rows in told.items()}
    found = {
        m: added([_left(_raised(row, told[m]), row, claims) for row in rows])
        for m, rows in first.items()
    }
    if not everybody:
        found = {m: _of_victims(f, first[m], claims) for m, f in found.items()}
    roles = (*VICTIMS, "perpetrator") if everybody else VICTIMS
    return _none_of_both(found) | _shares(claims, roles) | found


def _none_of_both(found: dict[str, Figure]) -> dict[str, Figure]:
    """No casualties are none killed and none injured; no other number is split."""
    none = found.get("casualties") == Figure(0, 0, 0)
    return dict.fromkeys(("killed", "injured"), Figure(0, 0, 0)) if none else {}


def has_others(claims: Sequence[Row]) -> bool:
    """Whether not only victims are told of; else ``everybody`` changes nothing.

    So it has to stay: where all are victims no figure may hang on ``everybody``.
    """
    return any(row["role"] not in VICTIMS for row in claims)


def leads(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, list[Row]]:
    """The claims whose figures make that of ``incident``, by measure."""
    told = _told(claims, everybody=everybody)
    return {measure: _leads(rows) for measure, rows in told.items()}


def round_up(claims: Sequence[Row]) -> dict[str, Figure]:
    """The sum over the incidents of a text, by measure: of each its first figure."""
    return {
        measure: added([figure_of(row) for row in firsts(told, "report_ref")])
        for measure, told in by_measure(wholes(claims, VICTIMS)).items()
    }


def _told(claims: Sequence[Row], *, everybody: bool) -> dict[str, list[Row]]:
    """The wholes that are counted, by measure."""
    told = [row for row in claims if not _is_none_of(row)]
    if not everybody:
        return by_measure(wholes(told, VICTIMS))
    suspects = by_measure(wholes(told, ("suspect",)))
    return suspects | by_measure(wholes(told, (*VICTIMS, "perpetrator")))


def _is_none_of(row: Row) -> bool:
    """Whether a row says none of one group only: "no civilians were hurt"."""
    cell = ("sex", "age_group", "status", "occupation")
    return row["stance"] == "none" and any(row[name] != "all" for name in cell)


def _shares(claims: Sequence[Row], roles: tuple[str, ...]) -> dict[str, Figure]:
    """The even share of each joint toll, in whole persons, between 0 and all of it."""
    joint = [row for row in claims if row["incident_count"]]
    told = firsts(asserted(joint, roles, "period"), "measure")
    return {
        row["measure"]: Figure(
            0,
            row["best"] and row["best"] // row["incident_count"],
            top(row),
        )
        for row in told
    }


def _leads(told: list[Row]) -> list[Row]:
    """The first claim of each role, those of one report."""
    # "The guard was unhurt, four others were wounded".
    positive = [row for row in told if row["stance"] != "none"]
    counted = [row for row in positive if not _is_told_of(row, positive)]
    numbered = _numbered(counted or told)
    attackers = [row for row in numbered if row["role"] == "perpetrator"]
    tolls = _toll([row for row in numbered if row["role"] != "perpetrator"])
    apart = [row for row in attackers if not _may_be_held(row, tolls, numbered)]
    first_of = sorted([*tolls, *apart[:1]], key=itemgetter("span_start"))
    kept = [_latest(row, told) for row in first_of]
    return [row for row in kept if row["report_ref"] == kept[0]["report_ref"]]


def _is_told_of(row: Row, told: Iterable[Row]) -> bool:
    """Whether a victim is the perpetrator told of before: "killed himself. He died"."""
    first = row["text"].split(maxsplit=1)[0]
    is_name = first[0].isupper() and first.lower() not in {"a", "an", "another", "one"}
    is_known = row["role"] == "victim" and (is_name or first in {"he", "she"})
    return (
        is_known
        and row["count_basis"] == "implied_one"
        and any(
            one["role"] == "perpetrator" and one["span_start"] < row["span_start"]
            for one in told
        )
    )


def _latest(lead: Row, told: Sequence[Row]) -> Row:
    """The claim that replaced another one, by the words of the text."""
    for row in told:
        is_same = (row["report_ref"], row.get("supersedes_ref")) == (
            lead["report_ref"],
            lead["claim_ref"],
        )
        lead = row if is_same else lead
    return lead


def _left(figure: Figure, lead: Row, claims: Iterable[Row]) -> Figure:
    """A figure without those who were told of as dead later: "two of them died"."""
    if lead["rule_id"] == _SETTLED:
        return figure
    dead = [
        row["best"] or 0
        for row in claims
        if (row["report_ref"], row["transfer_from"])
        == (lead["report_ref"], lead["measure"])
        and row["span_start"] > lead["span_start"]
        and row.get("repeat_of_ref") is None
    ]
    bounds = (None if b is None else max(0, b - sum(dead)) for b in figure)
    return Figure(*bounds)


def _of_victims(figure: Figure, leads: Iterable[Row], claims: Iterable[Row]) -> Figure:
    """A figure without the attackers in it: "15 people, including the bomber"."""
    name = itemgetter("report_ref", "claim_ref", "measure")
    wholes = {name(row) for row in leads if row["role"] == ALL}
    attackers = sum(
        row["best"] or 0
        for row in claims
        if row["role"] == "perpetrator"
        and (row["report_ref"], row["part_of_ref"], row["measure"]) in wholes
    )
    return Figure(*(None if b is None else max(0, b - attackers) for b in figure))


def _numbered(told: list[Row]) -> list[Row]:
    """The claims from the first number on, where a vague one before it allows it.

    "Dozens were hurt. The hospital took in 34 wounded" tells of 34.
    """
    first = told[0]
    number = next((row for row in told if row["operator"] != "vague"), first)
    is_same = number["report_ref"] == first["report_ref"] and _competes(number, first)
    is_allowed = (number["best"] or 0) >= (first["low"] or 0)
    if not (is_same and is_allowed):
        return told
    after = told.index(number)
    return [r for at, r in enumerate(told) if at >= after or r["role"] != first["role"]]


def _toll(rows: list[Row]) -> list[Row]:
    """The first toll, or one as high that says that it holds an attacker."""
    same = [r for r in rows if figure_of(r) == figure_of(rows[0])]
    return [r for r in same if r["role"] == ALL][:1] or rows[:1]


def _may_be_held(row: Row, tolls: Sequence[Row], told: Sequence[Row]) -> bool:
    """Whether a toll of people may hold a bomber; one of soldiers holds none."""
    is_bomber = row["rule_id"].startswith("text.suicide")
    # "Two people, including the gunman": he is of them.
    if any(toll["role"] == ALL for toll in tolls):
        return True
    open_cells = [t for t in tolls if {t["status"], t["occupation"]} == {ALL}]
    return is_bomber and bool(open_cells) and not any(_is_act(row, r) for r in told)


def _is_act(row: Row, toll: Row) -> bool:
    """Whether he did it first: "killed three people and took his own life"."""
    is_within = row["span_start"] <= toll["span_start"] < row["span_end"]
    return bool(is_within and toll["rule_id"] in _DEEDS)


def _raised(lead: Row, told: Sequence[Row]) -> Figure:
    """The figure of a lead, with the bounds of those that compete with it.

    The upper is the highest number stated of people in general, unless it is out of
    proportion, as that of another thing is. A lower number is taken for an earlier toll
    and changes nothing, unless another voice says it: "police said 42 died, the
    hospital put the dead at 40".
    """
    own, voice = top(lead), lead["claimed_by"]
    rivals = [row for row in told if row is not lead and _competes(row, lead)]
    most = [bound for row in rivals if (bound := top(row)) is not None]
    higher = [bound for bound in most if own and own < bound <= _PROPORTION * own]
    others = [row for row in rivals if voice and row["claimed_by"] not in {None, voice}]
    lower = [
        row["best"] for row in others if 0 < (row["best"] or 0) < (lead["low"] or 0)
    ]
    low, high = min(lower, default=lead["low"]), max(higher, default=lead["high"])
    return Figure(low, lead["best"], high)


def _competes(row: Row, lead: Row) -> bool:
    """Whether a figure may be another one for the same people."""
    is_general = row["sex"] == row["age_group"] == row["occupation"] == "all"
    is_side = row["status"] in {"direct_participant", "armed_forces"}
    is_general = is_general and (not is_side or row["status"] == lead["status"])
    is_stated = row["count_basis"] == "stated" and row["operator"] != "vague"
    return bool(is_general and is_stated and row["role"] == lead["role"])
