"""Ages in words: figures that count no people."""

import re

from ingest.text import lexicon, numbers
from ingest.text.sentences import Sentence

_OLD = re.compile(r"-?(?:year|month|day|week)s?-olds?$")
_YEARS = re.compile(r"-(?:year|month|day|week)s?$")
_OLDEST = 120
# The words that open a list of ages.
LISTING = frozenset({"aged", "ages", "age"})
# So many words a list of ages is followed back.
_LIST = 12


def age_end(lowers: tuple[str, ...], at: int) -> int | None:
    """The end of an age in several words: "nine year old", "12-year old"."""
    if at + 1 < len(lowers) and _OLD.match(lowers[at + 1]):
        return at + 2
    if lowers[at + 1 : at + 2] == ("old",) and _YEARS.search(lowers[at]):
        return at + 2
    words = lowers[at + 1 : at + 4]
    length = words.index("old") if "old" in words else 0
    units = lexicon.words("grammar", "age_units")
    is_age = length and not units.isdisjoint(words[:length])
    is_age = is_age and lowers[at] not in lexicon.words("grammar", "determiners")
    return at + length + 2 if is_age else None


def listed(lowers: tuple[str, ...], at: int) -> tuple[list[str], int] | None:
    """The figures and the end of a list of ages: "aged 9 and 11", "ages 5, 8"."""
    if lowers[at] not in LISTING:
        return None
    end, years = at + 1, list[str]()
    while end < len(lowers):
        join = lowers[end] in {",", "and"} and bool(years)
        word = "".join(lowers[end + join : end + join + 1])
        if not (word.isdigit() and int(word) <= _OLDEST):
            break
        years, end = [*years, word], end + join + 1
    return (years, end) if years else None


def is_listed(lowers: tuple[str, ...], at: int) -> bool:
    """Whether a figure is one of a list of ages: "aged 31 and 40"."""
    before = lowers[max(0, at - _LIST) : at]
    # "Sons aged 12 and 15, and five guests".
    opens = {"aged", "ages", "age", "between", "to"}
    if not lowers[at][0].isdigit() and opens.isdisjoint(before[-1:]):
        return False
    joins = {"and", "to", ",", "between", "&"}
    other = next(
        (w for w in reversed(before) if w not in joins and not w[0].isdigit()), ""
    )
    return other in {"aged", "ages", "age"}


def told(lowers: tuple[str, ...], begin: int) -> str:
    """The age that begins brackets as one word: "12-year-old", or no word."""
    quantity = numbers.parse(lowers, begin)
    if quantity is None or quantity.best is None:
        return ""
    after = lowers[quantity.end : quantity.end + 1]
    unit = next(
        (unit for unit in ("month", "day") if after in {(unit,), (unit + "s",)}), "year"
    )
    return f"{quantity.best}-{unit}-old"


def _are_ages(words: tuple[str, ...]) -> bool:
    """Whether words are figures that may be ages: "38, 60", "4, 6 and 9 years old"."""
    figures = [int(word) for word in words if word.isdigit()]
    rest = {word for word in words if not word.isdigit()} - {"and"}
    is_list = len(figures) > 1 and rest <= lexicon.words("grammar", "age_words")
    return is_list and max(figures) <= _OLDEST


def is_age(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the words of brackets are an age: "(64)", "(five years old, female)"."""
    lowers = sentence.lowers
    if _are_ages(lowers[begin:end]):
        return True
    quantity = numbers.parse(lowers, begin + (lowers[begin] == "aged"))
    if quantity is None or quantity.high is None or quantity.high > _OLDEST:
        return False
    more = set(lowers[quantity.end : end])
    before = sentence.tokens[begin - 2]
    is_after_name = before.is_capital or before.lower in lexicon.words("people", "aged")
    is_after_name = is_after_name and begin > 1
    return bool(more or is_after_name) and more <= lexicon.words("grammar", "age_words")
