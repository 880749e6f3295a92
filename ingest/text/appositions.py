"""The same people told twice in a row: each is counted once.

"Colonel Omar Farah, the chief of police" is one person, "Farah, 49," has an age and not
49 companions, "two officials, Omar Farah and Huda Salim," are two. The second telling
is taken out of the row of chunks before the grammar sees it. Who belongs to somebody
("his wife Huda") is another person and stays.
"""

import re
from collections.abc import Sequence

from ingest.text import lexicon
from ingest.text.ages import LISTING
from ingest.text.groups import LISTED, Chunk, row_of
from ingest.text.needs import needs
from ingest.text.numbers import share_of
from ingest.text.people import Cell, aged
from ingest.text.sentences import Sentence

_OTHERS = {"his", "her", "their", "its", "'s", "another", "one"}
_ONE = {"a", "an", "the", "this", "that"}
_SINGULAR = {"was", "is"}
_OLDEST = 120

# In these rows 2 is a person behind "a", M one who belongs to another, C also one with
# a title, O a figure that may be an age, 1 one of several people, v "was".
_NAME = r"[CE]"
_ORIGIN = r"(?:[opqdD][xEPCA2MJTX]{1,6}+){0,3}+"
_CLAUSE = r"(?:,[qpW][^,;KGDI]{1,12}+(?=,))?"
# The comma behind goes too, unless the list goes on without "and".
_CLOSE = r"(?:,(?![A2MCENUB]))?"
_END = r"(?=[,&;hbveIKlwqps]|$)"
_AGE = re.compile(rf"(?<=[A2CEM])(?P<out>,O(?=[,;]|$){_CLOSE})")
_AGED = re.compile(rf"(?<=[A2CEMNUB])(?P<out>,?~{_CLOSE})")
# "Two sisters, 9 and 11, were hurt".
_AGES = re.compile(r"[NUB](?P<out>(?P<ages>(?:,O){1,8},?(?:&O)?),?)(?=[hebvIKlqD]|$)")
# "His daughter, who was nine".
_WHO = re.compile(rf"(?<=[A2CEM])(?P<out>,?qvX(?=[,;]|$){_CLOSE})")
_NAMED = re.compile(
    rf"[A2MJ]{_ORIGIN}(?:q[xbpoEh]{{1,8}})?"
    rf"(?P<out>(?:,g?|g){_NAME}(?:,O(?=,))?{_ORIGIN}{_CLOSE}){_END}"
)
# "One of the guards, a man of 40, died".
_ONE_OF = re.compile(rf"1{_ORIGIN}(?P<out>,[A2MCJ],?)(?=[hebvIKlq])")
# "Two men, one a guard, died".
_EACH = re.compile(rf"[NUB]{_ORIGIN}(?P<out>,1(?:oW)?[A2]{_ORIGIN},?)(?=[hebvIKlq])")
# "Omar Farah, a member of the council and imam of the mosque, was killed", "the guard,
# a man of 40, was hurt": "was" tells of one.
_LONG = re.compile(r"(?<![,&pio])[CEA2J](?P<out>,[A2JMCxE][^;KGDISV]{0,24}?,)(?=v)")
_TITLED = re.compile(
    rf"{_NAME}(?P<out>,[A2PxJ]M?(?:[pxECPTXJ]|o[A2]?){{0,12}}+{_CLAUSE}{_CLOSE}){_END}"
)
# "A driver, a migrant from the north, was killed": only one was; "the director of the
# works, a foreigner, and his driver" are two.
_ONE_TOLD = re.compile(rf"[A2]{_ORIGIN}(?P<out>,[A2]{_ORIGIN},)(?=h?v)")
_FOREIGNER = re.compile(rf"A{_ORIGIN}(?P<out>,2{_ORIGIN})(?=,&M)")
_NAMES = rf"{_NAME}(?:(?:,&|,|&){_NAME}){{0,20}}+"
# "The mayor of the town, OMAR FARAH, and a clerk".
# "Two of the three boys died", not "of the three shot two died".
_OF_GROUP = re.compile(r"[BQ]oN(?![KSDoq])")
# "His brothers Omar, Salim and Adel": the names count.
_ASIDE = re.compile(rf"[A2MJ]{_ORIGIN}(?P<out>,x,)(?=&)")
_OWNERS = re.compile(rf"(?P<out>P)(?P<names>{_NAMES})")
# "Two sons Omar and Salim", "four men, Omar and Salim among them": as many at most, and
# before other people ("two sons, Omar and Salim, and a daughter") as many to the one.
_LISTED = re.compile(
    rf"[NUB]{_ORIGIN}(?P<out>[,;](?P<names>{_NAMES}){_CLOSE})(?P<others>,?&?[A2MNUB])?"
    rf"|[NUB](?P<out2>(?P<names2>{_NAMES}))"
)


_FORMS = (
    _AGE,
    _AGED,
    _WHO,
    _NAMED,
    _ONE_OF,
    _EACH,
    _LONG,
    _ONE_TOLD,
    _FOREIGNER,
    _TITLED,
    _ASIDE,
    _OWNERS,
)
# Read off the forms, for the symbols of ``_symbol``: a new form needs nothing more.
_NEEDS = tuple(needs(form.pattern) for form in _FORMS)
# The second telling is of the one person before it.
_OF_BEFORE = {_AGE, _AGED, _WHO, _NAMED, _LONG, _TITLED, _ONE_TOLD}


