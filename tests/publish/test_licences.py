"""What may leave: by licence, by person, by profile; and what is said of the rest."""

import duckdb
import polars as pl
import pytest

from publish.licences import LEFT_OUT, may_leave
from publish.profile import AGGREGATES, Profile
from tests.publish.test_package import read_all

OWN = Profile(own_sources=("Test Gazette",))
Marts = dict[str, pl.DataFrame]


@pytest.fixture
def everything(marts: duckdb.DuckDBPyConnection) -> Marts:
    return read_all(marts)


def leave(marts: Marts, profile: Profile = Profile()) -> tuple[Marts, pl.DataFrame]:  # noqa: B008  # immutable
    return may_leave(marts, marts["dim_sources"], profile)


def of_source(marts: Marts, *names: str) -> pl.Series:
    sources = marts["dim_sources"]
    return sources.filter(pl.col("source_name").is_in(names))["source_id"].implode()


def is_row_level(name: str) -> bool:
    return name.startswith(("fct_", "bridge_")) or name == "dim_documents"


def with_right(marts: Marts, name: str, **rights: bool | None) -> Marts:
    changed = marts["dim_sources"].with_columns(
        pl.when(pl.col("source_name") == name)
        .then(pl.lit(value, pl.Boolean))
        .otherwise(pl.col(column))
        .alias(column)
        for column, value in rights.items()
    )
    return marts | {"dim_sources": changed}


def test_no_row_of_a_source_that_forbids_it_leaves(everything: Marts) -> None:
    kept, _ = leave(everything)

    allowed = (
        everything["dim_sources"].filter("may_publish_rows")["source_id"].implode()
    )
    for name in filter(is_row_level, kept):
        if "source_id" in kept[name].columns:
            assert kept[name].filter(~pl.col("source_id").is_in(allowed)).is_empty()


def test_nothing_that_rests_on_such_a_row_leaves(everything: Marts) -> None:
    """Neither an incident nor an estimate nor a link names what stays."""
    kept, _ = leave(everything)
    barred = of_source(everything, "Airwars", "Test Gazette")
    theirs = everything["fct_reports"].filter(pl.col("source_id").is_in(barred))
    reports, incidents = theirs["report_id"], theirs["incident_id"].drop_nulls()
    claims = everything["fct_claims"].filter(pl.col("source_id").is_in(barred))

    assert reports.len() > 0 < incidents.len()
    for name in filter(is_row_level, kept):
        # The key of an incident is that of its earliest report, which may leave.
        linked = pl.selectors.matches("incident_id") & pl.selectors.string()
        assert not holds(kept[name].select(linked), incidents), name
        assert not holds(kept[name], reports), name
        assert not holds(kept[name], claims["claim_id"]), name


def holds(frame: pl.DataFrame, ids: pl.Series) -> bool:
    """Whether any text or list of texts has one of the ids."""
    lists = frame.select(pl.selectors.by_dtype(pl.List(pl.String)))
    texts = [*frame.select(pl.selectors.string()), *(c.explode() for c in lists)]
    return any(text.is_in(ids.implode()).any() for text in texts)


def test_what_was_left_out_is_told_and_adds_up(everything: Marts) -> None:
    kept, left_out = leave(everything)

    assert dict(left_out.schema) == LEFT_OUT
    rows = (
        left_out.filter(what="rows")
        .group_by("mart")
        .agg(pl.col("left_out_count").sum())
    )
    told = dict(rows.iter_rows())
    for name, frame in everything.items():
        if is_row_level(name):
            assert told.get(name, 0) == frame.height - kept[name].height, name
    assert not left_out["reason"].has_nulls()
    claims = left_out.filter(mart="fct_claims", what="rows")
    assert "Airwars" in claims["source_name"].to_list()


def test_rows_that_may_leave_do(everything: Marts) -> None:
    kept, _ = leave(everything)
    open_ones = of_source(
        everything,
        *("UCDP", "MAVERICK", "Tech for Palestine", "Casualty Warehouse samples"),
    )

    for name in ("fct_claims", "fct_reports", "fct_tolls"):
        theirs = everything[name].filter(pl.col("source_id").is_in(open_ones))
        assert kept[name].height == theirs.height > 0


