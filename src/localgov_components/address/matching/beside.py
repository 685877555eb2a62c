"""Words that say a thing is beside a property and is not the property: land, a garage behind it, a lamp post.

Gazetteers have such things too, under such names. So both sides must say it, or neither.

>>> sorted(beside_words("LAND ADJACENT TO".split())), sorted(beside_words("MILL HOUSE".split()))
(['ADJACENT', 'LAND', 'TO'], [])
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

__all__ = ["beside_after", "beside_in", "beside_words", "tells_place"]

_ANYWHERE = frozenset({
    "ADJ", "ADJACENT", "ADJOINING", "BEHIND", "BESIDE", "BETWEEN", "LAND", "NEAR", "OPP", "OPPOSITE", "OUTSIDE", "REAR",
})  # fmt: skip
_AT_THE_END = frozenset({
    "ACCOUNT", "AFTER", "APPROX", "ATM", "BELOW", "BENCH", "BIN", "BINS", "BOLLARD", "BY", "CABINET", "CAMERA",
    "CELLAR", "CIRCA", "COLUMN", "DRAIN", "FORMER", "FORMERLY", "FROM", "GULLY", "HOARDING", "LAMP", "LAMPPOST",
    "LIFT", "LOCKER", "LOFT", "LOT", "MANHOLE", "MAST", "NOT", "OF", "OFF", "OUTBUILDING", "PARKING", "PAST",
    "PAYPHONE", "POLE", "POTHOLE", "PREVIOUSLY", "REF", "REFERENCE", "SIGN", "STREETLIGHT", "SUBSTATION", "TO",
    "UNDER",
})  # fmt: skip
"""Words that say so only where a name ends with them: `Site of, 10 Mill Lane`, `Lamp 10 Mill Lane`, `not 10`."""
_TWO_WORDS = frozenset({
    ("BUSINESS", "STOP"), ("CAR", "PARK"), ("LAMP", "COLUMN"), ("LAMP", "POST"), ("NEXT", "DOOR"),
    ("POLLING", "STATION"), ("ST", "LIGHT"), ("SUB", "STATION"),
})  # fmt: skip
"""Two such words, in plain form: `Bus` is read as Business, and `Street` as St."""
_AFTER = frozenset({
    "ADJ", "ADJACENT", "ADJOINING", "ATM", "GARAGE", "GARAGES", "HOARDING", "LAND", "OUTBUILDING", "OUTBUILDINGS",
    "PAYPHONE", "STUDIO", "SUBSTATION", "WORKSHOP",
})  # fmt: skip
"""Words that say so after the address too: `10 Mill Lane, land adjacent`."""


@lru_cache(20_000)
def beside_in(name: str | None) -> frozenset[str]:
    """Those of the words of a name that say a thing is beside a property."""
    return beside_words(name.split(" ")) if name else frozenset()


def beside_words(words: Sequence[str]) -> frozenset[str]:
    """Those of several words that say a thing is beside a property."""
    found = _ANYWHERE.intersection(words)
    ends = words and (words[-1] in _AT_THE_END or tuple(words[-2:]) in _TWO_WORDS)
    return found | {words[-1]} if ends else found


def beside_after(words: Sequence[str]) -> frozenset[str]:
    """Those of the words after an address that say it was about what is beside it."""
    pairs = [pair for pair in pairwise(words) if pair in _TWO_WORDS or pair == ("REAR", "OF")]
    return _AFTER.intersection(words) | {pair[0] for pair in pairs}


def tells_place(beside: frozenset[str]) -> bool:
    """Whether such words say where something is, as `Rear of` does, and not only what it is, as `Cellar` does."""
    return not _ANYWHERE.isdisjoint(beside)
