"""fct_decisions: what reviewers decided, and whether it is still on something."""

from expectations.rules import Suite, forbid


def fct_decisions() -> Suite:
    """Expectations on the decisions that stand."""
    return Suite(
        "main",
        "fct_decisions",
        ("decision_id",),
        (
            forbid(
                "decisions_are_attached",
                """
                select decision_id from {batch}
                where is_loaded and not is_attached
                """,
                severity="critical",
                why="A newer reading has no such words, or a newer version replaced "
                "the document, and what a person decided is lost: `casualty review` "
                "lists it, to be decided again or withdrawn.",
            ),
            forbid(
                "decided_documents_are_loaded",
                "select decision_id from {batch} where not is_loaded",
                severity="info",
                why="One folder of decisions serves several warehouses, so that a "
                "document or a report may be in another one; or its key is misspelt.",
            ),
        ),
    )
