"""Which rows of the marts may leave, by licence, and what is left out and why."""

from collections.abc import Mapping

import polars as pl

from publish.masks import hide_accounts
from publish.persons import list_persons, sign_off
from publish.profile import AGGREGATES, USUAL, Profile
from publish.rights import Keys, judge_sources, list_barred, rests_on
from publish.small_cells import UNKNOWN, hide_small

Marts = dict[str, pl.DataFrame]
LEFT_OUT = {
    "mart": pl.String,
    "source_name": pl.String,
    "what": pl.String,
    "left_out_count": pl.Int64,
    "reason": pl.String,
}
_PER_SOURCE = "agg_claims__source_month"
# Links to what may not leave are blanked, where the row itself is of another source.
_LINKS = {
    "fct_claims": ("incident_id",),
    "fct_claims_dated": ("incident_id",),
    "fct_reports": ("incident_id", "matched_with_report_id"),
    "fct_report_pairs": ("incident_id", "earlier_incident_id", "parent_report_id"),
    "bridge_incident_reports": ("matched_with_report_id",),
}
_TOLLS = ("previous_toll_id", "flow_toll_id", "told_toll_id")
_WHOLE = "the whole mart"
_ROWS = "its licence does not allow rows to be passed on, or none is stated"
_RESTS = "it rests on a source whose licence does not allow that, or states none"
_SUMS = "its licence does not allow its figures in sums"
_PERSONS = "a row about a single person"
_LEADS = "it leads to what may not leave"
_SIGNED = "how a reviewer signs may be a name"


def may_leave(
    marts: Mapping[str, pl.DataFrame],
    sources: pl.DataFrame,
    profile: Profile = USUAL,
) -> tuple[Marts, pl.DataFrame]:
    """The marts as a release may hold them, and the table ``left_out``.

    Args:
        marts: frames by name; also those that are only needed to judge others
            (``fct_claims``, ``fct_reports`` and the bridges).
        sources: ``dim_sources``.
        profile: what the publisher chose.

    Returns:
        Marts in the order given, some with fewer rows, with blank links or not there at
        all; and ``left_out``: mart, source_name (NULL where several or none), what,
        left_out_count (rows, or rows with a blank), reason.
    """
    judged = judge_sources(sources, profile)
    told: list[pl.DataFrame] = []
    kept = _keep_rows(marts, judged, told)
    kept = _keep_sums(kept, marts, judged, told)
    kept, signed = sign_off(kept)
    told += [_note(mart, f"{name} blanked", n, _SIGNED) for mart, name, n in signed]
    if profile.k is not None:
        kept = _keep_large(kept, profile, told)
    if profile.account_key is not None:
        kept = hide_accounts(kept, profile.account_key)
    order = [name for name in marts if name in kept]
    return {name: kept[name] for name in order}, _list(told)


def _list(told: list[pl.DataFrame]) -> pl.DataFrame:
    listed = pl.concat([pl.DataFrame(schema=LEFT_OUT), *told])
    is_told = (pl.col("left_out_count") > 0) | (pl.col("what") == _WHOLE)
    return listed.filter(is_told).sort(
        "mart", "source_name", "what", "reason", nulls_last=True
    )


def _note(
    mart: str, what: str, count: int, reason: str, source: str | None = None
) -> pl.DataFrame:
    row = (mart, source, what, count, reason)
    return pl.DataFrame([row], schema=LEFT_OUT, orient="row")


def _keep_rows(
    marts: Mapping[str, pl.DataFrame], judged: pl.DataFrame, told: list[pl.DataFrame]
) -> Marts:
    barred = list_barred(marts, judged, "is_row")
    persons = list_persons(marts)
    kept: Marts = {}
    for name, frame in marts.items():
        if name.startswith("agg_") or _is_reference(name):
            kept[name] = frame
            continue
        links = _LINKS.get(name, ())
        rows = frame.filter(~rests_on(frame, barred, links))
        told.extend(_tell_rows(name, frame, rows, judged))
        single = rests_on(rows, persons, (*links, "claim_ids"))
        told.append(_note(name, "rows", rows.filter(single).height, _PERSONS))
        rows = rows.filter(~single)
        kept[name] = _blank(name, rows, barred, links, told)
    return _blank_tolls(kept, told)


def _is_reference(name: str) -> bool:
    """Whether a mart lists kinds of things and not what a source says."""
    return name.startswith("dim_") and name != "dim_documents"


