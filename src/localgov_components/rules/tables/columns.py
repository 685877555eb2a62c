"""Columns of a decision table: what is asked about, and what is given.

An input is a fact or a definition, whose id or name is the heading. An output has a name, a type, and, where the
hit policy ranks outputs, its values from the first in rank to the last.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> Input(Household.capital).heading
'household.capital'
>>> Input(Household.capital > Money("16000")).heading
''
>>> Output("band", str, values=["high", "low"]).rank(Written("low"))
1
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import as_expression, compared, is_list, type_name
from localgov_components.rules.conditions import all_of, any_of, is_one_of, not_
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.facts import measure_fault
from localgov_components.rules.measures import Per
from localgov_components.rules.references import policy_value
from localgov_components.rules.tables.cells import Anything, Between, Compared, NoneOf, OneOf, Test
from localgov_components.rules.tables.kinds import Named, Operand, Written, is_kind, require_value
from localgov_components.rules.tree import Definition, FactRef

__all__ = ["Input", "Output"]


class _PolicyValues(dict[str, Expression[Any]]):
    """Policy values of one column by their key: each is one expression, wherever it stands."""

    def expression(self, operand: Operand, kind: Any, **unit: Any) -> Expression[Any]:
        """An operand as an expression."""
        if isinstance(operand, Written):
            return as_expression(operand.value)
        if operand.key not in self:
            self[operand.key] = policy_value(operand.key, kind, **unit)
        return self[operand.key]


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """A column that asks about a fact or a definition."""

    expression: Expression[Any]
    _policy: _PolicyValues = field(default_factory=_PolicyValues, init=False, repr=False)

    @property
    def heading(self) -> str:
        """Id of the fact or name of the definition; empty for any other expression."""
        match self.expression:
            case FactRef(fact=fact):
                return fact.id
            case Definition(name=name):
                return name
            case _:
                return ""

    @property
    def kind(self) -> Any:
        """Type of the column's values."""
        return self.expression.value_type

    def fault(self) -> str | None:
        """Why the expression is no column; None when it is one."""
        if not self.heading:
            return "neither a fact nor a definition. Give it a name with define(…)"
        if not is_kind(self.kind):
            what = "a list" if is_list(self.kind) else type_name(self.kind)
            return f"{what} is no column. Define what is asked about it, with exists(…) or so"
        return None

    def operand(self, operand: Operand) -> Expression[Any]:
        """What a cell compares with; a policy value has the input's type and period."""
        measure = self.expression.measure
        return self._policy.expression(operand, self.kind, per=measure.per if measure else None)

    def condition(self, test: Test) -> Condition | None:
        """What a cell asks; None where it asks nothing."""
        match test:
            case Anything():
                return None
            case Compared():
                return self._compared(test)
            case Between():
                low = compared(">=" if test.has_low else ">", self.expression, self.operand(test.low))
                return all_of(low, compared("<=" if test.has_high else "<", self.expression, self.operand(test.high)))
            case OneOf():
                return self._one_of(test.tests)
            case NoneOf():
                return not_(self._one_of(test.tests))

    def _compared(self, test: Compared) -> Condition:
        if self.kind is bool and isinstance(test.operand, Written):
            return self.expression if test.operand.value else not_(self.expression)
        return compared(test.operator, self.expression, self.operand(test.operand))

    def _one_of(self, tests: Sequence[Compared | Between]) -> Condition:
        values = [test.operand for test in tests if isinstance(test, Compared) and test.operator == "=="]
        if len(values) == len(tests) > 1:
            return is_one_of(self.expression, *map(self.operand, values))
        conditions = [condition for test in tests if (condition := self.condition(test)) is not None]
        return conditions[0] if len(conditions) == 1 else any_of(*conditions)


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """A column that gives something.

    `values` are all that it may give, from the first in rank to the last: needed by the hit policies that rank.
    `per`, `places` and `at_most` say of the policy values in it what they say of a fact.
    """

    name: str
    kind: type
    values: Sequence[Any] = ()
    per: Per | None = field(default=None, kw_only=True)
    places: int | None = field(default=None, kw_only=True)
    at_most: int | None = field(default=None, kw_only=True)
    _policy: _PolicyValues = field(default_factory=_PolicyValues, init=False, repr=False)

    @property
    def heading(self) -> str:
        """Its name."""
        return self.name

    def fault(self) -> str | None:
        """Why the column cannot be; None when it can."""
        if not is_kind(self.kind):
            return (
                f"{type_name(self.kind)} is not a type of column. Give bool, int, Decimal, Money, date, str or an enum"
            )
        try:
            for value in self.values:
                require_value(value, self.kind)
        except InvalidValueError as error:
            return f"among its values, {str(error).rstrip('.')}"
        return measure_fault(self.kind, per=self.per, places=self.places, at_most=self.at_most)

    def operand(self, operand: Operand) -> Expression[Any]:
        """What a cell gives."""
        return self._policy.expression(operand, self.kind, per=self.per, places=self.places, at_most=self.at_most)

    def require(self, operand: Operand) -> Operand:
        """The operand, where it is among the declared values or none are declared."""
        if self.values and self.rank(operand) is None:
            raise InvalidValueError("not one of the values that this output is declared to have.", code="table.cell")
        return operand

    def rank(self, operand: Operand) -> int | None:
        """Place among the declared values, from 0; None where it is not one."""
        if isinstance(operand, Named):
            return None
        return next((place for place, value in enumerate(self.values) if value == operand.value), None)
