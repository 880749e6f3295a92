"""raw.readings: whether the text that spans refer to was decoded and is whole."""

from expectations.rules import Suite, forbid


def raw_readings() -> Suite:
    """Expectations on the readings."""
    return Suite(
        "raw",
        "readings",
        ("reading_id",),
        (
            forbid(
                "text_is_decoded",
                """
                select reading_id from {batch}
                where length(text) - length(replace(text, chr(65533), ''))
                    > 0.001 * length(text)
                """,
                severity="warning",
                why="One character in a thousand that could not be decoded means that "
                "the encoding was guessed wrongly.",
            ),
            forbid(
                "text_is_no_stub",
                "select reading_id from {batch} where length(text) < 80",
                severity="info",
                why="An attack takes a sentence at least to report; less is a teaser, "
                "a notice of cookies or a wall.",
            ),
            forbid(
                "person_spans_in_text",
                """
                select reading_id from {batch}
                where exists(
                    select 1 from unnest(person_spans) as spans(span)
                    where span['start'] < 0
                        or span['end'] > length(text)
                        or span['start'] >= span['end']
                )
                """,
                severity="critical",
                why="Names are masked by these spans; one outside of the text masks "
                "nothing.",
            ),
        ),
    )
