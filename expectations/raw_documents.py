"""raw.documents: when a document says it was published, and what it covers."""

from expectations.rules import Suite, forbid


def raw_documents() -> Suite:
    """Expectations on the documents."""
    return Suite(
        "raw",
        "documents",
        ("document_id",),
        (
            forbid(
                "published_by_retrieval",
                """
                select document_id from {batch}
                where published_at::date > retrieved_date + 1
                """,
                severity="warning",
                why="Nothing is fetched before it is out; a day is left for zones.",
            ),
            forbid(
                "published_not_in_future",
                """
                select document_id from {batch}
                where published_at::date > current_date + 1
                """,
                severity="warning",
                why="Relative dates in a text count from this day; a day for zones.",
            ),
            forbid(
                "cover_in_order",
                "select document_id from {batch} where covers_from > covers_to",
                severity="warning",
                why="A full release retracts inside its cover: turned round, it "
                "retracts nothing.",
            ),
        ),
    )
