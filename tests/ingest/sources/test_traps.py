"""The 33 traps of real files, each with the tests that prove that it is survived.

To see how a trap is handled, read the tests behind its number: module and name. Traps
that no other module tests are tested here.
"""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import yaml

from ingest.files import list_parts, read_batches, read_head, read_table
from ingest.normalise.column_names import arrange
from ingest.normalise.place_names import spelling_key
from ingest.recognition import fit
from ingest.records import Records
from ingest.sources import ADAPTERS, load_mapping
from tests.conftest import ROOT

Read = Callable[..., Records]


class Trap(NamedTuple):
    """What is odd in real files, and the tests of it (``module::name``)."""

    name: str
    tests: tuple[str, ...]


def trap(name: str, *tests: str) -> Trap:
    return Trap(name, tests)


HERE = "ingest/sources/test_traps"
AIRWARS = "ingest/sources/test_airwars"
GAZA = "ingest/sources/test_airwars_gaza"
UCDP = "ingest/sources/test_ucdp_ged"
LAYOUTS = "ingest/sources/test_ucdp_layouts"
INSECURITY = "ingest/sources/test_insecurity_insight"
FLAGS = "ingest/test_flags"
PLACES = "ingest/normalise/test_places"
PLACE_QUIRKS = "ingest/normalise/test_place_quirks"
NAMES = "ingest/normalise/test_column_names"

