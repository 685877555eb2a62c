"""What a table gives where none, one or several of its rows apply, as an expression.

Each hit policy is built of the nodes that rules are made of, so that rows which are unknown need no rule of
their own. A sum, a smallest value and the search for two rows at once are built in halves: a table of a
thousand rows nests some ten deep.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from localgov_components.rules.arithmetic import larger_of, smaller_of
from localgov_components.rules.building import added, as_expression, compared
from localgov_components.rules.conditions import all_of, any_of, choice, not_
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tree import Constant

__all__ = ["Given", "aggregated", "clash_of", "grouped"]


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What is given under a condition: one value for each output of a table."""

    condition: Condition
    values: tuple[Expression[Any], ...]

    @property
    def is_written(self) -> bool:
        """Whether every value stands in the table itself."""
        return all(isinstance(value, Constant) for value in self.values)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells values apart without evaluating them."""
        return tuple((True, each.value) if isinstance(each, Constant) else (False, id(each)) for each in self.values)


def clash_of(hit: HitPolicy, given: Sequence[Given]) -> Condition | None:
    """Whether rows that apply at once break the hit policy; None where they cannot."""
    if hit is HitPolicy.UNIQUE:
        return _two_of([each.condition for each in given])
    return _contradiction(grouped(given)) if hit is HitPolicy.ANY else None


def grouped(given: Sequence[Given]) -> list[Given]:
    """One for all that give the same, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Given]] = {}
    for each in given:
        groups.setdefault(each.key, []).append(each)
    return [Given(_any([each.condition for each in group]), group[0].values) for group in groups.values()]


def aggregated(hit: HitPolicy, given: Sequence[Given], otherwise: Expression[Any]) -> Expression[Any]:
    """The sum, smallest or largest of what rows that apply give, or their number."""
    conditions = [each.condition for each in given]
    values = [each.values[0] for each in given]
    if hit is HitPolicy.COUNT:
        return _total(conditions, [as_expression(1)] * len(given), as_expression(0))
    if hit is HitPolicy.SUM:
        nothing = as_expression(values[0].value_type("0"))
        one, value = _any(conditions), _total(conditions, values, nothing)
    else:
        one, value = _extreme(hit, grouped(given))
    return choice(((one, value),), otherwise)


def _two_of(conditions: Sequence[Condition]) -> Condition | None:
    """Whether at least two of some conditions hold; None where there are not two."""
    return _one_and_two(conditions)[1] if conditions else None


def _contradiction(groups: Sequence[Given]) -> Condition | None:
    """Whether two groups that give different things apply at once; None where they cannot."""
    written = [group for group in groups if group.is_written]
    two = _two_of([group.condition for group in written])
    ways = [*([] if two is None else [two]), *_unequal_pairs(groups, written)]
    return _any(ways) if ways else None


def _unequal_pairs(groups: Sequence[Given], written: Sequence[Given]) -> Iterator[Condition]:
    """Pairs that could apply at once, where the worth of a policy value decides whether they differ."""
    named = [group for group in groups if not group.is_written]
    for place, group in enumerate(named):
        for other in (*written, *named[:place]):
            differ = [compared("!=", *pair) for pair in zip(group.values, other.values, strict=True)]
            yield all_of(group.condition, other.condition, _any(differ))


def _one_and_two(conditions: Sequence[Condition]) -> tuple[Condition, Condition | None]:
    """Whether at least one, and at least two, of some conditions hold."""
    if len(conditions) == 1:
        return conditions[0], None
    (one, two), (other, another_two) = (_one_and_two(half) for half in _halves(conditions))
    ways = [way for way in (two, another_two) if way is not None]
    return any_of(one, other), _any([*ways, all_of(one, other)])


def _total(
    conditions: Sequence[Condition], values: Sequence[Expression[Any]], nothing: Expression[Any]
) -> Expression[Any]:
    if len(conditions) == 1:
        return choice(((conditions[0], values[0]),), nothing)
    first, second = (_total(*pair, nothing) for pair in zip(_halves(conditions), _halves(values), strict=True))
    return added("+", first, second)


def _extreme(hit: HitPolicy, groups: Sequence[Given]) -> tuple[Condition, Expression[Any]]:
    """Whether one of some groups applies, and the smallest or largest of the values of those that do.

    Written values are tried in their order; what a policy value is worth is compared.
    """
    pairs = [(group.condition, group.values[0]) for group in groups if not group.is_written]
    written = sorted((group for group in groups if group.is_written), key=_written_value, reverse=hit is HitPolicy.MAX)
    if written:
        branches = tuple((group.condition, group.values[0]) for group in written)
        value = choice(branches[:-1], branches[-1][1]) if branches[1:] else branches[0][1]
        pairs.append((_any([group.condition for group in written]), value))
    return _nearer(smaller_of if hit is HitPolicy.MIN else larger_of, pairs)


def _written_value(group: Given) -> Any:
    (value,) = group.values
    return value.value if isinstance(value, Constant) else None


def _nearer(
    how: Callable[..., Expression[Any]], pairs: Sequence[tuple[Condition, Expression[Any]]]
) -> tuple[Condition, Expression[Any]]:
    """Whether one of some conditions holds, and the smallest or largest of the values of those that do."""
    if len(pairs) == 1:
        return pairs[0]
    (one, value), (other, another) = (_nearer(how, half) for half in _halves(pairs))
    return any_of(one, other), choice(((not_(one), another), (not_(other), value)), how(value, another))


def _halves(parts: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    middle = len(parts) // 2
    return parts[:middle], parts[middle:]


def _any(conditions: Sequence[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else any_of(*conditions)
