"""What a form is made of: keys, and what may stand under each.

>>> Words(("up", "down")).read("up"), Words(("up", "down")).read("sideways")
('up', None)
>>> Number(12).wanted
'a whole number from 0 to 12'
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Quantified

__all__ = ["Branches", "Field", "Form", "Many", "Nothing", "Number", "OfMember", "One", "Part", "Words"]


@dataclass(frozen=True, slots=True)
class One:
    """An expression."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of so many expressions or more."""

    least: int = 1


@dataclass(frozen=True, slots=True)
class Branches:
    """A list of `{"when": …, "then": …}`, at least one."""


@dataclass(frozen=True, slots=True)
class OfMember:
    """An expression that may speak of the member whom `as` names."""


@dataclass(frozen=True, slots=True)
class Words:
    """One of some words, and what it means."""

    words: tuple[str, ...]
    meaning: Callable[[str], Any] = str

    @property
    def wanted(self) -> str:
        """What should stand there."""
        return f"one of: {', '.join(self.words)}"

    def read(self, data: object) -> Any:
        """What a word means, or None."""
        return self.meaning(data) if isinstance(data, str) and data in self.words else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from 0 to the most."""

    most: int

    @property
    def wanted(self) -> str:
        """What should stand there."""
        return f"a whole number from 0 to {self.most}"

    def read(self, data: object) -> int | None:
        """The number, or None."""
        return data if type(data) is int and 0 <= data <= self.most else None


@dataclass(frozen=True, slots=True)
class Nothing:
    """The value true: the key says all there is."""

    wanted = "true"

    def read(self, data: object) -> bool | None:
        """True, or None."""
        return True if data is True else None


Part: TypeAlias = One | Many | Branches | OfMember | Words | Number | Nothing
"""What may stand under a key."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a form, what stands under it, and what the function that makes the node calls it.

    `value` takes it from a node. One that is optional is left out where it is None or as usual.
    """

    key: str
    part: Part
    name: str
    value: Callable[[Any], Any]
    is_optional: bool = False
    usual: Any = None


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of node is written, and the function that makes it of its parts.

    `how` is what the node's `how` is. Where a form `binds`, its key `as` gives the member a name.
    """

    node: type[Expression[Any]]
    make: Callable[..., Expression[Any]]
    fields: tuple[Field, ...]
    how: str | None = None

    @property
    def head(self) -> str:
        """The key by which the form is known."""
        return self.fields[0].key

    @property
    def binds(self) -> bool:
        """Whether it goes over members."""
        return self.node in (Quantified, Aggregated)

    @property
    def needed(self) -> tuple[str, ...]:
        """Keys that must be there."""
        keys = (field.key for field in self.fields if not field.is_optional)
        return (*keys, "as") if self.binds else tuple(keys)

    @property
    def optional(self) -> tuple[str, ...]:
        """Keys that may be there."""
        return tuple(field.key for field in self.fields if field.is_optional)
