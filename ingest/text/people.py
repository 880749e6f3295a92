"""People in words: what a noun says of a person, and where persons are named."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from ingest.normalise.ages import ADULT_AGE
from ingest.records import ALL
from ingest.text import lexicon
from ingest.text.gazette import key_of
from ingest.text.sentences import Sentence, Token

_AGE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)-(year|month|day|week)s?-old")
# Names longer than this are lists or organisations.
_LONGEST_NAME = 5
# No form of naming has more words: "identified him as".
_NAMING = 4
_PARTICLES = {"al", "bin", "ibn", "abu", "de", "van", "von", "el", "da", "del", "ben"}


class Cell(NamedTuple):
    """The person cell of a claim; values are those of ``VALUES``, or stated words."""

    sex: str = ALL
    age_group: str = ALL
    status: str = ALL
    occupation: str = ALL
    affiliation: str = ALL
    role: str = "victim"
    age_text: str | None = None

    def narrowed(self, other: "Cell") -> "Cell":
        """This cell, with what only the other one says."""
        if other == NOBODY:
            return self
        fields = zip(self, other, NOBODY, strict=True)
        return Cell._make(said if own == no else own for own, said, no in fields)


# The cell that says nothing.
NOBODY = Cell()


class Noun(NamedTuple):
    """A noun of people: its cell, its number, how many people one of it is."""

    cell: Cell
    is_plural: bool
    persons: int = 1


def _plurals(noun: str) -> list[str]:
    for stem, found in lexicon.load("people")["plurals"].items():
        is_compound = stem in {"man", "woman", "child"} and noun.endswith(stem)
        if noun == stem or is_compound:
            return [noun[: -len(stem)] + plural for plural in found]
    if re.search(r"[^aeiou]y$", noun):
        return [noun[:-1] + "ies"]
    return [noun + ("es" if re.search(r"(s|x|ch|sh)$", noun) else "s")]


def _nouns_of(noun: str, cell: Cell) -> dict[str, Noun]:
    is_collective = noun in lexicon.words("people", "collective")
    count = int(lexicon.load("people")["counted"].get(noun, 1))
    single = Noun(cell, is_collective, count)
    return {noun: single} | {
        plural: Noun(cell, is_plural=True) for plural in _plurals(noun)
    }


@lexicon.kept
def nouns() -> dict[str, Noun]:
    """Every noun of people that the lexicon knows, in the singular and the plural."""
    found: dict[str, Noun] = {}
    for demonym in lexicon.load("actors")["demonyms"]:
        if not re.search(r"(sh|ese|ch|us|uk|un)$|\.", demonym):
            found[demonym + "s"] = Noun(Cell(), is_plural=True)
    for group in lexicon.load("people")["groups"]:
        cell = Cell(**{k: v for k, v in group.items() if k != "nouns"})
        for noun in group["nouns"]:
            found |= _nouns_of(noun, cell)
    return found


@lexicon.kept
def things() -> frozenset[str]:
    """Nouns of what is counted and is no person, in the singular and the plural."""
    singular = lexicon.words("things", "things")
    return singular | {plural for noun in singular for plural in _plurals(noun)}


@lexicon.kept
def _adjectives() -> dict[str, Cell]:
    found = lexicon.load("people")["adjectives"]
    return {word: Cell(**fields) for word, fields in found.items()}


@lexicon.kept
def _spelled() -> dict[str, int]:
    units, tens = (lexicon.integers("numbers", name) for name in ("units", "tens"))
    pairs = {f"{t}-{u}": a + b for t, a in tens.items() for u, b in units.items()}
    return units | tens | pairs


def aged(word: str) -> Cell:
    """The cell of "34-year-old"; a word that is no age says nothing."""
    found = _AGE.fullmatch(word) if word.endswith("-old") else None
    if found is None:
        return NOBODY
    years = int(found[1]) if found[1].isdigit() else _spelled().get(found[1], 0)
    is_child = found[2] != "year" or years < ADULT_AGE
    if not (years or found[1].isdigit()):
        return NOBODY
    return Cell(age_group="child" if is_child else "adult", age_text=word)


def aged_all(years: Sequence[str]) -> Cell:
    """The cell of people of several ages in years, where all are of one age group."""
    cells = {aged(f"{one}-year-old").age_group for one in years}
    return (
        Cell(age_group=cells.pop(), age_text=", ".join(years))
        if len(cells) == 1
        else Cell()
    )


def described(words: tuple[Token, ...], head: Cell) -> Cell:
    """The cell of a group of people from its head and the words before it.

    A nationality is kept as the affiliation of combatants only: of others it says
    where they come from, not whose side they are on.
    """
    cell = head
    for at, token in enumerate(words):
        cell = cell.narrowed(_adjectives().get(token.lower, NOBODY))
        cell = cell.narrowed(aged("-".join(t.lower for t in words[at : at + 2])))
        cell = cell.narrowed(aged(token.lower))
        is_side = cell.status in {"armed_forces", "direct_participant"}
        if is_side and token.lower in lexicon.words("actors", "demonyms"):
            cell = cell._replace(affiliation=token.text)
    return cell


@lexicon.kept
def _titles() -> frozenset[str]:
    singular = {word for word, noun in nouns().items() if not noun.is_plural}
    return lexicon.words("people", "titles") | singular


def _is_name(token: Token) -> bool:
    # "al-Khalil" has a capital, "2AM" is no name.
    return token.has_capital and token.text[0].isalpha()


def _name_end(tokens: tuple[Token, ...], at: int) -> int:
    """The end of the run of capitalised words that starts at a token."""
    end = at
    while end < len(tokens) and end - at < _LONGEST_NAME:
        token = tokens[end]
        is_initial = token.text == "." and len(tokens[end - 1].text) == 1
        is_particle = token.lower in _PARTICLES and tokens[end + 1 : end + 2] != ()
        if not (_is_name(token) or (end > at and (is_initial or is_particle))):
            break
        end += 1
    while end > at and tokens[end - 1].lower in _PARTICLES | {"."}:
        end -= 1
    return end


@lexicon.kept
def _never_names() -> frozenset[str]:
    # Words with a capital that begin no name of a person.
    dates = lexicon.load("dates")
    closed = {w for ws in lexicon.load("grammar")["symbols"].values() for w in ws}
    closed |= lexicon.words("grammar", "transparent")
    closed |= lexicon.words("grammar", "determiners")
    closed |= lexicon.words("actors", "demonyms")
    return frozenset(closed | {*dates["months"], *dates["weekdays"]}) | nouns().keys()


@lexicon.kept
def _harmed() -> frozenset[str]:
    groups = lexicon.load("triggers").values()
    return frozenset(word for group in groups for word in group.get("K", ()))


@lexicon.kept
def _naming() -> tuple[str, ...]:
    return tuple(f" {form}" for form in lexicon.load("people")["naming"])


def _before(sentence: Sentence, at: int) -> str:
    """The word before a token, across the full stop of a short title."""
    lowers = sentence.lowers
    back = 2 if at > 1 and lowers[at - 1] == "." else 1
    return lowers[at - back] if at >= back else ""


def _is_person(sentence: Sentence, at: int, end: int, places: Container[str]) -> bool:
    tokens, lowers = sentence.tokens, sentence.lowers
    if lexicon.words("places", "settlements").intersection(lowers[at:end]):
        return False
    if _before(sentence, at) in _titles() and lowers[at] not in things():
        return True
    if " ".join(key_of(token.text) for token in tokens[at:end]) in places:
        return False
    if end - at > 1 and lowers[at] in lexicon.words("people", "given_names"):
        return True
    # "Nour Sabri, 34," and "identified as Nour Sabri"; "Saraqib, 34 people" has no age.
    is_aged = lowers[end : end + 1] == (",",) and tokens[end + 1 : end + 2] != ()
    is_aged = is_aged and re.fullmatch(r"\d{1,2}", lowers[end + 1]) is not None
    is_aged = is_aged and not "".join(lowers[end + 2 : end + 3]).isalpha()
    before = f" {' '.join(lowers[max(0, at - _NAMING) : at])}"
    is_named = before.endswith(_naming())
    is_harmed = lowers[end : end + 1] == ("was",) and _harmed().intersection(
        lowers[end + 1 : end + 3]
    )
    is_aged = is_aged or bool(is_harmed)
    return (end - at > 1 and is_aged) or (is_named and end - at > 1)


def find(
    sentence: Sentence, places: Container[str], taken: Container[int]
) -> list[tuple[int, int]]:
    """Names of persons as (first token, end token).

    ``places`` are keys of places, ``taken`` the tokens of organisations.

    A name is a run of capitalised words after a title or a singular noun of people,
    one that begins with a common given name, one followed by an age, or one after
    "identified as". In a sentence in capitals only titles that are capitals tell
    nothing, so nothing is found there.
    """
    if sentence.is_capitals:
        return []
    found, done = [], 0
    for at in sentence.capitals:
        if at < done or at in taken or sentence.lowers[at] in _never_names():
            continue
        end = _name_end(sentence.tokens, at)
        if end > at:
            if _is_person(sentence, at, end, places):
                found.append((at, end))
            done = end
    return found
