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

from localgov_components.address.matching.flats import Fit, compare_flats, kinds_agree
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import Unit

__all__ = ["Compared", "Premises", "Relation", "compare_premises", "number_of"]


_WIDEST_BUILDING = 4
"""A range that is wider is a run of houses, unless the gazetteer has a range there too."""


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
    """How numbers and flats compare; `conflict` names the element that vetoes.

    `is_part` where two ranges have some numbers in common and neither is the other.
    """

    number: Fit = Fit.ABSENT
    flat: Fit = Fit.ABSENT
    relation: Relation = Relation.SAME
    conflict: str | None = None
    is_part: bool = False
    why_number: str = ""
    why_flat: str = ""


def compare_premises(typed: Premises, known: Premises) -> Compared:
    """Compare what was typed with what the gazetteer has."""
    if (typed.flat is None) is not (known.flat is None):
        otherwise = _as_repeated(typed, known) or _as_swapped(typed, known)
        if otherwise is not None:
            return otherwise
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
    if _is_one(typed) and _is_one(known):
        result.number, result.conflict = Fit.NONE, "number"
        return
    first, second = number_of(typed), number_of(known)
    if second.holds(first):
        result.number, result.why_number = Fit.WEAKER, "within the gazetteer's range"
    elif first.is_range and not second.is_range and _is_end(first, second):
        result.number, result.why_number = Fit.WEAKER, "the gazetteer has one number of the range"
        result.is_part = (first.end or 0) - first.start > _WIDEST_BUILDING
    elif first.is_range and second.is_range and _overlap(first, second):
        result.number, result.why_number = Fit.WEAKER, "ranges that share an end"
    elif first.is_range and any(held := [second.holds(end) for end in _ends(first)]):
        result.number, result.is_part = Fit.WEAKER, not all(held)
        result.why_number = "within the gazetteer's range" if all(held) else "a part of the range"
    else:
        result.number, result.conflict = Fit.NONE, "number"


def _is_one(premises: Premises) -> bool:
    return premises.start == premises.end and premises.suffix == premises.end_suffix


def number_of(premises: Premises) -> NumberRange:
    """The number of a building, as a range where it is one."""
    start, suffix = premises.start or 0, premises.suffix or ""
    end, end_suffix = premises.end, premises.end_suffix or ""
    if (end, end_suffix) == (start, suffix):
        return NumberRange(start, suffix)
    return NumberRange(start, suffix, end, end_suffix)


def _is_end(numbers: NumberRange, one: NumberRange) -> bool:
    return (one.start, one.suffix) in ((numbers.start, numbers.suffix), (numbers.end, numbers.end_suffix))


def _ends(numbers: NumberRange) -> list[NumberRange]:
    return [NumberRange(numbers.start, numbers.suffix), NumberRange(numbers.end or 0, numbers.end_suffix)]


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
    fit, result.why_flat = compare_flats(_flat(typed), _flat(known))
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


def _flat(premises: Premises) -> Unit:
    """The flat, without the number of its building where that is said again: `Flat 24A, 24` is Flat A."""
    name, number = premises.flat or "", str(premises.start)
    letter = name.removeprefix(number) if premises.start == premises.end and name.startswith(number) else ""
    return Unit(premises.kind or "", letter if letter.isalpha() else name)


def _as_swapped(typed: Premises, known: Premises) -> Compared | None:
    """`12A` for `Flat A, 12`, either way round."""
    for suffixed, divided in ((typed, known), (known, typed)):
        if suffixed.suffix is None or suffixed.flat is not None or not divided.flat or divided.suffix is not None:
            continue
        if suffixed.start != suffixed.end or suffixed.suffix != suffixed.end_suffix or divided.start is None:
            continue
        letters = divided.flat.split()
        letter = letters[-1] == suffixed.suffix or (len(letters) > 1 and letters[0] == suffixed.suffix)
        if not letter or not kinds_agree(divided.kind or "", "FLAT"):
            continue
        extra = set(letters) - {suffixed.suffix, str(suffixed.start)}
        if number_of(divided).holds(NumberRange(suffixed.start or 0)) or divided.start == divided.end == suffixed.start:
            why = "a flat's letter as suffix" if not extra else "a flat's letter as suffix, its floor left out"
            return Compared(Fit.EQUAL, Fit.OTHERWISE, why_flat=why)
    return None


def _as_repeated(typed: Premises, known: Premises) -> Compared | None:
    """`28B` for `28B, 28`, or `109` for `109, 107-109`: the flat's number says the building's again."""
    for once, twice in ((typed, known), (known, typed)):
        if once.flat is not None or once.start is None or twice.flat is None or twice.start is None:
            continue
        single = number_of(once)
        if single.is_range or twice.flat != str(single) or twice.kind:
            continue
        number = number_of(twice)
        if number.holds(NumberRange(single.start)) or (
            single.suffix and not number.is_range and number.start == single.start
        ):
            return Compared(Fit.EQUAL, Fit.OTHERWISE, why_flat="the number said twice")
    return None
