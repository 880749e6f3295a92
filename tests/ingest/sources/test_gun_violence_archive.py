"""Gun Violence Archive: packed lists of participants, and suspects among the dead."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files import read_table
from ingest.records import Records
from ingest.sources.gun_violence_archive_participants import (
    STATUS,
    add_counts,
    list_participants,
)

HERE = Path(__file__).parent
DATA = HERE.parents[2].parent / "shared/data/gva/gva_2016_01_nameless.csv"

Read = Callable[..., Records]
Bounds = tuple[int | None, int | None, int | None]


@pytest.fixture
def found(read: Read) -> Records:
    return read(HERE / "gun_violence_archive/incidents.csv")


def figures(found: Records, report: str) -> dict[str, Bounds]:
    claims = found["claims"].filter(report_ref=report)
    rows = claims.select("anchor", "low", "best", "high").rows()
    return {anchor: bounds for anchor, *bounds in rows}


def test_trap_33_suspects_are_apart_from_victims(found: Records) -> None:
    assert figures(found, "1") == {
        "n_killed": [None, 2, None],
        "n_injured": [None, 1, None],
        "killed victim": [1, 1, 1],
        "killed suspect": [1, 1, 1],
        "injured victim": [1, 1, 1],
        "injured suspect": [0, 0, 0],
        "killed victim female adult": [1, 1, 1],
        "killed suspect male adult": [1, 1, 1],
        "injured victim male child": [1, 1, 1],
    }
    roles = found["claims"].filter(report_ref="1").select("anchor", "role")
    assert dict(roles.rows())["n_killed"] == "all"
    assert dict(roles.rows())["killed suspect"] == "suspect"


def test_a_teenager_is_a_child_whose_age_is_kept(found: Records) -> None:
    teen = found["claims"].filter(anchor="injured victim male child")
    assert teen["age_text"].to_list() == ["Teen 12-17"]
    assert teen["age_group"].to_list() == ["child"]


def test_where_nobody_was_hit_the_total_says_it(found: Records) -> None:
    assert list(figures(found, "2")) == ["n_killed", "n_injured"]


def test_without_a_list_nobody_is_called_a_victim(found: Records) -> None:
    assert list(figures(found, "3")) == ["n_killed", "n_injured"]


def test_who_is_not_listed_may_be_a_victim_or_a_suspect(found: Records) -> None:
    told = figures(found, "4")
    assert told["killed victim"] == [1, None, 2]
    assert told["killed suspect"] == [0, None, 1]
    assert told["killed victim male child"] == [1, None, 2]
    # The injured adult has a number that the other lists skip.
    assert told["injured unknown unknown adult"] == [1, 1, 1]
    assert told["injured victim"] == [0, None, 1]
    quirks = found["report_quirks"].filter(report_ref="4")
    assert quirks.select("quirk", "column_name").rows() == [
        ("participants_disagree", "n_killed"),
        ("contradictory_status", "participant_status"),
    ]


def test_what_cannot_be_read_is_listed(found: Records) -> None:
    rejects = found["rejects"].select("line", "column_name", "value")
    assert (
        sorted(rejects.rows())
        == [
            (6, "latitude", "3199"),
            (6, "participant_status", "Killed"),
            (6, "participant_type", "Victim"),
            (7, "n_killed", "-1"),
        ]
        or rejects.filter(column_name="n_killed").height == 1
    )


def test_guns_are_the_cause_each_said_once(found: Records) -> None:
    causes = found["reports"]["cause_text"].to_list()
    assert causes == ["Handgun; Shotgun", "gun", "gun", "9mm", "gun"]


PEOPLE = st.dictionaries(
    st.integers(0, 40),
    st.tuples(
        st.sampled_from(["Killed", "Injured", "Unharmed", "Injured, Arrested"]),
        st.sampled_from(["Victim", "Subject-Suspect", None]),
    ),
    min_size=1,
)


@given(PEOPLE, st.sampled_from(["::", ":"]), st.sampled_from(["||", "|"]))
def test_who_is_packed_is_counted(
    people: dict[int, tuple[str, str | None]], colon: str, bar: str
) -> None:
    status = bar.join(f"{n}{colon}{said}" for n, (said, _) in people.items())
    kinds = bar.join(f"{n}{colon}{kind}" for n, (_, kind) in people.items() if kind)
    row = {
        "line": 2,
        STATUS: status,
        "participant_type": kinds or None,
        "participant_gender": None,
        "participant_age_group": None,
    }
    frame = pl.DataFrame(
        [row], schema_overrides=dict.fromkeys(list(row)[1:], pl.String)
    )
    found = add_counts(frame, list_participants(frame)).row(0, named=True)
    for measure, word in (("killed", "Killed"), ("injured", "Injured")):
        hit = [kind for said, kind in people.values() if word in said]
        assert found[f"{measure}_listed"] == len(hit)
        assert found[f"{measure}_victim"] == hit.count("Victim")
        assert found[f"{measure}_suspect"] == hit.count("Subject-Suspect")


def test_an_address_may_hold_the_sign_that_parts_the_list(found: Records) -> None:
    listed = found["report_sources"].filter(report_ref="1", relation="linked")
    assert listed["url"].to_list() == [
        "https://example.org/a",
        "https://example.org/b|c",
    ]


def test_nobody_is_named_and_no_address_is_kept(found: Records) -> None:
    words = " ".join(str(row) for frame in found.values() for row in frame.rows())
    assert "Made-up Street" not in words
    assert "invented note" not in words


@pytest.mark.skipif(not DATA.exists(), reason="GVA's rows are not part of the project")
def test_every_death_of_the_published_file_has_a_participant(read: Read) -> None:
    found = read(DATA)
    raw = read_table(DATA)
    assert found["reports"].height == raw.height == 4_590
    assert found["rejects"].is_empty()
    sums = (
        found["claims"]
        .group_by("anchor")
        .agg(pl.sum("low"), pl.sum("best"), pl.sum("high"))
    )
    told = {anchor: bounds for anchor, *bounds in sums.iter_rows()}
    for name in ("killed", "injured"):
        total = raw[f"n_{name}"].cast(pl.Int64).sum()
        assert told[f"n_{name}"][1] == total
        parts = [told[f"{name} {role}"][2] for role in ("victim", "suspect")]
        assert sum(parts) == total
    assert told["killed victim"] == [958, 958, 958]
    quirks = found["report_quirks"]["quirk"].value_counts().rows()
    assert quirks == [("contradictory_status", 4)]
