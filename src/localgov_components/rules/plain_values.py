"""The value that plain data stands for: one rule for each type, whether from JSON, a table or a form.

Plain data is text, numbers, true and false, as JSON has them. Nothing is guessed: `on` is not true, `1_000` and `1e3`
are not numbers, and neither a number nor an instant is a day. `core.scalar_text` says what text is read.

>>> read_plain("yes", bool), read_plain("16000", int), read_plain("2026-05-01", date)
(True, 16000, datetime.date(2026, 5, 1))
>>> read_plain(16000, Money)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: an amount of money that is not text. Write it in quotes, like "12.34"
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.model import without_inputs
from localgov_components.core.scalar_text import day_of, is_unicode, looks_like_day, number_of, truth_of, whole_of
from localgov_components.core.value import Value
from localgov_components.money import Money

__all__ = ["PLAIN_TYPES", "read_plain"]

_WITH_EXPONENT = re.compile(r"-?[0-9](?:\.[0-9]{1,36})?E[+-][0-9]{1,3}")  # as Python writes a small or large decimal
_MOST_DEPTH = 10  # of lists and objects in one value
_MOST_NAMED = 20  # values of an enum that a message names
_LARGEST_EXPONENT = 400  # of every float, and far past what any fact may be


def read_plain(given: Any, kind: Any, *, kept: bool = False) -> Any:
    """The value of a type that plain data stands for; a value of the type is one already.

    Data that this package `kept` is read back whatever is in it: an identifier that is only an example, a decimal with
    an exponent. Raises `InvalidValueError`, which says what to write, and not what was given.
    """
    read = None if kept else _READERS.get(kind)
    return (read or _reader(kind, kept))(given)


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(message, code="fact.value")


def _truth(given: Any) -> bool:
    truth = truth_of(given) if isinstance(given, str) else given
    if truth is True or truth is False:
        return bool(truth)
    raise _refused("neither true nor false. Write true or false")


def _whole(given: Any) -> int:
    if type(given) is int:
        return given
    if isinstance(given, str):
        whole = whole_of(given)
    else:
        number = _exact(given)
        whole = int(number) if number is not None and number == number.to_integral_value() else None
    if whole is None:
        raise _refused("not a whole number. Write digits only, like 3")
    return whole


def _number(given: Any) -> Decimal:
    number = number_of(given) if isinstance(given, str) else _exact(given)
    if number is None:
        raise _refused("not a number. Write digits, with a point if need be, like 0.25")
    return number


def _kept_number(given: Any) -> Decimal:
    is_python = isinstance(given, str) and _WITH_EXPONENT.fullmatch(given)
    return _number(Decimal(given) if is_python else given)


def _exact(given: Any) -> Decimal | None:
    """The number that a number of Python is, with the digits that it shows; None for anything else, or without end."""
    if isinstance(given, bool | Enum) or not isinstance(given, int | float | Decimal):
        return None
    number = Decimal(str(given)) if isinstance(given, float) else Decimal(given)
    return number if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT else None


def _money(given: Any) -> Money:
    if isinstance(given, str):
        return Money.parse(given)
    if isinstance(given, Money):
        return given
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        raise _refused('an amount of money that is not text. Write it in quotes, like "12.34"')
    raise _refused('not an amount of money. Write it as text, like "12.34"')


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise _refused('not text. Write it in quotes, like "A"')
    if not is_unicode(given):
        raise _refused("text with half of a surrogate pair, which is no character. Decode it as UTF-8 first")
    return given if type(given) is str else str.__str__(given)


def _day(given: Any) -> date:
    if isinstance(given, str):
        day = day_of(given)
        if day is None:
            raise _refused(f"{'no such day' if looks_like_day(given) else 'not a day'}. Write it like 2026-05-01")
        return day
    if isinstance(given, datetime):
        raise _refused("an instant, which is not a day. Give the date that it is locally")
    if not isinstance(given, date):
        raise _refused("not a day. Write it as text, like 2026-05-01")
    return given


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    bool: _truth,
    int: _whole,
    Decimal: _number,
    Money: _money,
    str: _text,
    date: _day,
}

PLAIN_TYPES = frozenset(_READERS)
"""Types that have a rule of their own, beside enums, identifiers and lists."""


@cache
def _reader(kind: Any, kept: bool) -> Callable[[Any], Any]:  # noqa: FBT001 - `cache` takes what it is given
    from localgov_components.identifiers import Identifier  # which rules without any need not load

    if kind in _READERS:
        return _kept_number if kept and kind is Decimal else _READERS[kind]
    if get_origin(kind) is list:
        return partial(_list, get_args(kind)[0], kept)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return partial(_member, kind, _members(kind))
    if isinstance(kind, type) and issubclass(kind, Identifier):
        return partial(_value, kind, partial(kind.parse, allow_example=kept))
    if isinstance(kind, type) and issubclass(kind, Value):
        return partial(_value, kind, kind.parse)
    return partial(_other, TypeAdapter(kind))


def _list(kind: Any, kept: bool, given: Any) -> list[Any]:  # noqa: FBT001 - `partial` gives it
    if not isinstance(given, list | tuple):
        raise _refused("not a list. Write […]")
    return [read_plain(each, kind, kept=kept) for each in given]


def _member(kind: type[Enum], members: Mapping[tuple[type, Any], Enum], given: Any) -> Enum:
    if isinstance(given, kind):
        return given
    found = members.get((type(given), given)) if isinstance(given, str | int) else None
    if found is None and isinstance(given, str):
        found = members.get((int, whole_of(given)))  # a table, or a form, has nothing but text
    if found is None:
        named = ", ".join(str(each.value) for each in list(kind)[:_MOST_NAMED])
        raise _refused(f"not one of: {named}{', …' if len(kind) > _MOST_NAMED else ''}")
    return found


def _members(kind: type[Enum]) -> Mapping[tuple[type, Any], Enum]:
    """The members of an enum by their text or number; by its type too, since Python has it that 1 is true."""
    return {(type(each.value), each.value): each for each in kind if isinstance(each.value, str | int)}


def _value(kind: type[Value], parse: Callable[[Any], Value], given: Any) -> Value:
    return given if isinstance(given, kind) else parse(given)


def _other(adapter: TypeAdapter[Any], given: Any) -> Any:
    """A value of a type that rules have no word for, as Pydantic reads it; it would make a number of true."""
    if _is_too_deep(given):
        raise _refused(f"lists in lists, more than {_MOST_DEPTH} deep. Check the value")
    try:
        return adapter.validate_python(given, strict=isinstance(given, bool))
    except ValidationError as error:
        message = without_inputs(error).errors()[0]["msg"].removeprefix("Value error, ")
    raise _refused(message)  # outside the handler, so that the first error does not hang on as its context


def _is_too_deep(given: Any) -> bool:
    level = {id(given): given}  # a list that stands in many places is looked into once
    for _ in range(_MOST_DEPTH):
        holders = [each for each in level.values() if isinstance(each, list | tuple | Mapping)]
        level = {
            id(inner): inner for each in holders for inner in (each.values() if isinstance(each, Mapping) else each)
        }
    return bool(level)
