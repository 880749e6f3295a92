"""Names of months, English and Arabic, to numbers."""

import polars as pl

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
# The Levant and Iraq; in Arabic without hamza and madda, as texts often lack them.
_LEVANT = (
    *("كانون الثاني", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب"),
    *("ايلول", "تشرين الاول", "تشرين الثاني", "كانون الاول"),
)
# The Gulf, Egypt and Sudan.
_GULF = (
    *("يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس"),
    *("سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"),
)
_SPELLINGS = {"sept": 9, "يونية": 6, "يونيه": 6, "يولية": 7, "يوليه": 7}

_HAMZA = dict.fromkeys("\u0622\u0623\u0625", "\u0627")
# Vowel signs, combining hamza and madda, and the stroke that lengthens a word.
_MARKS = dict.fromkeys("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652", "")
_MARKS |= dict.fromkeys("\u0653\u0654\u0655\u0640", "")
_FORMS = r"[\x{FB50}-\x{FDFF}\x{FE70}-\x{FEFC}]"


def _numbers() -> dict[str, int]:
    """Every name and its number, the longer before those that it begins with."""
    names: dict[str, int] = {}
    for number, (english, levant, gulf) in enumerate(
        zip(_ENGLISH, _LEVANT, _GULF, strict=True), start=1
    ):
        # The United Nations write both: كانون الثاني/يناير.
        both = [f"{levant}/{gulf}", f"{levant} / {gulf}"]
        names |= dict.fromkeys([english, english[:3], levant, gulf, *both], number)
    names |= _SPELLINGS
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


_MARKED = {name: f" @{number:02} " for name, number in _numbers().items()}


def mark_months(said: pl.Expr) -> pl.Expr:
    """The text (in lower case) with ``@03`` for March, Mar. and مارس."""
    # Only what is drawn as it stands in a word; the rest would lose its superscripts.
    is_drawn = said.str.contains(_FORMS)
    plain = pl.when(is_drawn).then(said.str.normalize("NFKC")).otherwise(said)
    bare = plain.str.replace_many(_HAMZA | _MARKS)
    marked = bare.str.replace_many(_MARKED, leftmost=True)
    return marked.str.replace_all(r"(@[0-9]{2}) \.", "$1 ")
