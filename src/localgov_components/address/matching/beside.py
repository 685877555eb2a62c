"""Words that say a thing is beside a property and is not the property: land, a garage behind it, a lamp post.

Gazetteers have such things too, under such names. So both sides must say it, or neither.

>>> sorted(beside_words("LAND ADJACENT TO".split())), sorted(beside_words("MILL HOUSE".split()))
(['ADJACENT', 'LAND', 'TO'], [])
"""

from collections.abc import Sequence
from functools import lru_cache

__all__ = ["beside_in", "beside_words"]

_ANYWHERE = frozenset({
    "ADJ", "ADJACENT", "ADJOINING", "BEHIND", "BESIDE", "BETWEEN", "LAND", "NEAR", "OPP", "OPPOSITE", "OUTSIDE", "REAR",
})  # fmt: skip
_AT_THE_END = frozenset({"BY", "FORMER", "FROM", "OF", "OFF", "TO"})
"""Words that say so only where a name ends with them, as in `Site of, 10 Mill Lane`."""


@lru_cache(20_000)
def beside_in(name: str | None) -> frozenset[str]:
    """Those of the words of a name that say a thing is beside a property."""
    return beside_words(name.split(" ")) if name else frozenset()


def beside_words(words: Sequence[str]) -> frozenset[str]:
    """Those of several words that say a thing is beside a property."""
    found = _ANYWHERE.intersection(words)
    return found | {words[-1]} if words and words[-1] in _AT_THE_END else found
