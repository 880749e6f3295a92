"""What a load tells: counts that add up, and one line of words."""

from ingest.loaded import Loaded, Outcome

FIRST = Loaded(
    rows=1_204,
    documents=1,
    reports=1_200,
    new_reports=100,
    changed_reports=20,
    tombstones=3,
    claims=500,
    rejects=4,
    quirks={"undated": 2},
    load_id="a",
)


def test_two_loads_together_are_their_sums() -> None:
    other = Loaded(rows=6, reports=6, new_reports=6, quirks={"undated": 1, "stub": 1})
    both = FIRST + other
    assert (both.rows, both.reports, both.new_reports) == (1_210, 1_206, 106)
    assert both.quirks == {"undated": 3, "stub": 1}
    assert both.load_id == "a"


def test_texts_have_no_rows_and_add_none() -> None:
    assert (Loaded() + Loaded(reports=1)).rows is None
    assert (FIRST + Loaded(reports=1)).rows == 1_204


def test_what_is_neither_new_nor_changed_is_unchanged() -> None:
    assert FIRST.unchanged_reports == 1_080
    assert Loaded().unchanged_reports == 0


def test_an_outcome_is_one_line() -> None:
    line = Outcome("a.csv", "ucdp_ged 3", FIRST, ("a.xlsx#Notes", "readme.pdf")).line
    assert line == (
        "a.csv: read by ucdp_ged 3; 1,204 rows, 1,200 reports (100 new, 20 changed, "
        "1,080 unchanged, 3 withdrawn) with 500 new claims; 4 rows rejected; "
        "not read: a.xlsx#Notes, readme.pdf"
    )


def test_a_text_is_told_without_rows() -> None:
    line = Outcome("a.txt", "text 3", Loaded(reports=1, load_id="a")).line
    assert line.startswith("a.txt: read by text 3; 1 reports (0 new")


def test_what_was_read_before_is_told_as_such() -> None:
    assert Outcome("a.csv", "ucdp_ged 3", Loaded()).line == (
        "a.csv: read by ucdp_ged 3; "
        "nothing new, this version of the reader has read it before"
    )
