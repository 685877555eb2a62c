"""Letters and figures as grid references are typed, British and Irish.

One letter or two, then as many figures for the easting as for the northing, from 1 to 5: with spaces or without. Where
a space parts the figures it parts them in half: in `TQ 30163 803` figures are missing, and nobody can say where.

>>> letters_and_figures(" tq 301,803"), letters_and_figures("J338744")
(('TQ', '301', '803'), ('J', '338', '744'))
>>> letters_and_figures("TQ 30163 803") is letters_and_figures("TI 301 803") is None
True
"""

import re

__all__ = ["letters_and_figures"]

_MOST_TYPED = 60
_TYPED = re.compile(
    r"([A-HJ-Z](?: ?[A-HJ-Z])?) ?(?:([0-9]{1,5})(?: ?, ?| )([0-9]{1,5})|((?:[0-9]{2}){1,5}))", re.ASCII | re.IGNORECASE
)
"""Read before it is put in capitals: those of `ß` are `SS`, a square of the grid."""


def letters_and_figures(text: object) -> tuple[str, str, str] | None:
    """The letters, the figures of the easting and those of the northing; None for other text."""
    if not isinstance(text, str) or len(text) > _MOST_TYPED:
        return None
    found = _TYPED.fullmatch(" ".join(text.split()))
    if not found:
        return None
    letters, east, north, together = found.groups()
    if together:
        east, north = together[: len(together) // 2], together[len(together) // 2 :]
    return ("".join(letters.split()).upper(), east, north) if len(east) == len(north) else None
