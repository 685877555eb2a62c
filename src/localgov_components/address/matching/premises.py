"""Numbers, suffixes and flats of two addresses compared: where they conflict, nothing else can mend it.

>>> compare_premises(Premises(12, "A", 12, "A"), Premises(12, None, 12, None, kind="FLAT", flat="A")).flat
<Fit.OTHERWISE: 2>
>>> compare_premises(Premises(12, None, 12, None), Premises(12, "A", 12, "A")).conflict
'number'
>>> compare_premises(Premises(12, None, 12, None), Premises(10, None, 14, None)).number
<Fit.WEAKER: 1>
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from localgov_components.address.parsing.number import NumberRange

__all__ = ["Compared", "Fit", "Premises", "Relation", "compare_premises"]


class Fit(IntEnum):
    """How well one element fits, from worst to best."""

    NONE = 0
    WEAKER = 1
    OTHERWISE = 2
    EQUAL = 3
    ABSENT = 4
    LEFT_OUT = 5


class Relation(IntEnum):
    """What a gazetteer's address is to the text: the same property, the building it is in, or a part of it."""

    SAME = 0
    PARENT = 1
    CHILD = 2


class Premises(NamedTuple):
    """Numbers of an address: `end` is `start` where there is one number, and both are None where there is none."""

    start: int | None = None
    suffix: str | None = None
    end: int | None = None
    end_suffix: str | None = None
    kind: str | None = None
    flat: str | None = None
    room: str | None = None


@dataclass(slots=True)
class Compared:
    """How numbers and flats compare; `conflict` names the element that vetoes."""

    number: Fit = Fit.ABSENT
    flat: Fit = Fit.ABSENT
    relation: Relation = Relation.SAME
    conflict: str | None = None
    why_number: str = ""
    why_flat: str = ""


_SAME_FLOORS = (frozenset({"UPPER", "1F"}), frozenset({"LOWER", "GROUND"}), frozenset({"GARDEN", "GROUND"}))
"""Floors that are often the same: equivalent, where the gazetteer has only one of them."""
_COMMERCIAL = frozenset({"SHOP", "OFFICE", "OFFICES", "WORKSHOP", "KIOSK", "STALL"})
_NEUTRAL = frozenset({"", "FLATS", "UNIT", "SUITE", "STUDIO"})
_DWELLING = frozenset({"FLAT", "APARTMENT", "MAISONETTE", "PENTHOUSE", "DUPLEX", "BEDSIT", "ANNEXE"})


def compare_premises(typed: Premises, known: Premises) -> Compared:
    """Compare what was typed with what the gazetteer has."""
    repeated = _as_repeated(typed, known)
    if repeated is not None:
        return repeated
    swapped = _as_swapped(typed, known)
    if swapped is not None:
        return swapped
    result = Compared()
    _compare_numbers(typed, known, result)
    if result.conflict is None:
        _compare_flats(typed, known, result)
    return result


def _compare_numbers(typed: Premises, known: Premises, result: Compared) -> None:
    if typed.start is None or known.start is None:
        result.number = Fit.ABSENT if typed.start is known.start else Fit.LEFT_OUT
        return
    if typed[:4] == known[:4]:
        result.number = Fit.EQUAL
        return
    first, second = _range(typed), _range(known)
    if second.holds(first):
        result.number, result.why_number = Fit.WEAKER, "within the gazetteer's range"
    elif first.is_range and not second.is_range and _is_end(first, second):
        result.number, result.why_number = Fit.WEAKER, "the gazetteer has one number of the range"
    elif first.is_range and second.is_range and _overlap(first, second):
        result.number, result.why_number = Fit.WEAKER, "ranges that share an end"
    else:
        result.number, result.conflict = Fit.NONE, "number"


def _range(premises: Premises) -> NumberRange:
    start, suffix = premises.start or 0, premises.suffix or ""
    end, end_suffix = premises.end, premises.end_suffix or ""
    if (end, end_suffix) == (start, suffix):
        return NumberRange(start, suffix)
    return NumberRange(start, suffix, end, end_suffix)


def _is_end(numbers: NumberRange, one: NumberRange) -> bool:
    return (one.start, one.suffix) in ((numbers.start, numbers.suffix), (numbers.end, numbers.end_suffix))


