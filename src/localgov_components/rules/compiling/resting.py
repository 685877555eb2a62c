"""Code that finds what each value of a case rests on: a set of marks, worked out like a value of its own.

Facts may be kept out: `out` are the marks of facts that are not to be used. A set with the mark `BROKEN` in
it does not settle its value without them. Joining sets keeps that mark, so nothing else has to look.
Where a value is settled in more than one way, the way of fewest marks is taken, and only what is in all
of them is marked as not to be left out.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localgov_components.rules.compiling import syntax
from localgov_components.rules.compiling.anatomy import BROKEN, NEEDED, USED, Anatomy, Marks
from localgov_components.rules.compiling.trace_reader import TraceReader
from localgov_components.rules.compiling.writer import Frame, Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import Measure
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    Constant,
    Definition,
    Divided,
    FactRef,
    OneOf,
    Quantified,
    Undefined,
    children,
)

__all__ = ["RESTING", "RestingEmitter"]

_MOST_NESTED = 32
"""Conditions that may stand in one another: of more, Python's compiler is not asked to make one expression."""


def _pick(ways: Sequence[Marks]) -> Marks:
    """The way of fewest marks, of those that are not broken; what is in all of them cannot be left out."""
    if len(ways) == 1:
        return ways[0]
    whole = [way for way in ways if not way & BROKEN]
    if len(whole) < 2:  # noqa: PLR2004 - nothing to pick from
        return whole[0] if whole else BROKEN
    common = whole[0]
    for way in whole:
        common &= way
    return (min(whole, key=_size) & USED) | (common & NEEDED)


def _size(marks: Marks) -> int:
    return (marks & USED).bit_count()


def _one(wanted: bool, values: Sequence[Any], supports: Sequence[Marks]) -> Marks:  # noqa: FBT001 - the value itself
    """The simplest of the parts that have the wanted value."""
    return _pick([marks for value, marks in zip(values, supports, strict=True) if value is wanted])


def _taken(answer: Any, branches: Sequence[tuple[Any, Marks, Any, Marks]], last: tuple[Any, Marks]) -> Marks:
    """Of a choice some of whose values are the same: by conditions, or because its value is the answer anyway.

    A branch is its condition and its value, each with what it rests on; the last value stands alone.
    """
    marks = last[1] if last[0] == answer else BROKEN
    for holds, by_condition, value, by_value in reversed(branches):
        alike = by_value | marks if value == answer else BROKEN
        if holds is None:
            marks = alike
        elif alike & BROKEN:
            marks = by_condition | (by_value if holds else marks)
        else:
            marks = _pick((by_condition | (by_value if holds else marks), alike))
    return marks


RESTING: Mapping[str, Callable[..., Marks]] = {"one": _one, "taken": _taken}
"""What the generated code calls."""


