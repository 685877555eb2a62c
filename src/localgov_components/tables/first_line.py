"""Whether the first line of a file names the columns, or is somebody's row.

A file without headings has the values of somebody's case where headings should be, and these must not be shown. Some
texts are never names of columns: an amount, a reference, a postcode. Others, such as a date, a year or "No", may be
either, and tell of a row only where most of the line is so.

>>> holds_values(["Claim", "No", "Income 2025/26", "2024"]), holds_values(["Smith", "SW1A 1AA", "Couple"])
(False, True)
"""

import re
from collections.abc import Collection, Iterable, Sequence

from localgov_components.core.errors import Fault
from localgov_components.core.grid_cell import column_letters
from localgov_components.core.table_head import Named
from localgov_components.identifiers import Nino, Postcode
from localgov_components.tables.blanks import folded, heading

__all__ = ["first_line_fault", "half_of", "holds_values", "may_be_value", "named_of"]

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}(?:[/-](?:[0-9]{2}|[0-9]{4}))?\b")
_DATE = re.compile(
    r"[0-9]{1,4}[-/. ](?:[0-9]{1,2}|[a-z]{3,9})[-/. ][0-9]{1,4}(?:[ t][0-9:.]+)?", re.IGNORECASE | re.ASCII
)
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_MOST_DIGITS_OF_A_NAME = 4
_MOST_DIGITS_OF_A_NUMBER = 2
_WORDS = frozenset(
    {"y", "n", "yes", "no", "true", "false", "t", "f", "m", "male", "female", "mr", "mrs", "miss", "ms", "n/k", "n/a"}
)


def holds_values(headings: Sequence[str], also: Collection[int] = ()) -> bool:
    """Whether headings are values of somebody; `also` are places of others that may be, by what is below them."""
    written = [each for each in headings if each.strip()]
    doubtful = [place for place, each in enumerate(headings) if place in also or may_be_value(each)]
    return any(map(_is_value, written)) or 2 * len(doubtful) > max(len(written), len(doubtful))


def may_be_value(heading: str) -> bool:
    """Whether a heading is like a value: a number, a date, a word such as yes, an identifier."""
    text = folded(heading)
    is_number = bool(text) and not any(map(str.isalpha, text))
    return is_number or text in _WORDS or _DATE.fullmatch(text) is not None or _is_value(heading)


def first_line_fault(source: str, headings: Sequence[str], also: Collection[int] = ()) -> Fault:
    """What to tell of such a file: which columns, and never what is there."""
    found = [place for place, each in enumerate(headings) if place in also or may_be_value(each)]
    letters = ", ".join(column_letters(place + 1) for place in found)
    message = "does not seem to name the columns, but to be about somebody. Write headings in a line above it"
    return Fault(source, f"the first line {message}. See column {letters}", line=1)


def named_of(wanted: Iterable[str]) -> Named:
    """How many of the columns that are wanted a line names."""
    names = set(map(folded, wanted))
    return lambda cells: len(names.intersection(folded(heading(each)) for each in cells))


def half_of(wanted: Iterable[str]) -> int:
    """How many of the columns that are wanted a line below the first must name to be taken for that of the headings."""
    return (len(set(map(folded, wanted))) + 1) // 2


def _is_value(heading: str) -> bool:
    """Whether a text is hardly ever the name of a column."""
    text = heading.strip()
    if _EMAIL.fullmatch(text) or Postcode.is_valid(text) or Nino.is_valid(text):
        return True
    if _DATE.fullmatch(text):
        return False
    digits = sum(each.isdigit() for each in _YEAR.sub("", text))
    is_named = any(map(str.isalpha, text))
    return digits > (_MOST_DIGITS_OF_A_NAME if is_named else _MOST_DIGITS_OF_A_NUMBER) or (
        not is_named and digits > 0 and any(each in text for each in "£.")
    )
