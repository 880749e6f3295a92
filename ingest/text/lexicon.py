"""The vocabulary of the reader: lexicon/*.yml, read once and given out typed.

Every scalar is read as text, so that "no" and "on" stay words; figures are converted
where they are asked for.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# First word -> (all words, value), the longest phrase first.
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def load(name: str) -> Any:  # noqa: ANN401 - the shape is the file's own
    """One lexicon file as mappings, lists and texts."""
    text = files(__package__).joinpath("lexicon", f"{name}.yml").read_text("utf-8")
    # The base loader makes nothing but texts, so it is as safe as the safe loader; the
    # one in C, where PyYAML was built with it, is ten times as fast.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - see above


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(load(name)[key])


def integers(name: str, key: str) -> dict[str, int]:
    """A mapping of words to whole figures."""
    return {word: int(value) for word, value in load(name)[key].items()}


def phrases(entries: Iterable[tuple[str, str]]) -> Phrases:
    """An index of phrases by first word; of one phrase given twice the first wins."""
    index: Phrases = {}
    for phrase, value in entries:
        parts = tuple(phrase.split())
        index.setdefault(parts[0], []).append((parts, value))
    for found in index.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return index


def listed(mapping: dict[str, list[str]]) -> Phrases:
    """An index of phrases whose value is the heading they are listed under."""
    return phrases((word, key) for key, found in mapping.items() for word in found)


def match(index: Phrases, lowers: Sequence[str], at: int) -> tuple[str, int] | None:
    """The longest phrase that starts at a token: its value and its length in tokens."""
    if at >= len(lowers):
        return None
    for parts, value in index.get(lowers[at], ()):
        if tuple(lowers[at : at + len(parts)]) == parts:
            return value, len(parts)
    return None
