"""Code for a case of which something may be unknown: every part is worked out and noted.

A value that is unknown is None. Nothing is left out, so that an explanation can be read from what was
noted; and since no operation can fail, nothing depends on the order.
"""

import ast
from collections.abc import Sequence
from typing import Any

from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.emitter import Emitter, places_of
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.compiling.writer import Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Constant, Quantified

__all__ = ["TracingEmitter"]


class TracingEmitter(Emitter):
    """Every value has a name and is noted in its frame.

    `slots` tells where the value of each node is noted, and `row_slots` where the rows of each loop are.
    """

    def __init__(self, vocabulary: Vocabulary, constants: dict[str, Any]) -> None:
        super().__init__(vocabulary, constants)
        self.slots: dict[int, Slot] = {}
        self.row_slots: dict[int, Slot] = {}

    def trace(self, roots: Sequence[Expression[Any]]) -> None:
        """Work everything out, and return what was noted: first of all `u`, the marks of facts that are unknown."""
        self.slot("u")
        for root in roots:
            value = self.emit(root)
            if isinstance(root, Constant):  # a rule of one word is noted as well
                self.slots[id(root)] = self.slot(self._name(value))
        self.put(placed.Return(self.note_of(self.frames[0])))

    def kept(self, node: Expression[Any], value: ast.expr) -> ast.expr:
        """A name, noted; what is written in the rule needs none."""
        if isinstance(node, Constant):
            return value
        name = self._name(value)
        self.slots[id(node)] = self.slot(name)
        return syntax.load(name)

    def _name(self, value: ast.expr) -> str:
        if isinstance(value, ast.Name):
            return value.id
        name = self.fresh("v")
        self.put(syntax.assign(name, value))
        return name

    def guarded(self, parts: Sequence[ast.expr], value: ast.expr) -> ast.expr:
        """The value, or None while a part is."""
        return syntax.unless_unknown(parts, value)

    def joined(self, parts: Sequence[ast.expr], *, decisive: bool) -> ast.expr:
        """Strong Kleene logic: decided by one part, else unknown while one is."""
        decided = syntax.disjunction([syntax.is_(part, decisive) for part in parts])
        undecided = syntax.disjunction([syntax.is_(part, None) for part in parts])
        rest = syntax.either(undecided, syntax.constant(None), syntax.constant(not decisive))
        return syntax.either(decided, syntax.constant(decisive), rest)

    def negated(self, part: ast.expr) -> ast.expr:
        """`not`, of what is known."""
        return syntax.unless_unknown([part], placed.UnaryOp(ast.Not(), part))

    def chosen(self, condition: ast.expr, value: ast.expr, otherwise: ast.expr) -> ast.expr:
        """A choice; while its condition is unknown, the value that both ways have in common."""
        value, otherwise = self.named(value), self.named(otherwise)
        same = syntax.either(syntax.compare("==", value, otherwise), value, syntax.constant(None))
        return syntax.either(
            syntax.is_(condition, True), value, syntax.either(syntax.is_(condition, False), otherwise, same)
        )

    def undefined(self) -> ast.expr:
        """Unknown, whatever is known."""
        return syntax.constant(None)

    def looped(self, node: Quantified | Aggregated[Any]) -> ast.expr:
        """A loop over rows that may not be all, or not known at all."""
        rows, complete = self.over_rows(node.members)
        value, noted = self.fresh("v"), self.fresh("r")
        with self.frame(node.binding) as body:
            names = self.row(node.binding)
            row_values = self._row(node, value)
            for name in names:
                self.slot(name)
            self.put(*row_values, syntax.append(noted, self.note_of(body)))
        first, last = self._ends(node, value, complete)
        known = [
            syntax.assign(noted, placed.List([], ast.Load())),
            *first,
            syntax.loop(names, rows, body.statements),
            *last,
        ]
        unknown = [syntax.assign(noted, syntax.constant(None)), syntax.assign(value, syntax.constant(None))]
        absent = syntax.is_(self.emit(node.members), None)
        self.put(syntax.when(absent, unknown, known))
        self.row_slots[id(node)] = self.slot(noted)
        return syntax.load(value)

    def _row(self, node: Quantified | Aggregated[Any], value: str) -> list[ast.stmt]:
        if isinstance(node, Quantified):
            settles = node.how == "exists"
            holds = self.emit(node.condition)
            still = syntax.conjunction([syntax.is_(holds, None), syntax.is_(syntax.load(value), not settles)])
            doubt = syntax.when(still, [syntax.assign(value, syntax.constant(None))])
            return [syntax.when(syntax.is_(holds, settles), [syntax.assign(value, syntax.constant(settles))], [doubt])]
        wanted = syntax.constant(True) if node.where is None else self.emit(node.where)  # noqa: FBT003 - the value itself
        amount = self.in_places(node.value, places_of(node))
        doubtful = syntax.disjunction([syntax.is_(wanted, None), syntax.is_(amount, None)])
        unknown = syntax.assign(f"{value}u", syntax.constant(True))  # noqa: FBT003 - the value itself
        taken = syntax.when(doubtful, [unknown], self._taken(node, value, self.named(amount)))
        return [syntax.when(syntax.is_(wanted, False), [placed.Pass()], [taken])]

    def _taken(self, node: Aggregated[Any], value: str, amount: ast.expr) -> list[ast.stmt]:
        total = syntax.load(value)
        if node.how in ("count", "sum"):
            return [syntax.assign(value, syntax.operate("+", total, amount))]
        best = syntax.compare("<" if node.how == "min" else ">", amount, total)
        better = syntax.disjunction([syntax.is_(total, None), best])
        return [syntax.when(better, [syntax.assign(value, amount)])]

    def _ends(
        self, node: Quantified | Aggregated[Any], value: str, complete: ast.expr
    ) -> tuple[list[ast.stmt], list[ast.stmt]]:
        """What stands before the loop and after it."""
        if isinstance(node, Quantified):
            if_all = syntax.constant(node.how == "every")
            return [syntax.assign(value, syntax.either(complete, if_all, syntax.constant(None)))], []
        doubt = syntax.load(f"{value}u")
        begin = syntax.constant(None if node.how in ("min", "max") else 0)
        first = [syntax.assign(f"{value}u", placed.UnaryOp(ast.Not(), complete)), syntax.assign(value, begin)]
        last = [syntax.when(doubt, [syntax.assign(value, syntax.constant(None))])]
        if node.if_none is not None:
            nothing = syntax.is_(syntax.load(value), None)
            instead = syntax.assign(value, self.in_places(node.if_none, places_of(node)))
            last = [syntax.when(doubt, last[0].body, [syntax.when(nothing, [instead])])]  # type: ignore[attr-defined]
        return first, last
