"""Organisations in words: no victims, no persons, and often those who speak."""

from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.sentences import Sentence

# Words that may stand inside the name behind its head: "Ministry of Health".
_JOINS = {"of", "for", "into", "on", "against", "the"}
_LONGEST = 12


class Body(NamedTuple):
    """An organisation in a sentence, as token positions."""

    first: int
    end: int
    # Its last word that says that it is one.
    head: int
    is_known: bool = False


@lexicon.kept
def _known() -> lexicon.Phrases:
    return lexicon.phrases(
        (name, name) for name in lexicon.load("organisations")["known"]
    )


@lexicon.kept
def _closed() -> frozenset[str]:
    """Words that begin no name: "Two Red Crescent volunteers"."""
    symbols = lexicon.load("grammar")["symbols"].values()
    counts = {
        w for key in ("units", "tens", "vague") for w in lexicon.load("numbers")[key]
    }
    return lexicon.words("grammar", "transparent").union(counts, *symbols)


def _is_personal(word: str) -> bool:
    """Whether a name of a person begins with this word or after it."""
    titles = lexicon.words("people", "titles")
    rank = word.rsplit("-", maxsplit=1)[-1]
    return bool({word, rank} & titles) or word in lexicon.words("people", "given_names")


def _end_of_run(sentence: Sentence, at: int) -> tuple[int, int]:
    """The end of the capitalised run at a token, and its last head (-1: none)."""
    tokens, lowers = sentence.tokens, sentence.lowers
    heads = lexicon.words("places", "organisation")
    end, head, is_joined = at, -1, False
    for here in range(at, min(len(tokens), at + _LONGEST)):
        if tokens[here].has_capital:
            if head >= 0 and not is_joined and _is_personal(lowers[here]):
                break
            head = here if lowers[here] in heads else head
            end = here + 1
        elif head >= 0 and lowers[here] in _JOINS:
            is_joined = True
        else:
            break
    return end, head


def _at(sentence: Sentence, at: int) -> Body | None:
    if named := lexicon.match(_known(), sentence.lowers, at):
        return Body(at, at + named[1], at + named[1] - 1, is_known=True)
    if sentence.is_capitals or sentence.lowers[at] in lexicon.words("people", "titles"):
        return None
    end, head = _end_of_run(sentence, at)
    # One capital alone is a noun at the start of a sentence: "Police said".
    return Body(at, end, head) if head >= 0 and end - at > 1 else None


def find(sentence: Sentence) -> list[Body]:
    """The organisations of a sentence, known by name or by a word that says so.

    In a sentence in capitals only those known by name are found.
    """
    found: list[Body] = []
    for at in sentence.capitals:
        is_taken = bool(found) and at < found[-1].end
        if is_taken or sentence.lowers[at] in _closed():
            continue
        found += [here] if (here := _at(sentence, at)) else []
    return found
