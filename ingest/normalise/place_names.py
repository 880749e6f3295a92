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

# The tier of a match by sound, which is fuzzy (``spell``).
SOUND = 2


def spelling_key(name: pl.Expr) -> pl.Expr:
    """The plain letters of a name: 'Deir ez-Zor', 'Déir Ez Zor' -> 'deir ez zor'."""
    plain = name.str.normalize("NFKD").str.to_lowercase().str.replace_all(r"\p{M}", "")
    joined = plain.str.replace_all(APOSTROPHES, "").str.replace_many(PLAIN)
    return joined.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def place_key(name: pl.Expr) -> pl.Expr:
    """The name without the kind of place: 'Idlib City', 'Idlib Province' -> 'idlib'."""
    return _without_kind(spelling_key(name))


def sound_key(name: pl.Expr) -> pl.Expr:
    """The sound of a name: 'Al Hassakah', 'Hasaka Governorate' -> 'hasaka'."""
    return _sound(place_key(name))


def spell(words: pl.Series) -> pl.DataFrame:
    """The keys of words, each word once: word, tier, key.

    Tier 0 is the spelling, 1 the place, 2 the sound, in the order in which they are
    tried. Each key is made of the one before.
    """
    word = pl.col("word")
    keys = (
        words.drop_nulls()
        .unique()
        .to_frame("word")
        .with_columns(spelling_key(word).alias("0"))
        .with_columns(_without_kind(pl.col("0")).alias("1"))
        .with_columns(_sound(pl.col("1")).alias("2"))
    )
    tiers = [
        keys.select("word", tier=pl.lit(tier, pl.Int8), key=str(tier))
        for tier in range(SOUND + 1)
    ]
    return pl.concat(tiers).filter(pl.col("key") != "")


def keyed(rows: pl.DataFrame, text: str) -> pl.DataFrame:
    """The rows once for each key of a text: tier and key (``spell``)."""
    return rows.join(spell(rows[text]), left_on=text, right_on="word")


def _without_kind(spelt: pl.Expr) -> pl.Expr:
    bare = spelt.str.replace_all(f"{SETTLEMENT}|{AREA}", " ")
    return bare.str.replace_all(r" +", " ").str.strip_chars()


def _sound(bare: pl.Expr) -> pl.Expr:
    plain = bare.str.replace_all(ARTICLE, " ").str.replace_all(r"h\b", "")
    joined = plain.str.replace_all(" ", "", literal=True)
    return joined.str.replace_many(SOUNDS).str.replace_many(DOUBLES)
