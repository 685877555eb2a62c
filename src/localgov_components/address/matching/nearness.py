"""How near two postcodes are: the same, one typing fault apart, in one sector, district or area, or far apart.

>>> compare_postcodes("DT97 1AF", "DT97 1FA"), compare_postcodes("DT97 1AF", "DT97 1ZZ")
((<How.SPELLING: 'spelling'>, <Nearness.ONE_FAULT: 4>), (<How.CONFLICTING: 'conflicting'>, <Nearness.SECTOR: 3>))
"""

from enum import IntEnum

from localgov_components.address.matching.match import How

__all__ = ["Nearness", "compare_postcodes"]


class Nearness(IntEnum):
    """How much of two postcodes is the same; unsaid where one side has none."""

    NONE = 0
    AREA = 1
    DISTRICT = 2
    SECTOR = 3
    ONE_FAULT = 4
    SAME = 5
    UNSAID = 6


def compare_postcodes(typed: str | None, known: str | None) -> tuple[How | None, Nearness]:
    """Compare postcodes that are written with one space; None where neither side has one."""
    if not typed or not known:
        return (How.MISSING if typed or known else None), Nearness.UNSAID
    if typed == known:
        return How.EQUAL, Nearness.SAME
    if _is_one_fault(typed.replace(" ", ""), known.replace(" ", "")):
        return How.SPELLING, Nearness.ONE_FAULT
    return How.CONFLICTING, _in_common(typed, known)


def _in_common(typed: str, known: str) -> Nearness:
    outward, sector = typed[:-4], typed[:-2]
    if known.startswith(sector):
        return Nearness.SECTOR
    if known[:-4] == outward:
        return Nearness.DISTRICT
    return Nearness.AREA if _area(known) == _area(typed) else Nearness.NONE


def _area(postcode: str) -> str:
    return postcode[:2] if postcode[1:2].isalpha() else postcode[:1]


def _is_one_fault(first: str, second: str) -> bool:
    """Whether one character differs, or two beside each other were exchanged."""
    if len(first) != len(second):
        return False
    different = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(different) == 1:
        return True
    at = different[0]
    return different == [at, at + 1] and first[at : at + 2] == second[at + 1] + second[at]
