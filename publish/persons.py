"""Rows about single persons, and signatures of reviewers: neither leaves."""

from collections.abc import Mapping

import polars as pl

_CLAIMS = ("fct_claims", "fct_claims_dated")
_SIGNED = ("reviewed_by", "reviewer")


def list_persons(marts: Mapping[str, pl.DataFrame]) -> dict[str, pl.Series]:
    """Keys of the claims about one person, and of the reports that say nothing else.

    A claim is about one person where it counts one and has an age in the source's
    words, or where it is a row of a list of persons. What is added up from such rows
    is a figure of an incident, and stays.
    """
    nothing = pl.Series([], dtype=pl.String)
    if "fct_claims" not in marts:
        return {"claim": nothing, "report": nothing}
    is_one = pl.coalesce("high", "best", "low") == 1
    is_listed = (pl.col("count_basis") == "counted") & (pl.col("anchor") == "=1")
    is_person = is_one & (pl.col("age_text").is_not_null() | is_listed)
    claims = marts["fct_claims"].with_columns(
        is_person=is_person.fill_null(value=False)
    )
    keys = claims.filter("is_person")["claim_key"].implode()
    versions = [
        marts[name].filter(pl.col("claim_key").is_in(keys))["claim_id"]
        for name in _CLAIMS
        if name in marts
    ]
    reports = claims.group_by("report_id").agg(pl.col("is_person").all())
    return {
        "claim": pl.concat([nothing, *versions]).unique(),
        "report": reports.filter("is_person")["report_id"],
    }


def sign_off(
    marts: Mapping[str, pl.DataFrame],
) -> tuple[dict[str, pl.DataFrame], list[tuple[str, str, int]]]:
    """The marts without the signatures of reviewers, and mart, column, how many."""
    found = dict(marts)
    told = []
    for mart, frame in marts.items():
        for name in (column for column in _SIGNED if column in frame.columns):
            told.append((mart, name, frame.height - frame[name].null_count()))
            nothing = pl.lit(None, frame.schema[name]).alias(name)
            found[mart] = found[mart].with_columns(nothing)
    return found, told
