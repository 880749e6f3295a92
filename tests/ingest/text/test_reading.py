from collections.abc import Callable
from datetime import date

import pytest

from ingest.text import PlaceIndex, Reading, read, summary

GOLDEN = (
    "Air strikes on Idlib on Nov. 29 reportedly left four civilians dead and injured "
    "25 others, including eight children, according to the Syrian Civil Defense, also "
    "known as the White Helmets."
)
Reads = Callable[..., Reading]


def claims(reads: Reads, text: str) -> list[dict]:
    return reads(text).records["claims"].to_dicts()


def figures(reads: Reads, text: str) -> list[tuple[str, int | None]]:
    return [(c["measure"], c["best"]) for c in claims(reads, text)]


def test_golden_claims(reads: Reads) -> None:
    killed, injured, children = claims(reads, GOLDEN)
    assert [killed[b] for b in ("low", "best", "high")] == [4, 4, 4]
    assert (killed["measure"], killed["status"]) == ("killed", "civilian")
    assert [injured[b] for b in ("low", "best", "high")] == [25, 25, 25]
    assert (injured["measure"], injured["status"]) == ("injured", "all")
    assert [children[b] for b in ("low", "best", "high")] == [8, 8, 8]
    assert (children["measure"], children["age_group"]) == ("injured", "child")
    assert children["part_of_ref"] == injured["claim_ref"]
    voices = {c["claimed_by"] for c in (killed, injured, children)}
    assert voices == {"Syrian Civil Defense"}
    assert killed["hedge"] == "reportedly"


def test_golden_report(reads: Reads) -> None:
    records = reads(GOLDEN).records
    report = records["reports"].row(0, named=True)
    assert report["date_min"] == report["date_max"] == date(2024, 11, 29)
    assert (report["date_text"], report["date_precision"]) == ("Nov. 29", "day")
    assert (report["cause_text"], report["unit"]) == ("air strike", "incident")
    assert report["report_ref"] == f"0-{len(GOLDEN)}"
    assert records["report_places"]["place_id"].to_list() == ["GN1"]
    assert records["report_sources"]["source_text"].to_list() == [
        "Syrian Civil Defense"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The search went on for 72 hours.",
        "He was killed off in the series eight years ago, in 2015.",
        "Prices rose 12 percent on Nov. 30 and 400 euros were paid.",
        "Police fired 30 rounds at 12 cars.",
        "The fire killed 40 cattle and 12 sheep.",
        "The army threatened to kill ten hostages.",
        "Rescuers tried to save the 14 trapped miners.",
        "The siege lasted 900 days.",
    ],
)
def test_other_numbers_are_no_people(text: str, reads: Reads) -> None:
    stated = [c for c in claims(reads, text) if c["count_basis"] != "implied_one"]
    assert stated == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was hurt.", [("none", 0, 0, 0)]),
        ("There were no casualties.", [("none", 0, 0, 0)]),
        ("There were no reports of casualties.", [("none_reported", None, None, None)]),
        ("No casualties were reported.", [("none_reported", None, None, None)]),
        ("The army denied killing 14 civilians.", [("denied", 14, 14, 14)]),
    ],
)
def test_stance(text: str, expected: list[tuple], reads: Reads) -> None:
    found = claims(reads, text)
    assert [(c["stance"], c["low"], c["best"], c["high"]) for c in found] == expected


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("nine soldiers", {"status": "armed_forces"}),
        ("nine militants", {"status": "direct_participant"}),
        ("nine police officers", {"occupation": "police", "status": "unknown"}),
        ("nine medics", {"occupation": "health_worker", "status": "all"}),
        ("nine villagers", {"status": "all", "sex": "all", "age_group": "all"}),
        ("nine women", {"sex": "female", "age_group": "adult", "status": "all"}),
        ("nine girls", {"sex": "female", "age_group": "child"}),
        ("nine others", {"status": "all"}),
        ("nine Israeli soldiers", {"affiliation_text": "Israeli"}),
        ("a 12-year-old boy", {"age_group": "child", "age_text": "12-year-old"}),
    ],
)
def test_cell(words: str, cell: dict, reads: Reads) -> None:
    (claim,) = claims(reads, f"The blast killed {words} in the town.")
    assert claim | cell == claim


