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
from itertools import zip_longest
from typing import Any

from localgov_components.core.redaction import REDACTED
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling.anatomy import BROKEN, Marks
from localgov_components.rules.compiling.program import Program
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup, require_result
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.known import Known, Unknown, UnknownReason
from localgov_components.rules.reading.reader import Asked
from localgov_components.rules.reading.sentence import reader_for
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Explanation:
    """A part of a rule, its value, and the parts that settled it.

    `value` may be `Unknown`. `because` is empty for a part that stands for itself; below a comparison or a sum
    it has the definitions in it, each with its value. `facts` are ids and paths of the facts that settle the
    value (or could, while it is unknown), `policy` the keys of policy values that took part. `member` counts
    from 1, where it is about one member of a list.
    """

    expression: Expression[Any]
    value: Any
    because: tuple["Explanation", ...]
    facts: tuple[str, ...]
    policy: tuple[str, ...]
    member: int | None = None

    def statements(self, language: str = "en") -> tuple[str, ...]:
        """What settled it, in plain words, once each; nothing is said of what is unknown."""
        settled = (leaf for leaf in self.leaves() if not isinstance(leaf.value, Unknown))
        reader = reader_for(language)  # the rules are sound, or they would have no value to explain
        words = (reader.text(leaf.expression, Asked(leaf.value is not False)) for leaf in settled)
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
    program = Program([], also=[expression])
    if on is None and any(isinstance(node, DecisionDate) for node in nodes_of(expression)):
        require_day(on)
    values = program.bind(on=on, policy=policy).trace(known)
    return explained(expression, supporting([program.rests_at(expression)], Case(program, values, known)))


def explained(expression: Expression[Any], support: Support) -> Explanation:
    """The explanation of a part in a case, by what it rests on and what could settle it."""
    return _explained((expression, support, None, None), {})


def _explained(part: "_Part", found: "dict[tuple[int, int], tuple[_Part, Explanation]]") -> Explanation:
    """The explanation of a part, made once however many others it is a part of."""
    key = (id(part[0]), id(part[1]))
    if key not in found:
        found[key] = (part, _made(part, found))  # with the part, so that no other takes its `id`
    return found[key][1]


def _made(part: "_Part", found: "dict[tuple[int, int], tuple[_Part, Explanation]]") -> Explanation:
    expression, support, settling, member = part
    case = support.case
    value = case.values.value(expression)
    if value is None:
        settling = settling or Settling.of(case)
        value = _unknown(expression, settling)
    because = tuple(_explained(each, found) for each in _settling(expression, support, settling))
    if isinstance(value, Unknown):
        return Explanation(expression, value, because, value.facts, (), member)
    marks = support.of(expression)
    return Explanation(expression, value, because, case.facts_in(marks), case.anatomy.named(marks).policy, member)


def _unknown(expression: Expression[Any], settling: Settling) -> Unknown:
    facts = settling.case.facts_in(settling.relevant(expression))
    if facts:
        return Unknown(settling.case.reason_of(facts[0]), facts)
    undefined = [node for node in nodes_of(expression) if isinstance(node, Undefined)]
    return Unknown(undefined[0].reason if undefined else UnknownReason.NOT_ASKED)


_Part = tuple[Expression[Any], Support, Settling | None, int | None]


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
