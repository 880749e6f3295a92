"""Words that no lexicon of people or harm knows: marks, names, any other word."""

import re

from ingest.text import groups, lexicon, vocabulary
from ingest.text.groups import Chunk
from ingest.text.sentences import Sentence

_MARKS = {
    ",": ",",
    "(": ",",
    ")": ",",
    ";": ";",
    ":": ";",
    "—": ";",
    "\u2013": ";",
    "-": ";",
}


# "al-Farah" is a name.
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|an|at|az)-[A-Z]")
_DIGIT = re.compile(r"\d")
# Endings of words that are rarely names: "cowardly", "occupation", "bombings".
_WORD_END = re.compile(
    r"(?:s|ly|ing|ed|[ts]ion|ment|ous|ity|ive|[ai]ble|[ct]ial|ical|ional)$"
)
_LONGEST_ACRONYM = 5


def speaks(sentence: Sentence, at: int) -> bool:
    """Whether the capitalised words at a token are those of a speaker."""
    reach = sentence.tokens[at : at + groups.REACH]
    length = next((n for n, t in enumerate(reach) if not t.is_capital), len(reach))
    following = sentence.lowers[at + length : at + length + 1]
    return not lexicon.words("voices", "speech").isdisjoint(following)


def _may_be_name(sentence: Sentence, at: int) -> bool:
    """Whether a word has a capital of its own; a text in capitals tells by the word."""
    token = sentence.tokens[at]
    if not (token.is_capital or _ARTICLE.match(token.text)) or _DIGIT.search(
        token.text
    ):
        return False
    # "Seven-year-old Huda": the name is hers.
    is_age = token.lower.endswith("-old")
    if is_age or token.lower in lexicon.words("actors", "demonyms"):
        return False
    if at > 0 and not sentence.is_capitals:
        # "IED" and "NGO" are no names.
        return len(token.text) > _LONGEST_ACRONYM or not token.text.isupper()
    if token.lower in lexicon.words("people", "given_names"):
        return True
    is_word = len(token.text) > 2 and not _WORD_END.search(token.lower)  # noqa: PLR2004 - initials
    return is_word and token.lower not in vocabulary.harmless()


def other(sentence: Sentence, at: int) -> Chunk | None:
    """A mark, a name known by its capital alone, or any other word."""
    token = sentence.tokens[at]
    if token.lower in lexicon.words("grammar", "transparent"):
        return None
    # "Were unintentionally killed".
    if token.lower.endswith("ly") and groups.outcome(sentence.lowers, at + 1):
        return None
    if not token.text[0].isalnum():
        mark = _MARKS.get(token.text)
        return Chunk(mark, at, at + 1) if mark else None
    is_name = _may_be_name(sentence, at) and not speaks(sentence, at)
    return Chunk(
        "E" if is_name else "x", at, at + 1, "", groups.ONE if is_name else None
    )
