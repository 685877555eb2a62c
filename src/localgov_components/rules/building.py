"""Making nodes, with their types and units checked.

Nothing here raises for a mistake of type or unit. It makes a `Mistake`, with the line on which it was
written; `require_sound` raises one error with all of them. So a file with three mistakes tells three.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Per, policy_value
>>> weekly = policy_value("allowance", Money, per=Per.WEEK)
>>> require_sound(weekly + policy_value("rent", Money, per=Per.MONTH))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  ...: money per week and money per month do not go together. Use converted(…)
"""

import inspect
import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_origin

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.scalar_text import is_unicode
from localgov_components.core.value import Value
from localgov_components.money import Money
from localgov_components.rules.expressions import Condition, Expression, PeriodOfTime
from localgov_components.rules.measures import MOST_DIGITS, MOST_PLACES, Measure
from localgov_components.rules.scopes import parts_first, scope_faults
from localgov_components.rules.tree import (
    Arithmetic,
    Comparison,
    Constant,
    Mistake,
    Mistaken,
    Shifted,
    children,
)

__all__ = [
    "HALF_A_PAIR",
    "MOST_DEPTH",
    "MOST_NODES",
    "NUMBERS",
    "ORDERED",
    "added",
    "as_expression",
    "common_type",
    "compared",
    "condition_of",
    "faults_in",
    "fitting",
    "is_list",
    "mistake",
    "multiplied",
    "nodes_of",
    "require_sound",
    "type_name",
]

NUMBERS = (int, Decimal)
"""Types of plain numbers; both may stand in one sum or comparison."""

ORDERED = (int, Decimal, Money, date)
"""Types that can be more or less than one another."""

MOST_DEPTH = 200
"""How deep a rule may be nested, through its definitions."""

MOST_NODES = 100_000
"""How many parts a set of rules may have."""

HALF_A_PAIR = "text with half of a surrogate pair, which is no character. Write the character itself"
"""What is wrong with text that no file can hold."""

_HERE = f"{Path(__file__).parent}{os.sep}"
_MOST_WRITTEN = 10**15


def as_expression(value: Any) -> Expression[Any]:
    """An expression as it is, or a constant made of a value; a mistake where no rule can hold the value."""
    if isinstance(value, Expression):
        return value
    fault = _constant_fault(value)
    if fault:
        return mistake(fault)
    return Constant(value, _written(value))


def compared(operator: Any, left: Any, right: Any) -> Condition:
    """Two sides compared."""
    sides = (as_expression(left), as_expression(right))
    if _is_mistaken(*sides):
        return mistake(None, *sides)
    fault = _pair_fault(sides, "cannot be compared with", "Give both sides one type")
    if fault is None and is_list(sides[0].value_type):
        fault = "a list is not compared with another. Use exists(…), every(…) or count_of(…)"
    if fault is None and operator not in ("==", "!=") and sides[0].value_type not in ORDERED:
        kind = type_name(sides[0].value_type)
        fault = f"one {kind} is not more or less than another. Compare with == or is_one_of"
    return mistake(fault, *sides) if fault else Comparison(operator, *sides)


def added(operator: Any, left: Any, right: Any) -> Expression[Any]:
    """A sum or a difference."""
    if isinstance(right, PeriodOfTime):
        return _shifted(operator, as_expression(left), right)
    sides = (as_expression(left), as_expression(right))
    if _is_mistaken(*sides):
        return mistake(None, *sides)
    kind = common_type(sides[0].value_type, sides[1].value_type)
    fault = _pair_fault(sides, operator, "Change one side's type")
    if fault is None and kind not in (*NUMBERS, Money):
        fault = f"{_named(sides[0])} {operator} {_named(sides[1])} has no meaning. Change one side's type"
        if kind is date:
            fault = "a date and a date are not added or subtracted. Use days_between(…), or add days(…)"
    if fault:
        return mistake(fault, *sides)
    return fitting(Arithmetic(operator, *sides, kind, _measure(sides[0]).plus(_measure(sides[1]))))


def multiplied(left: Any, right: Any) -> Expression[Any]:
    """A product: money or a number by a number."""
    sides = (as_expression(left), as_expression(right))
    if _is_mistaken(*sides):
        return mistake(None, *sides)
    kinds = {side.value_type for side in sides}
    if not kinds <= {int, Decimal, Money} or all(side.value_type is Money for side in sides):
        return mistake(f"{_named(sides[0])} * {_named(sides[1])} has no meaning. Change one side's type", *sides)
    if all(_measure(side).per for side in sides):
        return mistake("both sides are per a period, and their product is not. Change one side", *sides)
    kind = Money if Money in kinds else Decimal if Decimal in kinds else int
    return fitting(Arithmetic("*", *sides, kind, _measure(sides[0]).times(_measure(sides[1]))))


def common_type(left: Any, right: Any) -> Any:
    """The type that a sum or a choice of two has, or None where they have none in common."""
    if left == right:
        return left
    return Decimal if {left, right} == set(NUMBERS) else None


def condition_of(owner: str, value: Any) -> Condition:
    """A condition as it is; a mistake where it is none."""
    condition = as_expression(value)
    if condition.value_type in (bool, Mistaken):
        return condition
    return mistake(f"{owner} joins conditions, and one part is not true or false. Compare it with something", condition)


def mistake(message: str | None, *parts: Expression[Any]) -> Mistake:
    """An expression that makes no sense; without a message, one whose parts say why."""
    line = _written_at() if message else ("", None)
    return Mistake(Fault(line[0], message or "", line[1]), parts)