TRAPS = {
    1: trap(
        "ranges in text, Unknown and absent",
        f"{GAZA}::test_trap_1_a_range_an_unknown_and_an_absent_figure_are_three_outcomes",
        "ingest/normalise/test_figures::test_a_figure_is_read_with_its_words",
    ),
    2: trap(
        "brackets out of order",
        f"{FLAGS}::test_trap_2_a_bracket_out_of_order",
        f"{UCDP}::test_traps_2_and_3_brackets_out_of_order_pass_through",
    ),
    3: trap(
        "best 0, high 110",
        f"{FLAGS}::test_trap_3_none_for_certain_and_many_perhaps",
        f"{UCDP}::test_traps_2_and_3_brackets_out_of_order_pass_through",
    ),
    4: trap(
        "groups above the total",
        f"{FLAGS}::test_trap_4_the_least_of_the_groups_is_more_than_the_most_of_the_total",
    ),
    5: trap(
        "groups below the total",
        f"{FLAGS}::test_trap_5_the_least_of_the_groups_is_less_than_the_least_of_the_total",
        f"{GAZA}::test_trap_5_groups_become_cells_and_the_rest_is_not_made_up",
    ),
    6: trap(
        "coordinates that cannot be",
        f"{PLACE_QUIRKS}::test_an_odd_point",
        f"{PLACE_QUIRKS}::test_a_point_far_from_the_stated_area_is_flagged_and_overrules_nothing",
    ),
    7: trap(
        "1970-01-01, no date, ranges of dates",
        f"{AIRWARS}::test_trap_7_an_incident_is_not_lost_for_its_date",
        f"{AIRWARS}::test_trap_7_a_range_is_kept_as_a_range",
        f"{FLAGS}::test_trap_7_a_report_without_a_day",
        f"{UCDP}::test_an_event_is_not_lost_for_its_date",
    ),
    8: trap(
        "a governorate spelled 61 ways",
        f"{PLACES}::test_area_text",
        f"{PLACE_QUIRKS}::test_words_that_no_place_is_found_for",
        "ingest/sources/test_published::test_nearly_all_places_have_their_area",
    ),
    9: trap(
        "codes that are not unique, and older codes",
        f"{HERE}::test_trap_9_two_incidents_of_one_code_are_two_reports",
        f"{AIRWARS}::test_trap_9_old_codes_are_names_of_another_authority",
    ),
    10: trap(
        "one address twice in an incident, or in several",
        f"{FLAGS}::test_trap_10_a_repeated_address_is_no_second_source",
        f"{FLAGS}::test_trap_10_two_addresses_or_none_are_no_repeat",
    ),
    11: trap(
        "Excel's apostrophe, line breaks in cells, Arabic months",
        f"{AIRWARS}::test_trap_11_the_apostrophe_of_excel_is_no_part_of_a_name",
        f"{HERE}::test_trap_11_a_line_break_in_a_cell_begins_no_row",
        "ingest/normalise/test_citations::test_trap_11_a_day_is_one_day_in_any_language",
    ),
    12: trap(
        "ages in months, decades, ranges and words",
        "ingest/normalise/test_ages::test_an_age_is_an_interval_in_days",
    ),
    13: trap(
        "age group, sex or status left blank",
        f"{AIRWARS}::test_trap_13_a_blank_group_is_unknown_and_never_an_adult_man",
    ),
    14: trap(
        "stubs",
        f"{AIRWARS}::test_trap_14_a_stub_is_a_report_without_claims",
        f"{FLAGS}::test_trap_14_a_report_without_a_figure",
    ),
    15: trap(
        "a row of HXL tags under the header",
        f"{LAYOUTS}::test_trap_15_tags_under_the_header_are_no_event",
        f"{INSECURITY}::test_trap_15_the_row_of_tags_is_no_event",
        "ingest/normalise/test_tags::test_a_row_of_tags_under_the_header_is_no_data",
    ),
    16: trap(
        "byte order marks; names with blanks, typos, cut at 64, or twice",
        "ingest/sources/test_who_ssa::"
        "test_a_mark_of_byte_order_and_a_blank_behind_a_name_hide_nothing",
        f"{INSECURITY}::test_trap_16_blanks_typos_and_doubles_in_the_names",
        f"{NAMES}::test_trap_16_a_name_is_found_by_what_is_left_of_it",
        f"{NAMES}::test_trap_16_of_two_columns_with_one_name_the_exact_one_or_the_first",
    ),
    17: trap(
        "parallel lists, and gwnoa = 2;200;900",
        f"{UCDP}::test_trap_17_lists_in_parallel_columns_become_rows",
        f"{UCDP}::test_trap_17_lists_of_two_lengths_are_not_paired",
        f"{UCDP}::test_trap_17_a_list_of_states_is_a_state",
    ),
    18: trap(
        "a source before the event",
        f"{FLAGS}::test_trap_18_a_source_before_the_event",
    ),
    19: trap(
        "events of a year",
        f"{FLAGS}::test_trap_19_an_event_of_a_year",
        f"{UCDP}::test_trap_19_a_year_stays_one_event_of_a_year",
    ),
    20: trap(
        "spellings of countries",
        f"{INSECURITY}::test_trap_20_a_country_is_known_by_its_code",
        f"{PLACES}::test_country_text",
    ),
    21: trap(
        "scales of precision in opposite directions",
        f"{HERE}::test_trap_21_scales_in_either_direction_become_metres",
    ),
    22: trap(
        "totals that a committee moves",
        "ingest/sources/test_palestine::"
        "test_trap_22_what_a_committee_recognised_is_a_flow_of_its_own",
    ),
    23: trap(
        "values revised later",
        "ingest/test_vintages::test_trap_23_revised_days_are_countable",
    ),
    24: trap(
        "identifiers of one person that change",
        f"{HERE}::test_trap_24_the_identifier_of_a_person_changes_no_count",
        f"{AIRWARS}::test_no_age_and_no_row_of_a_person_leaves_the_reader",
    ),
    25: trap(
        "a month without a header",
        f"{LAYOUTS}::test_trap_25_a_month_without_a_header_is_read",
        f"{LAYOUTS}::test_trap_25_no_header_and_another_number_of_columns_is_refused",
    ),
    26: trap(
        "columns of warnings and errors",
        "ingest/sources/test_hapi::test_explicit_warning_and_error_columns_are_carried",
    ),
    27: trap(
        "one where the number is not known",
        f"{INSECURITY}::test_trap_27_one_may_stand_for_a_number_that_is_not_known",
    ),
    28: trap(
        "R's numbers of days",
        f"{HERE}::test_trap_28_a_number_of_days_is_no_date_of_a_known_layout",
    ),
    29: trap(
        "actors in any order",
        f"{AIRWARS}::test_trap_29_actors_in_any_order_are_the_same_rows",
        f"{GAZA}::test_trap_29_parties_in_any_order_with_the_field_s_certainty",
    ),
    30: trap(
        "Arabic presentation forms and hamzas apart",
        "ingest/sources/test_palestine::test_trap_30_presentation_forms_are_the_letters",
        f"{HERE}::test_trap_30_a_place_has_one_key_in_all_forms_of_its_letters",
        f"{PLACES}::test_arabic_names",
    ),
    31: trap(
        "flags as True, 1.0 and blank in one column; months alone",
        f"{HERE}::test_trap_31_a_flag_has_three_states_however_it_is_written",
        "ingest/test_propose::test_lists_of_victims_by_source_count_each_once",
    ),
    32: trap(
        "several codes squeezed into a number",
        "ingest/sources/test_iom_missing_migrants::test_trap_32_squeezed_codes_are_split",
    ),
    33: trap(
        "suspects among the dead",
        "ingest/sources/test_gun_violence_archive::"
        "test_trap_33_suspects_are_apart_from_victims",
    ),
}


