"""GTD: dates of which a part is not known, sentinels, shares, attackers and groups."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.recognition import recognise
from ingest.records import Records
from ingest.sources import ADAPTERS

ADAPTER = ADAPTERS["gtd"]
HEADER = (Path(__file__).parent / "gtd/attacks.csv").read_text().splitlines()[0]
ATTACK = {
    "eventid": "201404010001",
    "iyear": "2014",
    "imonth": "4",
    "iday": "1",
    "country_txt": "Iraq",
    "city": "Mosul",
    "specificity": "1",
    "attacktype1_txt": "Bombing/Explosion",
    "gname": "Northern Front",
    "nkill": "7.0",
    "nwound": "12.0",
}


def records(**changes: str | None) -> Records:
    row = ATTACK | changes | {"file_name": "gtd.csv"}
    frame = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    batch = frame.with_columns(line=pl.lit(2, pl.Int64))
    return ADAPTER.records("attacks", arrange(ADAPTER.members["attacks"], batch))


def claim(anchor: str, **changes: str | None) -> dict[str, object]:
    found = records(**changes)["claims"].filter(pl.col("anchor") == anchor)
    return found.row(0, named=True)


def report(**changes: str | None) -> dict[str, object]:
    return records(**changes)["reports"].row(0, named=True)


def test_the_135_columns_are_known() -> None:
    columns = HEADER.split(",")
    assert len(columns) == 135
    found = recognise("gtd.xlsx", [columns])
    assert found
    assert found.adapter.name == "gtd"


@pytest.mark.parametrize(
    ("month", "day", "first", "last", "precision"),
    [
        ("4", "1", date(2014, 4, 1), date(2014, 4, 1), "day"),
        ("4", "0", date(2014, 4, 1), date(2014, 4, 30), "month"),
        ("0", "0", date(2014, 1, 1), date(2014, 12, 31), "year"),
    ],
)
def test_a_month_or_day_of_0_is_not_known(
    month: str, day: str, first: date, last: date, precision: str
) -> None:
    found = report(imonth=month, iday=day)
    told = (found["date_min"], found["date_max"], found["date_precision"])
    assert told == (first, last, precision)


def test_the_first_of_january_1970_is_a_day_and_no_placeholder() -> None:
    assert report(iyear="1970", imonth="1")["date_max"] == date(1970, 1, 1)


@pytest.mark.parametrize("text", ["5/12/2014", "2014-05-12"])
def test_a_long_attack_ends_with_its_resolution(text: str) -> None:
    assert report(extended="1.0", resolution=text)["date_max"] == date(2014, 5, 12)
    assert report(extended="0", resolution=text)["date_max"] == date(2014, 4, 1)


def test_a_resolution_before_the_attack_costs_itself_alone() -> None:
    found = records(extended="1", resolution="3/1/2014")
    assert found["reports"]["date_max"].to_list() == [date(2014, 4, 1)]
    assert found["rejects"].select("column_name", "reason").rows() == [
        ("resolution", "ends before it begins")
    ]
    assert found["report_quirks"]["quirk"].to_list() == ["end_before_start"]


def test_a_day_that_is_none_costs_the_date_alone() -> None:
    found = records(iday="31")
    assert found["reports"]["date_min"].to_list() == [None]
    assert found["claims"].height == 2
    assert found["rejects"].select("value", "reason").rows() == [
        ("2014-4-31", "not a date")
    ]


def test_an_identifier_may_be_written_as_a_decimal() -> None:
    assert report(eventid="201404010001.0")["native_id"] == "201404010001"


def test_everybody_is_counted_and_attackers_again_apart() -> None:
    found = records(nkillter="1.0", nwoundte="0.0", nhostkid="3")["claims"]
    assert found.select("anchor", "measure", "role", "best").rows() == [
        ("nkill", "killed", "all", 7),
        ("nkillter", "killed", "perpetrator", 1),
        ("nwound", "injured", "all", 12),
        ("nwoundte", "injured", "perpetrator", 0),
        ("nhostkid", "abducted", "victim", 3),
    ]
    assert set(found["operator"]) == {"point"}


@pytest.mark.parametrize("text", ["-9", "-99", "-99.0"])
def test_a_sentinel_states_that_the_figure_is_not_known(text: str) -> None:
    found = claim("nhostkid", nhostkid=text)
    assert (found["operator"], found["value_text"]) == ("unknown", text)
    assert found["low"] is found["best"] is found["high"] is None


def test_a_blank_states_nothing_and_a_zero_states_none() -> None:
    assert records(nkill=None, nwound=None)["claims"].is_empty()
    assert claim("nkill", nkill="0")["best"] == 0


def test_a_share_of_a_joint_toll_is_a_range_of_whole_people() -> None:
    found = claim("nkill", nkill="2.5")
    assert (found["low"], found["best"], found["high"]) == (2, None, 3)
    assert (found["count_basis"], found["value_text"]) == ("derived", "2.5")


@pytest.mark.parametrize("text", ["-3", "several"])
def test_a_figure_that_is_none_is_rejected_with_its_row(text: str) -> None:
    found = records(nkill=text)
    assert found["reports"].is_empty()
    assert found["rejects"]["value"].to_list() == [text]


def test_groups_are_known_or_suspected_and_may_claim_it() -> None:
    found = records(
        guncertain1="0.0",
        claimed="1.0",
        gname2="Harbour Front",
        guncertain2="1",
        gname3="Unknown",
        targtype1_txt="Police",
    )["report_actors"]
    assert found.select(
        "actor_text", "actor_role", "certainty", "assessment"
    ).rows() == [
        ("Northern Front", "perpetrator", "known", "claimed responsibility"),
        ("Harbour Front", "perpetrator", "suspected", None),
        ("Police", "target", None, None),
    ]


def test_near_a_city_is_less_precise_than_in_it() -> None:
    assert records(vicinity="0")["report_places"]["precision_code"].item() == "1"
    near = records(vicinity="1.0", specificity="1.0")["report_places"]
    assert near["precision_code"].item() == "1, vicinity"


def test_all_types_of_attack_and_weapon_stand_in_one_label() -> None:
    found = report(
        attacktype2_txt="Armed Assault",
        weaptype1_txt="Explosives",
        weapsubtype1_txt="Grenade",
        weaptype2_txt="Firearms",
    )
    assert found["event_type_text"] == "Bombing/Explosion; Armed Assault"
    assert found["cause_text"] == "Grenade; Firearms"


def test_words_of_third_parties_and_names_are_not_kept() -> None:
    found = records(summary="Words.", scite1="Words.", target1="Words.")
    assert "Words" not in str({name: t.to_dicts() for name, t in found.items()})
