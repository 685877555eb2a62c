"""Units taken out of the lines of an address: the flat, a room in it, and numbers with a stroke between them.

A stroke means several things. In Glasgow `2/1, 10 Mill Street` is flat 1 on floor 2, and in Edinburgh `10/2 Mill
Street` is flat 2 of number 10; elsewhere `2/10 Mill Street` may be flat 2 of number 10, and `10/12 Mill Street` is a
range. What cannot be told from the text is kept as it may be meant, for a gazetteer to decide.

>>> parts = Parts()
>>> take_units(parts, [[Unit("ROOM", "5"), Unit("FLAT", "2"), "MILL", "HOUSE"]], numbered=False)
[['MILL', 'HOUSE']]
>>> str(parts.room), str(parts.flat)
('ROOM 5', 'FLAT 2')
"""

from string import ascii_uppercase

from localgov_components.address.parsing.draft import Parts
from localgov_components.address.parsing.items import Line
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import Unit, has_number

__all__ = ["take_units"]


def take_units(parts: Parts, lines: list[Line], *, numbered: bool) -> list[Line]:
    """The lines without units, which go to the parts: the last is the flat, one before it a room or a floor.

    `numbered` where there are numbers in the lines beside those with a stroke.
    """
    units: list[Unit] = []
    kept = [piece for line in lines for piece in _without_units(parts, line, units, numbered=numbered)]
    for unit in units:
        _add(parts, unit)
    return [*filter(None, kept)]


def _without_units(parts: Parts, line: Line, units: list[Unit], *, numbered: bool) -> list[Line]:
    """A line without its units, divided where one stood: what stands before a flat is another name."""
    if Unit not in map(type, line):
        return [line]
    kept: list[Line] = [[]]
    for at, item in enumerate(line):
        if not isinstance(item, Unit):
            kept[-1].append(item)
        elif item.kind == "/":
            before_street = at + 1 < len(line) and isinstance(line[at + 1], str)
            number = _read_stroke(parts, item, units, before_street=before_street, numbered=numbered)
            kept[-1].extend([number] if number else [])
        else:
            units.append(item)
            kept.append([])
    return kept


def _read_stroke(
    parts: Parts, unit: Unit, units: list[Unit], *, before_street: bool, numbered: bool
) -> NumberRange | None:
    """The number in numbers with a stroke, where they are not a flat alone."""
    first, _, second = unit.name.partition("/")
    digits = first.rstrip(ascii_uppercase)
    number, both = NumberRange(int(digits), first[len(digits) :]), first.isdecimal() and second.isdecimal()
    if before_street and (units or numbered) and both and number.start < int(second):
        return NumberRange(number.start, end=int(second))
    if numbered or units or not before_street:
        units.append(Unit("", unit.name))
        return None
    if both:
        parts.pair, parts.slash = (number.start, int(second)), True
    units.append(Unit("", second))
    return number


def _add(parts: Parts, unit: Unit) -> None:
    flat = parts.flat
    if flat is None:
        parts.flat = unit
    elif not has_number(unit.name) or not has_number(flat.name):  # a floor, and a flat on it
        first, second = (unit, flat) if has_number(flat.name) else (flat, unit)
        parts.flat = Unit(second.kind or first.kind, f"{first.name} {second.name}".strip())
    elif parts.room is None:
        parts.room, parts.flat = flat, unit
