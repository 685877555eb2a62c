"""The code of each kind of node, for both kinds of generated code: what they share.

A value stands in raw form: whole numbers of the smallest unit.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from localgov_components.money import Money
from localgov_components.rules.compiling import syntax
from localgov_components.rules.compiling.raw import raw
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.compiling.writer import Writer
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import IN_A_YEAR, Per
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Arithmetic,
    Binding,
    Choice,
    Comparison,
    Constant,
    Converted,
    DecisionDate,
    Definition,
    Divided,
    Elapsed,
    Extreme,
    FactRef,
    Not,
    OneOf,
    PolicyRef,
    Quantified,
    Rounded,
    Shifted,
    Undefined,
)

__all__ = ["Emitter", "places_of"]


class Emitter(Writer):
    """Generates the code of values; what differs with unknown facts is left to the two kinds."""

    def __init__(self, vocabulary: Vocabulary, constants: dict[str, Any]) -> None:
        super().__init__(vocabulary)
        self.constants = constants
        self._facts = {id_: f"f_{number}" for number, id_ in enumerate(vocabulary.facts)}
        self._policy = {key: f"p_{number}" for number, key in enumerate(vocabulary.policy)}
        self._members: dict[tuple[int, str], str] = {}

    def written(self, node: Expression[Any]) -> ast.expr:
        """The value of a node."""
        return self.kept(node, _EMIT[type(node)](self, node))

    def kept(self, node: Expression[Any], value: ast.expr) -> ast.expr:
        """The value as later uses will read it: a name, or the expression itself."""
        raise NotImplementedError

    def guarded(self, parts: Sequence[ast.expr], value: ast.expr) -> ast.expr:
        """The value where the parts are known."""
        raise NotImplementedError

    def joined(self, parts: Sequence[ast.expr], *, decisive: bool) -> ast.expr:
        """`all_of` (decided by a false part) or `any_of` (by a true one)."""
        raise NotImplementedError

    def negated(self, part: ast.expr) -> ast.expr:
        """`not_`."""
        raise NotImplementedError

    def chosen(self, condition: ast.expr, value: ast.expr, otherwise: ast.expr) -> ast.expr:
        """A choice between two values."""
        raise NotImplementedError

    def looped(self, node: Quantified | Aggregated[Any]) -> ast.expr:
        """A loop over members."""
        raise NotImplementedError

    def undefined(self) -> ast.expr:
        """What a table gives where it says nothing."""
        raise NotImplementedError

    def row(self, binding: Binding) -> list[str]:
        """Names for the columns of a row of members."""
        names = []
        for fact, _ in self.vocabulary.columns(binding):
            names.append(self.fresh("m"))
            self._members[(id(binding), fact.id)] = names[-1]
        return names or [self.fresh("m")]

    def over_rows(self, members: Any) -> tuple[ast.expr, ast.expr]:
        """The rows of a list of members, and whether they are all."""
        value = self.named(self.emit(members))
        assert isinstance(value, ast.Name)  # noqa: S101 - a list is a fact, and facts have names
        return syntax.item(value, 0), syntax.item(value, 1)

    def fact(self, node: FactRef[Any]) -> ast.expr:
        """The name of a fact's value."""
        name = self._facts[node.id] if node.of is None else self._members[(id(node.of), node.id)]
        return syntax.load(name)

    def literal(self, node: Constant[Any]) -> ast.expr:
        """A written value; what Python cannot write has a name."""
        value = raw(node.value, node.measure)
        if type(value) in (bool, int, str):
            return syntax.constant(value)
        return self.kept_constant(value)

    def kept_constant(self, value: Any) -> ast.expr:
        """A name for a value that generated code refers to."""
        name = f"k_{len(self.constants)}"
        self.constants[name] = value
        return syntax.load(name)

    def policy(self, node: PolicyRef[Any]) -> ast.expr:
        """The name of a policy value."""
        return syntax.load(self._policy[(node.key, node.value_type, node.measure)])

    def comparison(self, node: Comparison) -> ast.expr:
        """Two sides in one unit, compared."""
        left, right = self._aligned((node.left, node.right))
        return self.guarded((left[0], right[0]), syntax.compare(node.operator, left[1], right[1]))

    def arithmetic(self, node: Arithmetic[Any]) -> ast.expr:
        """A sum in one unit, or a product."""
        if node.operator == "*":
            sides = [self.emit(node.left), self.emit(node.right)]
            return self.guarded(sides, syntax.operate("*", *sides))
        left, right = self._aligned((node.left, node.right))
        return self.guarded((left[0], right[0]), syntax.operate(node.operator, left[1], right[1]))

    def one_of(self, node: OneOf) -> ast.expr:
        """Membership: by a set of constants, or by comparing with each."""
        subject, *options = self._aligned((node.subject, *node.options))
        written = [option for option in node.options if isinstance(option, Constant)]
        if len(written) == len(options):
            places = max(places_of(each) for each in (node.subject, *node.options))
            values = frozenset(_scaled_raw(each, places) for each in written)
            return self.guarded([subject[0]], syntax.compare("in", subject[1], self.kept_constant(values)))
        subject = (subject[0], self.named(self.guarded([subject[0]], subject[1])))
        parts = [
            self.named(self.guarded((subject[0], each[0]), syntax.compare("==", subject[1], each[1])))
            for each in options
        ]
        return self.joined(parts, decisive=True)

    def choice(self, node: Choice[Any]) -> ast.expr:
        """Branches from the last to the first."""
        places = places_of(node)
        value = self.given(node.otherwise, places)
        for condition, branch in reversed(node.branches):
            value = self.chosen(self.emit(condition), self.given(branch, places), value)
        return value

    def given(self, node: Expression[Any], places: int) -> ast.expr:
        """What a branch gives, with so many places."""
        return self.in_places(node, places)

    def extreme(self, node: Extreme[Any]) -> ast.expr:
        """The larger or smaller, two at a time."""
        places = places_of(node)
        value = self.named(self.in_places(node.parts[0], places))
        for part in node.parts[1:]:
            other = self.named(self.in_places(part, places))
            wins = syntax.compare(">" if node.how == "larger" else "<", value, other)
            value = self.named(self.guarded((value, other), syntax.either(wins, value, other)))
        return value

    def rounded(self, node: Rounded[Any]) -> ast.expr:
        """Fewer places, by the named way."""
        subject = self.emit(node.subject)
        surplus = places_of(node.subject) - places_of(node)
        if surplus <= 0:
            return subject
        return self.guarded([subject], self.quotient(subject, syntax.constant(10**surplus), node.rounding))

    def divided(self, node: Divided[Any]) -> ast.expr:
        """A quotient of whole numbers, and the value where there is nothing to divide by."""
        places = places_of(node)
        left, right = self.named(self.emit(node.left)), self.named(self.emit(node.right))
        if isinstance(node.right, Constant) and not raw(node.right.value, node.right.measure):
            return self.in_places(node.if_zero, places)
        number = syntax.scaled(left, places_of(node.right) + node.places)
        quotient = self.quotient(number, syntax.scaled(right, places_of(node.left)), node.rounding)
        value = self.guarded([left, right], syntax.scaled(quotient, places - node.places))
        otherwise = self.in_places(node.if_zero, places)
        if isinstance(node.right, Constant):
            return value
        nothing = syntax.compare("==", right, syntax.constant(0))
        return syntax.either(nothing, otherwise, value)

    def converted(self, node: Converted[Any]) -> ast.expr:
        """Times the periods of one kind in a year, over those of the other."""
        subject = self.emit(node.subject)
        measure = node.subject.measure
        per = (measure and measure.per) or Per.YEAR
        number = syntax.operate("*", subject, syntax.constant(IN_A_YEAR[per] * 10**node.places))
        divisor = syntax.constant(IN_A_YEAR[node.to] * 10 ** places_of(node.subject))
        return self.guarded([subject], self.quotient(number, divisor, node.rounding))

    def quotient(self, number: ast.expr, divisor: ast.expr, rounding: Any) -> ast.expr:
        """A rounded quotient."""
        return syntax.call(f"d_{rounding.name}", number, divisor)

    def elapsed(self, node: Elapsed) -> ast.expr:
        """Time between two dates."""
        start, end = self.emit(node.start), self.emit(node.end)
        unit, leap_day = syntax.constant(node.unit), self.kept_constant(node.leap_day)
        return self.guarded((start, end), syntax.call("elapsed", unit, start, end, leap_day))

    def shifted(self, node: Shifted) -> ast.expr:
        """A date moved."""
        day, count = self.emit(node.subject), self.emit(node.count)
        return self.guarded((day, count), syntax.call("shifted", day, syntax.constant(node.unit), count))

    def in_places(self, node: Expression[Any], places: int) -> ast.expr:
        """A value with so many places."""
        value = self.emit(node)
        surplus = places - places_of(node)
        if surplus <= 0:
            return value
        value = self.named(value)
        return self.guarded([value], syntax.scaled(value, surplus))

    def _aligned(self, nodes: Sequence[Expression[Any]]) -> list[tuple[ast.expr, ast.expr]]:
        """Values in the places of the finest: each as it is, and as it takes part."""
        places = max(places_of(node) for node in nodes)
        values = [self.emit(node) for node in nodes]
        return [(value, syntax.scaled(value, places - places_of(node))) if _is_number(node) else (value, value)
                for value, node in zip(values, nodes, strict=True)]  # fmt: skip


