"""Words of harm and of grammar as chunks: triggers, closed classes, bodies."""

from ingest.text import groups, lexicon, numbers, people, vocabulary
from ingest.text.groups import Chunk
from ingest.text.sentences import Sentence

# So many words from "his" its body may stand: "his badly burned body".
_DESCRIBED = 4
_OWNERS = frozenset({"his", "her", "their", "'s"})


@lexicon.kept
def _grammar() -> lexicon.Phrases:
    symbols = lexicon.load("grammar")["symbols"]
    return lexicon.listed(symbols)


@lexicon.kept
def _fractions() -> lexicon.Phrases:
    fractions = lexicon.load("grammar")["fractions"]
    return lexicon.phrases((word, value) for word, value in fractions.items())


@lexicon.kept
def openings() -> frozenset[str]:
    """The first words of all that is found here."""
    closed = _grammar().keys() | _fractions().keys()
    return _OWNERS.union(groups.openings(), closed)


def trigger(sentence: Sentence, at: int, said: tuple[str, str, int]) -> Chunk | None:
    """What happened to people ("killed", "the death"), of which ``outcome`` told."""
    symbol, measure, length = said
    # "fatally stabbed": the adverb is of the verb.
    if symbol == "%" and groups.outcome(sentence.lowers, at + 1):
        return None
    if symbol in "DK" and _is_of_things(sentence, at, at + length):
        return None
    before = sentence.lowers[max(0, at - 1) : at]
    is_fatal = lexicon.words("grammar", "fatal_adverbs").intersection(before)
    if measure == "injured" and is_fatal:
        symbol, measure = symbol.replace("S", "K"), "killed"
    return Chunk(symbol, at, at + length, measure)


@lexicon.kept
def _bodies() -> lexicon.Phrases:
    return lexicon.phrases((b, "") for b in lexicon.load("grammar")["bodies"])


def _known_body(sentence: Sentence, at: int) -> Chunk | None:
    """The body of a person told of before: "his body", "their charred bodies"."""
    lowers = sentence.lowers
    if lowers[at] not in _OWNERS:
        return None
    for begin in range(at + 1, min(len(lowers), at + _DESCRIBED)):
        if found := lexicon.match(_bodies(), lowers, begin):
            end = begin + found[1]
            # "His body guards".
            return None if groups.is_noun(sentence, end) else Chunk("d", at, end)
        # "His brother's body" is not his.
        if groups.is_noun(sentence, begin) or not lowers[begin][0].isalpha():
            return None
    return None


def _is_of_things(sentence: Sentence, at: int, end: int) -> bool:
    """Whether "dead" or "wounded" tells of no people: "two dead dogs"."""
    word = "".join(sentence.lowers[end : end + 1])
    is_plural = word.endswith("s") and len(word) > 3 and word not in people.nouns()  # noqa: PLR2004 - "was"
    is_plural = is_plural and sentence.tokens[end].text.islower()
    is_counted = at > 0 and bool(numbers.parse(sentence.lowers, at - 1))
    return is_counted and is_plural and word not in vocabulary.closed()


def closed_class(sentence: Sentence, at: int) -> Chunk | None:
    """A word of grammar: "were", "including", "half of", "his body"."""
    lowers = sentence.lowers
    if body := _known_body(sentence, at):
        return body
    if lowers[at] in _fractions() and (part := lexicon.match(_fractions(), lowers, at)):
        length = part[1] - (lowers[at + part[1] - 1] == "of")
        return Chunk("Q", at, at + length, part[0])
    found = lexicon.match(_grammar(), lowers, at)
    if found is None:
        return None
    # "His body guards", "two named militants".
    if found[0] in "dg" and groups.is_noun(sentence, at + found[1]):
        return None
    counts = {"Z": groups.NONE, "0": groups.NONE, "R": groups.ONE}.get(found[0])
    return Chunk(found[0], at, at + found[1], lowers[at], counts)