def fitting(expression: Expression[Any]) -> Expression[Any]:
    """The expression, or a mistake where its numbers could grow past what is held exactly."""
    measure = expression.measure
    if measure is None or measure.digits <= MOST_DIGITS:
        return expression
    message = (
        f"could need {measure.digits} digits, and {MOST_DIGITS} is the most. "
        "Round before multiplying again, or declare at_most on the facts in it"
    )
    return mistake(message, *children(expression))


def nodes_of(*expressions: Expression[Any]) -> Iterator[Expression[Any]]:
    """Every node of some expressions, each once, in the order of first mention."""
    seen: set[int] = set()
    waiting = list(reversed(expressions))
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:  # a definition that many parts share is read once
            seen.add(id(node))
            yield node
            waiting.extend(reversed(children(node)))


def require_sound(*expressions: Expression[Any]) -> None:
    """Raise one `DefinitionError` with every mistake in some rules."""
    DefinitionError.raise_for(list(faults_in(expressions)))


def faults_in(expressions: Iterable[Expression[Any]]) -> Iterator[Fault]:
    """Every mistake in some rules: of type and unit, members spoken of elsewhere, and rules too deep or too large."""
    roots = [*expressions]
    for number, node in enumerate(nodes_of(*roots), start=1):
        if isinstance(node, Mistake) and node.fault.message:
            yield node.fault
        if number > MOST_NODES:
            yield Fault("rules", f"more than {MOST_NODES} parts. Divide the rules among several schemes")
            return
    if _is_too_deep(roots):
        advice = "Join flat lists with all_of, any_of or when(…).when(…)"
        yield Fault("rules", f"nested more than {MOST_DEPTH} deep. {advice}")
    else:
        yield from (Fault("rules", message) for message in scope_faults(roots))


def is_list(kind: Any) -> bool:
    """Whether a type is that of a list."""
    return get_origin(kind) is list


def type_name(kind: Any) -> str:
    """What a type is called in messages."""
    return getattr(kind, "__name__", str(kind)) if not hasattr(kind, "__args__") else str(kind)


def _shifted(operator: str, subject: Expression[Any], period: PeriodOfTime) -> Expression[Any]:
    if _is_mistaken(subject, period.count):
        return mistake(None, subject, period.count)
    if subject.value_type is not date:
        return mistake(f"{_named(subject)} {operator} {period.unit} has no meaning. Only a date is moved", subject)
    return Shifted(subject, period.unit, period.count if operator == "+" else multiplied(period.count, -1))


def _pair_fault(sides: tuple[Expression[Any], Expression[Any]], verb: str, advice: str) -> str | None:
    if common_type(sides[0].value_type, sides[1].value_type) is None:
        meaning = " has no meaning" if verb in "+-" else ""
        return f"{_named(sides[0])} {verb} {_named(sides[1])}{meaning}. {advice}"
    measures = (sides[0].measure, sides[1].measure)
    if measures[0] and measures[1] and measures[0].unit_with(measures[1]) is None:
        return f"{_with_unit(sides[0])} and {_with_unit(sides[1])} do not go together. Use converted(…)"
    return None


def _is_mistaken(*expressions: Expression[Any]) -> bool:
    return any(each.value_type is Mistaken for each in expressions)


def _named(expression: Expression[Any]) -> str:
    return type_name(expression.value_type)


def _with_unit(expression: Expression[Any]) -> str:
    per = _measure(expression).per
    noun = "money" if expression.value_type is Money else "a number"
    return f"{noun} per {per}" if per else f"{noun} that is per nothing"


def _measure(expression: Expression[Any]) -> Measure:
    return expression.measure or Measure()


def _constant_fault(value: object) -> str | None:
    kind = type(value)
    if kind is float:
        return "a float is not exact. Write Decimal('0.2')"
    if isinstance(value, datetime):
        return "an instant is not a day. Write date(2026, 4, 1)"
    if kind in (bool, str, date) or (isinstance(value, Enum | Value) and kind is not Money):
        return _text_fault(value.value if isinstance(value, Enum) else value)
    if kind is int or kind is Money:
        size = value.pence // 100 if isinstance(value, Money) else value
        return None if -_MOST_WRITTEN <= cast("int", size) <= _MOST_WRITTEN else "too large a number for a rule"
    if isinstance(value, Decimal):
        fits = value.is_finite() and -_MOST_WRITTEN <= value <= _MOST_WRITTEN and _places(value) <= MOST_PLACES
        return None if fits else f"not a number of at most {MOST_PLACES} decimal places that a rule can hold"
    return f"{kind.__name__} is not a kind of value that a rule holds. Write text, a number, Money, a date or an enum"


def _text_fault(value: object) -> str | None:
    if isinstance(value, str) and not is_unicode(value):
        return HALF_A_PAIR
    return None


def _written(value: object) -> Measure | None:
    if isinstance(value, Money):
        return Measure(written=True, places=2, most=max(1, -(-abs(value.pence) // 100)))
    if isinstance(value, Decimal):
        return Measure(written=True, places=_places(value), most=abs(int(value)) + 1)
    if type(value) is int:
        return Measure(written=True, most=max(1, abs(value)))
    return None


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _is_too_deep(expressions: Iterable[Expression[Any]]) -> bool:
    depths: dict[int, int] = {}
    for node in parts_first(expressions):
        depths[id(node)] = 1 + max((depths[id(part)] for part in children(node)), default=0)
    return max(depths.values(), default=0) > MOST_DEPTH


def _written_at() -> tuple[str, int | None]:
    """File and line outside this room on which an expression is written."""
    frame = inspect.currentframe()
    while frame and frame.f_back and frame.f_code.co_filename.startswith(_HERE):
        frame = frame.f_back
    return (Path(frame.f_code.co_filename).name, frame.f_lineno) if frame else ("rules", None)
