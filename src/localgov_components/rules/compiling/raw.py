"""Raw values: what compiled code reckons with, and what it becomes again.

A number is a whole number of its smallest unit: pence for money, ten-thousandths for a decimal of four
places. So all arithmetic is exact, and as fast as whole numbers are. Unknown is None.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY
from localgov_components.rules.fact_reading import value_of_fact
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Members, Unknown
from localgov_components.rules.measures import PENCE_PLACES, Measure
from localgov_components.rules.policy_reading import value_of_policy
from localgov_components.rules.tree import PolicyRef

__all__ = ["DIVIDING", "fact_reader", "policy_raw", "raw", "restored", "restorer", "rows_reader"]


_BARE = (True,)
"""A row of which nothing is read: the code of a loop gives every row at least one name."""


def raw(value: Any, measure: Measure | None) -> Any:
    """The raw form of a value of a measure."""
    if isinstance(value, Money):
        return (
            value.pence * 10 ** (measure.places - PENCE_PLACES)
            if measure and measure.places > PENCE_PLACES
            else value.pence
        )
    if isinstance(value, Decimal):
        number, divisor = value.as_integer_ratio()  # whole numbers, so that no decimal context takes part
        return number * 10 ** (measure.places if measure else 0) // divisor
    return value


def restorer(node: Expression[Any]) -> Callable[[Any], Any]:
    """A function from raw values of a node to values."""
    if node.value_type is Money and node.measure and node.measure.places == PENCE_PLACES:
        return _pence_or_unknown
    return partial(restored, node)


def _pence_or_unknown(value: int | None) -> Money | None:
    return None if value is None else Money.from_pence(value)


def restored(node: Expression[Any], value: Any) -> Any:
    """The value that a raw one stands for; money with parts of a penny is a `Decimal` of pounds."""
    if value is None or node.measure is None:
        return value
    places = node.measure.places
    if node.value_type is Money and places <= PENCE_PLACES:
        return Money.from_pence(value * 10 ** (PENCE_PLACES - places))
    # A decimal is made from text, so that no context takes part.
    return value if node.value_type is int else Decimal(f"{value}e-{places}")


def fact_reader(declaration: FactDeclaration, on: date | None, path: str) -> Callable[[Any], Any]:
    """A function from what is stored for a fact to its raw value, None when unknown.

    What is plainly of the fact's type and in range is taken at once; anything else goes through `value_of_fact`.
    """
    read = partial(_read_fact, declaration, on, path)
    kind, measure = declaration.type, declaration.measure
    if declaration.judgement or declaration.nested:
        return read
    if kind is int and measure:
        return _whole_reader(measure.most, read)
    if kind is Money and measure and measure.places == PENCE_PLACES:
        return _money_reader(measure.most * 100, read)
    if kind is date:
        return _day_reader(read)
    return read if measure else _plain_reader(kind, read)


def _whole_reader(most: int, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: stored if type(stored) is int and -most <= stored <= most else read(stored)


def _money_reader(most: int, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: pence if type(stored) is Money and -most <= (pence := stored.pence) <= most else read(stored)


def _day_reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: stored if type(stored) is date and FIRST_DAY <= stored <= LAST_DAY else read(stored)


def _plain_reader(kind: Any, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: stored if type(stored) is kind else read(stored)


def _read_fact(declaration: FactDeclaration, on: date | None, path: str, stored: Any) -> Any:
    value = value_of_fact(stored, declaration, on, path)
    return None if isinstance(value, Unknown) else raw(value, declaration.measure)


def rows_reader(
    declaration: FactDeclaration, columns: tuple[tuple[FactDeclaration, Any], ...], on: date | None, path: str
) -> Callable[[Any], Any]:
    """A function from what is stored for a list of members to `(rows, complete)`, None when unknown.

    A row has a raw value for each column, which is a fact of a member and, for a list, its own columns.
    """
    readers = tuple(
        (each.id, fact_reader(each, on, each.id) if inner is None else rows_reader(each, inner, on, each.id))
        for each, inner in columns
    )
    return partial(_read_rows, declaration, readers, columns, on, path)


def _read_rows(
    declaration: FactDeclaration, readers: Any, columns: Any, on: date | None, path: str, stored: Any
) -> Any:
    members = value_of_fact(stored, declaration, on, path)
    if not isinstance(members, Members):
        return None
    try:
        rows = [tuple([read(member.stored.get(id_)) for id_, read in readers]) or _BARE for member in members.items]
    except InvalidValueError:
        _require_rows(members, columns, on, path)
        raise
    return rows, members.complete


def _require_rows(members: Members, columns: Any, on: date | None, path: str) -> None:
    """Raise the first fault in the facts of members again, by its path from the list down."""
    for number, member in enumerate(members.items, start=1):
        for fact, inner in columns:
            at = f"{path}[{number}].{fact.name}"
            value = value_of_fact(member.stored.get(fact.id), fact, on, at)
            if inner is not None and isinstance(value, Members):
                _require_rows(value, inner, on, at)


def policy_raw(ref: PolicyRef[Any], value: Any) -> Any:
    """The raw form of a policy value; raises `InvalidValueError` for one of another type or out of range."""
    return raw(value_of_policy(ref, value), ref.measure)


def _half_up(number: int, divisor: int) -> int:
    if divisor < 0:
        number, divisor = -number, -divisor
    if number < 0:
        return -((divisor - 2 * number) // (2 * divisor))
    return (2 * number + divisor) // (2 * divisor)


def _half_down(number: int, divisor: int) -> int:
    if divisor < 0:
        number, divisor = -number, -divisor
    if number < 0:
        return -_half_down(-number, divisor)
    return -((divisor - 2 * number) // (2 * divisor))


def _half_even(number: int, divisor: int) -> int:
    if divisor < 0:
        number, divisor = -number, -divisor
    whole, rest = divmod(number, divisor)
    return whole + (2 * rest > divisor or (2 * rest == divisor and whole % 2))


def _up(number: int, divisor: int) -> int:
    return -(-number // divisor) if (number < 0) == (divisor < 0) else number // divisor


def _down(number: int, divisor: int) -> int:
    return number // divisor if (number < 0) == (divisor < 0) else -(-number // divisor)


def _ceiling(number: int, divisor: int) -> int:
    return -(-number // divisor)


def _floor(number: int, divisor: int) -> int:
    return number // divisor


DIVIDING: Mapping[Rounding, Callable[[int, int], int]] = {
    Rounding.HALF_UP: _half_up,
    Rounding.HALF_DOWN: _half_down,
    Rounding.HALF_EVEN: _half_even,
    Rounding.UP: _up,
    Rounding.DOWN: _down,
    Rounding.CEILING: _ceiling,
    Rounding.FLOOR: _floor,
}
"""For each rounding, a quotient of whole numbers rounded in that way; the divisor is not 0."""
