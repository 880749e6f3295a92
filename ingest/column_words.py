"""What the name of a column says, by the words of ``columns.yml``."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

# What a phrase says: the dictionaries of ``says`` in columns.yml.
Said = dict[str, str]

_LONGEST = 4
_ARTICLE = "ال"
# A word as short as this with the article taken away is another word.
_STEM = 2


class Name(NamedTuple):
    """What the phrases of a name say, and its words that nobody knows."""

    said: list[tuple[str, Said]]
    strange: list[str]

    def tells(self, part: str) -> list[str]:
        """What the phrases say for one part, such as ``measure`` or ``key``."""
        return [said[part] for _, said in self.said if part in said]


def read_name(name: str) -> Name:
    """The phrases of a name, the longest first found, each word in one of them."""
    words = split_name(name)
    said: list[tuple[str, Said]] = []
    strange: list[str] = []
    while words:
        length, found = _first_phrase(words)
        phrase, words = " ".join(words[:length]), words[length:]
        if found is None:
            strange.append(phrase)
        else:
            said.append((phrase, found))
    return Name(said, strange)


def split_name(name: str) -> list[str]:
    """The words of a name as they are compared: ``nKilled`` is n killed."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKD", parted).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [_stem(word) for word in re.findall(r"[^\W_]+\+?", bare)]


def _stem(word: str) -> str:
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + _STEM:
        return word.removeprefix(_ARTICLE)
    return word[:-1] if len(word) > _STEM + 1 and word.endswith("s") else word


def _first_phrase(words: list[str]) -> tuple[int, Said | None]:
    known = _phrases()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if (found := known.get(" ".join(words[:length]))) is not None:
            return length, found
    return 1, None


@cache
def _phrases() -> dict[str, Said]:
    return {
        " ".join(split_name(phrase)): said for phrase, said in reversed([*_entries()])
    }


def _entries() -> Iterator[tuple[str, Said]]:
    text = files(__package__).joinpath("columns.yml").read_text("utf-8")
    for entry in yaml.safe_load(text):
        for language, phrases in entry.items():
            if language != "says":
                yield from ((p, entry["says"]) for p in str(phrases).split(","))
