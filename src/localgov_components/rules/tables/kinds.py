"""Values of a decision table's cells, by the type of their column: how each is read from text and written.

>>> from localgov_components.money import Money
>>> read_operand("£16,000.00", Money), write_operand(Written(Money("16000")))
(Written(value=Money('16000.00')), '£16,000.00')
>>> read_operand("{capital_limit}", Money)
Named(key='capital_limit')
>>> read_operand("1 April", date)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: '1 April' is not a date (write 2026-04-01).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, NoReturn, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import CellValue
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.scalar_text import day_of, looks_like_day, number_of, truth_of, whole_of
from localgov_components.core.value import Value
from localgov_components.money import Money
from localgov_components.rules.building import as_expression, type_name
from localgov_components.rules.tree import Mistake

__all__ = [
    "COUNTED",
    "POLICY_KINDS",
    "Named",
    "Operand",
    "Written",
    "cell_form",
    "is_kind",
    "policy_key",
    "quoted",
    "read_operand",
    "refuse",
    "require_value",
    "write_operand",
    "write_text",
]

COUNTED = (int, Decimal, Money)
"""Types that are written in digits."""

POLICY_KINDS = (bool, int, Decimal, Money, date, str)
"""Types that a policy value may have."""

_LONGEST_QUOTED = 40
_MOST_NAMED = 20
_KEY = re.compile(r"\{\s*([a-z][a-z0-9_]*)\s*\}", re.ASCII)
_MONEY = re.compile(r"-?(£ ?[0-9]{1,3}(,[0-9]{3})*|(£ ?)?[0-9]+)(\.[0-9]{1,2})?", re.ASCII)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BARE = re.compile(r'[^\s"“”{}\[\]()<>,](?:[^"“”{}\[\]()<>,]*[^\s"“”{}\[\]()<>,])?')
"""Text that needs no quotation marks: without what the language uses, and without spaces around."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value that stands in the table itself."""

    value: Any


@dataclass(frozen=True, slots=True)
class Named:
    """A policy value, by its key: `{capital_limit}`."""

    key: str


Operand: TypeAlias = Written | Named
"""What a cell compares with, or gives."""


def is_kind(kind: Any) -> bool:
    """Whether a column may have a type."""
    return kind in POLICY_KINDS or (isinstance(kind, type) and issubclass(kind, Enum | Value))


def read_operand(text: str, kind: Any) -> Operand:
    """A value of a type, or a policy value. Raises `InvalidValueError`."""
    key = policy_key(text)
    if key is None:
        return Written(require_value(_read(text, kind), kind))
    if kind not in POLICY_KINDS:
        raise InvalidValueError(f"no policy value is a {type_name(kind)}. Write the value itself.", code="table.cell")
    return Named(key)


def policy_key(text: str) -> str | None:
    """The key that stands in braces, such as `{capital_limit}`, or None."""
    found = _KEY.fullmatch(text)
    return found[1] if found else None


def require_value(value: Any, kind: Any) -> Any:
    """The value, where it has the type and a rule can hold it, in its one form."""
    if type(value) is not kind and not (issubclass(kind, Enum | Value) and isinstance(value, kind)):
        raise InvalidValueError(
            f"{type_name(type(value))} in a column of {type_name(kind)}. Give {type_name(kind)}.",
            code="table.cell",
        )
    constant = as_expression(value)
    if isinstance(constant, Mistake):
        raise InvalidValueError(f"{constant.fault.message}.", code="table.cell")
    return _shortest(value) if kind is Decimal else value


def write_operand(operand: Operand) -> str:
    """How an operand is written in a cell that says more than it."""
    if isinstance(operand, Named):
        return f"{{{operand.key}}}"
    value = operand.value
    match value:
        case bool():
            return "yes" if value else "no"
        case Money():
            return value.format()
        case int() | Decimal() | date() if not isinstance(value, Enum):
            return plain_form(value)
        case _:
            return write_text(_words(value))


def cell_form(operand: Operand) -> CellValue:
    """An operand in a cell of its own: a number, a truth or a date as such."""
    if isinstance(operand, Written):
        if isinstance(operand.value, Money):
            return Decimal(str(operand.value))
        if type(operand.value) in (bool, int, Decimal, date):
            return operand.value  # type: ignore[no-any-return]
    return write_operand(operand)


def write_text(text: str) -> str:
    """A text in quotation marks where it could be read as something else."""
    is_plain = _BARE.fullmatch(text) and text != "-"
    return text if is_plain else '"{}"'.format(text.replace('"', '""'))


def quoted(text: str) -> str:
    """The beginning of a text, for a message."""
    return f"'{text[:_LONGEST_QUOTED]}{'…' if len(text) > _LONGEST_QUOTED else ''}'"


def refuse(text: str, what: str) -> NoReturn:
    """Say what a text is not, and how to write it."""
    raise InvalidValueError(f"{quoted(text)} is not {what}.", code="table.cell")


def _words(value: Any) -> str:
    """A text, an identifier or a member of an enum, as it is written."""
    return str(value.value if isinstance(value, Enum) else value)


def _read(text: str, kind: Any) -> Any:
    reader = _READERS.get(kind)
    if reader:
        return reader(text)
    return _member(text, kind) if issubclass(kind, Enum) else _identifier(text, kind)


def _truth(text: str) -> bool:
    truth = truth_of(text)
    return refuse(text, "yes or no (write yes, no, true or false)") if truth is None else truth


def _whole(text: str) -> int:
    whole = whole_of(text)
    return refuse(text, f"a whole number (write 16000){_list_advice(text)}") if whole is None else whole


def _number(text: str) -> Decimal:
    number = number_of(text)
    return refuse(text, f"a number (write 0.25){_list_advice(text)}") if number is None else number


def _money(text: str) -> Money:
    if not _MONEY.fullmatch(text):
        refuse(text, f"an amount of money (write £16,000.00 or 16000){_list_advice(text)}")
    return Money.parse(text)


def _list_advice(text: str) -> str:
    """What to say of `5,100`, which may mean one number or two."""
    return "; between two numbers write a comma and a space" if "," in text else ""


def _day(text: str) -> date:
    what = "a day that there is" if looks_like_day(text) else "a date"
    return day_of(text) or refuse(text, f"{what} (write 2026-04-01)")


def _text(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    if found:
        return found[1].replace('""', '"')
    if not _BARE.fullmatch(text):
        refuse(text, 'a text by itself (write it in straight quotation marks: "Flat 1, upper floor")')
    return text


def _member(text: str, kind: type[Enum]) -> Enum:
    plain = _text(text)
    for member in kind:
        if _words(member) == plain:
            return member
    named = ", ".join(_words(member) for member in list(kind)[:_MOST_NAMED])
    refuse(text, f"one of the values of this column: {named}{', …' if len(kind) > _MOST_NAMED else ''}")


def _identifier(text: str, kind: type[Value]) -> Value:
    try:
        return kind.parse(_text(text))
    except InvalidValueError as error:
        message = f"{quoted(text)}: {error}"
    raise InvalidValueError(message, code="table.cell")


def _shortest(value: Decimal) -> Decimal:
    """The same number without zeros after its last digit: a workbook does not keep them."""
    if not value:
        return Decimal(0)  # minus nothing is nothing
    text = f"{value:f}"  # written out, and read again, so that no context takes part
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


_READERS: Mapping[Any, Callable[[str], Any]] = {
    bool: _truth,
    int: _whole,
    Decimal: _number,
    Money: _money,
    date: _day,
    str: _text,
}