def _overlap(first: NumberRange, second: NumberRange) -> bool:
    return (first.start, first.suffix) == (second.start, second.suffix) or (first.end, first.end_suffix) == (
        second.end,
        second.end_suffix,
    )


def _compare_flats(typed: Premises, known: Premises, result: Compared) -> None:
    if typed.flat is None and known.flat is None:
        return
    if typed.flat is None or known.flat is None:
        result.flat = Fit.LEFT_OUT
        result.relation = Relation.CHILD if typed.flat is None else Relation.PARENT
        return
    fit = _flat_fit(typed.kind or "", typed.flat, known.kind or "", known.flat)
    if fit is Fit.NONE:
        result.flat, result.conflict = fit, "flat"
        return
    result.flat = fit
    if fit is Fit.LEFT_OUT:
        result.relation = Relation.PARENT if not known.flat else Relation.CHILD
    elif typed.room != known.room:
        result.flat = Fit.LEFT_OUT if None in (typed.room, known.room) else Fit.NONE
        if result.flat is Fit.NONE:
            result.conflict = "flat"
        result.relation = Relation.CHILD if typed.room is None else Relation.PARENT


def _flat_fit(typed_kind: str, typed: str, known_kind: str, known: str) -> Fit:
    if not _kinds_agree(typed_kind, known_kind):
        return Fit.NONE
    if typed == known:
        return Fit.EQUAL if typed_kind == known_kind or typed else Fit.WEAKER
    if not typed or not known:
        return Fit.LEFT_OUT
    first, second = frozenset(typed.split()), frozenset(known.split())
    if first ^ second in _SAME_FLOORS:
        return Fit.WEAKER
    return Fit.WEAKER if (first < second or second < first) and _share_id(first, second) else Fit.NONE


def _kinds_agree(first: str, second: str) -> bool:
    if first == second or not first or not second:
        return True
    if first in _NEUTRAL or second in _NEUTRAL:
        other = second if first in _NEUTRAL else first
        return other in _DWELLING or other in _COMMERCIAL or other in _NEUTRAL
    return (first in _DWELLING and second in _DWELLING) or (first in _COMMERCIAL and second in _COMMERCIAL)


def _share_id(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the words in common hold a number or letter, not only a floor."""
    return any((word[0].isdigit() and not word.endswith("F")) or len(word) == 1 for word in first & second)


def _as_swapped(typed: Premises, known: Premises) -> Compared | None:
    """`12A` for `Flat A, 12`, either way round."""
    for suffixed, divided in ((typed, known), (known, typed)):
        if suffixed.suffix is None or suffixed.flat is not None or not divided.flat or divided.suffix is not None:
            continue
        if suffixed.start != suffixed.end or suffixed.suffix != suffixed.end_suffix or divided.start is None:
            continue
        letters = divided.flat.split()
        letter = letters[-1] == suffixed.suffix or (len(letters) > 1 and letters[0] == suffixed.suffix)
        if not letter or not _kinds_agree(divided.kind or "", "FLAT"):
            continue
        extra = set(letters) - {suffixed.suffix, str(suffixed.start)}
        if _range(divided).holds(NumberRange(suffixed.start or 0)) or divided.start == divided.end == suffixed.start:
            why = "a flat's letter as suffix" if not extra else "a flat's letter as suffix, its floor left out"
            return Compared(Fit.EQUAL, Fit.OTHERWISE, why_flat=why)
    return None


def _as_repeated(typed: Premises, known: Premises) -> Compared | None:
    """`28B` for `28B, 28`, or `109` for `109, 107-109`: the flat's number says the building's again."""
    for once, twice in ((typed, known), (known, typed)):
        if once.flat is not None or once.start is None or twice.flat is None or twice.start is None:
            continue
        single = _range(once)
        if single.is_range or twice.flat != str(single) or twice.kind:
            continue
        number = _range(twice)
        if number.holds(NumberRange(single.start)) or (
            single.suffix and not number.is_range and number.start == single.start
        ):
            return Compared(Fit.EQUAL, Fit.OTHERWISE, why_flat="the number said twice")
    return None