def test_bomber_is_perpetrator(reads: Reads) -> None:
    found = claims(reads, "The bomber killed himself and four others.")
    # No total of five: victims and perpetrators are never in one figure.
    assert [(c["role"], c["best"]) for c in found] == [
        ("perpetrator", 1),
        ("victim", 4),
    ]


def test_list_has_a_derived_total(reads: Reads) -> None:
    total, *members = claims(reads, "Nine soldiers and 31 insurgents were killed.")
    assert (total["best"], total["count_basis"]) == (40, "derived")
    assert [m["part_of_ref"] for m in members] == [total["claim_ref"]] * 2
    assert [m["status"] for m in members] == ["armed_forces", "direct_participant"]


def test_restated_list_is_not_added(reads: Reads) -> None:
    found = claims(reads, "The raid killed 11 people, ten men and a child.")
    assert [c["best"] for c in found if not c["part_of_ref"]] == [11]


def test_part_belongs_to_the_measure_before_it(reads: Reads) -> None:
    text = "Four people, including two women, were killed and six men hurt."
    whole, part, hurt = claims(reads, text)
    assert (part["measure"], part["part_of_ref"]) == ("killed", whole["claim_ref"])
    assert (hurt["measure"], hurt["part_of_ref"]) == ("injured", None)


def test_update_keeps_the_earlier_figure(reads: Reads) -> None:
    (claim,) = claims(reads, "The death toll rose from 38 to 41.")
    assert (claim["best"], claim["previous_value"]) == (41, 38)


def test_two_places_with_own_tolls_are_two_reports(reads: Reads) -> None:
    records = reads(
        "A rocket killed two in Haifa. Another killed three in Acre."
    ).records
    assert len(records["reports"]) == 2
    places = records["report_places"].sort("span_start")["place_text"].to_list()
    assert places == ["Haifa", "Acre"]


def test_places_at_a_semicolon_are_two_reports(reads: Reads) -> None:
    text = "In Haifa, 38 civilians were killed; in Acre, 26 were killed, police said."
    records = reads(text).records
    assert len(records["reports"]) == 2
    merged = records["claims"].join(records["report_places"], on="report_ref")
    assert merged.select("best", "place_text").rows() == [(38, "Haifa"), (26, "Acre")]
    assert [
        text[a:b] for a, b in records["reports"][["anchor_start", "anchor_end"]].rows()
    ] == [
        "In Haifa, 38 civilians were killed;",
        "in Acre, 26 were killed, police said.",
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The raid killed 30 people. An earlier toll was 25 dead.",
            [(30, "incident"), (25, "background")],
        ),
        ("An initial toll was 25 dead.", [(25, "incident")]),
        ("The raid killed 30, up from an earlier toll of 25.", [(30, "incident")]),
        (
            "The raid killed 30. Earlier reports said 25 had died.",
            [(30, "incident"), (25, "background")],
        ),
    ],
)
def test_earlier_toll_gives_no_second_figure(
    text: str, figures: list[tuple[int, str]], reads: Reads
) -> None:
    found = reads(text).records["claims"].select("best", "scope").rows()
    assert found[: len(figures)] == figures


def test_part_of_the_dead_is_a_part_by_the_same_voice(reads: Reads) -> None:
    text = "A raid killed 72 people, the Observatory\nfor Human Rights said."
    text += " Thirty-three of the dead were civilians."
    whole, part = claims(reads, text)
    assert (part["best"], part["status"]) == (33, "civilian")
    assert part["part_of_ref"] == whole["claim_ref"]
    assert part["claimed_by"] == "Observatory for Human Rights"


def test_summary_counts_both_roles(reads: Reads) -> None:
    text = "The bomber killed himself and four others."
    found = reads(text).rows["claims"]
    assert summary.incident(found) == {"killed": (4, 4, 4)}
    assert summary.incident(found, everybody=True) == {"killed": (5, 5, 5)}


def test_joint_toll_is_one_report_with_its_places(reads: Reads) -> None:
    records = reads("Strikes on Kharkiv and Odesa killed nine.").records
    assert len(records["reports"]) == 1
    assert records["report_places"]["place_text"].to_list() == ["Kharkiv", "Odesa"]


def test_elaboration_stays_in_the_report(reads: Reads) -> None:
    text = "A blast in Goma killed six people. Two of the dead were children."
    text += " Nine others were hurt."
    assert len(reads(text).records["reports"]) == 1


