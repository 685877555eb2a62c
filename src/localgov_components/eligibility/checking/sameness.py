"""Which parts of rules say the same: a number for each, the same for two that are built alike.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import policy_value
>>> same = Sameness()
>>> same.of(policy_value("limit", Money) + Money("1")) == same.of(policy_value("limit", Money) + Money("1"))
True
>>> same.of(policy_value("limit", Money)) == same.of(policy_value("limit", int))
False
"""

from dataclasses import fields
from typing import Any

from localgov_components.rules import Expression, FactDeclaration
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import Definition

__all__ = ["Sameness"]


class Sameness:
    """Numbers parts of rules as they are met. A definition says the same as what it defines.

    Conditions over members are the same only where they are one and the same, since each has a member of its own.
    """

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._found: dict[int, int] = {}
        self._kept: list[Expression[Any]] = []

    def of(self, expression: Expression[Any]) -> int:
        """The number of a part."""
        for node in parts_first([expression]):
            if id(node) not in self._found:
                self._kept.append(node)  # so that no other node gets its `id`
                self._found[id(node)] = self._number(node)
        return self._found[id(expression)]

    def _number(self, node: Expression[Any]) -> int:
        if isinstance(node, Definition):
            return self._found[id(node.expression)]
        said = (self._said(getattr(node, field.name)) for field in fields(node) if field.name != "measure")  # type: ignore[arg-type]
        return self._numbers.setdefault((type(node), *said), len(self._numbers))

    def _said(self, value: object) -> object:
        if isinstance(value, Expression):
            return self._found[id(value)], "part"
        if isinstance(value, tuple):
            return tuple(map(self._said, value))
        return value.id if isinstance(value, FactDeclaration) else (type(value), value)
