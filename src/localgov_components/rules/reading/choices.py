"""How choices read: values with their conditions, bands of one amount, and statements that depend on others.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, bands, fact, read_aloud, when
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("Somebody has a Blue Badge", denied="Nobody has a Blue Badge")
...     bins: Fact[int] = fact("Number of bins")
>>> read_aloud(when(Household.badge, Money("0")).otherwise(Money("48")))
'£0.00 when somebody has a Blue Badge; otherwise £48.00'
>>> read_aloud(bands(Household.bins, (2, Money("48")), (4, Money("90")), below=Money("0")))
'by number of bins: £90.00 from 4; £48.00 from 2; otherwise £0.00'
>>> read_aloud(when(Household.badge, Household.bins < 4).otherwise(Household.bins < 2))
'if somebody has a Blue Badge, number of bins is less than 4; otherwise number of bins is less than 2'
"""

from dataclasses import fields
from typing import Any

from localgov_components.rules.expressions import Expression
from localgov_components.rules.reading.phrase import BESIDE_A_VERB, Phrase, Shape
from localgov_components.rules.reading.reader import Asked, Reader, shared_per
from localgov_components.rules.tree import Aggregated, Choice, Comparison, FactRef, Quantified, children

__all__ = ["bands_of", "read_branch", "read_choice", "read_conditional"]


def read_choice(reader: Reader, node: Choice[Any], asked: Asked) -> Phrase:
    """A choice between values, in the order in which its conditions are tried."""
    inner = Asked(per=asked.per or shared_per(node))
    branches = [read_branch(reader, node, number, inner) for number in range(len(node.branches))]
    words = {"branches": reader.listed(branches), "otherwise": reader.text(node.otherwise, inner)}
    subject = bands_of(node)
    if subject is None:
        return Phrase(reader.word("otherwise", **words), Shape.LIST)
    return Phrase(reader.word("bands", subject=reader.phrase(subject).within(*BESIDE_A_VERB), **words), Shape.LIST)


def read_branch(reader: Reader, node: Choice[Any], number: int, asked: Asked) -> str:
    """One value of a choice, and its condition."""
    condition, value = node.branches[number]
    words = reader.phrase(value, asked).within(*BESIDE_A_VERB)
    if isinstance(condition, Comparison) and bands_of(node) is not None:
        start = reader.phrase(condition.right, Asked(per=shared_per(condition.left)))
        return reader.word("band", value=words, start=start.within(*BESIDE_A_VERB))
    return reader.word("when", value=words, condition=reader.phrase(condition).within())


def read_conditional(reader: Reader, node: Choice[bool], asked: Asked) -> Phrase:
    """A choice between statements; where it does not hold, each of them is denied."""
    inner = Asked(asked.holds)
    branches = [
        reader.word("if", condition=reader.phrase(condition).within(), statement=reader.phrase(value, inner).within())
        for condition, value in node.branches
    ]
    otherwise = reader.phrase(node.otherwise, inner).within()
    return Phrase(reader.word("otherwise", branches=reader.listed(branches), otherwise=otherwise), Shape.LIST)


def bands_of(node: Choice[Any]) -> Expression[Any] | None:
    """What a choice depends on, where each of its conditions is that one thing is at least so much."""
    subjects = [each.left for each, _ in node.branches if isinstance(each, Comparison) and each.operator == ">="]
    is_banded = len(subjects) == len(node.branches) > 1 and all(_is_same(subjects[0], each) for each in subjects[1:])
    return subjects[0] if is_banded else None


def _is_same(one: Expression[Any], other: Expression[Any]) -> bool:
    """Whether two rules say the same, be they one object or read from a file apart; not asked of large ones."""
    waiting, members = [(one, other)], dict[Any, Any]()
    for left, right in waiting:  # it grows while it is read, up to there
        if len(waiting) > _MOST_COMPARED or type(left) is not type(right):
            return False
        if isinstance(left, Quantified | Aggregated) and isinstance(right, Quantified | Aggregated):
            members[left.binding] = right.binding
        if isinstance(left, FactRef) and isinstance(right, FactRef):
            if left.id != right.id or members.get(left.of, left.of) is not right.of:
                return False
            continue
        parts = (children(left), children(right))
        if len(parts[0]) != len(parts[1]) or _own(left) != _own(right):
            return False
        waiting.extend(zip(*parts, strict=True))
    return True


def _own(node: Expression[Any]) -> list[object]:
    """What a node says beside its parts."""
    values = (getattr(node, each.name) for each in fields(node) if each.name not in _MADE_OF)  # type: ignore[arg-type]
    return [each for each in values if not isinstance(each, Expression | tuple)]


_MOST_COMPARED = 200
"""Parts that are compared, at most: what is larger is no subject that anybody would read."""

_MADE_OF = ("binding", "branches", "parts", "options")
