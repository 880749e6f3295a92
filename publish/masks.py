"""Names of persons that stand unmasked, and accounts of sources behind a pseudonym."""

import hmac
import re
from collections.abc import Iterable, Mapping

import polars as pl
import polars.selectors as cs

from ingest.errors import UsageError

_MIN_KEY = 16
_DIGITS = 16
# After the host comes the account, or a word that says that it comes next.
_ADDRESS = re.compile(
    r"(?:https?://)?(?<![\w.@-])(?:[a-z-]{1,9}\.)?"
    r"(?P<host>twitter\.com|x\.com|facebook\.com|fb\.com|instagram\.com|t\.me|"
    r"telegram\.(?:me|org)|youtube\.com|tiktok\.com|vk\.com|threads\.net|bsky\.app|"
    r"linkedin\.com|ok\.ru|reddit\.com)"
    r"/(?P<path>[^\s\"'<>),;]+)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@/])@(?P<handle>\w[\w.]{1,29}(?<!\.))", re.IGNORECASE)
_LEADS = {
    *("channel", "c", "user", "s", "groups", "pages", "pg", "people", "profile", "in"),
    *("company", "u", "r", "#!", "intent"),
}
_MAY_HOLD = r"(?i)@|(?:twitter|x|facebook|fb|instagram|youtube|tiktok|vk|linkedin|reddit)\.com/|t\.me/|telegram\.|threads\.net/|bsky\.app/|ok\.ru/"  # noqa: E501  # one pattern


def find_names(marts: Mapping[str, pl.DataFrame], names: Iterable[str]) -> pl.DataFrame:
    """Where names of a list stand unmasked in any text of any mart.

    Args:
        marts: frames by name, ``fct_claims.words`` among them.
        names: of persons, as written; upper and lower case are the same.

    Returns:
        ``mart``, ``column`` and ``row_count``, never the name or the words: it is
        empty where all is well.
    """
    known = [name.strip() for name in names if name.strip()]
    found = [
        {"mart": mart, "column": column, "row_count": count}
        for mart, frame in sorted(marts.items())
        for column in frame.select(_texts(frame)).columns
        if (count := _count_named(frame[column], known))
    ]
    kinds = {"mart": pl.String, "column": pl.String, "row_count": pl.Int64}
    return pl.DataFrame(found, schema=kinds)


def _texts(frame: pl.DataFrame) -> list[str]:
    kinds = (pl.String, pl.List(pl.String))
    return [name for name, kind in frame.schema.items() if kind in kinds]


def _count_named(column: pl.Series, names: list[str]) -> int:
    if not names:
        return 0
    text = column.list.join("\n") if column.dtype == pl.List else column
    lowered = text.str.to_lowercase()
    hits = lowered.filter(lowered.str.contains_any([name.lower() for name in names]))
    if hits.is_empty():
        return 0
    # A name within a longer word is another word.
    whole = "|".join(re.escape(name.lower()) for name in names)
    return int(
        hits.str.contains(
            rf"(?:^|[^\p{{L}}\p{{N}}])(?:{whole})(?:$|[^\p{{L}}\p{{N}}])"
        ).sum()
    )


def hide_accounts(
    marts: Mapping[str, pl.DataFrame], key: bytes
) -> dict[str, pl.DataFrame]:
    """The marts with handles and addresses of accounts behind a pseudonym.

    ``@handle`` and ``https://x.com/handle/status/1`` become ``account-`` and sixteen
    digits of HMAC-SHA256 of the handle: one account is one pseudonym everywhere, and
    without the key no list of handles can be tried.

    Raises:
        UsageError: the key has fewer than 16 bytes, and could be guessed.
    """
    if len(key) < _MIN_KEY:
        raise UsageError(
            f"the key for accounts has {len(key)} bytes; give {_MIN_KEY} or more"
        )
    return {name: _hide(frame, key) for name, frame in marts.items()}


def _hide(frame: pl.DataFrame, key: bytes) -> pl.DataFrame:
    text = cs.by_name(_texts(frame)) & cs.string()
    held = [
        frame[name].filter(frame[name].str.contains(_MAY_HOLD))
        for name in frame.select(text).columns
    ]
    listed = [name for name in _texts(frame) if name not in frame.select(text).columns]
    held += [frame[name].explode().drop_nulls() for name in listed]
    # A keyed hash has no form for whole columns; each different cell is read once.
    cells = pl.concat([pl.Series([], dtype=pl.String), *held]).unique().to_list()
    new = {cell: told for cell in cells if (told := hide_account(cell, key)) != cell}
    return frame.with_columns(
        text.replace(new),
        cs.by_name(listed).list.eval(pl.element().replace(new)),
    )


def hide_account(text: str, key: bytes) -> str:
    """A text with each account in it behind its pseudonym."""
    hidden = _ADDRESS.sub(lambda m: _pseudonym(_account(m["path"]), key), text)
    return _HANDLE.sub(lambda m: _pseudonym(m["handle"], key), hidden)


def _account(path: str) -> str:
    """The account of an address; of one that names none, all that it says."""
    parts = [part for part in re.split(r"[/?&]", path) if part]
    named = [part for part in parts if part.lower() not in _LEADS]
    first = named[0] if named else path
    if first.lower() in ("profile.php", "watch", "story.php", "permalink.php"):
        return path
    return first.removeprefix("@")


def _pseudonym(account: str, key: bytes) -> str:
    name = account.lower().encode()
    return f"account-{hmac.new(key, name, 'sha256').hexdigest()[:_DIGITS]}"
