"""One figure a text: what leads, what competes, what replaces, who is left."""

from collections.abc import Callable

import pytest

from ingest.text import Reading, summary

Reads = Callable[..., Reading]


def incident(reads: Reads, text: str, measure: str = "killed", **use: bool) -> object:
    return summary.incident(reads(text).rows["claims"], **use).get(measure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        # A higher figure of somebody else is the upper bound; the lead stays the best.
        ("A raid killed six people. The mayor said nine had died.", (6, 6, 9)),
        # A lower one is an earlier toll.
        ("A raid killed six people. The mayor said four had died.", (6, 6, 6)),
        # One out of all proportion is of something else.
        ("A raid killed six people. The mayor said 90 had died.", (6, 6, 6)),
        # One of a group is no rival of the whole.
        ("A raid killed six people. It killed nine women, he said.", (6, 6, 6)),
        # A vague figure yields to a number that its words allow.
        ("Several miners died. Rescuers counted five dead.", (5, 5, 5)),
        ("Several miners died. Rescuers found one body.", (3, None, 9)),
    ],
)
def test_competing_figures(
    text: str, figure: tuple[int | None, ...], reads: Reads
) -> None:
    assert incident(reads, text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people were killed. They later raised the death toll to 19.",
        "A clinic put the death toll at 12. By evening the toll had risen to 19.",
        "A blast killed 12 people. The death toll later climbed to 19 from 12.",
    ],
)
def test_update_replaces_the_lead(text: str, reads: Reads) -> None:
    first, last = reads(text).records["claims"].to_dicts()
    assert last["supersedes_ref"] == first["claim_ref"]
    assert last["previous_value"] == 12
    assert first["supersedes_ref"] is None
    assert incident(reads, text) == (19, 19, 19)


def test_update_of_another_measure_replaces_nothing(reads: Reads) -> None:
    text = "A blast injured 12 people. The death toll rose to 19."
    rows = reads(text).rows["claims"]
    assert [row["supersedes_ref"] for row in rows] == [None, None]
    assert summary.incident(rows)["injured"] == (12, 12, 12)


def test_more_dead_are_part_of_the_toll_that_rose(reads: Reads) -> None:
    rows = reads("The death toll rose to 40 after ten more died.").rows["claims"]
    assert [row["part_of_ref"] for row in rows] == [None, rows[0]["claim_ref"]]
    assert summary.incident(rows) == {"killed": (40, 40, 40)}


@pytest.mark.parametrize(
    ("text", "measure", "left"),
    [
        ("Nine people were hurt in Goma. Two of the hurt later died.", "injured", 7),
        ("Nine people were hurt in Goma. Two of them later died.", "injured", 7),
        ("A guard was badly hurt in Goma. He later died.", "injured", 0),
        ("Nine men were missing. Two of the missing were found dead.", "missing", 7),
        ("Nine people were hurt in Goma. Two others died.", "injured", 9),
        ("A guard was hurt in Goma. A driver died.", "injured", 1),
    ],
)
def test_who_died_later_is_not_counted_among_the_hurt(
    text: str, measure: str, left: int, reads: Reads
) -> None:
    assert incident(reads, text, measure) == (left, left, left)


def test_both_figures_of_a_later_death_stay_claims(reads: Reads) -> None:
    text = "A guard was badly hurt in Goma. He later died."
    hurt, dead = reads(text).records["claims"].to_dicts()
    assert (hurt["measure"], hurt["best"]) == ("injured", 1)
    assert (dead["measure"], dead["transfer_from"]) == ("killed", "injured")


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        # "He" is the dead man, also where days part the reports.
        ("Omar Farah died on Nov. 12. He was shot on Nov. 10.", None),
        ("Omar Farah died on Nov. 12. Another man was shot on Nov. 10.", (1, 1, 1)),
    ],
)
def test_open_outcome_of_somebody_told_of(
    text: str, injured: tuple[int, ...] | None, reads: Reads
) -> None:
    assert incident(reads, text, "injured") == injured


@pytest.mark.parametrize(
    ("text", "is_repeat"),
    [
        ("A blast killed seven miners. All seven men died at once.", True),
        ("A blast killed seven miners. The attack, which killed seven, failed.", True),
        ("A blast killed seven miners. Seven others died later.", False),
        ("Omar Farah was killed. Farah was killed by a bomb.", True),
        ("Omar Farah was killed. He was killed by a bomb.", True),
        ("Omar Farah was killed. Salim Adel was killed too.", False),
        ("Omar Farah was killed. His wife was killed.", False),
    ],
)
def test_repeat(text: str, is_repeat: bool, reads: Reads) -> None:  # noqa: FBT001 - a case
    claims = reads(text).records["claims"].sort("span_start")
    assert (claims["repeat_of_ref"].drop_nulls().len() > 0) is is_repeat


def test_part_of_another_measure_counts_for_its_own(reads: Reads) -> None:
    text = "The crash caused 50 casualties, 12 of them fatal."
    assert incident(reads, text) == (12, 12, 12)


def test_suspects_count_only_where_nobody_else_does(reads: Reads) -> None:
    alone = "Police shot the suspect dead."
    assert incident(reads, alone) is None
    assert incident(reads, alone, everybody=True) == (1, 1, 1)
    both = "Two guards were killed. The suspect died later."
    assert incident(reads, both, everybody=True) == (2, 2, 2)


def groups(reads: Reads, text: str) -> dict[tuple[str, str], int | None]:
    rows = summary.breakdown(reads(text).rows["claims"])
    return {(row["age_group"], row["sex"]): row["best"] for row in rows}


def test_breakdown_adds_the_members_of_a_list(reads: Reads) -> None:
    found = groups(reads, "The fire killed two boys, a girl and their mother.")
    assert found == {
        ("child", "all"): 3,
        ("child", "male"): 2,
        ("child", "female"): 1,
        ("adult", "female"): 1,
    }


def test_breakdown_takes_the_first_list_alone(reads: Reads) -> None:
    text = "Nine died, including four children. Nine died, among them six children."
    assert groups(reads, text) == {("child", "all"): 4}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A man killed himself. Omar Farah was found dead.", (1, 1, 1)),
        ("A man killed himself. A guard was found dead.", (2, 2, 2)),
        ("A clerk took his own life in Goma.", (1, 1, 1)),
    ],
)
def test_perpetrator_told_of_again(
    text: str, figure: tuple[int, ...], reads: Reads
) -> None:
    assert incident(reads, text, everybody=True) == figure
