"""Who says what a sentence tells. All positions are characters of the whole text."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.sentences import Sentence

# A speaker's name is no longer than this many words.
_LONGEST = 10


class Voice(NamedTuple):
    """A speaker named in the text."""

    start: int
    end: int
    name: str | None


def _is_boundary(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    is_mark = not token.text[0].isalnum() and token.text not in {"'s", "\u2019s", "&"}
    return is_mark or token.lower in lexicon.words("voices", "ends")


def _forward(sentence: Sentence, at: int) -> int:
    end = at
    while end < len(sentence.tokens) and end - at < _LONGEST:
        if _is_boundary(sentence, end):
            break
        end += 1
    return end


def _backward(sentence: Sentence, at: int) -> tuple[int, int]:
    """The subject before a verb of speech, without what stands between the two."""
    first = at
    while first > 0 and at - first < _LONGEST:
        token = sentence.tokens[first - 1]
        is_mark = token.text in {",", ";", ":", '"', "“", "”", "—", "\u2013", "("}
        if is_mark or token.lower in {"and", "but", "that", "while", "as", "after"}:
            break
        first -= 1
    return first, _forward(sentence, first)


def _name(sentence: Sentence, first: int, end: int) -> str | None:
    """The speaker's words without the article, on one line."""
    kept = [*range(first, end)]
    while kept and sentence.lowers[kept[0]] in lexicon.words("voices", "openings"):
        kept.pop(0)
    while kept and sentence.lowers[kept[-1]] in lexicon.words("voices", "adverbs"):
        kept.pop()
    if not kept or sentence.lowers[kept[0]] in lexicon.words("voices", "pronouns"):
        return None
    start, last = sentence.tokens[kept[0]].start, sentence.tokens[kept[-1]].end
    return " ".join(sentence.source[start:last].split())


def _speaks(sentence: Sentence, at: int) -> bool:
    lowers = sentence.lowers
    if lowers[at] not in lexicon.words("voices", "speech"):
        return False
    if lowers[max(0, at - 1) : at] and lowers[at - 1] in lexicon.words(
        "voices", "no_subject"
    ):
        return False
    following = " ".join(lowers[at + 1 : at + 3])
    only_before = lexicon.load("voices")["speech_before"].get(lowers[at])
    if only_before is not None:
        return following in only_before
    forms = lexicon.load("voices")["no_speech"]
    return not any(following == form or following.startswith(form) for form in forms)


def _voice_at(sentence: Sentence, at: int) -> Voice | None:
    tokens = sentence.tokens
    if sentence.lowers[at : at + 2] == ("according", "to"):
        end = _forward(sentence, at + 2)
        name = _name(sentence, at + 2, end)
        return Voice(tokens[at].start, tokens[max(at, end - 1)].end, name)
    if not _speaks(sentence, at):
        return None
    first, end = _backward(sentence, at)
    if first == at:
        first, end = at + 1, _forward(sentence, at + 1)
    subject = sentence.lowers[first:end]
    if not subject or {"no", "casualties"}.intersection(subject):
        return None
    span = (first, at) if first < at else (at, end - 1)
    name = _name(sentence, first, min(end, at) if first < at else end)
    return Voice(tokens[span[0]].start, tokens[span[1]].end, name)


@lexicon.kept
def _openings() -> frozenset[str]:
    # The words at which ``_voice_at`` finds a speaker.
    return lexicon.words("voices", "speech") | {"according"}


def voices(sentence: Sentence) -> list[Voice]:
    """The speakers of a sentence."""
    openings = lexicon.openings(_openings(), sentence.lowers)
    found = (_voice_at(sentence, at) for at in openings)
    return [voice for voice in found if voice is not None]


def clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds a span."""
    source = sentence.source
    first = source.rfind(";", sentence.start, start)
    last = source.find(";", end, sentence.end)
    return max(first, sentence.start), sentence.end if last < 0 else last


def speaker(
    sentence: Sentence, said: Sequence[Voice], start: int, end: int
) -> str | None:
    """Who says what stands in a span: the last speaker before it, else the next."""
    first, last = clause(sentence, start, end)
    before = [v for v in said if first <= v.start and v.end <= start]
    after = [v for v in said if end <= v.start <= last]
    heard = before[-1:] or after[:1]
    return heard[0].name if heard else None
