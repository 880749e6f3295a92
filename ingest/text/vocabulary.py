"""Words that are no names of persons: always, or where any word has a capital."""

from collections.abc import Iterator

from ingest.text import lexicon, people

# Months that are names too: they are dates only where ``dates`` reads one.
_AMBIGUOUS = {"jan", "mar", "march", "april", "may", "june", "jun", "august", "aug"}


def _texts(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield from entry.split()
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from key.split()
            yield from _texts(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _texts(value)


# Lists of closed classes beside the lexicons that are closed as a whole.
_CLOSED = {
    "actors": ("nouns", "verbs", "demonyms", "certainty", "means"),
    "people": ("named_groups", "adjectives"),
    "dates": ("weekdays",),
    "places": (
        *("areas", "directions", "organisation"),
        *("inside", "beside", "owned", "followed"),
    ),
}


@lexicon.kept
def closed() -> frozenset[str]:
    """Words that are no names wherever they stand."""
    whole = [lexicon.load(n) for n in ("grammar", "numbers", "triggers", "voices")]
    lists = [lexicon.load(name)[key] for name, keys in _CLOSED.items() for key in keys]
    plurals = {word for word, noun in people.nouns().items() if noun.is_plural}
    demonyms = {f"{word}s" for word in lexicon.words("actors", "demonyms")}
    months = lexicon.load("dates")["months"].keys() - _AMBIGUOUS
    found = plurals.union(demonyms, months, _texts([*whole, *lists]))
    return frozenset(found - lexicon.words("people", "given_names"))


@lexicon.kept
def ordinary() -> frozenset[str]:
    """Words that are no names at the start of a sentence or in a headline."""
    nouns = people.nouns().keys() | people.things() | lexicon.words("people", "titles")
    found = lexicon.words("ordinary", "ordinary") | nouns
    return found - lexicon.words("people", "given_names")


@lexicon.kept
def harmless() -> frozenset[str]:
    """Words of both kinds."""
    return closed() | ordinary()