def _tell_rows(
    name: str, before: pl.DataFrame, after: pl.DataFrame, judged: pl.DataFrame
) -> list[pl.DataFrame]:
    """What was left out of a mart, by source where the row names one."""
    if "source_id" not in before.columns:
        return [_note(name, "rows", before.height - after.height, _RESTS)]
    left = (
        before.group_by("source_id")
        .len("before")
        .join(after.group_by("source_id").len("after"), on="source_id", how="left")
    )
    named = left.join(judged, on="source_id", how="left")
    count = pl.col("before") - pl.col("after").fill_null(0)
    return [
        named.select(
            mart=pl.lit(name),
            source_name="source_name",
            what=pl.lit("rows"),
            left_out_count=count.cast(pl.Int64),
            reason=pl.lit(_ROWS),
        )
    ]


def _blank(
    name: str,
    rows: pl.DataFrame,
    barred: Keys,
    links: tuple[str, ...],
    told: list[pl.DataFrame],
) -> pl.DataFrame:
    """The rows with links to what is left out NULL."""
    for column in links:
        if column not in rows.columns:
            continue
        others = tuple(c for c in rows.columns if c != column)
        gone = rests_on(rows, barred, others)
        count = rows.filter(gone).height
        told.append(_note(name, f"{column} blanked", count, _LEADS))
        rows = rows.with_columns(pl.when(~gone).then(pl.col(column)).alias(column))
    return rows


def _blank_tolls(kept: Marts, told: list[pl.DataFrame]) -> Marts:
    """Links from one toll to another that is left out."""
    if not {"fct_tolls", "fct_toll_changes"} <= kept.keys():
        return kept
    changes, known = kept["fct_toll_changes"], kept["fct_tolls"]["toll_id"].implode()
    gone = [~pl.col(name).is_in(known).fill_null(value=True) for name in _TOLLS]
    count = changes.filter(pl.any_horizontal(gone)).height
    told.append(_note("fct_toll_changes", "links to tolls blanked", count, _LEADS))
    blanked = [pl.when(~g).then(pl.col(n)) for n, g in zip(_TOLLS, gone, strict=True)]
    return kept | {"fct_toll_changes": changes.with_columns(blanked)}


def _keep_sums(
    kept: Marts,
    marts: Mapping[str, pl.DataFrame],
    judged: pl.DataFrame,
    told: list[pl.DataFrame],
) -> Marts:
    """Aggregates without the cells in which a source counts that may not."""
    barred = list_barred(marts, judged, "is_sum")
    touched = _list_touched(marts, barred["incident"])
    found = dict(kept)
    for name, frame in kept.items():
        if not name.startswith("agg_"):
            continue
        if name.startswith(_PER_SOURCE):
            found[name] = frame.filter(~rests_on(frame, barred))
        elif name.startswith(AGGREGATES):
            area = "admin1_id" if "admin1" in name else "country_id"
            found[name] = frame.join(
                touched.select(area, "incident_month"),
                on=[area, "incident_month"],
                how="anti",
                maintain_order="left",
            )
        elif touched.height:
            # Nothing says which of its cells rest on what is barred.
            found[name] = frame.clear()
        count = frame.height - found[name].height
        told.append(_note(name, "cells", count, f"in a source of it {_SUMS}"))
    return found


def _list_touched(
    marts: Mapping[str, pl.DataFrame], incidents: pl.Series
) -> pl.DataFrame:
    """Areas and months in which an incident that is barred lies, or ever lay."""
    columns = ("admin1_id", "country_id", "incident_month")
    frames = [
        frame.filter(pl.col("incident_id").is_in(incidents.implode())).select(columns)
        for name, frame in marts.items()
        if name in ("fct_incidents", "fct_incidents_dated")
    ]
    empty = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    areas = pl.col("admin1_id", "country_id").fill_null(UNKNOWN)
    return pl.concat([empty, *frames]).with_columns(areas).unique()


def _keep_large(kept: Marts, profile: Profile, told: list[pl.DataFrame]) -> Marts:
    """Lists of kinds and the two aggregates, with their small cells suppressed."""
    assert profile.k is not None  # noqa: S101  # asked by the caller
    hidden = hide_small(kept, profile.k, profile.breakdowns)
    stays = {name for name in kept if _is_reference(name)} | hidden.keys()
    reason = "small cells are suppressed in this release"
    told.extend(
        _note(name, _WHOLE, frame.height, reason)
        for name, frame in kept.items()
        if name not in stays
    )
    told.extend(
        _note(name, "cells suppressed", int(frame["is_suppressed"].sum()), reason)
        for name, frame in hidden.items()
    )
    lumped = kept[AGGREGATES[0]].height - hidden[AGGREGATES[0]].height
    told.append(_note(AGGREGATES[0], "cells of no known area", lumped, reason))
    return {name: kept[name] for name in kept if name in stays} | hidden
