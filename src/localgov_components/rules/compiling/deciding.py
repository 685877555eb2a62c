"""Code for a case of which everything is known: plain conditions and sums, ended by the first that holds."""

import ast
from collections.abc import Sequence
from typing import Any

from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.emitter import Emitter, places_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Choice, Definition, Quantified, Undefined

__all__ = ["DecidingEmitter"]

_MOST_NESTED = 32
"""Choices that may stand in one another before one is given a name."""


class DecidingEmitter(Emitter):
    """Nothing is unknown: a value that is used once stands where it is used."""

    _nested = 0

    def branch(self, number: int, condition: Expression[bool] | None, results: Sequence[Expression[Any]]) -> None:
        """Return the number of a branch, and its results, when its condition holds; always, without one."""
        holds = None if condition is None else self.emit(condition)
        with self.frame() as block:
            values = [self.emit(result) for result in results]
            self.put(placed.Return(syntax.pair([syntax.constant(number), *values])))
        self.put(*(block.statements if holds is None else [syntax.when(holds, block.statements)]))

    def kept(self, node: Expression[Any], value: ast.expr) -> ast.expr:
        """A name where the value is used more than once; a definition that is used once stands in its place."""
        inner = node.expression if isinstance(node, Definition) else node
        shared = self.vocabulary.uses[id(node)] > 1 or self.vocabulary.uses[id(inner)] > 1
        return self.named(value) if shared else value

    def guarded(self, parts: Sequence[ast.expr], value: ast.expr) -> ast.expr:  # noqa: ARG002 - nothing is unknown
        """The value."""
        return value

    def joined(self, parts: Sequence[ast.expr], *, decisive: bool) -> ast.expr:
        """`or` and `and`."""
        return syntax.disjunction(parts) if decisive else syntax.conjunction(parts)

    def negated(self, part: ast.expr) -> ast.expr:
        """`not`."""
        return placed.UnaryOp(ast.Not(), part)

    def chosen(self, condition: ast.expr, value: ast.expr, otherwise: ast.expr) -> ast.expr:
        """`value if condition else otherwise`; a long row of them is named now and then, not to nest too deep."""
        self._nested += 1
        if self._nested % _MOST_NESTED == 0:
            otherwise = self.named(otherwise)
        return syntax.either(condition, value, otherwise)

    def choice(self, node: Choice[Any]) -> ast.expr:
        """One value; where a table gives nothing, the function is left, but not before the value is needed."""
        value = super().choice(node)
        given = (*(value for _, value in node.branches), node.otherwise)
        return syntax.call("defined", value) if any(isinstance(each, Undefined) for each in given) else value

    def given(self, node: Expression[Any], places: int) -> ast.expr:
        """What a branch gives: None for what a table leaves undefined, which may be worked out and not be needed."""
        return syntax.constant(None) if isinstance(node, Undefined) else super().given(node, places)

    def undefined(self) -> ast.expr:
        """Leave, for the function that takes unknown values too."""
        return syntax.call("undefined")

    def looped(self, node: Quantified | Aggregated[Any]) -> ast.expr:
        """A loop over rows that are complete."""
        rows, _ = self.over_rows(node.members)
        return self._quantified(node, rows) if isinstance(node, Quantified) else self._aggregated(node, rows)

    def _quantified(self, node: Quantified, rows: ast.expr) -> ast.expr:
        found = self.fresh("v")
        settles = node.how == "exists"
        with self.frame(node.binding) as body:
            names = self.row(node.binding)
            holds = self.emit(node.condition)
            settled = holds if settles else self.negated(holds)
            self.put(syntax.when(settled, [syntax.assign(found, syntax.constant(settles)), placed.Break()]))
        self.put(syntax.assign(found, syntax.constant(not settles)), syntax.loop(names, rows, body.statements))
        return syntax.load(found)

    def _aggregated(self, node: Aggregated[Any], rows: ast.expr) -> ast.expr:
        total = self.fresh("v")
        begin = syntax.constant(None if node.how in ("min", "max") else 0)
        with self.frame(node.binding) as body:
            names = self.row(node.binding)
            wanted = None if node.where is None else self.emit(node.where)
            added = self._added(node, total)
            self.put(*(added if wanted is None else [syntax.when(wanted, added)]))
        self.put(syntax.assign(total, begin), syntax.loop(names, rows, body.statements))
        if node.if_none is None:
            return syntax.load(total)
        nothing = syntax.is_(syntax.load(total), None)
        return syntax.either(nothing, self.in_places(node.if_none, places_of(node)), syntax.load(total))

    def _added(self, node: Aggregated[Any], total: str) -> list[ast.stmt]:
        if node.how in ("count", "sum"):
            value = syntax.constant(1) if node.how == "count" else self.emit(node.value)
            return [syntax.assign(total, syntax.operate("+", syntax.load(total), value))]
        value = self.named(self.in_places(node.value, places_of(node)))
        best = syntax.compare("<" if node.how == "min" else ">", value, syntax.load(total))
        first = syntax.is_(syntax.load(total), None)
        return [syntax.when(syntax.disjunction([first, best]), [syntax.assign(total, value)])]