class RestingEmitter(TraceReader):
    """Generates the code; `values` tells where the trace noted each value, `slots` where the marks will be."""

    def __init__(self, anatomy: Anatomy, values: tuple[Mapping[int, Slot], Mapping[int, Slot]]) -> None:
        super().__init__(anatomy.vocabulary, values)
        self.anatomy = anatomy
        self.slots: dict[int, Slot] = {}
        self.row_slots: dict[int, Slot] = {}

    def rest(self, roots: Sequence[Expression[Any]]) -> None:
        """Work out what each part rests on, and return what was noted."""
        for root in roots:
            self.slots[id(root)] = self.slot(self._name(self.emit(root)))
        self.put(ast.Return(self.note_of(self.frames[0])))
        self.take_apart()

    def written(self, node: Expression[Any]) -> ast.expr:
        """The marks of a node: a constant, or a name that is noted."""
        plain = self.anatomy.plain.get(id(node))
        if plain is not None:
            return self._plain(node, plain)
        marks_of: Callable[[RestingEmitter, Any], ast.expr] = _MARKS.get(type(node), RestingEmitter.every_part)
        name = self._name(marks_of(self, node))
        self.slots[id(node)] = self.slot(name)
        return syntax.load(name)

    def _name(self, value: ast.expr) -> str:
        if isinstance(value, ast.Name):
            return value.id
        name = self.fresh("v")
        self.put(syntax.assign(name, value))
        return name

    def _plain(self, node: Expression[Any], marks: Marks) -> ast.expr:
        facts = marks & self.anatomy.all_facts
        if not facts:
            return syntax.constant(marks)
        kept_out = syntax.in_both(syntax.constant(facts), syntax.load("out"))
        doubt = syntax.disjunction([syntax.is_(self.value(node), None), kept_out])
        value = syntax.either(doubt, syntax.constant(BROKEN), syntax.constant(marks))
        return self.named(value) if self.vocabulary.uses[id(node)] > 1 else value

    def every_part(self, node: Expression[Any]) -> ast.expr:
        """Everything below."""
        return _union([self.emit(part) for part in children(node)])

    def fact(self, node: FactRef[Any]) -> ast.expr:
        """The mark of a fact of a member, by its path."""
        mark = self.named(syntax.call("marked", self.path(node), self.constant(node.fact)))
        doubt = syntax.disjunction([syntax.is_(self.value(node), None), syntax.in_both(mark, syntax.load("out"))])
        return syntax.either(doubt, syntax.constant(BROKEN), mark)

    def definition(self, node: Definition[Any]) -> ast.expr:
        """What it defines, and itself."""
        return _union([self.emit(node.expression), syntax.constant(self.anatomy.definition_bit[id(node)])])

    def joined(self, node: AllOf | AnyOf) -> ast.expr:
        """The part that decides, the simplest of several, or all."""
        decisive = isinstance(node, AnyOf)
        marks = [self.named(self.emit(part)) for part in node.parts]
        values = [self.value(part) for part in node.parts]
        one = syntax.call("one", syntax.constant(decisive), syntax.pair(values), syntax.pair(marks))
        if len(marks) <= _MOST_NESTED:  # where one part decides, without a call
            only = marks[-1]
            for value, each in zip(reversed(values[:-1]), reversed(marks[:-1]), strict=True):
                only = syntax.either(syntax.is_(value, decisive), each, only)
            deciding = [syntax.is_(value, decisive) for value in values]
            one = syntax.either(_more_than_one(deciding), one, only) if len(deciding) > 1 else only
        return syntax.either(
            syntax.is_(self.value(node), not decisive),
            _union(marks),
            syntax.either(syntax.is_(self.value(node), decisive), one, syntax.constant(BROKEN)),
        )

    def one_of(self, node: OneOf) -> ast.expr:
        """The value and the option that is equal to it, or all."""
        subject = self.emit(node.subject)
        marks = [self.named(self.emit(option)) for option in node.options]
        places = [_places(each.measure) for each in (node.subject, *node.options)]
        wanted = syntax.scaled(self.value(node.subject), max(places) - places[0])
        equal = [
            self._is_equal(option, syntax.scaled(self.value(option), max(places) - of_option), wanted)
            for option, of_option in zip(node.options, places[1:], strict=True)
        ]
        one = syntax.call("one", syntax.constant(True), syntax.pair(equal), syntax.pair(marks))  # noqa: FBT003 - the value itself
        value = self.value(node)
        rest = syntax.either(
            syntax.is_(value, False),
            _union(marks),
            syntax.either(syntax.is_(value, True), one, syntax.constant(BROKEN)),
        )
        return _union([subject, rest])

    def _is_equal(self, option: Expression[Any], value: ast.expr, wanted: ast.expr) -> ast.expr:
        equal = syntax.compare("==", value, wanted)
        if isinstance(option, Constant):
            return equal
        return syntax.conjunction([syntax.is_not(self.value(option), None), equal])

    def choice(self, node: Choice[Any]) -> ast.expr:
        """Conditions and the value taken; or values that are all the same, where several are."""
        branches, alike = [], []
        only = self.named(self.emit(node.otherwise))
        last = syntax.pair([self.value_in(node.otherwise, node), only])
        for condition, value in reversed(node.branches):
            by_condition, by_value = self.named(self.emit(condition)), self.named(self.emit(value))
            alike.append(self.value_in(value, node))
            branches.append(syntax.pair([self.value(condition), by_condition, alike[-1], by_value]))
            here, later = _union([by_condition, by_value]), _union([by_condition, only])
            only = self.named(syntax.either(self.value(condition), here, later))
        taken = syntax.call("taken", self.value(node), syntax.pair(reversed(branches)), last)
        alike.append(self.value_in(node.otherwise, node))
        same = [syntax.compare("==", value, self.value(node)) for value in alike]
        value = syntax.either(_more_than_one(same), taken, only)
        return syntax.either(syntax.is_(self.value(node), None), syntax.constant(BROKEN), value)

    def divided(self, node: Divided[Any]) -> ast.expr:
        """Both sides; where there is nothing to divide by, that and the value instead."""
        left, right, instead = (self.emit(part) for part in children(node))
        nothing = syntax.compare("==", self.value(node.right), syntax.constant(0))
        return syntax.either(nothing, _union([right, instead]), _union([left, right]))

    def undefined(self, _: Undefined[Any]) -> ast.expr:
        """Nothing can settle it."""
        return syntax.constant(BROKEN)

    def quantified(self, node: Quantified) -> ast.expr:
        """One member who decides; or the whole list, and each."""
        total, ways = self.fresh("v"), self.fresh("w")
        decisive = node.how == "exists"
        known = syntax.is_(self.value(node), decisive)
        with self.over(node) as body:
            marks = self.named(self.emit(node.condition))
            deciding = syntax.when(syntax.is_(self.value(node.condition), decisive), [syntax.append(ways, marks)])
            self.put(deciding, syntax.assign(total, _union([syntax.load(total), marks])))
        first = [syntax.assign(total, self._list(node)), syntax.assign(ways, ast.List([], ast.Load()))]
        self._loop(node, first, body)
        settles = syntax.call("one", syntax.constant(decisive), *self._ways(ways, decisive=decisive))
        return syntax.either(known, settles, syntax.load(total))

    def _ways(self, ways: str, *, decisive: bool) -> tuple[ast.expr, ast.expr]:
        """The values and the marks of the members who decide, for `one`."""
        one = ast.List([syntax.constant(decisive)], ast.Load())
        each = syntax.operate("*", one, syntax.call("len", syntax.load(ways)))
        return each, syntax.load(ways)

    def aggregated(self, node: Aggregated[Any]) -> ast.expr:
        """The whole list, and of each member what was counted."""
        total, none = self.fresh("v"), self.fresh("n")
        with self.over(node) as body:
            counted: list[ast.stmt] = [syntax.assign(none, syntax.constant(False))]  # noqa: FBT003 - the value itself
            if node.how != "count":
                counted.append(syntax.assign(total, _union([syntax.load(total), self.named(self.emit(node.value))])))
            if node.where is None:
                self.put(*counted)
            else:
                marks = self.named(self.emit(node.where))
                self.put(
                    syntax.assign(total, _union([syntax.load(total), marks])),
                    syntax.when(syntax.is_(self.value(node.where), False), [ast.Pass()], counted),
                )
        first = [syntax.assign(total, self._list(node)), syntax.assign(none, syntax.constant(True))]  # noqa: FBT003 - the value itself
        self._loop(node, first, body)
        whole = syntax.load(total)
        if node.if_none is None:
            return whole
        return syntax.either(syntax.load(none), _union([whole, self.emit(node.if_none)]), whole)

    def _list(self, node: Quantified | Aggregated[Any]) -> ast.expr:
        """The mark of the list itself: that these are its members, and all of them; broken while they are not."""
        rows = self.named(self.value(node.members))
        listed = self.named(self.emit(node.members))
        complete = syntax.item(rows, 1)
        return syntax.either(
            syntax.conjunction([syntax.is_not(rows, None), complete]),
            listed,
            syntax.constant(BROKEN),
        )

    def _loop(self, node: Quantified | Aggregated[Any], first: Sequence[ast.stmt], body: Frame) -> None:
        """Loop over the members, noting what each of them rests on."""
        noted = self.fresh("r")
        self.put(*first, syntax.assign(noted, ast.List([], ast.Load())))
        self.loop(node, body, [syntax.append(noted, self.note_of(body))])
        self.row_slots[id(node)] = self.slot(noted)


def _more_than_one(conditions: Sequence[ast.expr]) -> ast.expr:
    return syntax.compare(">", syntax.together(ast.Add(), conditions), syntax.constant(1))


def _union(parts: Sequence[ast.expr]) -> ast.expr:
    """Sets joined; constants beforehand."""
    fixed = 0
    others = []
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, int):
            fixed |= part.value
        else:
            others.append(part)
    if fixed or not others:
        others.append(syntax.constant(fixed))
    return syntax.together(ast.BitOr(), others)


def _places(measure: Measure | None) -> int:
    return measure.places if measure else 0


_MARKS: Mapping[type, Callable[[RestingEmitter, Any], ast.expr]] = {
    FactRef: RestingEmitter.fact,
    Definition: RestingEmitter.definition,
    AllOf: RestingEmitter.joined,
    AnyOf: RestingEmitter.joined,
    OneOf: RestingEmitter.one_of,
    Choice: RestingEmitter.choice,
    Divided: RestingEmitter.divided,
    Undefined: RestingEmitter.undefined,
    Quantified: RestingEmitter.quantified,
    Aggregated: RestingEmitter.aggregated,
}
"""How each kind of node rests on some of its parts; any other rests on all."""
