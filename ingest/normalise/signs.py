"""The signs of a text: one for each digit and dash, and what stands around numbers.

Superscripts stay as they are: ``25²`` is a figure with a footnote, not 252.
"""

from collections.abc import Mapping

import polars as pl

# Where the digit nought stands: Arabic-Indic, Persian, full width.
_NOUGHTS = (0x0660, 0x06F0, 0xFF10)
_DIGITS = {chr(n + digit): str(digit) for n in _NOUGHTS for digit in range(10)}

# No-break, figure, thin and narrow no-break space.
_SPACES = dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
# Hyphens, figure, en and em dash, minus, full width.
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-")
# Marks of direction and of no width, which Arabic text and spreadsheets carry.
_UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u061c\ufeff", "")
_OTHERS = {
    "\u066c": ",",  # Arabic thousands separator
    "\u060c": ",",  # Arabic comma
    "\uff0c": ",",
    "\uff0e": ".",
    "\u2019": "'",
    "\uff1c": "<",
    "\uff1e": ">",
    "\uff0b": "+",
    "\uff5e": "~",
    "\u2248": "~",
    "\uff0f": "/",
    "\uff1f": "?",
    "\u061f": "?",
}
_SIGNS = {**_DIGITS, **_SPACES, **_DASHES, **_UNSEEN, **_OTHERS}


def fold_signs(text: pl.Expr) -> pl.Expr:
    """The text in Western digits and plain signs, without white space around it."""
    return text.str.replace_many(_SIGNS).str.strip_chars()


def read_shape(
    said: pl.Expr, number: str, shapes: Mapping[str, tuple[str, ...]]
) -> pl.Expr:
    """Which of ``shapes`` a text has, or NULL: "4 - 6" has that of ``# - #``.

    Args:
        said: the text, as ``fold_signs`` leaves it, in lower case.
        number: the pattern of a number, for which ``#`` stands.
        shapes: by the name of what they mean; spaces decide nothing.
    """
    named = {s.replace(" ", ""): name for name, those in shapes.items() for s in those}
    plain = pl.when(~said.str.contains("#", literal=True)).then(said)
    shape = plain.str.replace_all(number, "#").str.replace_all(" ", "", literal=True)
    return shape.replace_strict(named, default=None, return_dtype=pl.String)
