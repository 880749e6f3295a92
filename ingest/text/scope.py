"""What a sentence says about its figures: how surely, and of when.

All positions are characters of the whole text.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ingest.text import dates, lexicon
from ingest.text.dates import Mention
from ingest.text.sentences import Sentence, Token
from ingest.text.voices import clause

# How far from a figure a word of time may stand and still be about it, in characters.
_NEAR = 60
# So many words before "this year" a superlative may stand.
_RANK = 4
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_HARM = re.compile(r"casualt|injur|wounded|death|fatal|dead")
_HARM_MEASURES = {"casualt": "casualties", "injur": "injured", "wounded": "injured"}


class Silence(NamedTuple):
    """Words that say that nothing is reported, and of which measure."""

    start: int
    end: int
    measure: str


@lexicon.kept
def _any(name: str, key: str) -> re.Pattern[str]:
    # On text in lower case, as the lexicon is: a search that tells no case apart is
    # twice as slow.
    return re.compile(rf"\b(?:{'|'.join(lexicon.load(name)[key])})\b")


Span = tuple[int, int]


class Signs(NamedTuple):
    """The words of a sentence that bear on its figures, found once for all of them."""

    hedges: list[Token]
    # Where the first denial begins, if there is one.
    denial: int | None
    cumulative: list[Span]
    background: list[Span]
    former: list[Span]
    # Where it tells why something happened.
    reasons: list[Span]


def signs(sentence: Sentence) -> Signs:
    """The words that say how surely and of when a sentence speaks."""
    hedges = lexicon.words("voices", "hedges")
    found = [
        token
        for token in sentence.tokens
        if token.lower in hedges
        # The month is no hedge.
        and not (token.text == "May" and token.start > sentence.start)
    ]
    return Signs(
        found,
        _denial(sentence),
        cumulative=[
            m for m in _marks(sentence, "cumulative") if not _ranks(sentence, m)
        ],
        background=_marks(sentence, "background"),
        former=_marks(sentence, "former"),
        reasons=_reasons(sentence),
    )


def hedge(sentence: Sentence, said: Signs, start: int, end: int) -> str | None:
    """The hedging word that is nearest to a span in its clause."""
    first, last = clause(sentence, start, end)
    found = [
        (max(token.start - end, start - token.end, 0), token.text)
        for token in said.hedges
        if first <= token.start < last
    ]
    return min(found)[1] if found else None


def _denial(sentence: Sentence) -> int | None:
    """Where a figure begins to be denied ("denied that ...", "denied killing")."""
    if _any("scope", "untrue").search(sentence.lowered):
        return sentence.start - 1
    lowers, denials = sentence.lowers, lexicon.words("voices", "denials")
    for at in lexicon.openings(denials, lowers):
        following = lowers[at + 1] if at + 1 < len(lowers) else ""
        is_figure = following in {"that", "having", "reports", "claims"}
        if is_figure or following.endswith("ing"):
            return sentence.tokens[at].start
    return None


def is_denied(said: Signs, start: int) -> bool:
    """Whether somebody denies the figure that begins at a character."""
    return said.denial is not None and said.denial < start


def silences(sentence: Sentence) -> list[Silence]:
    """Words that report nothing ("no immediate reports of casualties")."""
    found = []
    for match in _any("scope", "none_reported").finditer(sentence.lowered):
        harm = _HARM.search(match.group())
        word = harm.group() if harm else ""
        measure = _HARM_MEASURES.get(word, "killed")
        start, end = match.span()
        found.append(Silence(sentence.start + start, sentence.start + end, measure))
    return found


def _is_near(sentence: Sentence, mark: Span, span: Span) -> bool:
    start, end = min(mark[1], span[1]), max(mark[0], span[0])
    return end - start <= _NEAR and ";" not in sentence.source[start:end]


def _marks(sentence: Sentence, key: str) -> list[Span]:
    return [
        (sentence.start + found.start(), sentence.start + found.end())
        for found in _any("scope", key).finditer(sentence.lowered)
    ]


def _ranks(sentence: Sentence, mark: Span) -> bool:
    """Whether time is told to compare: "its largest operation this year"."""
    before = [token.lower for token in sentence.tokens if token.end <= mark[0]]
    near = before[-_RANK:]
    compared = lexicon.words("grammar", "superlatives")
    return not compared.isdisjoint(near) or any(_ORDINAL.fullmatch(w) for w in near)


def _is_former(sentence: Sentence, former: Iterable[Span], span: Span) -> bool:
    """Whether a figure is that of an earlier toll: "an earlier toll was 25"."""
    return any(
        start < span[0]
        and span[0] - end <= _NEAR
        and not {",", ";"}.intersection(sentence.source[end : span[0]])
        for start, end in former
    )


def _reasons(sentence: Sentence) -> list[Span]:
    """Where a sentence tells why something happened: "came a day after a blast ...".

    A reason that opens a sentence ends at its comma: "In revenge for the raid, ...".
    """
    found = []
    for start, at in _marks(sentence, "reasons"):
        before = sentence.source[sentence.start : start].strip().lower()
        comma = sentence.source.find(",", at, sentence.end)
        is_opening = before in {"", "a", "one"} and comma >= 0
        found.append((at, comma if is_opening else sentence.end))
    return found


def _is_old(mention: Mention, published: date | None) -> bool:
    if mention.latest is None or published is None:
        return False
    return (published - mention.latest) > dates.OLD


def _spans(sentence: Sentence, since: Mention, span: Span) -> bool:
    """Whether "since" is of the figure before it: not in "the worst since 2007"."""
    lowers = [t.lower for t in sentence.tokens if span[1] <= t.start < since.start]
    compared = lexicon.words("grammar", "superlatives")
    return since.start >= span[1] and compared.isdisjoint(lowers)


class Figure(NamedTuple):
    """A figure whose scope is asked for: its span and what is known of it."""

    span: Span
    is_first: bool
    is_perfect: bool


def of_figure(
    sentence: Sentence,
    said: Signs,
    mentions: Iterable[Mention],
    figure: Figure,
    published: date | None,
) -> tuple[str, date | None]:
    """The scope of a figure, and the first day of a cumulative one.

    Cumulative: a word of a stretch of time is near, or the verb is in the perfect with
    "since", or "since" stands behind the figure. Background: an older day or a word of
    comparison is near, unless it is the first figure of the text and its day is stated:
    then that is the incident.
    """
    span = figure.span
    near = [m for m in mentions if _is_near(sentence, (m.start, m.end), span)]
    since = next((m for m in near if m.is_since), None)
    is_spread = any(_is_near(sentence, mark, span) for mark in said.cumulative)
    if is_spread or (since and (figure.is_perfect or _spans(sentence, since, span))):
        return "cumulative", since.earliest if since else None
    is_compared = any(_is_near(sentence, mark, span) for mark in said.background)
    is_compared = is_compared or any(at <= span[0] < end for at, end in said.reasons)
    # A figure given up leaves another one: the only one of a text stands.
    if is_compared or (not figure.is_first and _is_former(sentence, said.former, span)):
        return "background", None
    olds = [m for m in near if _is_old(m, published)]
    is_own = figure.is_first and any(m.precision in {"day", "days"} for m in olds)
    return ("background" if olds and not is_own else "incident"), None