def test_links_to_what_is_left_out_are_blank_and_counted(everything: Marts) -> None:
    kept, left_out = leave(everything)

    incidents = kept["fct_incidents"]["incident_id"].implode()
    linked = kept["fct_reports"]["incident_id"].drop_nulls()
    assert linked.is_in(incidents).all()
    blanked = left_out.filter(mart="fct_reports", what="incident_id blanked")
    before = everything["fct_reports"].filter(
        pl.col("report_id").is_in(kept["fct_reports"]["report_id"].implode())
    )["incident_id"]
    lost = kept["fct_reports"]["incident_id"].null_count() - before.null_count()
    assert blanked["left_out_count"].sum() == lost > 0


def test_sources_of_ones_own_leave(everything: Marts) -> None:
    kept, left_out = leave(everything, OWN)

    names = left_out["source_name"].drop_nulls().unique().to_list()
    assert names == ["Airwars"]
    own = of_source(everything, *OWN.own_sources)
    assert kept["fct_claims"].filter(pl.col("source_id").is_in(own)).height > 0


def test_a_data_set_that_others_carry_keeps_its_terms(everything: Marts) -> None:
    """MAVERICK's rows may leave, but not those in which a closed data set speaks."""
    claims = everything["fct_claims"]
    maverick = of_source(everything, "MAVERICK")
    acled = everything["dim_sources"].filter(source_name="ACLED")["source_id"].item()
    first = claims.filter(pl.col("source_id").is_in(maverick))["claim_id"][0]
    spoken = pl.when(pl.col("claim_id") == first).then(pl.lit(acled))
    changed = claims.with_columns(spoken.otherwise("voice_id").alias("voice_id"))

    kept, _ = leave(everything | {"fct_claims": changed})

    assert first in claims["claim_id"]
    assert first not in kept["fct_claims"]["claim_id"]
    assert (
        not kept["fct_casualties"]
        .filter(pl.col("claim_ids").list.contains(first))
        .height
    )


def test_sums_are_whole_where_nobody_forbids_them(everything: Marts) -> None:
    kept, _ = leave(everything)

    for name in filter(lambda n: n.startswith("agg_"), everything):
        assert kept[name].equals(everything[name])


def test_a_source_that_forbids_sums_is_in_none(everything: Marts) -> None:
    """Every cell left is what the warehouse says without that source's incidents."""
    changed = with_right(everything, "MAVERICK", may_aggregate=False)
    theirs = of_source(changed, "MAVERICK")

    kept, left_out = leave(changed)

    reports = changed["fct_reports"].filter(pl.col("source_id").is_in(theirs))
    touched = changed["fct_incidents"].filter(
        pl.col("incident_id").is_in(reports["incident_id"].drop_nulls().implode())
    )
    for name, area in zip(AGGREGATES, ("admin1_id", "country_id"), strict=True):
        cells = touched.select(pl.col(area).fill_null("unknown"), "incident_month")
        assert (
            kept[name].join(cells, on=[area, "incident_month"], how="semi").is_empty()
        )
        assert 0 < kept[name].height < everything[name].height
        told = left_out.filter(mart=name, what="cells")["left_out_count"].sum()
        assert told == everything[name].height - kept[name].height
    own = kept["agg_claims__source_month"]
    assert own.filter(pl.col("source_id").is_in(theirs)).is_empty()


def test_an_aggregate_that_is_not_known_is_left_out_with_a_source_that_forbids(
    everything: Marts,
) -> None:
    other = everything | {"agg_casualties__country_cause": pl.DataFrame({"n": [1, 2]})}

    allowed, _ = leave(other)
    kept, _ = leave(with_right(other, "UCDP", may_aggregate=False))

    assert allowed["agg_casualties__country_cause"].height == 2
    assert kept["agg_casualties__country_cause"].is_empty()


