"""dim_documents: documents that say nothing of casualties."""

from expectations.rules import Suite, forbid


def dim_documents() -> Suite:
    """Expectations on the documents."""
    return Suite(
        "main",
        "dim_documents",
        ("document_id",),
        (
            forbid(
                "most_documents_report",
                """
                select source_id from {batch}
                where dataset_id is null and superseded_at is null
                group by source_id
                having count(*) >= 20
                    and count(*) filter (where report_count = 0) > 0.5 * count(*)
                """,
                severity="warning",
                why="Texts are chosen because they report casualties; when most say "
                "nothing, their body was not found or their language is not read.",
            ),
        ),
    )