def _tests_of(module: str) -> set[str]:
    """The names of the tests in a module."""
    path = ROOT / "tests" / f"{module}.py"
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.parse("")
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_trap_is_listed() -> None:
    assert list(TRAPS) == list(range(1, 34))


@pytest.mark.parametrize("number", TRAPS)
def test_every_trap_has_tests_that_exist(number: int) -> None:
    named = [test.split("::") for test in TRAPS[number].tests]
    assert named
    assert not [test for test in named if test[1] not in _tests_of(test[0])]


def test_a_test_that_is_called_after_a_trap_is_listed() -> None:
    listed = {test.split("::")[1] for trap in TRAPS.values() for test in trap.tests}
    modules = (ROOT / "tests" / "ingest").rglob("test_*.py")
    names = {
        name
        for path in modules
        for name in _tests_of(str(path.relative_to(ROOT / "tests").with_suffix("")))
    }
    called = {name for name in names if name.startswith(("test_trap_", "test_traps_"))}
    assert called <= listed


def rows_of(reader: str, member: str, *rows: dict[str, str | None]) -> Records:
    """What a reader makes of made-up rows, in which every other column is blank."""
    adapter = ADAPTERS[reader]
    known = adapter.members[member]
    schema = dict.fromkeys((*known.needs, *known.takes, "file_name"), pl.String)
    frame = pl.DataFrame(rows, schema=schema).with_columns(
        pl.lit("a.csv").alias("file_name"),
        pl.int_range(2, len(rows) + 2, dtype=pl.Int64).alias("line"),
    )
    return adapter.records(member, arrange(known, frame))


def test_trap_9_two_incidents_of_one_code_are_two_reports() -> None:
    incidents = [
        {"airwars_id": number, "code": "T1", "civilians_killed_min": number}
        for number in ("1", "2")
    ]
    found = rows_of("airwars", "incidents", *incidents)
    assert found["reports"]["native_id"].to_list() == ["1", "2"]
    assert found["report_aliases"].select("report_ref", "alias").rows() == [
        ("1", "T1"),
        ("2", "T1"),
    ]
    assert found["claims"].select("report_ref", "low").rows() == [("1", 1), ("2", 2)]


