"""The text reader's output on the sample articles, to the letter.

Where the output is meant to change, raise ``ingest.text.VERSION`` and renew the file
with ``PYTHONPATH=. python tests/ingest/text/test_golden.py``; where the version stands,
loaded texts would not be read again.
"""

import json
from pathlib import Path

from ingest import gazetteer, text
from ingest.documents import read_documents

HERE = Path(__file__).parent
SAMPLES = sorted(
    path
    for path in (HERE.parents[2] / "samples" / "articles").iterdir()
    if path.suffix in {".md", ".txt", ".html", ".jsonl"} and path.stem != "README"
)


def written() -> dict[str, object]:
    """The version, and the rows of every document without their NULLs."""
    index = text.index_places(gazetteer.load())
    found = {}
    for path in SAMPLES:
        for document in read_documents(path)[0]:
            day = document.published.date() if document.published else None
            reading = text.read(document.text, day, index)
            found[document.ref] = {
                table: [
                    {key: str(value) for key, value in row.items() if value is not None}
                    for row in frame.to_dicts()
                ]
                for table, frame in sorted(reading.records.items())
            } | {"person_spans": [list(span) for span in reading.person_spans]}
    return {"version": text.VERSION, "documents": found}


def test_output_changes_only_with_the_version() -> None:
    golden = json.loads((HERE / "golden.json").read_text("utf-8"))
    assert written() == golden


if __name__ == "__main__":
    renewed = json.dumps(written(), indent=1, ensure_ascii=False)
    (HERE / "golden.json").write_text(renewed + "\n", "utf-8")
