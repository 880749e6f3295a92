"""Numbers and what they count: "at least nine miners", "25 others", "no civilians"."""

import re

from ingest.normalise.ages import ADULT_AGE
from ingest.text import ages, lexicon, numbers, people
from ingest.text.groups import NONE, REACH, Chunk, Head, Marks, head, outcome
from ingest.text.numbers import Quantity
from ingest.text.sentences import Sentence

_CLOCK = re.compile(r"[0-2]\d[0-5]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _skip_elliptic(sentence: Sentence, at: int) -> int:
    """Past "others", "more" and "of the" after a number."""
    lowers = sentence.lowers
    elliptic = lexicon.words("grammar", "elliptic")
    while at < len(lowers) and lowers[at] in elliptic:
        at += 1
    determiners = lexicon.words("grammar", "determiners") | {"these", "those"}
    if lowers[at : at + 1] == ("of",) and determiners.intersection(
        lowers[at + 1 : at + 2]
    ):
        is_outcome = at + 2 < len(lowers) and outcome(lowers, at + 2)
        is_number = at + 2 < len(lowers) and numbers.parse(lowers, at + 2)
        return at if is_outcome or is_number else at + 2
    return at


def counted(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """A number and what it counts."""
    quantity = numbers.parse(sentence.lowers, at)
    if (
        quantity is None
        or ages.age_end(sentence.lowers, at)
        or ages.is_listed(sentence.lowers, at)
    ):
        return None
    # "Both the driver and the guard" counts nobody by itself.
    if sentence.lowers[at] == "both" and "and" in sentence.lowers[at + 1 : at + REACH]:
        return None
    # "A father of two", "all but one of the guards".
    before = sentence.lowers[max(0, at - 2) : at]
    if before == ("all", "but") or (
        before[1:] == ("of",) and before[0] in lexicon.words("people", "parents")
    ):
        return Chunk("X", at, quantity.end)
    # "Omar Farah and Salim Adel, both 28,".
    after = "".join(sentence.lowers[at + 1 : at + 2])
    if sentence.lowers[at] == "both" and after[:1].isdigit():
        return None
    begin = _skip_elliptic(sentence, quantity.end)
    of = head(sentence, marks, begin)
    if of.symbol == "J":
        of = Head("B", begin)
    symbol = {"P": "N", "A": "N"}.get(of.symbol, of.symbol)
    if symbol == "F" and _is_year_of(sentence, quantity, of.end):
        return None
    if symbol == "B" and (
        _is_measure_of_things(sentence, quantity)
        or _is_share(sentence, quantity)
        or _is_age(sentence, quantity)
    ):
        symbol = "X"
    young = _young(sentence, quantity) if symbol == "X" else None
    return young or Chunk(symbol, at, of.end, of.measure, quantity, of.cell)


def _young(sentence: Sentence, quantity: Quantity) -> Chunk | None:
    """People known by a limit of age: "four of them under ten"."""
    at, most = quantity.start, quantity.high
    is_limit = sentence.lowers[at] in {"under", "below"}
    if not is_limit or most is None or most >= ADULT_AGE:
        return None
    said = " ".join(sentence.lowers[at : quantity.end])
    cell = people.Cell(age_group="child", age_text=said)
    return Chunk("P", at, quantity.end, "", None, cell)


def _is_year_of(sentence: Sentence, quantity: Quantity, end: int) -> bool:
    """Whether a figure says when one died: "the 2014 death"."""
    is_one = not sentence.lowers[end - 1].endswith("s")
    return is_one and _YEAR.fullmatch(sentence.lowers[quantity.end - 1]) is not None


def _is_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a bare figure is an age: "all under ten", "believed to be about 12"."""
    lowers, start = sentence.lowers, quantity.start
    is_last = not "".join(lowers[quantity.end : quantity.end + 1])[:1].isalpha()
    is_limit = lowers[start] in {"under", "over", "below", "above"}
    of_all = {"all", "both", "them", "whom", "most", "mostly", "was"}
    before = lowers[max(0, start - 2) : start]
    of_people = before[-1:] != () and before[-1] in people.nouns()
    # "Children under 15 and 48 wounded".
    if is_limit and of_people:
        return True
    is_limit = is_limit and lowers[max(0, start - 1)] in of_all
    # "The dead woman was 40", "who was 40,", not "the toll was 40".
    whose = before[:1] != () and (before[0] in people.nouns() or before[0] == "who")
    is_hers = before[1:] == ("was",) and whose
    return is_last and (is_limit or is_hers or before == ("to", "be"))


def _is_share(sentence: Sentence, quantity: Quantity) -> bool:
    """Some of the people just counted: "wounding 32, four seriously"."""
    word, *after = sentence.lowers[quantity.end : quantity.end + 2] or ("",)
    is_last = not after or not after[0][0].isalpha() or after[0] == "and"
    return word in lexicon.words("grammar", "severity") and is_last


def _is_measure_of_things(sentence: Sentence, quantity: Quantity) -> bool:
    """Money, shares, clock times and years count no people."""
    before = sentence.lowers[max(0, quantity.start - 1) : quantity.start]
    after = sentence.lowers[quantity.end : quantity.end + 1]
    is_year = _YEAR.fullmatch(sentence.lowers[quantity.end - 1]) is not None
    # "At 0815".
    is_clock = before == ("at",) and _CLOCK.fullmatch(sentence.lowers[quantity.end - 1])
    is_money = bool({"$", "£", "€", "#", "no", "@"}.intersection(before))
    return bool(is_clock) or is_money or is_year or after in {("%",), ("/",), ("°",)}


def negated(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """Nobody: "no civilians", "no casualties"."""
    of = head(sentence, marks, at + 1)
    zero = NONE
    if of.symbol == "F":
        return Chunk("Y", at, of.end, of.measure, zero)
    if of.symbol in {"P", "A"}:
        return Chunk("Z", at, of.end, "", zero, of.cell)
    return None
