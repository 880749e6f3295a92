"""Names stand masked in what leaves, and accounts behind a pseudonym. Made-up names."""

import hmac

import duckdb
import polars as pl
import pytest

from ingest.errors import UsageError
from publish.masks import find_names, hide_account, hide_accounts
from tests.conftest import PLANTED_NAMES

KEY = b"a key of sixteen bytes, or more"


def claims(*words: str) -> dict[str, pl.DataFrame]:
    return {"fct_claims": pl.DataFrame({"words": list(words)})}


def read_all(marts: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    names = marts.execute(
        "select table_name from duckdb_tables() where schema_name = 'main'"
    ).fetchall()
    return {name: marts.table(name).pl() for (name,) in names}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Omarin Farahzed, 41, died", 1),
        ("OMARIN FARAHZED died", 1),
        ("of omarin farahzed's house", 1),
        ("██████ ████████, 41, died", 0),
        ("Omarin Farahzedi died", 0),
        ("nOmarin Farahzed", 0),
    ],
)
def test_a_name_that_stands_is_counted_and_not_repeated(words: str, count: int) -> None:
    found = find_names(claims(words, "two people died"), PLANTED_NAMES)

    assert found["row_count"].sum() == count
    assert found.columns == ["mart", "column", "row_count"]
    assert not any("Farahzed" in str(row) for row in found.rows())


def test_names_in_lists_are_found() -> None:
    frame = pl.DataFrame({"aliases": [["x", "Omarin Farahzed"], None, []]})

    assert find_names({"m": frame}, PLANTED_NAMES).rows() == [("m", "aliases", 1)]


def test_no_list_finds_nothing() -> None:
    assert find_names(claims("Omarin Farahzed"), ["", " "]).is_empty()


def test_no_planted_name_stands_in_any_mart(marts: duckdb.DuckDBPyConnection) -> None:
    everything = read_all(marts)
    parts = [part for name in PLANTED_NAMES for part in name.split()]

    assert "█" in "".join(everything["fct_claims"]["words"].drop_nulls())
    assert find_names(everything, [*PLANTED_NAMES, *parts]).is_empty()


@pytest.mark.parametrize(
    "text",
    [
        "@desk_one",
        "https://twitter.com/desk_one",
        "https://www.x.com/Desk_One/status/123?s=20",
        "mobile.twitter.com/@desk_one",
        "https://t.me/s/desk_one/55",
        "https://www.youtube.com/@desk_one",
        "https://m.facebook.com/groups/desk_one/posts/9",
    ],
)
def test_every_form_of_an_account_is_one_pseudonym(text: str) -> None:
    digits = hmac.new(KEY, b"desk_one", "sha256").hexdigest()[:16]

    assert hide_account(f"said {text} today", KEY) == f"said account-{digits} today"


@pytest.mark.parametrize(
    "text",
    [
        "desk@example.org",
        "https://example.org/@x",
        "nobody",
        "a@b",
        "3 @ 4",
        "max.com/x",
    ],
)
def test_what_is_no_account_stays(text: str) -> None:
    assert hide_account(text, KEY) == text


def test_two_posts_without_an_account_in_the_address_differ() -> None:
    watched = {hide_account(f"https://youtube.com/watch?v={v}", KEY) for v in "ab"}

    assert len(watched) == 2
    assert all(told.startswith("account-") for told in watched)


def test_accounts_are_hidden_in_every_text_of_every_mart() -> None:
    marts = {
        "dim_sources": pl.DataFrame(
            {
                "source_name": ["@desk_one", "Reuters"],
                "url": ["https://x.com/desk_one", None],
            }
        ),
        "fct_reports": pl.DataFrame({"aliases": [["https://x.com/desk_one/1", "RS1"]]}),
    }

    hidden = hide_accounts(marts, KEY)

    told = hidden["dim_sources"]["source_name"][0]
    assert told.startswith("account-")
    assert hidden["dim_sources"].rows() == [(told, told), ("Reuters", None)]
    assert hidden["fct_reports"]["aliases"].to_list() == [[told, "RS1"]]
    assert "desk_one" not in str(hidden)
    assert KEY.decode() not in str(hidden)


def test_another_key_gives_other_pseudonyms() -> None:
    assert hide_account("@desk_one", KEY) != hide_account("@desk_one", KEY[::-1])


def test_a_short_key_is_refused() -> None:
    with pytest.raises(UsageError, match="has 3 bytes; give 16 or more"):
        hide_accounts({}, b"abc")