def test_trap_11_a_line_break_in_a_cell_begins_no_row(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text('airwars_id,platform\n1,"Face\nbook"\n2,X\n', "utf-8")
    assert read_table(path)["platform"].to_list() == ["Face\nbook", "X"]


def test_trap_21_scales_in_either_direction_become_metres() -> None:
    seed = pl.read_csv(ROOT / "seeds" / "location_precisions.csv", infer_schema=False)

    def radii(scale: str) -> list[int]:
        """From the smallest code to the greatest."""
        rows = seed.filter(precision_scale=scale).drop_nulls("radius_m")
        return rows.sort("precision_code")["radius_m"].cast(pl.Int64).to_list()

    for best_first in ("ucdp", "acled"):
        assert radii(best_first) == sorted(radii(best_first))
    assert radii("maverick") == sorted(radii("maverick"), reverse=True)
    assert radii("ucdp")[0] < radii("ucdp")[-1]
    assert radii("maverick")[0] > radii("maverick")[-1]


def read_by(folder: Path, mapping: dict[str, Any], table: str) -> Records:
    """What a mapping makes of a table."""
    (folder / "a.csv").write_text(table, "utf-8")
    (folder / "a.yml").write_text(yaml.safe_dump(mapping), "utf-8")
    adapter = load_mapping(folder / "a.yml")
    (part,) = list_parts(folder / "a.csv")
    found = fit(adapter, part.name, read_head(part) or [])
    batch = pl.concat(read_batches(part, found.columns))
    return adapter.records("rows", arrange(adapter.members["rows"], batch))


def test_trap_24_the_identifier_of_a_person_changes_no_count() -> None:
    """Lists of persons are counted by group, and nothing of one person is kept."""
    known = ADAPTERS["airwars"].members["victims_nameless"]
    assert not {"victim_id", "name", "age"} & {*known.needs, *known.takes}
    people: list[dict[str, str | None]] = [
        {"airwars_id": "1", "status": "killed", "sex": sex, "age_group": "adult"}
        for sex in ("female", "male", "female")
    ]
    for order in (people, people[::-1]):
        claims = rows_of("airwars", "victims_nameless", *order)["claims"]
        assert sorted(claims.select("anchor", "sex", "low").rows()) == [
            ("victims_killed", "female", 2),
            ("victims_killed", "male", 1),
        ]


def test_trap_28_a_number_of_days_is_no_date_of_a_known_layout() -> None:
    """16,801 days after 1970 is 2016-01-01 in R, and a day of 1945 in Excel."""
    event = {"id": "1", "type_of_violence": "1", "best": "4", "date_start": "16801"}
    found = rows_of("ucdp_ged", "events", event)
    assert found["reports"]["date_min"].to_list() == [None]
    assert found["rejects"].select("column_name", "value").rows() == [
        ("date_start", "16801")
    ]


def test_trap_30_a_place_has_one_key_in_all_forms_of_its_letters() -> None:
    forms = pl.Series(
        [
            "\u0623\u0631\u064a\u062d\u0627",  # hamza on its letter
            "\u0627\u0654\u0631\u064a\u062d\u0627",  # hamza apart
            "\ufe83\ufead\ufef3\ufea4\ufe8e",  # presentation forms
        ]
    )
    keys = forms.to_frame("name").select(spelling_key(pl.col("name")))
    assert keys["name"].n_unique() == 1


def test_trap_31_a_flag_has_three_states_however_it_is_written(
    tmp_path: Path,
) -> None:
    """A blank is unknown, and neither yes nor no."""
    flags = dict.fromkeys(("True", "1.0", "1"), "civilian")
    flags |= dict.fromkeys(("False", "0.0", "0"), "direct_participant")
    mapping = {
        "source": "Desk",
        "dataset_id": "desk",
        "native_id": "Ref",
        "claims": [
            {
                "measure": "killed",
                "value": "Dead",
                "role": "victim",
                "status": {"column": "Civilian", "values": flags},
            }
        ],
    }
    cells = ("True", "1.0", "1", "FALSE", "0.0", "0", "", "perhaps")
    lines = "".join(f"{n},1,{cell}\n" for n, cell in enumerate(cells))
    found = read_by(tmp_path, mapping, f"Ref,Dead,Civilian\n{lines}")
    assert found["claims"].sort("report_ref")["status"].to_list() == [
        *["civilian"] * 3,
        *["direct_participant"] * 3,
        "unknown",
    ]
    assert found["rejects"].select("column_name", "value").rows() == [
        ("Civilian", "perhaps")
    ]
