"""What a person should look at: figures of texts, as a list to fill in."""

from pathlib import Path

import polars as pl

from ingest.errors import DataError, UsageError
from ingest.warehouse import query

# Rules that led to the label in fewer than seven texts of ten (lexicon confidence.yml):
# the common ones lie between .75 and .82, and below them are those that guess.
BELOW = 0.7

_QUEUE = r"""
select
    concat_ws(
        '; ',
        case when not is_attached then 'a decision that is on no figure any more' end,
        case
            when review_verdict is not null
                then concat_ws(
                    ' ', review_verdict, value_in_force, 'by', reviewed_by,
                    'on', strftime(reviewed_at, '%Y-%m-%d')
                )
        end,
        case
            when confidence < $1
                then 'its rule is right in ' || round(100 * confidence)::int
                || ' of 100 texts'
        end,
        case when is_competing then 'another figure of the report differs' end
    ) as reason,
    source_name as source,
    strftime(published_at, '%Y-%m-%d') as published,
    title,
    url,
    words_before || '[[' || words || ']]' || words_after as context,
    words,
    measure,
    role,
    coalesce(nullif(people, ''), 'all') as people,
    voice_name as voice,
    read_low,
    read_best,
    read_high,
    null as verdict,
    null as low,
    null as best,
    null as high,
    null as reviewer,
    null as decided_at,
    null as note,
    subject
from intermediate.int_claims_queued
where case
    when $2 then review_verdict is not null
    else not is_attached
        or (review_verdict is null and (is_competing or confidence < $1))
end
order by published_at, document_id, span_start, span_end, subject
"""


def list_claims(
    database: Path, below: float = BELOW, *, is_decided: bool = False
) -> tuple[str, int]:
    """What a person should look at, as CSV with empty columns to fill in.

    Args:
        database: a warehouse whose marts are built.
        below: figures of a lower confidence (0 to 1) are listed.
        is_decided: list the figures that a decision is on instead.

    Returns:
        The CSV, a row a figure, and the number of rows.

    Raises:
        DataError: the warehouse cannot be read.
    """
    frame = query(database, _QUEUE, [below, is_decided])
    return write_list(frame), frame.height


def write_list(frame: pl.DataFrame) -> str:
    """A list as CSV, each cell on one line and none of them a formula."""
    words = pl.col(pl.String).str.replace_all(r"\s+", " ").str.strip_chars()
    # A cell that begins so is run by a spreadsheet; after ' it is words.
    is_formula = words.str.contains(r"^[=+\-@]")
    safe = pl.when(is_formula).then("'" + words).otherwise(words).name.keep()
    return frame.with_columns(safe).write_csv()


def save_list(path: Path, listed: str, encoding: str = "utf-8-sig") -> None:
    """Write a list to a file that is not there yet: another may be half filled in.

    Raises:
        UsageError: the file is there.
        DataError: it cannot be written.
    """
    try:
        # Without the mark of utf-8-sig a spreadsheet takes UTF-8 for something else.
        with path.open("x", encoding=encoding, newline="") as stream:
            stream.write(listed)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already; name another file") from error
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error.strerror}); name another file"
        ) from error
