"""Values without an order, as numbers: text, identifiers, and members of enumerations.

Rules only ask whether two of them are the same. So each value that rules name has a number, in the order in which they
are met; any other number stands for a value that they do not name, and one is made up for it when a case is found.

>>> from localgov_components.identifiers import Postcode
>>> names = Names()
>>> home = Postcode.parse("SW1A 1AA")
>>> names.number(Postcode, home), names.number(str, "A"), names.number(str, "A")
(0, 0, 0)
>>> made_up = Invented(names)
>>> made_up.value(Postcode, 0) == home, made_up.value(str, 7)
(True, 'another 1')
>>> isinstance(made_up.value(Postcode, 7), Postcode)
True
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain, count
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.value import Value
from localgov_components.rules.building import type_name

__all__ = ["Invented", "Names"]


class Names:
    """The numbers of the values that rules name, by their type.

    Members of enumerations have the numbers of what they are made of, so that two versions of one have the same.
    """

    def __init__(self) -> None:
        self._numbers: dict[Any, dict[Any, int]] = defaultdict(dict)

    def number(self, kind: Any, value: Any) -> int:
        """The number of a value."""
        numbers = self._numbers[_family(kind)]
        return numbers.setdefault(value.value if isinstance(value, Enum) else value, len(numbers))

    def named(self, kind: Any) -> list[Any]:
        """Every value that has a number, in their order."""
        return [*self._numbers[_family(kind)]]


class Invented:
    """The values of numbers in one answer; values that no rule names are made up, each once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._made: dict[tuple[Any, int], Any] = {}

    def value(self, kind: Any, number: int) -> Any:
        """The value of a number. Raises `NotSupportedError` where no further one can be made up."""
        named = self._names.named(kind)
        if 0 <= number < len(named):
            return kind(named[number]) if _family(kind) is Enum else named[number]
        if (kind, number) not in self._made:
            taken = {*named, *(value for (each, _), value in self._made.items() if each is kind)}
            self._made[kind, number] = next((each for each in _others(kind, named) if each not in taken), None)
        made = self._made[kind, number]
        if made is None:
            raise NotSupportedError(
                f"no further value of {type_name(kind)} can be made up. Name more of them in the rules.",
                code="proof.value",
            )
        return made


def _family(kind: Any) -> Any:
    return Enum if isinstance(kind, type) and issubclass(kind, Enum) else kind


def _others(kind: Any, named: Iterable[Any]) -> Iterator[Any]:
    """Values of a type without an order, as long as there are any."""
    if kind is str:
        return (f"another {number}" for number in count(1))
    return _alike(kind, named) if isinstance(kind, type) and issubclass(kind, Value) else iter(())


def _alike(kind: type[Value], named: Iterable[Value]) -> Iterator[Value]:
    """The examples of a kind of value, and what differs from them, or from those named, in a character or two."""
    examples = [*kind.json_schema.get("examples", ()), *map(str, named)]
    near = chain.from_iterable(map(_near, examples))
    further = chain.from_iterable(_near(text) for example in examples for text in _near(example))
    for text in chain(examples, near, further):
        value = _read(kind, text)
        if value is not None:
            yield value


def _near(text: str) -> Iterator[str]:
    """Texts with another letter or digit in one place, the last place first."""
    for place in reversed(range(len(text))):
        others = next((each for each in (digits, ascii_uppercase, ascii_lowercase) if text[place] in each), "")
        yield from (text[:place] + other + text[place + 1 :] for other in others if other != text[place])


def _read(kind: type[Value], text: str) -> Value | None:
    from localgov_components.identifiers import Identifier

    if issubclass(kind, Identifier):
        return kind.parse(text, allow_example=True) if kind.is_valid(text, allow_example=True) else None
    return kind.parse(text) if kind.is_valid(text) else None
