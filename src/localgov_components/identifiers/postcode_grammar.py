"""How postcodes are written: forms, letters, areas, and the codes of a kind of their own.

An ordinary postcode has an outward code of one of six forms (A9, A99, AA9, AA99, A9A, AA9A) and an inward
code of a digit and two letters. The first letter is never Q, V or X, the second never I, J or Z, and an
inward letter never C, I, K, M, O or V (Royal Mail, Programmers' Guide to PAF; BS 7666). Beside them
stand the codes of Girobank, of territories, of returned mail and of the health service's statistics.

Postcodes that have ended keep this grammar, and may break two narrower rules that hold for those in use:
which areas there are, and which letter ends an outward code. So these two are kept apart.

>>> canonical("sw1a2aa"), canonical("SW1A 2CA"), canonical("zz99 3vz")
('SW1A 2AA', None, 'ZZ99 3VZ')
"""

import re
from unicodedata import combining

from localgov_components.identifiers.folding import fold

__all__ = [
    "INWARD",
    "INWARD_LENGTH",
    "INWARD_LETTERS",
    "MOST_TYPED",
    "OUTWARD",
    "TERRITORIES",
    "canonical",
    "ends_as_now",
    "is_outward",
    "spaced",
    "squeezed",
]

INWARD_LENGTH = 3
MOST_TYPED = 40
_ANY_OUTWARD = "[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJ-NP-Z]?"
"""I and O never end an outward code: beside the digit they would be read as 1 and 0."""
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_ANY_INWARD = f"[0-9][{INWARD_LETTERS}]{{2}}"
OUTWARD = re.compile(_ANY_OUTWARD, re.ASCII)
INWARD = re.compile(_ANY_INWARD, re.ASCII)
_typed = re.compile(f"{_ANY_OUTWARD} ?{_ANY_INWARD}", re.ASCII).fullmatch

TERRITORIES = frozenset({"ASCN", "BBND", "BIQQ", "FIQQ", "PCRN", "SIQQ", "STHL", "TDCU", "TKCA"})
"""Overseas territories that have one postcode each, whose inward code is 1ZZ."""

_SPECIAL = re.compile(
    rf"GIR 0AA|SAN TA1|NPT {_ANY_INWARD}|X[MX][0-9]{{1,2}} {_ANY_INWARD}|ZZ99 [0-9][A-Z]{{2}}"
    rf"|(?:{'|'.join(sorted(TERRITORIES))}) 1ZZ",
    re.ASCII,
)
"""Girobank; Father Christmas; Newport's old area; mail returned or for Father Christmas; pseudo codes; territories."""
_SPECIAL_OUTWARD = re.compile(rf"GIR|SAN|NPT|X[MX][0-9]{{1,2}}|ZZ99|{'|'.join(sorted(TERRITORIES))}", re.ASCII)

_LAST_LETTER = {2: frozenset("ABCDEFGHJKSTUW"), 3: frozenset("ABEHMNPRVWXY")}
"""Letters that end the outward codes A9A and AA9A now in use, by the length of what stands before them (BS 7666).

Codes of central London that ended before 2000, such as those of W1M and W1P, break the first [unverified].
"""


def canonical(text: str) -> str | None:
    """The postcode that text is, written with one space; None when it is none. Linear in the text, up to a limit."""
    if not _typed(text):  # what most people type is seen at once, and only the rest is looked at again
        capitals = text.upper() if text.isascii() else ""
        if not _typed(capitals):
            return _special(text)
        text = capitals
    return text if text[-4] == " " else f"{text[:-3]} {text[-3:]}"


def squeezed(text: str) -> str | None:
    """Letters and digits only, in capitals; None when the text is longer than anybody writes a postcode.

    An accent that stands apart from its letter stays, so that the letter is refused as it is with its accent on it.
    """
    if len(text) > MOST_TYPED:
        return None
    folded = text.upper() if text.isascii() else fold(text)
    return folded if folded.isalnum() else "".join(each for each in folded if each.isalnum() or combining(each))


def spaced(compact: str) -> str:
    """One space before the inward code."""
    return f"{compact[:-INWARD_LENGTH]} {compact[-INWARD_LENGTH:]}"


def is_outward(text: str) -> bool:
    """Whether text in capitals is an outward code, ordinary or of a kind of its own."""
    return bool(OUTWARD.fullmatch(text) or _SPECIAL_OUTWARD.fullmatch(text))


def ends_as_now(sub_district: str) -> bool:
    """Whether the letter that ends an outward code of the forms A9A and AA9A is one that codes in use end with."""
    return sub_district[-1] in _LAST_LETTER[len(sub_district) - 1]


def _special(text: str) -> str | None:
    compact = squeezed(text)
    if compact is None:
        return None
    written = spaced(compact)
    return written if _typed(written) or _SPECIAL.fullmatch(written) else None
