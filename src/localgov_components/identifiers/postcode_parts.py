"""The parts of a postcode, from its area to its unit.

>>> parts_of("EC1A 1BB")
PostcodeParts(area='EC', district='EC1', sub_district='EC1A', outward='EC1A', sector='EC1A 1', inward='1BB', unit='BB')
>>> parts_of("GIR 0AA").district is None
True
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

__all__ = ["PostcodeParts", "parts_of"]


class PostcodeParts(NamedTuple):
    """The parts of a postcode, the widest first; None where it has no such part."""

    area: str
    district: str | None
    sub_district: str | None
    outward: str
    sector: str
    inward: str
    unit: str


_new: Callable[[type[PostcodeParts], tuple[str | None, ...]], PostcodeParts] = tuple.__new__


def parts_of(written: str) -> PostcodeParts:
    """The parts of a postcode that is written with its one space."""
    outward = written[:-4]
    area, district, sub_district = _parts_of_outward(outward)
    return _new(PostcodeParts, (area, district, sub_district, outward, written[:-2], written[-3:], written[-2:]))


@lru_cache(maxsize=4096)  # there are some three thousand districts, and columns of postcodes repeat them
def _parts_of_outward(outward: str) -> tuple[str, str | None, str | None]:
    area = "".join(takewhile(str.isalpha, outward))
    if area == outward:
        return area, None, None
    return (area, outward[:-1], outward) if outward[-1].isalpha() else (area, outward, None)
