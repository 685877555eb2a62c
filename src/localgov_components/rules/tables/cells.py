"""What a cell of a decision table says: the small language of its inputs and outputs.

| Cell | Holds when the input is |
| --- | --- |
| `-`, or nothing | anything |
| `16000`, `yes`, `2026-04-01`, `band a` | that value |
| `> 16000`, `>= …`, `< …`, `<= …` | more, at least, less, at most |
| `[6000..16000]`, `(6000..16000]` | between the two, with or without the ends |
| `A, B`, `< 5, 10, [20..30]` | one of these |
| `not(A, B)` | none of these |

In the place of a value there may be a policy value: `> {capital_limit}`. An output is one value or one policy
value. Text with `,`, quotation marks or brackets in it stands in quotation marks: `"Flat 1, upper floor"`.

>>> from localgov_components.money import Money
>>> read_test("(6000..{capital_limit}]", Money)
Between(low=Written(value=Money('6000.00')), high=Named(key='capital_limit'), has_low=False, has_high=True)
>>> write_test(read_test("not( A,B )", str))
'not(A, B)'
>>> read_test("[6000, 16000]", Money)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: '[6000, 16000]' is not a range \
(write [1..5], or (1..5] without the 1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import CellValue
from localgov_components.rules.building import ORDERED, type_name
from localgov_components.rules.tables.kinds import (
    COUNTED,
    Operand,
    Written,
    cell_form,
    policy_key,
    quoted,
    read_operand,
    refuse,
    write_operand,
)

__all__ = [
    "MOST_LETTERS",
    "Anything",
    "Between",
    "Compared",
    "NoneOf",
    "OneOf",
    "Test",
    "cell_of_output",
    "cell_of_test",
    "read_output",
    "read_test",
    "write_test",
]

MOST_LETTERS = 4000
"""Characters of one cell: several hundred values in a list."""

_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL | re.IGNORECASE)
_COMPARED = re.compile(r"(<=|>=|<|>)\s*(.*)", re.DOTALL)
_RANGE = re.compile(r"([\[\](])(.*?)\.\.(.*)([\])\[])", re.DOTALL)
_WITH_LOW, _WITH_HIGH = "[", "]"


@dataclass(frozen=True, slots=True)
class Anything:
    """Holds for every value, also for one that is not known."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Holds when the input is so to one value."""

    operator: Literal["==", "<", "<=", ">", ">="]
    operand: Operand


@dataclass(frozen=True, slots=True)
class Between:
    """Holds when the input is between two values, and perhaps one of the two."""

    low: Operand
    high: Operand
    has_low: bool
    has_high: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds when one of several does."""

    tests: tuple[Compared | Between, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Holds when none of several does."""

    tests: tuple[Compared | Between, ...]


Test: TypeAlias = Anything | Compared | Between | OneOf | NoneOf
"""What one cell asks of its input."""


def read_test(text: str, kind: Any) -> Test:
    """What the text of an input cell says. Raises `InvalidValueError`."""
    text = _short(text).strip()
    if text in ("", "-"):
        return Anything()
    found = _NOT.fullmatch(text)
    if found:
        return NoneOf(tuple(_tests(found[1], kind)))
    first, *others = _tests(text, kind)
    return OneOf((first, *others)) if others else first


def read_output(text: str, kind: Any) -> Operand:
    """What the text of an output cell says; text needs no quotation marks there."""
    text = _short(text).strip()
    if not text:
        raise InvalidValueError("no value to give. Fill the cell in.", code="table.cell")
    return Written(text) if kind is str and _is_plain(text) else read_operand(text, kind)


def write_test(test: Test) -> str:
    """The text of an input cell, which reads back as the same."""
    match test:
        case Anything():
            return "-"
        case Compared():
            operator = "" if test.operator == "==" else f"{test.operator} "
            return f"{operator}{write_operand(test.operand)}"
        case Between():
            ends = "[" if test.has_low else "(", "]" if test.has_high else ")"
            return f"{ends[0]}{write_operand(test.low)}..{write_operand(test.high)}{ends[1]}"
        case OneOf():
            return ", ".join(map(write_test, test.tests))
        case NoneOf():
            return f"not({', '.join(map(write_test, test.tests))})"


def cell_of_test(test: Test) -> CellValue | None:
    """An input cell: empty for anything, and a value by itself as its type."""
    match test:
        case Anything():
            return None
        case Compared("==", operand):
            return cell_form(operand)
        case _:
            return write_test(test)


def cell_of_output(operand: Operand) -> CellValue:
    """An output cell."""
    if not isinstance(operand, Written) or type(operand.value) is not str:
        return cell_form(operand)
    text = operand.value
    return text if text == text.strip() and _is_plain(text) else '"{}"'.format(text.replace('"', '""'))


def _is_plain(text: str) -> bool:
    """Whether the text of an output means itself: neither quotation marks around it nor a policy value."""
    return text != "" and not text.startswith(('"', "“", "”")) and policy_key(text) is None


def _short(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise InvalidValueError(f"longer than {MOST_LETTERS:,} characters. Use several rows.", code="table.cell")
    return text


def _tests(text: str, kind: Any) -> Iterator[Compared | Between]:
    for piece in _pieces(text, kind):
        if not piece:
            raise InvalidValueError(f"{quoted(text)} has an empty place in its list. Fill it.", code="table.cell")
        yield _test(piece, kind)


def _test(text: str, kind: Any) -> Compared | Between:
    found = _COMPARED.fullmatch(text)
    if found:
        _require_order(text, kind)
        operator: Any = found[1]
        return Compared(operator, read_operand(found[2], kind))
    if kind in ORDERED and text[0] in "[](":
        return _range(text, kind)
    return Compared("==", read_operand(text, kind))


def _range(text: str, kind: Any) -> Between:
    found = _RANGE.fullmatch(text)
    if not found:
        refuse(text, "a range (write [1..5], or (1..5] without the 1)")
    low, high = (read_operand(end.strip(), kind) for end in (found[2], found[3]))
    test = Between(low, high, has_low=found[1] == _WITH_LOW, has_high=found[4] == _WITH_HIGH)
    if isinstance(low, Written) and isinstance(high, Written):
        is_empty = low.value > high.value or (low.value == high.value and not (test.has_low and test.has_high))
        if is_empty:
            raise InvalidValueError(f"{quoted(text)} has nothing in it. Write the lower first.", code="table.cell")
    return test


def _require_order(text: str, kind: Any) -> None:
    if kind not in ORDERED:
        message = f"{quoted(text)} in a column of {type_name(kind)}, where nothing is more or less. Write values."
        raise InvalidValueError(message, code="table.cell")


def _pieces(text: str, kind: Any) -> Iterator[str]:
    """The parts of a list, without spaces around."""
    start, in_marks = 0, False
    for place, character in enumerate(text):
        if character == '"':
            in_marks = not in_marks
        elif character == "," and not in_marks and _divides(text, start, place, kind):
            yield text[start:place].strip()
            start = place + 1
    yield text[start:].strip()


def _divides(text: str, start: int, place: int, kind: Any) -> bool:
    """Whether a comma stands between two values: not one inside `£16,000`, nor inside a range."""
    if kind in COUNTED and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit():
        return False
    piece = text[start:place].strip()
    return kind not in (*COUNTED, date) or piece[:1] not in tuple("[](") or _RANGE.fullmatch(piece) is not None