def _symbol(sentence: Sentence, chunk: Chunk) -> str:
    word = sentence.lowers[chunk.first]
    if word in LISTING and chunk.cell.age_text:
        return "~"
    if chunk.symbol == "A" and word in {"a", "an"}:
        return "2"
    if chunk.symbol == "A" and word not in _ONE and chunk.value != LISTED:
        words = sentence.lowers[chunk.first : chunk.end]
        is_owned = word in _OTHERS or "'s" in words
        # "His wife, son and daughter".
        is_owned = is_owned or words[0] in lexicon.words("people", "kin")
        return "M" if is_owned else "C"
    if word in _SINGULAR:
        return "v"
    best = chunk.quantity.best if chunk.quantity else None
    if word == "one" and best == 1 and chunk.symbol in "NB":
        return "1"
    is_figure = sentence.tokens[chunk.first].text.isdigit()
    is_age = chunk.symbol == "B" and is_figure and chunk.end - chunk.first == 1
    return "O" if is_age and best is not None and best <= _OLDEST else chunk.symbol


def _once(sentence: Sentence, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without what the forms take out, one form after the other."""
    row = "".join([_symbol(sentence, chunk) for chunk in chunks])
    kept = _without_ages(chunks, row)
    if len(kept) < len(chunks):
        row = "".join([_symbol(sentence, chunk) for chunk in kept])
    for form, (all_of, one_of) in zip(_FORMS, _NEEDS, strict=True):
        if not all_of.issubset(row) or (one_of and one_of.isdisjoint(row)):
            continue
        spans = [found.span("out") for found in form.finditer(row)]
        out = {at for span in spans for at in range(*span)}
        if out:
            if form is _OWNERS:
                kept = _of_owners(kept, row)
            for first, end in spans:
                if form in _OF_BEFORE:
                    kept[first - 1] = _with_age(kept[first - 1], kept[first:end])
            kept = [chunk for at, chunk in enumerate(kept) if at not in out]
            row = "".join(symbol for at, symbol in enumerate(row) if at not in out)
    return kept


def _of_owners(chunks: list[Chunk], row: str) -> list[Chunk]:
    """The chunks with names as old as the noun before: "their children Huda, Omar"."""
    told = list(chunks)
    for found in _OWNERS.finditer(row):
        age = Cell(age_group=chunks[found.start()].cell.age_group)
        for at in range(*found.span("names")):
            if row[at] in "CE":
                told[at] = told[at]._replace(cell=told[at].cell.narrowed(age))
    return told


def _age(chunk: Chunk) -> Cell:
    """The age that a chunk says: of a person, or as a figure behind a name."""
    if chunk.symbol in "BX" and chunk.quantity:
        return aged(f"{chunk.quantity.best}-year-old")
    return Cell(age_group=chunk.cell.age_group, age_text=chunk.cell.age_text)


def _with_age(person: Chunk, more: Sequence[Chunk]) -> Chunk:
    """A person with the age of the second telling, which then is of its words."""
    told = next((_age(chunk) for chunk in more if chunk.symbol not in ",gqb"), Cell())
    return _extended(person, told, more) if told != Cell() else person


def _extended(counted: Chunk, told: Cell, more: Sequence[Chunk]) -> Chunk:
    end = max(chunk.end for chunk in more if chunk.symbol != ",")
    # "Their children Omar, 30, and Huda, 28": the ages tell more than the noun.
    cell = counted.cell._replace(age_group=told.age_group).narrowed(told)
    return counted._replace(end=end, cell=cell)


def _with_ages(counted: Chunk, names: Sequence[Chunk]) -> Chunk:
    """Counted people with the ages of their names, where all are of one age group."""
    ages = [age for chunk in names if (age := _age(chunk)).age_text]
    groups = {age.age_group for age in ages}
    if not counted.quantity or counted.quantity.best != len(ages) or len(groups) > 1:
        return counted
    told = ", ".join(age.age_text or "" for age in ages)
    return _extended(counted, Cell(age_group=groups.pop(), age_text=told), names)


def _persons(chunks: Sequence[Chunk]) -> int:
    return sum(c.quantity.best or 0 for c in chunks if c.quantity)


def _without_ages(chunks: list[Chunk], row: str) -> list[Chunk]:
    """The chunks without lists of as many ages as people were just counted."""
    out: set[int] = set()
    told = list(chunks)
    for found in _AGES.finditer(row):
        ages = [c for c in chunks[slice(*found.span("ages"))] if c.symbol == "B"]
        counted = chunks[found.start()]
        if counted.quantity and counted.quantity.best == len(ages) > 1:
            out.update(range(*found.span("out")))
            told[found.start()] = _with_ages(counted, ages)
    return [chunk for at, chunk in enumerate(told) if at not in out]


def _without_lists(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without lists of names that are the people just counted."""
    row = row_of(chunks)
    out: set[int] = set()
    told = list(chunks)
    for found in _LISTED.finditer(row):
        spot = "" if found["names"] else "2"
        counted = chunks[found.start()].quantity
        names = chunks[slice(*found.span(f"names{spot}"))]
        listed = _persons(names)
        most = counted.best if counted else None
        if most is not None and (
            listed == most or (listed < most and not found["others"])
        ):
            out.update(range(*found.span(f"out{spot}")))
            told[found.start()] = _with_ages(chunks[found.start()], names)
    return [chunk for at, chunk in enumerate(told) if at not in out]


def _of_groups(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with some of a group read as of its kind: "two of the three boys"."""
    row = row_of(chunks)
    kept = list(chunks)
    for found in reversed([*_OF_GROUP.finditer(row)]):
        some, _, group = chunks[slice(*found.span())]
        share = share_of(group.quantity, some.value) if some.symbol == "Q" else None
        part = share or some.quantity
        if part and (some.symbol == "Q" or group.cell != Cell()):
            merged = group._replace(first=some.first, quantity=part)
            kept[slice(*found.span())] = [merged]
    return kept


def told_once(sentence: Sentence, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks of a sentence without second tellings of the same people."""
    return _without_lists(_once(sentence, _of_groups(chunks)))