def places_of(node: Expression[Any]) -> int:
    """Decimal places of the raw form of a node's value."""
    return node.measure.places if node.measure else 0


def _is_number(node: Expression[Any]) -> bool:
    return node.value_type in (int, Decimal, Money)


def _scaled_raw(node: Constant[Any], places: int) -> Any:
    value = raw(node.value, node.measure)
    return value * 10 ** (places - places_of(node)) if _is_number(node) else value


_EMIT: Mapping[type, Callable[[Emitter, Any], ast.expr]] = {
    FactRef: Emitter.fact,
    Constant: Emitter.literal,
    PolicyRef: Emitter.policy,
    DecisionDate: lambda _, __: syntax.load("on"),
    Definition: lambda emitter, node: emitter.emit(node.expression),
    Comparison: Emitter.comparison,
    Arithmetic: Emitter.arithmetic,
    OneOf: Emitter.one_of,
    AllOf: lambda emitter, node: emitter.joined([emitter.emit(part) for part in node.parts], decisive=False),
    AnyOf: lambda emitter, node: emitter.joined([emitter.emit(part) for part in node.parts], decisive=True),
    Not: lambda emitter, node: emitter.negated(emitter.emit(node.part)),
    Choice: lambda emitter, node: emitter.choice(node),
    Extreme: Emitter.extreme,
    Rounded: Emitter.rounded,
    Divided: Emitter.divided,
    Converted: Emitter.converted,
    Elapsed: Emitter.elapsed,
    Shifted: Emitter.shifted,
    Quantified: lambda emitter, node: emitter.looped(node),
    Aggregated: lambda emitter, node: emitter.looped(node),
    Undefined: lambda emitter, _: emitter.undefined(),
}
"""One function for each kind of node."""
