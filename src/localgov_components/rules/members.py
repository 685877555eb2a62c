"""Conditions and sums over the members of a list of facts.

The member is bound by a function of one argument, and kept in the tree as a bound variable: no code of
anybody's is run when a case is decided. An absent list is unknown, and so is whether an incomplete one
has further members.

>>> from localgov_components.rules import Fact, Facts, Known, Members, evaluate, fact
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> child = exists(Household.members, lambda member: member.age < 18)
>>> evaluate(child, Known({"household.members": Members([Known({"member.age": 17}), Known()])}))
True
>>> evaluate(child, Known({"household.members": Members([Known({"member.age": 40}), Known()])}))
Unknown('not-asked', 'household.members[2].age')
>>> evaluate(count_of(Household.members), Known({"household.members": Members([], complete=True)}))
0
"""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from localgov_components.money import Money
from localgov_components.rules.building import (
    NUMBERS,
    ORDERED,
    as_expression,
    condition_of,
    fitting,
    mistake,
    type_name,
)
from localgov_components.rules.conditions import choice
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.facts import FactDeclaration, Facts
from localgov_components.rules.measures import MOST_MEMBERS, Measure
from localgov_components.rules.tree import Aggregated, Binding, Constant, FactRef, Mistaken, Quantified

__all__ = ["binding_of", "count_of", "every", "exists", "max_of", "min_of", "sum_of"]

M = TypeVar("M", bound=Facts)
V = TypeVar("V")


def exists(members: Expression[list[M]], condition: Callable[[type[M]], Condition]) -> Condition:
    """True when the condition holds for at least one member.

    False when it is known to hold for none of them, and the list to be complete.
    """
    return _quantified("exists", members, condition)


def every(members: Expression[list[M]], condition: Callable[[type[M]], Condition]) -> Condition:
    """True when the condition holds for each member, also when there are none.

    False as soon as it fails for one.
    """
    return _quantified("every", members, condition)


def count_of(members: Expression[list[M]], condition: Callable[[type[M]], Condition] | None = None) -> Expression[int]:
    """How many members there are, or for how many the condition holds."""
    binding = _bound(members)
    if binding is None:
        return _not_members("count_of", members)
    where = None if condition is None else condition_of("count_of", _asked(condition, binding))
    if where is not None and where.value_type is Mistaken:
        return mistake(None, members, where)
    one = as_expression(1)
    return Aggregated("count", members, binding, one, where, None, int, Measure(most=MOST_MEMBERS))


def sum_of(
    members: Expression[list[M]],
    value: Callable[[type[M]], Expression[V]],
    *,
    where: Callable[[type[M]], Condition] | None = None,
) -> Expression[V]:
    """The sum of an amount or a number over the members.

    Over those for whom `where` holds, when it is given; nothing where there are none.
    """
    return _aggregated("sum", members, value, where, None)


def min_of(
    members: Expression[list[M]],
    value: Callable[[type[M]], Expression[V]],
    *,
    if_none: "V | Expression[V]",
    where: Callable[[type[M]], Condition] | None = None,
) -> Expression[V]:
    """The least value over the members; `if_none` where there are none."""
    return _aggregated("min", members, value, where, if_none)


def max_of(
    members: Expression[list[M]],
    value: Callable[[type[M]], Expression[V]],
    *,
    if_none: "V | Expression[V]",
    where: Callable[[type[M]], Condition] | None = None,
) -> Expression[V]:
    """The greatest value over the members; `if_none` where there are none."""
    return _aggregated("max", members, value, where, if_none)


class BoundMember:
    """What the function of one argument is given: its attributes are the facts of the bound member."""

    __slots__ = ("_binding",)  # no fact begins with an underscore

    def __init__(self, binding: Binding) -> None:
        self._binding = binding

    def __getattr__(self, name: str) -> FactRef[Any]:
        binding = self._binding
        declared: dict[str, FactDeclaration] = {each.name: each for each in binding.of.nested}
        if name not in declared:
            raise AttributeError(f"a member of '{binding.of.id}' has no fact '{name}'. It has: {', '.join(declared)}")
        return FactRef(declared[name], binding)


binding_of: Callable[[Any], Binding] = attrgetter("_binding")
"""What stands in the tree for the member that an author's function is given."""


def _bound(members: Any) -> Binding | None:
    """What stands for a member of a list that is a fact; None for anything else."""
    is_list = isinstance(members, FactRef) and members.fact.nested
    return Binding(members.fact) if is_list else None


def _asked(function: Any, binding: Binding) -> Any:
    """What an author's function says of a bound member."""
    if not callable(function):
        return mistake("the condition or amount of a member is a function of it. Write lambda member: member.…")
    return function(BoundMember(binding))


def _quantified(how: Any, members: Expression[Any], condition: Callable[[Any], Any]) -> Condition:
    binding = _bound(members)
    if binding is None:
        return _not_members(how, members)
    holds = condition_of(how, _asked(condition, binding))
    return mistake(None, holds) if holds.value_type is Mistaken else Quantified(how, members, binding, holds)


def _aggregated(
    how: Any,
    members: Expression[Any],
    value: Callable[[Any], Any],
    where: Callable[[Any], Any] | None,
    if_none: Any,
) -> Expression[Any]:
    binding = _bound(members)
    if binding is None:
        return _not_members(f"{how}_of", members)
    amount = as_expression(_asked(value, binding))
    holds = None if where is None else condition_of(f"{how}_of", _asked(where, binding))
    parts = [members, amount, *([] if holds is None else [holds])]
    if any(part.value_type is Mistaken for part in parts):
        return mistake(None, *parts)
    kind, measure = amount.value_type, amount.measure
    allowed = (*NUMBERS, Money) if how == "sum" else ORDERED
    if kind not in allowed:
        return mistake(f"{how}_of {type_name(kind)} has no meaning. Give an amount or a number", *parts)
    if how == "sum":
        measure = replace(measure or Measure(), most=(measure or Measure()).most * MOST_MEMBERS)
        return fitting(Aggregated(how, members, binding, amount, holds, None, kind, measure))
    last = as_expression(if_none)
    either = choice(((Constant(value=True), amount),), last)  # types and units as in a choice
    if either.value_type is Mistaken:
        return mistake(None, *parts, either)
    return Aggregated(how, members, binding, amount, holds, last, either.value_type, either.measure)


def _not_members(name: str, given: Any) -> Expression[Any]:
    members = as_expression(given)
    if members.value_type is Mistaken:
        return mistake(None, members)
    kind = type_name(members.value_type)
    return mistake(f"{name} goes over members, and this is {kind}. Give a fact that is a list of members", members)
