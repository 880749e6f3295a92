"""Names of places and the keys by which they are compared, each looser than the last.

The spelling key has the letters in lower case without accents, apostrophes and hyphens,
and of Arabic letters the plain ones: no vowel signs, no lengthening stroke, no hamza,
one alef, one ya, and ha for ta marbuta, as they are typed. The place key lacks words
such as "town" and "governorate" too; the sound key keeps what transcriptions of one
name agree on, without the Arabic article. Keys are for comparing alone.
"""

import polars as pl

# Words of a spelling key that tell the kind of place; the last ones are Arabic.
SETTLEMENT = r"\b(?:city|town|village|hamlet|municipality|مدينه|بلده|قريه)(?: of)?\b"
# Among them those that are never the chief place of the area they share a name with.
VILLAGE = r"\b(?:village|hamlet|قريه)\b"
AREA = (
    r"\b(?:governorate|province|state|region|district|oblast|county|department|"
    r"prefecture|raion|muhafazat|wilayat|محافظه|ولايه)(?: of)?\b"
)
# Apostrophes, and the marks that stand for ayn and hamza.
APOSTROPHES = r"['`\x{00B4}\x{02BB}\x{02BC}\x{02BE}\x{02BF}\x{2018}\x{2019}]"
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
# Alef wasla, alef maqsura, Persian ya and kaf, ta marbuta; hamza alone and the stroke.
PLAIN |= {"\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a"}
PLAIN |= {"\u06a9": "\u0643", "\u0629": "\u0647", "\u0621": "", "\u0640": ""}
ARTICLE = (
    r"\b(?:al|el|ul|a?ad|ar|as|at|an|az|ash|ath|adh|ed|er|es|et|en|ez|esh)\b|"
    r"\b\x{0627}\x{0644}"
)
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
