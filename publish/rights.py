"""Whose rows may be passed on, and which reports and incidents rest on others."""

from collections.abc import Mapping

import polars as pl

from publish.profile import Profile

# The thing that a column names, by the column's name; lists end in ``_ids``.
NAMED = {
    "source_id": "source",
    "document_id": "document",
    "document_ids": "document",
    "report_id": "report",
    "earlier_report_id": "report",
    "first_report_id": "report",
    "second_report_id": "report",
    "parent_report_id": "report",
    "matched_with_report_id": "report",
    "claim_id": "claim",
    "claim_ids": "claim",
    "part_claim_ids": "claim",
    "previous_claim_ids": "claim",
    "incident_id": "incident",
    "earlier_incident_id": "incident",
    "linked_incident_id": "incident",
}
Keys = dict[str, pl.Series]
_TEXT = pl.String
_NONE: dict[str, list[pl.Series]] = {"document": [], "report": [], "claim": []}


def judge_sources(sources: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """``dim_sources`` with ``is_row`` and ``is_sum``: what may leave, never NULL.

    Rows leave only where that is allowed; not stated is not allowed.
    """
    own = pl.col("source_name").is_in(list(profile.own_sources))
    unstated = pl.lit(profile.unstated_may_aggregate)
    return sources.with_columns(
        is_row=own | pl.col("may_publish_rows").fill_null(value=False),
        is_sum=own | pl.coalesce("may_aggregate", unstated),
    )


def list_barred(
    marts: Mapping[str, pl.DataFrame], judged: pl.DataFrame, right: str
) -> Keys:
    """Keys of sources, documents, reports, claims and incidents that may not leave.

    An incident is barred with any of its reports, for its interval, place and figures
    rest on all of them. The terms of a data set follow its rows into another data set
    (ACLED's into HDX HAPI): there a claim in which it speaks is barred. A text that
    quotes a figure of it is no copy of its rows.

    Args:
        marts: those of the warehouse.
        judged: of ``judge_sources``.
        right: ``is_row`` or ``is_sum``.
    """
    barred = judged.filter(~pl.col(right))
    is_dataset = pl.col("source_kind") == "dataset"
    carriers = judged.filter(is_dataset)["source_id"]
    datasets = barred.filter(is_dataset)["source_id"]
    found: dict[str, list[pl.Series]] = {"source": [barred["source_id"]]}
    for name, frame in marts.items():
        if not name.startswith(("agg_", "dim_sources")):
            _gather(frame, (barred["source_id"], carriers, datasets), found)
    keys = _unite(found)
    return keys | {"incident": _list_incidents(marts, keys)}


def _gather(
    frame: pl.DataFrame,
    kinds: tuple[pl.Series, pl.Series, pl.Series],
    found: dict[str, list[pl.Series]],
) -> None:
    if "source_id" not in frame.columns:
        return
    sources, carriers, datasets = (ids.implode() for ids in kinds)
    is_theirs = pl.col("source_id").is_in(sources)
    spoken = pl.lit(value=False)
    if "voice_id" in frame.columns:
        is_copied = pl.col("source_id").is_in(carriers)
        is_theirs_too = pl.col("voice_id").is_in(datasets).fill_null(value=False)
        spoken = is_copied & is_theirs_too
    for column, kind in (("document_id", "document"), ("report_id", "report")):
        if column in frame.columns:
            found.setdefault(kind, []).append(frame.filter(is_theirs)[column])
    for column in {"claim_id", "claim_ids"} & set(frame.columns):
        ids = frame.filter(is_theirs | spoken)[column]
        found.setdefault("claim", []).append(_flat(ids))


def _list_incidents(marts: Mapping[str, pl.DataFrame], keys: Keys) -> pl.Series:
    """Incidents that rest on what is barred."""
    linked = [
        frame.filter(rests_on(frame, keys))["incident_id"]
        for name, frame in marts.items()
        if name.startswith(("fct_", "bridge_")) and "incident_id" in frame.columns
    ]
    return _unite({"incident": linked})["incident"]


def rests_on(frame: pl.DataFrame, keys: Keys, but: tuple[str, ...] = ()) -> pl.Expr:
    """Whether a row names what is barred, in any column but those in ``but``."""
    judged = [
        _is_in(column, frame.schema[column], keys[kind])
        for column, kind in NAMED.items()
        if column in frame.columns and kind in keys and column not in but
    ]
    return pl.any_horizontal([pl.lit(value=False), *judged])


def _is_in(column: str, kind: pl.DataType, keys: pl.Series) -> pl.Expr:
    if isinstance(kind, pl.List):
        known = pl.element().is_in(keys.implode())
        return pl.col(column).list.eval(known).list.any().fill_null(value=False)
    return pl.col(column).is_in(keys.implode()).fill_null(value=False)


def _flat(ids: pl.Series) -> pl.Series:
    return ids.explode() if isinstance(ids.dtype, pl.List) else ids


def _unite(found: Mapping[str, list[pl.Series]]) -> Keys:
    empty = pl.Series([], dtype=_TEXT)
    return {
        kind: pl.concat([empty, *(ids.cast(_TEXT) for ids in each)])
        .drop_nulls()
        .unique()
        .sort()
        for kind, each in (_NONE | dict(found)).items()
    }
