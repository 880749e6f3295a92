"""Which language a text is in, so that no other is read as English.

A text with enough of the common words of a language that we read is in it. Only of
others py3langid is asked, and believed the more easily the less of our own words a text
has: a telegram in capitals has few of them, and names of people and places in it make
it look like any language.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.text import lexicon

if TYPE_CHECKING:
    from py3langid.langid import (  # type: ignore[import-untyped]  # ships no types
        LanguageIdentifier,
    )

# The beginning of a text tells its language, in characters.
_SAMPLE = 2_000
# From this share of common words on a text is in their language.
_COMMON = 0.05
# py3langid's probability from which it is believed against words of our own (a common
# word, a word of harm), and without any. Of 6,422 English reports 0 are refused so.
_SURE, _LIKELY = 0.9, 0.5

_WORD = re.compile(r"[^\W\d_]+")


def recognise(text: str, stated: str | None = None) -> str:
    """The language of a text (ISO 639-1): one of ours, unless another is likely.

    ``stated`` is what the publisher says, as "en", "en-GB" or "English". Where it is a
    language that we do not read it stands; else the words decide.
    """
    told = (stated or "").strip().lower()
    if told and told[:2] not in lexicon.LANGUAGES:
        return told
    words = _WORD.findall(text[:_SAMPLE].lower())
    for language in lexicon.LANGUAGES:
        common = _common(language)
        count = len([word for word in words if word in common])
        if count and count >= _COMMON * len(words):
            return language
    return _guess(text[:_SAMPLE], frozenset(words)) or told[:2] or lexicon.LANGUAGES[0]


def _guess(sample: str, words: frozenset[str]) -> str | None:
    """Another language where it is sure enough; None where nothing can be told."""
    if not words:
        return None
    # One in capitals throughout is taken in small letters, as the model was made.
    language, probability = _identifier().classify(sample.lower())
    if not _is_latin(sample) and language not in lexicon.LANGUAGES:
        return str(language)
    is_ours = any(words & _own(ours) for ours in lexicon.LANGUAGES)
    return str(language) if probability >= (_SURE if is_ours else _LIKELY) else None


def _is_latin(sample: str) -> bool:
    letters = [character for character in sample if character.isalpha()]
    return 2 * sum(character < "\u0250" for character in letters) >= len(letters)


@cache
def _identifier() -> "LanguageIdentifier":
    # Most of a second to import, and few texts need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(lexicon.load_of(language, "telling")["words"])


@cache
def _own(language: str) -> frozenset[str]:
    """Common words, and the words of harm without which a text gives no claim."""
    harm = lexicon.load_of(language, "triggers").values()
    return _common(language) | frozenset(_singles(harm))


def _singles(entry: object) -> Iterator[str]:
    """The phrases of one word in a lexicon."""
    if isinstance(entry, str):
        if " " not in entry:
            yield entry
        return
    values = entry.values() if isinstance(entry, dict) else entry
    for value in values:  # type: ignore[attr-defined]  # lexicons hold nothing else
        yield from _singles(value)
