"""One person without a number: behind a determiner, in a headline, with a name."""

from collections.abc import Sequence

from ingest.text import ages, lexicon, numbers
from ingest.text.counted import counted
from ingest.text.groups import LISTED, ONE, Chunk, Head, Marks, head, outcome, row_of
from ingest.text.numbers import Quantity
from ingest.text.people import NOBODY, aged, nouns
from ingest.text.sentences import Sentence

_ARTICLES = frozenset({"a", "an"})
_TWO = Quantity(2, 2, 2, "exact", 0, 0)
_ORDINALS = {("second",), ("third",), ("fourth",), ("fifth",), ("sixth",), ("tenth",)}


def determined(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """One person behind a determiner, an ordinal or a possessive."""
    begin = _past_fate(sentence, _noun_begin(sentence.lowers, at))
    of = head(sentence, marks, begin)
    return (
        _other_one(sentence, marks, at)
        or _aged(sentence, at, begin)
        or _group(sentence, marks, at, begin)
        or _body(sentence, at, of)
        or _demonym(sentence, at, begin, of)
        or _person(sentence, marks, at, of)
    )


def bare(marks: Marks, at: int, of: Head, *, is_next: bool) -> Chunk | None:
    """One person without a determiner: a headline's, one with a name, the next one."""
    is_named = of.end in marks.names
    if of.symbol != "A" or not (at == 0 or is_named or is_next):
        return None
    return Chunk("A", at, marks.names.get(of.end, of.end), "", ONE, of.cell)


def listed(sentence: Sentence, at: int, before: Sequence[Chunk]) -> Chunk | None:
    """The next person of a list of nationalities: "a Dane, Turk and Somali"."""
    if not _is_people(sentence, at):
        return None
    row = row_of(before[-3:])
    is_open = row.endswith(("A,", "A&", ",&"))
    first = next((c for c in reversed(before[-3:]) if c.symbol == "A"), None)
    after = sentence.lowers[at + 1 : at + 2] or (".",)
    is_end = after[0] == "and" or not after[0][0].isalnum()
    if not (first and is_open and is_end):
        return None
    is_list = _is_people(sentence, first.end - 1)
    return Chunk("A", at, at + 1, LISTED, ONE) if is_list else None


def _is_people(sentence: Sentence, at: int) -> bool:
    """Whether a word is that of one of a people: "Dane", "Somali"."""
    word = sentence.tokens[at]
    nationalities = lexicon.words("actors", "demonyms")
    return word.is_capital and (word.lower in nationalities or word.lower in nouns())


def _noun_begin(lowers: tuple[str, ...], at: int) -> int:
    """Past the determiner, its ordinals and an age."""
    begin = at + 1
    while begin < len(lowers) and lowers[begin] in lexicon.words("grammar", "ordinals"):
        begin += 1
    return ages.age_end(lowers, begin) or begin


def _past_fate(sentence: Sentence, begin: int) -> int:
    """Past what became of a person before: "a kidnapped engineer was found dead"."""
    said = outcome(sentence.lowers, begin)
    if said is None or said[0] not in "KD" or said[1] == "killed":
        return begin
    end = begin + said[2]
    noun = nouns().get("".join(sentence.lowers[end : end + 1]))
    return end if noun and not noun.is_plural else begin


def _aged(sentence: Sentence, at: int, begin: int) -> Chunk | None:
    """One person known by the age alone: "an 18-year-old"."""
    words = sentence.lowers[begin - 1 : begin + 1]
    age = aged(words[0]) if begin - at > 1 else aged("".join(words[1:]))
    if age == NOBODY:
        return None
    end = begin if begin - at > 1 else begin + 1
    following = "".join(sentence.lowers[end : end + 1]) or "."
    is_end = not following[0].isalnum() or bool(outcome(sentence.lowers, end))
    is_end = is_end or following in lexicon.words("grammar", "behind_people")
    return Chunk("A", at, end, "", ONE, age) if is_end else None


def _other_one(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """One more of the same people: "the other", "another", "a third" without a noun."""
    words = sentence.lowers[at : at + 2]
    ordinal = words[0] in {"a", "the"} and words[1:] in _ORDINALS
    length = 2 if ordinal or words == ("the", "other") else int(words[0] == "another")
    end = at + length
    if not length or numbers.parse(sentence.lowers, end) is not None:
        return None
    of = head(sentence, marks, end)
    return Chunk("A", at, end, "", ONE) if of.symbol in {"B", "J"} else None


def _group(sentence: Sentence, marks: Marks, at: int, begin: int) -> Chunk | None:
    """As many persons as are said: "a family of five", "a group of six hikers"."""
    lowers, groups_of = sentence.lowers, lexicon.words("people", "groups_of")
    words = lowers[begin : begin + 3]
    of = begin + words.index("of") if "of" in words[1:] else begin
    if of == begin or lowers[of - 1] not in groups_of:
        return None
    found = counted(sentence, marks, of + 1) if of + 1 < len(lowers) else None
    return found._replace(first=at) if found and found.symbol in "NBU" else None


def _body(sentence: Sentence, at: int, of: Head) -> Chunk | None:
    """One dead: "a body", "the corpse" is known already."""
    is_body = sentence.lowers[of.end - 1] in {"body", "corpse"}
    if of.symbol != "F" or not is_body or sentence.lowers[at] not in _ARTICLES:
        return None
    return Chunk("F", at, of.end, of.measure, ONE)


def _demonym(sentence: Sentence, at: int, begin: int, of: Head) -> Chunk | None:
    """One person of a country or people: "a Palestinian"."""
    word = sentence.lowers[begin : begin + 1]
    is_demonym = word and word[0] in lexicon.words("actors", "demonyms")
    if of.symbol not in {"B", "J", "U"} or of.end > begin + 1 or not is_demonym:
        return None
    return Chunk("A", at, begin + 1, "", ONE)


def _person(sentence: Sentence, marks: Marks, at: int, of: Head) -> Chunk | None:
    """One person of a known noun with its name, or the one of an unknown noun."""
    if sentence.lowers[of.end - 1] in lexicon.words("people", "twos"):
        owners = lexicon.words("people", "owners") | {"the"}
        is_owned = sentence.lowers[at] in owners
        return Chunk("A", at, of.end, "", _TWO, of.cell) if is_owned else None
    if of.symbol == "J" and sentence.lowers[at] in _ARTICLES:
        return Chunk("J", at, of.end, "", ONE, of.cell)
    if of.symbol != "A":
        return None
    # "his wife Huda": the name belongs to the person.
    end = marks.names.get(of.end, of.end)
    age = aged("-".join(sentence.lowers[at + 1 : at + 3]))
    of = of._replace(cell=of.cell.narrowed(age))
    one = ONE._replace(low=of.persons, best=of.persons, high=of.persons)
    return Chunk("A", at, end, "", one, of.cell)
