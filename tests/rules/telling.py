"""What a failing test prints of a random case: the nodes of its rules, and what is known.

Rules have no text of their own, and what is known is never shown in a `repr`.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from hypothesis import currently_in_test_context, note

from localgov_components.rules import Expression, Known, Members
from localgov_components.rules.tree import children

__all__ = ["told"]

T = TypeVar("T")

_OWN = ("id", "value", "key", "name", "operator", "how", "unit", "places", "rounding", "to", "reason", "leap_day")


def told(drawn: T) -> T:
    """What was drawn, noted for whoever reads a failure."""
    if currently_in_test_context():
        note("\n".join(_lines(drawn)))
    return drawn


def _lines(drawn: object, depth: int = 0) -> Iterator[str]:
    match drawn:
        case Expression():
            yield f"{'  ' * depth}{type(drawn).__name__} {_own(drawn)}"
            for part in children(drawn):
                yield from _lines(part, depth + 1)
        case Known():
            yield str(_stored(drawn))
        case tuple():
            for each in drawn:
                yield from _lines(each)
        case _:
            yield repr(drawn)


def _own(node: Expression[Any]) -> str:
    said = [getattr(node, name) for name in _OWN if not isinstance(getattr(node, name, None), Expression | None)]
    return " ".join(map(str, said))


def _stored(value: Any) -> Any:  # noqa: ANN401 - a fact has any type
    match value:
        case Known():
            return {id_: _stored(inner) for id_, inner in value.stored.items()}
        case Members():
            return [*map(_stored, value.items), *([] if value.complete else ["and others, perhaps"])]
        case _:
            return value
