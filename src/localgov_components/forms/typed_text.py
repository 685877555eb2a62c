r"""Text as somebody typed it, made safe to keep: one line, composed, nothing invisible.

What cannot be seen is taken out: control characters, the marks that reverse the order of letters on
a screen (Unicode Standard Annex 9), zero-width spaces and half characters. The joiners that some
scripts need to spell a name (U+200C, U+200D) stay. Letters are composed (Unicode NFC), because two
spellings of one "ê" must be one name.

>>> tidy("  Sia\u0302n\tResident ")
'Siân Resident'
>>> tidy("gpj\u202e.exe")
'gpj.exe'
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

__all__ = ["Submitted", "first", "tidy"]

Submitted: TypeAlias = Mapping[str, Sequence[str]]
"""Form data by field name, as a browser sent it; nothing about it is trusted."""

_JOINERS = frozenset("\u200c\u200d")
_REMOVED = frozenset({"Cc", "Cf", "Cs"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def first(submitted: Submitted, field: str) -> str:
    """What was sent for a field, tidied: the first of several; nothing if absent."""
    values = submitted.get(field, ())
    return tidy(values[0]) if values else ""


def tidy(text: str) -> str:
    """The same words on one line, composed, without what cannot be seen."""
    visible = "".join(_visible(character) for character in text)
    line = " ".join(unicodedata.normalize("NFC", visible).split())
    return line if any(unicodedata.category(character) not in _UNSEEN for character in line) else ""


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _REMOVED and character not in _JOINERS else character
