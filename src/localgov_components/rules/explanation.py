"""Why an expression has its value: the smallest set of parts that settles it.

Of an `any_of` that is true, one true part is enough; of an `all_of` that is false, one false part
is. Nothing is explained that did not matter.

>>> from localgov_components.rules import Fact, Facts, Known, any_of, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit", denied="nobody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
>>> either = any_of(Household.credit, Household.badge)
>>> explain(either, Known({"household.credit": False, "household.badge": True})).statements()
('somebody has a Blue Badge',)
>>> explain(either, Known({"household.credit": False, "household.badge": False})).statements()
('nobody gets Universal Credit', 'nobody has a Blue Badge')
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from localgov_components.core.redaction import REDACTED
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup, evaluate, facts_read, policy_read
from localgov_components.rules.expressions import AllOf, AnyOf, Choice, Definition, Expression, Not
from localgov_components.rules.known import Known, Unknown
from localgov_components.rules.reading import read_aloud

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Explanation:
    """A part of a rule, its value, and the parts that settled it.

    `value` may be `Unknown`. `because` is empty for a part that stands for itself.
    """

    expression: Expression[Any]
    value: Any
    because: tuple["Explanation", ...] = ()

    def statements(self, language: str = "en") -> tuple[str, ...]:
        """What settled it, in plain words, once each; nothing is said of what is unknown."""
        settled = (leaf for leaf in self.leaves() if not isinstance(leaf.value, Unknown))
        words = (read_aloud(leaf.expression, holds=leaf.value is not False, language=language) for leaf in settled)
        return tuple(dict.fromkeys(words))

    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that settled it."""
        return tuple(dict.fromkeys(id_ for leaf in self.leaves() for id_ in facts_read(leaf.expression)))

    def policy(self) -> tuple[str, ...]:
        """Keys of the policy values that settled it."""
        return tuple(dict.fromkeys(ref.key for leaf in self.leaves() for ref in policy_read(leaf.expression)))

    def definitions(self) -> tuple[Definition[Any], ...]:
        """Named definitions on the way, outermost first."""
        own = (self.expression,) if isinstance(self.expression, Definition) else ()
        return (*own, *(name for part in self.because for name in part.definitions()))

    def __repr__(self) -> str:
        """The kind of node only: words and values could tell about a person."""
        return f"Explanation({type(self.expression).__name__}, value={REDACTED!r})"

    def leaves(self) -> Iterator["Explanation"]:
        """The parts that stand for themselves, in order."""
        if not self.because:
            yield self
        for part in self.because:
            yield from part.leaves()


def explain(expression: Expression[Any], known: Known, *, policy: PolicyLookup = NO_POLICY) -> Explanation:
    """The value of an expression with the smallest set of parts that settles it."""
    value = evaluate(expression, known, policy=policy)
    parts = tuple(explain(part, known, policy=policy) for part in _settling(expression, value, known, policy))
    return Explanation(expression, value, parts)


def _settling(
    expression: Expression[Any], value: Any, known: Known, policy: PolicyLookup
) -> tuple[Expression[Any], ...]:
    match expression:
        case AllOf() | AnyOf():
            return _settling_joined(expression, value, known, policy)
        case Not():
            return (expression.part,)
        case Definition():
            return (expression.expression,)
        case Choice():
            return _tried(expression, known, policy)
        case _:
            return ()


def _settling_joined(
    node: AllOf | AnyOf, value: Any, known: Known, policy: PolicyLookup
) -> tuple[Expression[bool], ...]:
    valued: list[tuple[Expression[bool], Any]] = [(part, evaluate(part, known, policy=policy)) for part in node.parts]
    if isinstance(value, Unknown):
        return tuple(part for part, found in valued if isinstance(found, Unknown))
    if value is isinstance(node, AnyOf):
        return tuple(part for part, found in valued if found is value)[:1]
    return node.parts


def _tried(node: Choice[Any], known: Known, policy: PolicyLookup) -> tuple[Expression[Any], ...]:
    tried: list[Expression[Any]] = []
    for condition, value in node.branches:
        tried.append(condition)
        holds = evaluate(condition, known, policy=policy)
        if isinstance(holds, Unknown):
            return tuple(tried)
        if holds:
            return (*tried, value)
    return (*tried, node.otherwise)
