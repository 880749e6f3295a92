"""The vocabulary of the reader: lexicon/<language>/*.yml, read once, given out typed.

A folder is a language (ISO 639-1), and ``speak`` says whose words are given out. Every
scalar is read as text, so that "no" and "on" stay words; figures are converted where
they are asked for.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

# First word -> (all words, value), the longest phrase first.
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]

_FOLDER = files(__package__).joinpath("lexicon")
LANGUAGES = tuple(sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir()))
_spoken: ContextVar[str] = ContextVar("_spoken", default="en")
_forget: list[Callable[[], None]] = []

_Made = TypeVar("_Made", bound=Callable[..., Any])


def kept(make: _Made) -> _Made:
    """Keep what a function makes of the lexicons, until another language is spoken."""
    made = cache(make)
    _forget.append(made.cache_clear)
    return made  # type: ignore[return-value]  # called as what it keeps


def speak(language: str) -> None:
    """Give out the words of a language of ``LANGUAGES`` from here on."""
    if language == _spoken.get():
        return
    _spoken.set(language)
    for forget in _forget:
        forget()


def spoken() -> str:
    """The language whose words are given out."""
    return _spoken.get()


def load(name: str) -> Any:  # noqa: ANN401 - the shape is the file's own
    """One lexicon file of the language spoken as mappings, lists and texts."""
    return load_of(_spoken.get(), name)


@cache
def load_of(language: str, name: str) -> Any:  # noqa: ANN401 - the shape is the file's own
    """One lexicon file of a language."""
    text = _FOLDER.joinpath(language, f"{name}.yml").read_text("utf-8")
    # The base loader makes nothing but texts, so it is as safe as the safe loader; the
    # one in C, where PyYAML was built with it, is ten times as fast.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - see above


@kept
def words(name: str, key: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(load(name)[key])


@kept
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


def openings(index: Container[str], lowers: Iterable[str]) -> list[int]:
    """The tokens at which a phrase of an index may begin; at most there are none."""
    return [at for at, word in enumerate(lowers) if word in index]


def match(index: Phrases, lowers: Sequence[str], at: int) -> tuple[str, int] | None:
    """The longest phrase that starts at a token: its value and its length in tokens."""
    if at >= len(lowers):
        return None
    for parts, value in index.get(lowers[at], ()):
        size = len(parts)
        # The first word is known: most phrases are no more than that.
        if size == 1 or tuple(lowers[at : at + size]) == parts:
            return value, size
    return None