def test_headline_repeats_the_lead(reads: Reads) -> None:
    text = "Six killed in Goma blast\n\nA blast in Goma killed six people on Friday."
    headline, lead = claims(reads, text)
    assert headline["repeat_of_ref"] == lead["claim_ref"]
    assert lead["repeat_of_ref"] is None


def test_other_voice_with_the_same_figure_is_no_repeat(reads: Reads) -> None:
    text = (
        "Police said six people were killed. The hospital said six people were killed."
    )
    assert [c["repeat_of_ref"] for c in claims(reads, text)] == [None, None]


def test_background_is_a_report_of_its_own(reads: Reads) -> None:
    text = "A raid killed six in Idlib on Friday. A similar attack in 2016 killed 30."
    rows = reads(text).rows
    assert [row["unit"] for row in rows["reports"]] == ["incident", "background"]
    assert summary.incident(rows["claims"]) == {"killed": (6, 6, 6)}


def test_actor_and_cause_from_the_sentence_before(reads: Reads) -> None:
    text = "The Russian air force bombed Idlib on Friday. Four civilians were killed."
    records = reads(text).records
    assert records["report_actors"]["actor_text"].to_list() == ["Russian air force"]
    assert records["reports"]["cause_text"].to_list() == ["air strike"]
    assert records["report_places"]["place_id"].to_list() == ["GN1"]


@pytest.mark.parametrize(
    ("text", "actor", "certainty"),
    [
        ("Russian shelling killed three.", "Russian", "known"),
        ("An alleged Israeli airstrike killed three.", "Israeli", "alleged"),
        ("Three were killed by suspected militants.", "militants", "suspected"),
        ("Al-Shabaab claimed responsibility for killing ten.", "Al-Shabaab", "claimed"),
        ("PRF rebels killed three.", "PRF rebels", "known"),
        ("Three died. The blast was claimed by the PRF.", "PRF", "claimed"),
        (
            "Three died. The Hill Liberation Army has denied involvement.",
            "Hill Liberation Army",
            "denied",
        ),
        ("Three died. Officials blamed the Hill Front.", "Hill Front", "alleged"),
        ("Three died. The PRF is believed to be responsible.", "PRF", "suspected"),
        ("Members of the Hill Front killed three.", "Hill Front", "known"),
    ],
)
def test_actor(text: str, actor: str, certainty: str, reads: Reads) -> None:
    actors = reads(text).records["report_actors"]
    assert actors.select("actor_text", "certainty").rows() == [(actor, certainty)]


def test_names_of_persons_are_spans_also_where_they_speak(reads: Reads) -> None:
    text = 'Doctor Nour Sabri said 12 were killed. "It was bad," Sabri said.'
    reading = reads(text)
    masked = {text[start:end] for start, end in reading.person_spans}
    assert masked == {"Nour", "Sabri"}
    assert len(reading.person_spans) == 3
    # The words stay in raw; the models tell by the spans that a person speaks.
    assert reading.records["claims"]["claimed_by"].to_list() == ["Doctor Nour Sabri"]


def test_sentences_are_spans_of_the_text_as_it_is(reads: Reads) -> None:
    text = "Six died in Azaz;  two fell.\n\nGen. Ali saw it. A blast"
    told = [text[start:end] for start, end in reads(text).sentence_spans]
    assert told == ["Six died in Azaz;  two fell.", "Gen. Ali saw it.", "A blast"]


def test_no_date_is_guessed(reads: Reads) -> None:
    report = reads("A blast killed six people.").records["reports"].row(0, named=True)
    assert report["date_min"] is None
    assert report["date_text"] is None


def test_unknown_language_reads_nothing(index: PlaceIndex) -> None:
    records = read("Six people were killed.", None, index, "fr").records
    assert {name: len(frame) for name, frame in records.items()} == dict.fromkeys(
        records, 0
    )


def test_line_of_a_report(reads: Reads) -> None:
    reports = reads("A quiet day.\r\n\r\nSix people died.").records["reports"]
    assert reports["line"].to_list() == [3]


def test_every_link_stays_in_its_report(reads: Reads) -> None:
    text = (
        "A blast killed 22 people, including nine children. Ten were hurt, half women."
    )
    found = reads(text).records["claims"]
    refs = set(found["claim_ref"])
    assert set(found["part_of_ref"].drop_nulls()) <= refs


def test_reading_is_deterministic(reads: Reads) -> None:
    first, second = reads(GOLDEN), reads(GOLDEN)
    assert all(first.records[t].equals(second.records[t]) for t in first.records)
