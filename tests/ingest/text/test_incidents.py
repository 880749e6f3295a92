"""Which sentences tell of one incident: a text each, and the reports that it holds.

The gazetteer is the small one of ``conftest``.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import PlaceIndex, Reading, read
from tests.ingest.text.conftest import PUBLISHED

Reads = Callable[..., Reading]

# Deaths (or, where there are none, injuries) of each report, and its places.
Told = list[tuple[int | None, list[str]]]


def told(reading: Reading) -> Told:
    records = reading.records
    claims, places = records["claims"], records["report_places"]
    found: Told = []
    for ref in records["reports"].filter(unit="incident")["report_ref"]:
        own = claims.filter(report_ref=ref, stance="asserted", scope="incident")
        dead = own.filter(measure="killed")
        lead = (dead if dead.height else own)["best"].to_list()
        words = places.filter(report_ref=ref)["place_text"].to_list()
        found.append((lead[0] if lead else None, words))
    return found


ROUND_UPS = {
    "a sentence each": (
        (
            "Strikes on Idlib killed four people. Shelling of Saraqib killed two "
            "farmers."
        ),
        [(4, ["Idlib"]), (2, ["Saraqib"])],
    ),
    "bullets": (
        (
            "The day's toll:\n- Idlib: an air strike killed three people.\n- "
            "Saraqib: a mine killed a shepherd.\n- Goma: gunmen killed six people.\n"
        ),
        [(3, ["Idlib"]), (1, ["Saraqib"]), (6, ["Goma"])],
    ),
    "lines without a full stop": (
        (
            "IDLIB: two killed in an air strike\n\nGOMA: five killed by gunmen\n\n"
            "QUETTA: one killed, three wounded in a blast\n"
        ),
        [(2, ["IDLIB"]), (5, ["GOMA"]), (1, ["QUETTA"])],
    ),
    "clauses at semicolons": (
        "In Idlib six people died; in Goma nine were killed; in Quetta, two.",
        [(6, ["Idlib"]), (9, ["Goma"])],
    ),
    "and in another place": (
        "A car bomb killed four people in Idlib and a mine killed two in Saraqib.",
        [(4, ["Idlib"]), (2, ["Saraqib"])],
    ),
    "while": (
        (
            "Gunmen killed three people in Quetta, while a blast in Goma left seven "
            "dead."
        ),
        [(3, ["Quetta"]), (7, ["Goma"])],
    ),
    "meanwhile in the same place": (
        (
            "A blast killed four people in Quetta. Meanwhile, gunmen shot dead a "
            "teacher in another part of the city."
        ),
        [(4, ["Quetta"]), (1, ["Quetta"])],
    ),
    "separate incident": (
        (
            "Gunmen killed two officers in Quetta on Friday. In a separate incident, "
            "a roadside bomb killed five soldiers."
        ),
        [(2, ["Quetta"]), (5, [])],
    ),
    "elsewhere": (
        (
            "A bomb killed nine people in Goma. Elsewhere in the country, three "
            "farmers were killed."
        ),
        [(9, ["Goma"]), (3, [])],
    ),
    "paragraphs": (
        (
            "A market in Idlib was bombed on Friday. Rescuers dug all night. Eleven "
            "people were killed.\n\nIn Goma, fighters came at dawn. They burned "
            "houses. Eight people were killed.\n\nA hotel in Quetta was attacked, "
            "too. Two guards were killed."
        ),
        [(11, ["Idlib"]), (8, ["Goma"]), (2, ["Quetta"])],
    ),
    "another day at the same place": (
        (
            "A blast killed four people in Idlib on Friday. On Monday, a strike on "
            "the town had killed six people."
        ),
        [(4, ["Idlib"]), (6, ["Idlib"])],
    ),
}

ONES = {
    "joint toll": (
        "Strikes on Idlib, Saraqib and Goma killed 17 people.",
        [(17, ["Idlib", "Saraqib", "Goma"])],
    ),
    "joint toll of two attacks": (
        "Bombs in Idlib and Quetta killed 30 people and wounded 50.",
        [(30, ["Idlib", "Quetta"])],
    ),
    "background names other places": (
        (
            "A blast killed four people in Idlib.\n\nThe town has been under attack "
            "since May. Families fled to Saraqib.\n\nTalks in Paris ended without a "
            "result.\n\nLebanon called for restraint.\n\nThe wounded, 12 in all, are "
            "children."
        ),
        [(4, ["Idlib"])],
    ),
    "hospital elsewhere": (
        (
            "A blast killed four people in Saraqib. Nine others were wounded and "
            "taken to a hospital in Idlib, doctors said. Two of the wounded died in "
            "Idlib."
        ),
        [(6, ["Saraqib"])],
    ),
    "place told behind": (
        (
            "A car bomb exploded near a patrol, killing two officers. The attack "
            "took place in Quetta."
        ),
        [(2, ["Quetta"])],
    ),
    "details of the same": (
        (
            "Gunmen killed eight people in Goma. Among the dead were two nurses. "
            "Police said the gunmen came from Lebanon."
        ),
        [(8, ["Goma"])],
    ),
    "told again": (
        (
            "Six killed in Goma blast\nA blast killed six people in Goma, Congo. The "
            "six were traders."
        ),
        [(6, ["Goma"])],
    ),
    # What came before is background: no report of an incident.
    "a day earlier": (
        (
            "Gunmen killed two people in Quetta on Friday. The attack came a day "
            "after a blast killed nine in Goma."
        ),
        [(2, ["Quetta"])],
    ),
    "update": (
        (
            "A strike on Idlib killed four people. By evening the toll had risen to "
            "seven."
        ),
        [(4, ["Idlib"])],
    ),
    "village, area, country": (
        "A mine killed two men in Saraqib, in Idlib province, Syria.",
        [(2, ["Saraqib"])],
    ),
}

FAR = (
    "\n\nThe price of bread rose last month.\n\nThe team won in Paris.\n",
    "\n\nA museum in Haifa opens on Monday. Its director is from Quetta.",
)


@given(st.sampled_from([*ROUND_UPS.values(), *ONES.values()]), st.sampled_from(FAR))
def test_an_unrelated_sentence_far_away_changes_no_claim(
    index: PlaceIndex, case: tuple[str, Told], far: str
) -> None:
    text, _ = case
    alone, followed = (
        read(words, PUBLISHED, index).records["claims"] for words in (text, text + far)
    )
    assert followed.equals(alone)


@given(st.sampled_from([text for text, _ in [*ROUND_UPS.values(), *ONES.values()]]))
def test_spans_are_the_words(index: PlaceIndex, text: str) -> None:
    records = read(text, PUBLISHED, index).records
    for table, words in (
        ("report_places", "place_text"),
        ("report_actors", "actor_text"),
    ):
        for row in records[table].to_dicts():
            assert text[row["span_start"] : row["span_end"]] == row[words]


@pytest.mark.parametrize("case", ROUND_UPS)
def test_round_up(case: str, reads: Reads) -> None:
    text, expected = ROUND_UPS[case]
    assert told(reads(text)) == expected


@pytest.mark.parametrize("case", ONES)
def test_one_incident(case: str, reads: Reads) -> None:
    text, expected = ONES[case]
    assert told(reads(text)) == expected
