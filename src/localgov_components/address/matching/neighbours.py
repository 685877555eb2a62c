"""Neighbours that numbers alone, or flats alone, show to be such: most addresses of a postcode are, so it is quick.

>>> typed = Premises(12, None, 12, None)
>>> is_neighbour(typed, Premises(14, None, 14, None)), is_neighbour(typed, Premises(10, None, 14, None))
(True, False)
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from localgov_components.address.matching.premises import Premises

__all__ = ["is_neighbour", "likely_rows"]

_Row: TypeAlias = tuple[Any, ...]
_START, _FLAT, _ORGANISATION, _BUILDING = 0, 5, 11, 12
"""Where these stand in a row."""

_LETTERED = re.compile(r"[A-EG-Z][0-9]+", re.ASCII)
"""A flat with a letter and a number, as `B12`; `F2` may be Flat 2."""


def likely_rows(typed: Premises, rows: Iterable[_Row], *, named: bool) -> list[_Row]:
    """Those of the rows of the typed postcode that may be meant: the others are looked at where none of them fits.

    Left out are neighbours, houses with a name alone where only a number was typed (not `named`), and with a number
    alone where only a name was. A row is one of the index.
    """
    if typed.start is not None and not named:
        number = str(typed.start)
        rows = (row for row in rows if row[_START] is not None or (row[_FLAT] or "").startswith(number))
    elif typed.start is None and typed.flat is None:
        rows = (row for row in rows if row[_START] is None or row[_ORGANISATION] or row[_BUILDING])
    elif typed.flat and _LETTERED.fullmatch(typed.flat):
        rows = (row for row in rows if not (row[_FLAT] and _LETTERED.fullmatch(row[_FLAT])) or row[_FLAT] == typed.flat)
    return [row for row in rows if not is_neighbour(typed, row)]


def is_neighbour(typed: Premises, known: Sequence[Any]) -> bool:
    """Whether what is `known`, which begins as `Premises` does, is another property of the same street or building."""
    start, _, end, _, _, flat, _ = typed
    known_start, known_flat = known[_START], known[_FLAT]
    if flat and known_flat and flat != known_flat and _is_plain(flat) and _is_plain(known_flat):
        return True
    if start is None or known_start is None or (start <= known[2] and (end or start) >= known_start):
        return False
    if flat is None:
        return known_flat is None or not known_flat.startswith(str(start))  # it may be a flat's number
    return known_flat is not None or not flat.startswith(str(known_start))


def _is_plain(flat: str) -> bool:
    """Whether a flat has a number or a letter for its name, and so is another than one of another number."""
    return flat.isdecimal() or len(flat) == 1
