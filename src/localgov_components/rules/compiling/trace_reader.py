"""Code that reads a trace in two steps: what it looks like, and what follows from that.

The *shape* of a trace is all that reasons and questions depend on, and no value of anybody's: which facts are
unknown, which conditions hold, which values of a choice are the same, whether there is nothing to divide by. Two cases
of one shape have the same reasons. What follows is worked out from the shape alone, so it can be remembered by it.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.raw import raw
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.compiling.writer import Frame, Slot, Writer
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Binding, Choice, Constant, Divided, FactRef, OneOf, Quantified

__all__ = ["TraceReader", "alike"]

_Loop = tuple[Quantified | Aggregated[Any], str]
"""Something that goes over members, and the name that the shape of their rows has."""


class TraceReader(Writer):
    """Writes a function of the shape `s`, and one that finds the shape of a trace `t`.

    The marks of unknown facts are in it as `u`, and whether each root holds, or is unknown.
    `constants` are values that either refers to by name, and `row_slots` tell where the rows of each loop are noted.
    What the `roots` come to is first in the shape, after the marks of unknown facts.
    """

    def __init__(self, vocabulary: Vocabulary, values: tuple[Mapping[int, Slot], Mapping[int, Slot]]) -> None:
        super().__init__(vocabulary)
        self.constants: dict[str, Any] = {}
        self.row_slots: dict[int, Slot] = {}
        self.roots = 0
        self._values, self._rows = values
        self._names: dict[Binding | None, dict[int, str]] = {}
        self._shapes: dict[Binding | None, dict[tuple[str, int], tuple[str, ast.expr]]] = {None: {}}
        self._loops: dict[Binding | None, list[_Loop]] = {}
        self._paths: dict[Binding, str] = {}

    def see(self, roots: Sequence[Expression[Any]]) -> None:
        """Have in the shape what each root comes to, if only whether that is known."""
        for root in roots:
            self.is_unknown(root)
        self.roots = len(self._shapes[None])

    def truth(self, condition: Expression[Any]) -> ast.expr:
        """Whether a condition holds; None while that is unknown."""
        if isinstance(condition, Constant):
            return syntax.constant(condition.value)
        return self._seen("truth", condition, lambda: self._value(condition))

    def is_unknown(self, node: Expression[Any]) -> ast.expr:
        """Whether a value is unknown."""
        if isinstance(node, Constant):
            return syntax.constant(False)  # noqa: FBT003 - the value itself
        if node.value_type is bool:
            return syntax.is_(self.truth(node), None)
        return self._seen("unknown", node, lambda: syntax.is_(self._value(node), None))

    def is_nothing(self, node: Divided[Any]) -> ast.expr:
        """Whether there is nothing to divide by."""
        if isinstance(node.right, Constant):
            return syntax.constant(not raw(node.right.value, node.right.measure))
        return self._seen(
            "nothing", node.right, lambda: syntax.compare("==", self._value(node.right), syntax.constant(0))
        )

    def is_complete(self, members: Expression[Any]) -> ast.expr:
        """Whether a list has all its members; None while it is unknown."""

        def complete() -> ast.expr:
            rows = self._value(members)
            return syntax.unless_unknown([rows], syntax.item(rows, 1))

        return self._seen("complete", members, complete)

    def same(self, node: Choice[Any]) -> ast.expr:
        """Which values of a choice are what it comes to, as bits, the first value's first; None while it is unknown."""

        def same() -> ast.expr:
            value = self._value(node)
            each = [self._value_in(part, node) for part in (*(value for _, value in node.branches), node.otherwise)]
            return syntax.unless_unknown([value], _bits([syntax.compare("==", one, value) for one in each]))

        return self._seen("same", node, same)

    def alike(self, node: Choice[Any]) -> ast.expr:
        """Whether no two of the values that a choice could still take are known to differ."""

        def may_be() -> ast.expr:
            pairs = [
                syntax.pair([self._value(condition), self._value_in(value, node)]) for condition, value in node.branches
            ]
            found = syntax.call("alike", syntax.pair(pairs), self._value_in(node.otherwise, node))
            return syntax.conjunction([syntax.is_(self._value(node), None), found])

        return self._seen("alike", node, may_be)

    def equal(self, node: OneOf) -> ast.expr:
        """Which options are equal to the value that is looked for among them, as bits, the first option's first."""

        def equal() -> ast.expr:
            parts = (node.subject, *node.options)
            most = max(_places(each) for each in parts)
            values = [self._value(each) for each in parts]
            wanted, *options = [
                syntax.scaled(value, most - _places(each)) for value, each in zip(values, parts, strict=True)
            ]
            there = [
                each if isinstance(value, ast.Constant) else syntax.conjunction([syntax.is_not(value, None), each])
                for value, each in zip(
                    values[1:], [syntax.compare("==", option, wanted) for option in options], strict=True
                )
            ]
            is_in = syntax.is_(self._value(node), True)
            return syntax.either(is_in, _bits(there), syntax.constant(0))

        return self._seen("equal", node, equal)

    def constant(self, value: Any) -> ast.expr:
        """A name for a value that generated code refers to."""
        name = f"k_{len(self.constants)}"
        self.constants[name] = value
        return syntax.load(name)

    def path(self, fact: FactRef[Any]) -> ast.expr:
        """The path of a fact of a member."""
        if fact.of is None:
            return syntax.constant(fact.id)
        return syntax.operate("+", syntax.load(self._paths[fact.of]), syntax.constant(fact.fact.name))

    def over(self, node: Quantified | Aggregated[Any]) -> AbstractContextManager[Frame]:
        """Write into the body of a loop over the members of a node."""
        self._paths[node.binding] = self.fresh("path")
        self._shapes[node.binding] = {}
        return self.frame(node.binding)

    def loop(self, node: Quantified | Aggregated[Any], body: Frame, also: Sequence[ast.stmt] = ()) -> None:
        """Loop over the rows of a trace, none where the list is unknown, telling each member's path."""
        number, row = self.fresh("i"), self.fresh("row")
        start = syntax.operate("+", self.path(node.members), syntax.constant("["))  # type: ignore[arg-type]
        counted = syntax.operate("+", start, syntax.call("str", syntax.load(number)))
        path = syntax.assign(self._paths[node.binding], syntax.operate("+", counted, syntax.constant("].")))
        rows = self.fresh("s")
        parent, _ = self._rows[id(node)]
        self._loops.setdefault(parent, []).append((node, rows))
        over = syntax.call("enumerate", syntax.load(rows), syntax.constant(1))
        taken = [*self.taken_apart(node.binding, row), path]
        self.put(syntax.loop([number, row], over, [*taken, *body.statements, *also]))

    def taken_apart(self, binding: Binding | None, shape: str) -> list[ast.stmt]:
        """Begin the function, or the body of a loop, by naming what is in a shape."""
        names = ["u"] if binding is None else []
        names += [name for name, _ in self._shapes[binding].values()]
        names += [rows for _, rows in self._loops.get(binding, [])]
        return [placed.Assign([syntax.store(names)], syntax.load(shape))] if names else []

    def shaping(self) -> list[ast.stmt]:
        """The function that finds the shape of a trace, when the other is written: what is unknown is its first."""
        body = self._shaped(None)
        last = placed.Return(self._shape_of(None, [syntax.item(syntax.load("t"), 0)]))
        return [*self._noted(None, "t"), *body, last]

    def _shaped(self, binding: Binding | None) -> list[ast.stmt]:
        """Find the shapes of the rows of each loop in a frame."""
        statements: list[ast.stmt] = []
        for node, rows in self._loops.get(binding, []):
            row, noted = self.fresh("row"), self._noted_name(*self._rows[id(node)])
            inner = self._shaped(node.binding)
            append = syntax.append(rows, self._shape_of(node.binding))
            over = placed.BoolOp(ast.Or(), [syntax.load(noted), syntax.pair([])])
            body = [*self._noted(node.binding, row), *inner, append]
            statements += [syntax.assign(rows, placed.List([], ast.Load())), syntax.for_each(row, over, body)]
        return statements

    def _shape_of(self, binding: Binding | None, first: Sequence[ast.expr] = ()) -> ast.expr:
        tests = [test for _, test in self._shapes[binding].values()]
        rows = [syntax.call("tuple", syntax.load(rows)) for _, rows in self._loops.get(binding, [])]
        return syntax.pair([*first, *tests, *rows])

    def _seen(self, what: str, node: Expression[Any], test: Callable[[], ast.expr]) -> ast.expr:
        """The name of something in the shape, which is put there when it is first asked for."""
        binding, number = self._values[id(node)]
        seen = self._shapes[binding]
        if (what, number) not in seen:
            seen[what, number] = (self.fresh("s"), test())
        return syntax.load(seen[what, number][0])

    def _value(self, node: Expression[Any]) -> ast.expr:
        """The raw value of a node, as the trace noted it."""
        if isinstance(node, Constant):
            value = raw(node.value, node.measure)
            return syntax.constant(value) if type(value) in (bool, int, str) else self.constant(value)
        return syntax.load(self._noted_name(*self._values[id(node)]))

    def _value_in(self, node: Expression[Any], whole: Expression[Any]) -> ast.expr:
        """The value of a part in the places of the whole; None while unknown."""
        surplus = _places(whole) - _places(node)
        value = self._value(node)
        return syntax.unless_unknown([value], syntax.scaled(value, surplus)) if surplus > 0 else value

    def _noted_name(self, binding: Binding | None, number: int) -> str:
        """The name that a value of the trace has here."""
        names = self._names.setdefault(binding, {})
        return names.setdefault(number, f"t_{number}" if binding is None else self.fresh("m"))

    def _noted(self, binding: Binding | None, row: str) -> list[ast.stmt]:
        """Name what is read of the values that the trace noted in a frame."""
        names = self._names.get(binding, {})
        last = max(names, default=-1) + 1
        # A part of the tuple, and not a starred name for the rest of it: before a star Python allows 255 names.
        read = placed.Subscript(syntax.load(row), placed.Slice(upper=placed.Constant(last)), ast.Load())
        return [placed.Assign([syntax.store([names.get(number, "_") for number in range(last)])], read)] if last else []


def alike(branches: Sequence[tuple[Any, Any]], last: Any) -> bool:
    """Whether no two of the values that are open are known to differ; a branch is its condition and its value."""
    known = []
    for holds, value in branches:
        if holds is False:
            continue
        if value is not None:
            known.append(value)
        if holds is True:
            break
    else:
        known.append(last if last is not None else known[0] if known else None)
    return all(value == known[0] for value in known)


def _bits(conditions: Sequence[ast.expr]) -> ast.expr:
    """A number in which each condition that holds is a bit."""
    return syntax.together(
        ast.BitOr(),
        [
            placed.BinOp(each, ast.LShift(), syntax.constant(place)) if place else each
            for place, each in enumerate(conditions)
        ],
    )


def _places(node: Expression[Any]) -> int:
    return node.measure.places if node.measure else 0
