"""Code that reads what a trace noted: its values by name, and its loops over members."""

import ast
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from localgov_components.rules.compiling import syntax
from localgov_components.rules.compiling.raw import raw
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.compiling.writer import Frame, Slot, Writer
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Binding, Constant, FactRef, Quantified

__all__ = ["TraceReader"]


class TraceReader(Writer):
    """Writes a function of the trace `t`; `constants` are values that it refers to by name."""

    def __init__(self, vocabulary: Vocabulary, values: tuple[Mapping[int, Slot], Mapping[int, Slot]]) -> None:
        super().__init__(vocabulary)
        self.constants: dict[str, Any] = {}
        self._values, self._rows = values
        self._names: dict[Binding | None, dict[int, str]] = {}
        self._paths: dict[Binding, str] = {}

    def value(self, node: Expression[Any]) -> ast.expr:
        """The raw value of a node, as the trace noted it."""
        if isinstance(node, Constant):
            value = raw(node.value, node.measure)
            return syntax.constant(value) if type(value) in (bool, int, str) else self.constant(value)
        return syntax.load(self._value_name(*self._values[id(node)]))

    def value_in(self, node: Expression[Any], whole: Expression[Any]) -> ast.expr:
        """The value of a part in the places of the whole; None while unknown."""
        surplus = _places(whole) - _places(node)
        value = self.value(node)
        if surplus <= 0 or isinstance(node, Constant):
            return syntax.scaled(value, max(surplus, 0))
        return syntax.either(syntax.is_(value, None), syntax.constant(None), syntax.scaled(value, surplus))

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

    def take_apart(self) -> None:
        """Begin the function by naming what it reads of the trace."""
        self.frames[0].statements.insert(0, self._taken_apart(None, "t"))

    def over(self, node: Quantified | Aggregated[Any]) -> AbstractContextManager[Frame]:
        """Write into the body of a loop over the members of a node."""
        self._paths[node.binding] = self.fresh("path")
        return self.frame(node.binding)

    def loop(self, node: Quantified | Aggregated[Any], body: Frame, also: Sequence[ast.stmt] = ()) -> None:
        """Loop over the rows that the trace noted, none where the list is unknown, telling each member's path."""
        number, row = self.fresh("i"), self.fresh("row")
        start = syntax.operate("+", self.path(node.members), syntax.constant("["))  # type: ignore[arg-type]
        counted = syntax.operate("+", start, syntax.call("str", syntax.load(number)))
        path = syntax.assign(self._paths[node.binding], syntax.operate("+", counted, syntax.constant("].")))
        rows = syntax.load(self._value_name(*self._rows[id(node)]))
        over = syntax.call("enumerate", ast.BoolOp(ast.Or(), [rows, syntax.pair([])]), syntax.constant(1))
        self.put(
            syntax.loop([number, row], over, [self._taken_apart(node.binding, row), path, *body.statements, *also])
        )

    def _value_name(self, binding: Binding | None, number: int) -> str:
        """The name that a value of the trace has here."""
        names = self._names.setdefault(binding, {})
        return names.setdefault(number, f"t_{number}" if binding is None else self.fresh("m"))

    def _taken_apart(self, binding: Binding | None, noted: str) -> ast.stmt:
        """Name what is read of the values that the trace noted in a frame."""
        names = self._names.get(binding, {})
        last = max(names, default=-1) + 1
        # A part of the tuple, and not a starred name for the rest of it: before a star Python allows 255 names.
        read = ast.Subscript(syntax.load(noted), ast.Slice(upper=ast.Constant(last)), ast.Load())
        return ast.Assign([syntax.store([names.get(number, "_") for number in range(last)])], read)


def _places(node: Expression[Any]) -> int:
    return node.measure.places if node.measure else 0
