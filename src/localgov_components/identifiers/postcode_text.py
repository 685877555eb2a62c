r"""Postcodes in running text: letters, e-mails, notes, addresses in one line.

Halves may stand apart by spaces, a hyphen or the end of a line. Only current areas count, since in running
text other words look like postcodes; and a postcode is not taken out of the middle of a longer word.

>>> from localgov_components.identifiers import Postcode
>>> text = "Town Hall, Quay Street, Brackwater DT98\n1AA, or write to sw1a2aa. Flat B1, 2nd floor."
>>> [(str(each.postcode), text[each.start : each.end]) for each in Postcode.find_in(text)]
[('DT98 1AA', 'DT98\n1AA'), ('SW1A 2AA', 'sw1a2aa')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from localgov_components.identifiers.postcode_area import is_current
from localgov_components.identifiers.postcode_grammar import canonical
from localgov_components.identifiers.postcode_parts import parts_of

__all__ = ["FoundPostcode", "written_in"]

P = TypeVar("P")

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = rf"[\s{_UNSEEN}]{{0,8}}-?[\s{_UNSEEN}]{{0,8}}"
_CANDIDATE = re.compile(
    rf"(?<![^\W_])(?P<outward>[A-Za-z]{{1,2}}[0-9][0-9A-Za-z]?|[A-Za-z]{{3,4}}){_GAP}(?P<inward>[0-9][A-Za-z]{{2}})(?![^\W_])"
    r"(?P<floor>\s+(?i:fl(?:oo)?r?)\b)?",
)
_ORDINAL = re.compile("1st|2nd|3rd|[4-9]th", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPostcode(Generic[P]):
    """A postcode and where it stands: `text[start:end]` is how it is written there."""

    postcode: P
    start: int
    end: int


def written_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each postcode as it is properly written, where it begins, and the place after its end. Linear in the text."""
    for found in _CANDIDATE.finditer(text):
        written = canonical(found["outward"] + found["inward"])
        if written and is_current(parts_of(written).area) and not _is_floor(found):
            yield written, found.start("outward"), found.end("inward")


def _is_floor(found: re.Match[str]) -> bool:
    """Whether it is a number and a floor, as in `B1 2nd floor`: B1 2ND is a postcode too."""
    outward, inward = found["outward"], found["inward"]
    return bool(_ORDINAL.fullmatch(inward)) and (found["floor"] is not None or outward.isupper() > inward.isupper())
