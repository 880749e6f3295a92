"""Days of cited sources, in the words of whoever cites them."""

from datetime import date

from ingest.normalise.citations import date_sources
from ingest.records import TABLES


def test_trap_11_a_day_is_one_day_in_any_language() -> None:
    words = ["2 مارس 2026", "2026-03-02", None, "March 2026", "soon", "2026-03-02"]
    rows = [{"published_text": text, "source_order": n} for n, text in enumerate(words)]
    found = date_sources(TABLES["report_sources"].frame(rows))
    day = date(2026, 3, 2)
    assert found["published_date"].to_list() == [day, day, None, None, None, day]
    assert found["source_order"].to_list() == list(range(len(words)))
    assert set(found.columns) == set(TABLES["report_sources"].columns)
