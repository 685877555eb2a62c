"""Why an expression has its value: the parts that settle it, and nothing that did not matter.

Of an `any_of` that is true, one true part is enough; of an `all_of` that is false, one false part is. The
facts that are named settle the value whatever the others are, and none of them can be left out.

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

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import Any

from localgov_components.core.redaction import REDACTED
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling.anatomy import BROKEN, Marks
from localgov_components.rules.compiling.program import Program
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup, require_result
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day, require_known
from localgov_components.rules.known import Known, Unknown, UnknownReason
from localgov_components.rules.reading.reader import Asked
from localgov_components.rules.reading.sentence import said_when
from localgov_components.rules.settling import Settling
from localgov_components.rules.support import Case, Support, supporting
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    DecisionDate,
    Definition,
    Not,
    Quantified,
    Undefined,
    children,
)

__all__ = ["Explanation", "explain", "explained"]


@dataclass(frozen=True, eq=False, repr=False)  # without slots, so that what nobody asks for is not worked out
class Explanation:
    """A part of a rule, its value, and the parts that settled it.

    `member` counts from 1, where it is about one member of a list.
    """

    expression: Expression[Any]
    member: int | None
    _support: Support
    _settling: Settling | None
    _found: "_Found"

    @cached_property
    def value(self) -> Any:
        """Its value, which may be `Unknown`."""
        value = self._support.case.values.value(self.expression)
        return _unknown(self.expression, self._search) if value is None else value

    @cached_property
    def because(self) -> tuple["Explanation", ...]:
        """The parts that settled it, or could; none of a part that stands for itself.

        Below a comparison or a sum it has the definitions in it.
        """
        is_known = self._support.case.values.raw(self.expression) is not None
        parts = _settling(self.expression, self._support, self._settling if is_known else self._search)
        return tuple([_explained(each, self._found) for each in parts])

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Ids and paths of the facts that settle the value, or could, while it is unknown."""
        if isinstance(self.value, Unknown):
            return self.value.facts
        return self._support.case.facts_in(self._marks)

    @cached_property
    def policy(self) -> tuple[str, ...]:
        """Keys of the policy values that took part; none while the value is unknown."""
        if isinstance(self.value, Unknown):
            return ()
        return self._support.case.anatomy.named(self._marks).policy

    def statements(self, language: str = "en") -> tuple[str, ...]:
        """What settled it, in plain words, once each; nothing is said of what is unknown."""
        settled = (leaf for leaf in self.leaves() if not isinstance(leaf.value, Unknown))
        words = (said_when(leaf.expression, Asked(leaf.value is not False), language) for leaf in settled)
        return tuple(dict.fromkeys(words))

    def definitions(self) -> tuple[Definition[Any], ...]:
        """Named definitions on the way, outermost first, once each."""
        found = (each.expression for each in self._parts(lambda each: each.because))
        return tuple(dict.fromkeys(each for each in found if isinstance(each, Definition)))

    def leaves(self) -> Iterator["Explanation"]:
        """The conditions that stand for themselves, in order, once each; what is inside them is left out."""
        return (each for each in self._parts(_opened) if not _opened(each))

    def _parts(self, inside: "Callable[[Explanation], tuple[Explanation, ...]]") -> Iterator["Explanation"]:
        """This and all that is inside it, each before its own parts, and once where it is a part of several."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if id(part) not in seen:
                seen.add(id(part))
                yield part
                waiting.extend(reversed(inside(part)))

    @cached_property
    def _search(self) -> Settling:
        return self._settling or Settling.of(self._support.case)

    @cached_property
    def _marks(self) -> Marks:
        return self._support.of(self.expression)

    def __repr__(self) -> str:
        """The kind of node only: words and values could tell about a person."""
        return f"Explanation({type(self.expression).__name__}, value={REDACTED!r})"


_OPENED = (AllOf, AnyOf, Not, Definition, Choice)
"""Kinds of node that are said by saying their parts."""


def _opened(part: Explanation) -> tuple[Explanation, ...]:
    return part.because if isinstance(part.expression, _OPENED) else ()


def explain(
    expression: Expression[Any], known: Known, *, policy: PolicyLookup = NO_POLICY, on: date | None = None
) -> Explanation:
    """The value of an expression with the smallest set of parts that settles it.

    `on` is the day of the decision, for rules that read it.
    """
    require_result(expression)
    require_known(known)
    program = Program([], also=[expression], are_sound=True)
    if on is None and any(isinstance(node, DecisionDate) for node in nodes_of(expression)):
        require_day(on)
    values = program.bind(on=on, policy=policy).trace(known)
    return explained(expression, supporting([program.rests_at(expression)], Case(program, values, known)))


def explained(expression: Expression[Any], support: Support) -> Explanation:
    """The explanation of a part in a case, by what it rests on and what could settle it."""
    return _explained((expression, support, None, None), {})


def _explained(part: "_Part", found: "_Found") -> Explanation:
    """The explanation of a part, one and the same however many others it is a part of."""
    expression, support, settling, member = part
    key = (id(expression), id(support))
    if key not in found:  # it holds its part and support, so that no other takes their `id`
        found[key] = Explanation(expression, member, support, settling, found)
    return found[key]


def _unknown(expression: Expression[Any], settling: Settling) -> Unknown:
    facts = settling.case.facts_in(settling.relevant(expression))
    if facts:
        return Unknown(settling.case.reason_of(facts[0]), facts)
    undefined = [node for node in nodes_of(expression) if isinstance(node, Undefined)]
    return Unknown(undefined[0].reason if undefined else UnknownReason.NOT_ASKED)


_Part = tuple[Expression[Any], Support, Settling | None, int | None]
_Found = dict[tuple[int, int], Explanation]


def _settling(node: Expression[Any], support: Support, settling: Settling | None) -> list[_Part]:
    """The parts that settle a node, each with the member it is about."""
    match node:
        case AllOf():
            parts = _joined(node, support, decisive=False)
        case AnyOf():
            parts = _joined(node, support, decisive=True)
        case Not():
            parts = [node.part]
        case Definition():
            parts = [node.expression]
        case Choice():
            parts = _tried(node, support)
        case Quantified():
            return _members(node, support, settling)
        case Aggregated():
            return []
        case _:
            parts = _named_inside(node)
    return [(part, support, settling, None) for part in parts]


def _joined(node: AllOf | AnyOf, support: Support, *, decisive: bool) -> Sequence[Expression[Any]]:
    raw = support.case.values.raw
    value = raw(node)
    if value is None:
        return [part for part in node.parts if raw(part) is None]
    if value is not decisive:
        return node.parts
    settling = [part for part in node.parts if raw(part) is decisive]
    return [min(settling, key=lambda part: _cost(support.of(part)))]


def _cost(marks: Marks) -> tuple[int, int]:
    """What is preferred, of several ways: one that settles, and then the one of fewest marks."""
    return marks & BROKEN, marks.bit_count()


def _tried(node: Choice[Any], support: Support) -> list[Expression[Any]]:
    raw = support.case.values.raw
    tried: list[Expression[Any]] = []
    for condition, value in node.branches:
        tried.append(condition)
        holds = raw(condition)
        if holds is None and raw(node) is None:
            return tried
        if holds is not False:
            return [*tried, value]
    return [*tried, node.otherwise]


def _members(node: Quantified, support: Support, settling: Settling | None) -> list[_Part]:
    value = support.case.values.raw(node)
    searches: Sequence[Settling | None] = [] if settling is None or value is not None else settling.members(node)
    rows: list[_Part] = [
        (node.condition, row, search, number)
        for number, (row, search) in enumerate(zip_longest(support.members(node), searches), start=1)
    ]
    if value is None:
        return [each for each in rows if each[1].case.values.raw(node.condition) is None]
    if value is not (node.how == "exists"):
        return rows
    deciding = [each for each in rows if each[1].case.values.raw(node.condition) is value]
    return [min(deciding, key=lambda each: _cost(each[1].of(node.condition)))]


def _named_inside(node: Expression[Any]) -> list[Expression[Any]]:
    """The definitions nearest below a comparison or a sum."""
    found: list[Expression[Any]] = []
    waiting = list(reversed(children(node)))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Definition):
            found.append(part)
        elif not isinstance(part, Quantified | Aggregated):
            waiting.extend(reversed(children(part)))
    return list(dict.fromkeys(found))
