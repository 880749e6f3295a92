"""The one list of what is odd in the files people have; ``docs/quirks.md`` prints it.

A quirk is stored beside the report that has it (``raw.report_quirks``), counted at
every load, and never repaired. ``python -m ingest.quirks`` prints the page.
"""

from typing import NamedTuple


class Quirk(NamedTuple):
    """What a quirk is, and what becomes of the value."""

    meaning: str
    handling: str


QUIRKS: dict[str, Quirk] = {
    "bracket_out_of_order": Quirk(
        "The published low is above the best, or the best above the high.",
        "Passed through as published; `is_order_broken` stands on the claim.",
    ),
    "best_zero_high_positive": Quirk(
        "The best figure is 0 and the high one is not: possible, but unconfirmed.",
        "Passed through as published.",
    ),
    "breakdown_above_total": Quirk(
        "The least of the groups together is more than the most of the total.",
        "Kept as published; the remainder of unknown people cannot be derived.",
    ),
    "breakdown_below_total": Quirk(
        "The least of the groups together is less than the least of the total.",
        "Kept as published; the remainder is people of whom the group is not known.",
    ),
    "undated": Quirk(
        "An incident without a day.", "Kept without a date; it matches no other report."
    ),
    "sentinel_date": Quirk(
        "The date is 1970-01-01, which stands for no date.",
        "Kept without that date; its words stay in `value`.",
    ),
    "end_before_start": Quirk(
        "The last day is before the first.",
        "The first day is kept, the last is not used.",
    ),
    "year_long": Quirk(
        "An incident that lasts 365 days or more.",
        "Kept; it is coarse, and stands apart from sums by month.",
    ),
    "repeated_row": Quirk(
        "A row without an identifier, alike another one in its day, place and actors.",
        "Both are kept, numbered by their figures; it may be one row, twice.",
    ),
    "stub": Quirk(
        "An entry with no figure at all.",
        "Kept as a report without claims; it counts nobody.",
    ),
    "source_before_event": Quirk(
        "A source is dated before the first day of the event that it reports.",
        "Both dates are kept.",
    ),
    "latitude_equals_longitude": Quirk(
        "Latitude and longitude are the same number: one was copied over the other.",
        "The point is kept; it is wrong, but for the few places where it is true.",
    ),
    "point_at_zero": Quirk(
        "The point is 0, 0, in the Atlantic: what programs make of an empty cell.",
        "The point is kept as published.",
    ),
    "decimal_point_lost": Quirk(
        "A degree is out of range, and in the country if a decimal point is put back.",
        "No point is put back; the report stands without coordinates of its own.",
    ),
    "impossible_coordinates": Quirk(
        "A degree is out of range or no number, or one of the two is missing.",
        "The report stands without coordinates of its own.",
    ),
    "point_outside_country": Quirk(
        "The point lies far from every settlement of the country that is named.",
        "Point and country are kept.",
    ),
    "point_outside_admin1": Quirk(
        "The point lies far from the centre of the first-level area that is named.",
        "Point and area are kept.",
    ),
    "unmatched_country": Quirk(
        "A country is named that the gazetteer does not know.",
        "The words are kept; the place has no `country_id`.",
    ),
    "unmatched_admin1": Quirk(
        "A first-level area is named or coded that the gazetteer does not know.",
        "The words are kept; the place has no `admin1_id`.",
    ),
    "summed_by_source": Quirk(
        "The source that reported it had already summed several events into one "
        "(UCDP's event_clarity 2).",
        "Kept as one report; it cannot be taken apart.",
    ),
    "uneven_lists": Quirk(
        "Lists in parallel columns, such as sources and their dates, differ in length.",
        "The sources are kept without dates, since none can be told to be whose.",
    ),
    "excel_apostrophe": Quirk(
        "A text begins with the apostrophe that marks a text in Excel.",
        "Read without it.",
    ),
    "code_not_unique": Quirk(
        "A code that the publisher prints stands for several of its reports.",
        "All are kept, under their own identifiers; found over all that is loaded.",
    ),
    "repeated_url": Quirk(
        "One address is listed more than once among the sources of a report.",
        "All rows are kept; `cited_url_count` counts the address once.",
    ),
    "range_became_date": Quirk(
        "A spreadsheet program has made a date of a range of people: 5-10 is 10 May.",
        "No figure is read; the report is kept, the value is among the rejects.",
    ),
    "participants_disagree": Quirk(
        "A total differs from the participants whom the same row lists.",
        "Both are kept; who is not listed may have been a victim or a suspect.",
    ),
    "contradictory_status": Quirk(
        "A participant is listed as hit and unharmed, or as killed and injured.",
        "Counted once, by the gravest word.",
    ),
    "squeezed_codes": Quirk(
        "Several codes of a multiple choice were squeezed into one number: 134.",
        "Split into its digits, since each code has one.",
    ),
    "total_unlike_parts": Quirk(
        "The published total of dead and missing is not the sum of the two.",
        "All three are kept as published.",
    ),
    "one_where_unspecified": Quirk(
        "A figure of 1 in a data set that writes 1 where the number is not known.",
        "Read as at least one; the file does not tell which of them are known.",
    ),
    "provider_warning": Quirk(
        "The provider of the file says that it doubts or changed the row (HDX HAPI).",
        "The row is kept as it stands; the provider's words are the value.",
    ),
    "provider_error": Quirk(
        "The provider of the file says that the row is wrong and leaves it out of its "
        "own interface (HDX HAPI).",
        "The row is kept as it stands; the provider's words are the value.",
    ),
}


def page() -> str:
    """The page of all quirks, in Markdown."""
    rows = [f"| `{name}` | {q.meaning} | {q.handling} |" for name, q in QUIRKS.items()]
    return "\n".join([_HEAD, *rows, ""])


_HEAD = """\
# Quirks of the files

<!-- Made by `python -m ingest.quirks > docs/quirks.md`; change ingest/quirks.py. -->

What is odd in a file is flagged and counted, never repaired. `casualty load` prints
the quirks that it met; they stand in `raw.report_quirks` and in `fct_reports.quirks`:

```sql
select unnest(quirks) as quirk, count(*) as reports from fct_reports group by all;
```

| quirk | what it is | what becomes of it |
|---|---|---|"""


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  # the page is what the module is run for
