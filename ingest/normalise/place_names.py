"""Names of places and the keys by which they are compared, each looser than the last.

The spelling key has the letters in lower case without accents, apostrophes and hyphens;
the place key lacks words such as "town" and "governorate" too; the sound key keeps what
transcriptions of one name agree on, without the Arabic article.
"""

import polars as pl

SETTLEMENT = r"\b(?:city|town|village|hamlet|municipality)(?: of)?\b"
AREA = (
    r"\b(?:governorate|province|state|region|district|oblast|county|department|"
    r"prefecture|raion|muhafazat|wilayat)(?: of)?\b"
)
# Apostrophes, and the marks that stand for ayn and hamza.
APOSTROPHES = r"['`\x{00B4}\x{02BB}\x{02BC}\x{02BE}\x{02BF}\x{2018}\x{2019}]"
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
ARTICLE = r"\b(?:al|el|ul|a?ad|ar|as|at|an|az|ash|ath|adh|ed|er|es|et|en|ez|esh)\b"
SOUNDS = {"o": "u", "e": "i", "y": "i", "ai": "i", "ay": "i"}
SOUNDS |= {"kh": "h", "q": "k", "gh": "g"}
DOUBLES = {letter * 2: letter for letter in "abcdfghijklmnprstuvwz"}


def spelling_key(name: pl.Expr) -> pl.Expr:
    """The plain letters of a name: 'Deir ez-Zor', 'Déir Ez Zor' -> 'deir ez zor'."""
    plain = name.str.normalize("NFKD").str.to_lowercase().str.replace_all(r"\p{M}", "")
    joined = plain.str.replace_all(APOSTROPHES, "").str.replace_many(PLAIN)
    return joined.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def place_key(name: pl.Expr) -> pl.Expr:
    """The name without the kind of place: 'Idlib City', 'Idlib Province' -> 'idlib'."""
    bare = spelling_key(name).str.replace_all(f"{SETTLEMENT}|{AREA}", " ")
    return bare.str.replace_all(r" +", " ").str.strip_chars()


def sound_key(name: pl.Expr) -> pl.Expr:
    """The sound of a name: 'Al Hassakah', 'Hasaka Governorate' -> 'hasaka'."""
    bare = place_key(name).str.replace_all(ARTICLE, " ").str.replace_all(r"h\b", "")
    joined = bare.str.replace_all(" ", "", literal=True)
    return joined.str.replace_many(SOUNDS).str.replace_many(DOUBLES)


# In the order in which they are tried; a match by the last is fuzzy.
KEYS = (spelling_key, place_key, sound_key)


def keyed(rows: pl.DataFrame, text: str) -> pl.DataFrame:
    """The rows once for each of ``KEYS`` of a text: key, and tier (its position)."""
    tiers = [
        rows.with_columns(key=key_of(pl.col(text)), tier=pl.lit(tier))
        for tier, key_of in enumerate(KEYS)
    ]
    return pl.concat(tiers).filter(pl.col("key") != "")


def index_names(gazetteer: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Places of a kind by the keys of all their names.

    Returns:
        One row a place, tier and key, with country_id, place_id, area (its admin1_id),
        north, east (degrees), population and is_name (by the main name).
    """
    return (
        gazetteer.filter(kind=kind)
        .explode("names")
        .with_columns(is_name=pl.col("names") == pl.col("name"))
        .pipe(keyed, "names")
        .sort("is_name", "place_id", descending=[True, False])
        .unique(["place_id", "tier", "key"], keep="first", maintain_order=True)
        .drop("name", "names", "kind", "country_name", "admin1_name", "radius_m")
        .rename({"admin1_id": "area", "latitude": "north", "longitude": "east"})
    )