@pytest.mark.parametrize(("may", "is_whole"), [(True, True), (False, False)])
def test_unstated_rights_to_sums_are_a_choice(
    everything: Marts, *, may: bool, is_whole: bool
) -> None:
    kept, _ = leave(everything, Profile(unstated_may_aggregate=may))

    name = "agg_casualties__country_month"
    assert (kept[name].height == everything[name].height) is is_whole


def test_rows_about_single_persons_do_not_leave(everything: Marts) -> None:
    claims = everything["fct_claims"]
    maverick = claims.filter(
        pl.col("source_id").is_in(of_source(everything, "MAVERICK")), scope="incident"
    )
    aged, listed = maverick["claim_id"][0], maverick["claim_id"][-1]
    is_aged, is_listed = pl.col("claim_id") == aged, pl.col("claim_id") == listed
    one = pl.when(is_aged | is_listed).then(1)
    changed = claims.with_columns(
        *(one.otherwise(b).alias(b) for b in ("low", "best", "high")),
        pl.when(is_aged).then(pl.lit("41")).otherwise("age_text").alias("age_text"),
        pl.when(is_listed)
        .then(pl.lit("counted"))
        .otherwise("count_basis")
        .alias("count_basis"),
        pl.when(is_listed).then(pl.lit("=1")).otherwise("anchor").alias("anchor"),
    )

    kept, left_out = leave(everything | {"fct_claims": changed})

    assert not {aged, listed} & {*kept["fct_claims"]["claim_id"]}
    assert not {aged, listed} & {*kept["fct_claims_dated"]["claim_id"]}
    told = left_out.filter(reason="a row about a single person", mart="fct_claims")
    assert told["left_out_count"].to_list() == [2]


def test_signatures_of_reviewers_do_not_leave(everything: Marts) -> None:
    kept, left_out = leave(everything, OWN)

    assert everything["fct_decisions"]["reviewed_by"].to_list() == ["AB"]
    assert kept["fct_decisions"]["reviewed_by"].to_list() == [None]
    assert left_out.filter(what="reviewed_by blanked").height > 0


def test_with_suppression_no_row_level_mart_is_in_the_release(
    everything: Marts,
) -> None:
    kept, left_out = leave(everything, Profile(k=5))

    assert not [name for name in kept if is_row_level(name)]
    assert [name for name in kept if name.startswith("agg_")] == sorted(AGGREGATES)
    for name in AGGREGATES:
        stands = kept[name].filter(~pl.col("is_suppressed"))
        small = pl.any_horizontal(pl.col("low", "best", "high").is_between(1, 4))
        assert stands.filter(small).is_empty()
    whole = left_out.filter(what="the whole mart")["mart"].to_list()
    assert {name for name in everything if is_row_level(name)} <= {*whole}
    told = dict(
        left_out.filter(what="cells suppressed")
        .select("mart", "left_out_count")
        .iter_rows()
    )
    assert told == {name: kept[name]["is_suppressed"].sum() for name in AGGREGATES}


def test_accounts_are_hidden_on_request(everything: Marts) -> None:
    key = b"sixteen bytes and more"
    first = everything["dim_sources"]["source_id"][0]
    named = pl.when(pl.col("source_id") == first).then(pl.lit("https://x.com/desk_one"))
    changed = everything["dim_sources"].with_columns(
        named.otherwise("url").alias("url")
    )

    kept, _ = leave(everything | {"dim_sources": changed}, Profile(account_key=key))

    told = kept["dim_sources"].filter(source_id=first)["url"].item()
    assert told.startswith("account-")
    plain, _ = leave(everything | {"dim_sources": changed})
    assert (
        plain["dim_sources"].filter(source_id=first)["url"].item().endswith("desk_one")
    )


def test_the_marts_given_are_not_changed(everything: Marts) -> None:
    before = {name: frame.clone() for name, frame in everything.items()}

    leave(everything, Profile(k=5))

    assert all(before[name].equals(frame) for name, frame in everything.items())
