"""Whether the values tried for a fact tell everything that rules can do with it.

They do where each threshold that the fact decides depends on no other fact but closed ones, and passes from
one side to the other once as the fact grows.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from localgov_components.rules.boundaries.scale import Scale, closed_values
from localgov_components.rules.boundaries.threshold import Threshold
from localgov_components.rules.boundaries.turning import is_direct
from localgov_components.rules.evaluation import facts_read
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.tree import (
    Arithmetic,
    Choice,
    Converted,
    Definition,
    Divided,
    Elapsed,
    Extreme,
    FactRef,
    Rounded,
    Shifted,
    children,
)

__all__ = ["MOST_CONTEXTS", "tells_all"]

MOST_CONTEXTS = 64
"""Ways in which the closed facts of one threshold can fall that are all tried."""


def tells_all(fact: FactDeclaration, thresholds: Sequence[Threshold]) -> bool:
    """Whether the values on either side of some thresholds stand for every value of a fact."""
    if closed_values(fact) is not None:
        return True
    deciding = (each for each in thresholds if fact.id in facts_read(each.left, each.right))
    return not fact.nested and all(_tells(fact, each) for each in deciding)


def _tells(fact: FactDeclaration, threshold: Threshold) -> bool:
    others = [ref.fact for ref in threshold.refs if ref.id != fact.id]
    closed = [closed_values(other) for other in others]
    if threshold.loops or None in closed or math.prod(len(values or ()) for values in closed) > MOST_CONTEXTS:
        return False
    sides = [side for side in (threshold.left, threshold.right) if fact.id in facts_read(side)]
    if len(sides) > 1:
        return False
    return _is_steady(sides[0], fact.id) if Scale.of(fact) else is_direct(sides[0], threshold.refs[0])


def _is_steady(expression: Expression[Any], id_: str) -> bool:
    """Whether a value only grows, or only falls, as a fact in it grows."""
    if isinstance(expression, FactRef):
        return True
    touched = [part for part in children(expression) if id_ in facts_read(part)]
    steady = any(part is touched[0] for part in _steady_parts(expression))
    return len(touched) == 1 and steady and _is_steady(touched[0], id_)


def _steady_parts(expression: Expression[Any]) -> Iterator[Expression[Any]]:
    """Parts with which a value only grows or only falls, while the others stay as they are."""
    match expression:
        case Definition():
            yield expression.expression
        case Arithmetic():
            yield from (expression.left, expression.right)
        case Extreme():
            yield from expression.parts
        case Rounded() | Converted():
            yield expression.subject
        case Shifted():
            yield from (expression.subject, expression.count)
        case Divided():
            yield expression.left
        case Elapsed():
            yield from (expression.start, expression.end)
        case Choice():
            yield from (value for _, value in expression.branches)
            yield expression.otherwise
        case _:
            return
