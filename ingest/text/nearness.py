"""How near a place in words is to what happened: there, beside it, or elsewhere."""

from ingest.text import lexicon
from ingest.text.positions import Placed
from ingest.text.sentences import Sentence

# How near a place is to what happened: there, beside it, or only where it is told of.
HERE, BESIDE, TOLD = 0, 1, 2
# So many words before a place may say how far from it something is.
_DISTANCE = 6
# So many words before a hospital may say who was brought there.
_TREATED = 12
# A name of this many words at the start of a text may be where it was written.
_DATELINE = 6


def is_local(sentence: Sentence, end: int) -> bool:
    """Whether a body or a thing of the place is meant: "Mosul police"."""
    following = sentence.lowers[end : end + 1]
    return not lexicon.words("places", "local").isdisjoint(following)


@lexicon.kept
def _endings(heading: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that may stand between, and the forms of a list."""
    forms = lexicon.load("places")[heading]
    directions = lexicon.words("places", "directions") | {"the"}
    return directions, tuple(f" {form}" for form in forms)


def _ends_with(sentence: Sentence, first: int, heading: str) -> bool:
    """Whether one of the forms of a list stands right before a token."""
    directions, endings = _endings(heading)
    words = sentence.lowers[max(0, first - 4) : first]
    before = f" {' '.join(word for word in words if word not in directions)}"
    return before.endswith(endings)


def _is_treated(sentence: Sentence, placed: Placed) -> bool:
    """Whether it is where the hurt were brought to: "treated at a hospital in N"."""
    before = sentence.lowers[max(0, placed.first - _TREATED) : placed.first]
    is_hospital = not lexicon.words("places", "hospitals").isdisjoint(before[-4:])
    return is_hospital and not lexicon.words("places", "treated").isdisjoint(before)


def _is_destination(sentence: Sentence, first: int) -> bool:
    """Whether a way leads there: "from A to N"."""
    before = sentence.lowers[max(0, first - _DISTANCE) : first]
    return before[-1:] == ("to",) and "from" in before


def _is_far(sentence: Sentence, first: int) -> bool:
    """Whether a distance or a direction is counted from here: "30 km north of N"."""
    if sentence.lowers[first - 1 : first] not in {("of",), ("from",)}:
        return False
    before = sentence.lowers[max(0, first - _DISTANCE) : first - 1]
    return not lexicon.words("places", "distances").isdisjoint(before)


def is_label(sentence: Sentence, placed: Placed) -> bool:
    """Whether a line begins with where it was, or says nothing else.

    "- Goma: six killed", "Saraqib, Idlib."
    """
    before = sentence.lowers[: placed.first]
    is_opening = all(not word[0].isalnum() for word in before)
    if is_opening and sentence.lowers[placed.end : placed.end + 1] == (":",):
        return True
    is_short = sentence.start > 0 and len(sentence.tokens) <= _DATELINE
    return is_short and all(
        token.is_capital or not token.text[0].isalnum() for token in sentence.tokens
    )


def is_dateline(sentence: Sentence, placed: Placed) -> bool:
    """Whether the text begins with where it was written: "GOMA, Congo (AP) --"."""
    is_far = sentence.start or placed.end > _DATELINE or placed.is_told
    if is_far or is_label(sentence, placed):
        return False
    before = sentence.tokens[: placed.end]
    after = sentence.lowers[placed.end : placed.end + 1]
    is_opening = all(t.is_capital or not t.text[0].isalnum() for t in before)
    return is_opening and (not after or not after[0].isalnum())


def rank(sentence: Sentence, placed: Placed) -> int | None:
    """How near the place is to what happened; None where it is elsewhere."""
    if _is_far(sentence, placed.first):
        return BESIDE
    is_elsewhere = _ends_with(sentence, placed.first, "elsewhere")
    is_elsewhere = is_elsewhere or _is_destination(sentence, placed.first)
    if is_elsewhere or _is_treated(sentence, placed):
        return None
    if is_dateline(sentence, placed) or is_local(sentence, placed.end):
        return TOLD
    return BESIDE if _ends_with(sentence, placed.first, "aside") else HERE
