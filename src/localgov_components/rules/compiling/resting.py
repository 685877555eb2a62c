"""Code that finds what each value of a case rests on: a set of marks, worked out like a value of its own.

It reads the shape of a trace, and no value. Facts may be kept out: `out` are the marks of facts of which nothing is
known, or which are not to be used. A set with the mark `BROKEN` in it does not settle its value without them. Joining
sets keeps that mark, so nothing else has to look.
Where a value is settled in more than one way, the way of fewest marks is taken, and only what is in all
of them is marked as not to be left out.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.anatomy import BROKEN, NEEDED, USED, Anatomy, Marks
from localgov_components.rules.compiling.trace_reader import TraceReader
from localgov_components.rules.compiling.writer import Frame, Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    Constant,
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
    best = ways[0]
    common = BROKEN
    for way in ways:
        if way & BROKEN:
            continue
        if common == BROKEN:
            best = common = way
        else:
            common &= way
            if _size(way) < _size(best):
                best = way
    return best if common in (BROKEN, best) else (best & USED) | (common & NEEDED)


def _size(marks: Marks) -> int:
    return (marks & USED).bit_count()


def _one(wanted: bool, values: Sequence[Any], supports: Sequence[Marks]) -> Marks:  # noqa: FBT001 - the value itself
    """The simplest of the parts that have the wanted value."""
    return _pick([marks for value, marks in zip(values, supports, strict=True) if value is wanted])


def _equal(bits: int, supports: Sequence[Marks]) -> Marks:
    """The simplest of the options that are equal."""
    return _pick([marks for place, marks in enumerate(supports) if bits >> place & 1])


def _taken(same: int, branches: Sequence[tuple[Any, Marks, Marks]], last: Marks) -> Marks:
    """Of a choice some of whose values are the same: by conditions, or because its value is the answer anyway.

    A branch is its condition, and what that and its value rest on; the last value stands alone. `same` has a bit for
    each value that is the answer.
    """
    marks = last if same >> len(branches) & 1 else BROKEN
    for place in range(len(branches) - 1, -1, -1):
        holds, by_condition, by_value = branches[place]
        alike = by_value | marks if same >> place & 1 else BROKEN
        if holds is None:
            marks = alike
        elif alike & BROKEN:
            marks = by_condition | (by_value if holds else marks)
        else:
            marks = _pick((by_condition | (by_value if holds else marks), alike))
    return marks


RESTING: Mapping[str, Callable[..., Any]] = {"one": _one, "equal": _equal, "taken": _taken}
"""What the generated code calls."""


class RestingEmitter(TraceReader):
    """Generates the code; `values` tells where the trace noted each value, `slots` where the marks will be."""

    def __init__(self, anatomy: Anatomy, values: tuple[Mapping[int, Slot], Mapping[int, Slot]]) -> None:
        super().__init__(anatomy.vocabulary, values)
        self.anatomy = anatomy
        self.slots: dict[int, Slot] = {}

    def rest(self, roots: Sequence[Expression[Any]]) -> None:
        """Work out what each part rests on, and return what was noted."""
        self.see(roots)
        for root in roots:
            self.slots[id(root)] = self.slot(self._name(self.emit(root)))
        self.put(placed.Return(self.note_of(self.frames[0])))
        self.frames[0].statements[:0] = self.taken_apart(None, "s")

    def written(self, node: Expression[Any]) -> ast.expr:
        """The marks of a node: a constant or, but for what is plain and used once, a name that is noted."""
        plain = self.anatomy.plain.get(id(node))
        if plain is not None:
            value = self._unless_out(plain)
            return self.named(value) if self.vocabulary.uses[id(node)] > 1 else value
        if _is_structured(node):
            value = _MARKS[type(node)](self, node)
        else:
            value = self.together(children(node), self.anatomy.own(node))
        name = self._name(value)
        self.slots[id(node)] = self.slot(name)
        return syntax.load(name)

    def together(self, nodes: Sequence[Expression[Any]], marks: Marks = 0) -> ast.expr:
        """What some nodes rest on together, with further marks: of all that is plain in them, by one test."""
        names: dict[str, ast.expr] = {}
        waiting = list(reversed(nodes))
        while waiting:
            node = waiting.pop()
            plain = self.anatomy.plain.get(id(node))
            if plain is not None:
                marks |= plain
            elif _is_structured(node) or self.vocabulary.uses[id(node)] > 1:
                name = self._name(self.emit(node))
                names[name] = syntax.load(name)
            else:
                marks |= self.anatomy.own(node)
                waiting.extend(reversed(children(node)))
        return _union([self._unless_out(marks), *names.values()])

    def _unless_out(self, marks: Marks) -> ast.expr:
        """Some marks, broken where a fact among them is kept out."""
        facts = marks & self.anatomy.all_facts
        if not facts:
            return syntax.constant(marks)
        kept_out = syntax.in_both(syntax.constant(facts), syntax.load("out"))
        return syntax.either(kept_out, syntax.constant(BROKEN), syntax.constant(marks))

    def _name(self, value: ast.expr) -> str:
        if isinstance(value, ast.Name):
            return value.id
        name = self.fresh("v")
        self.put(syntax.assign(name, value))
        return name

    def fact(self, node: FactRef[Any]) -> ast.expr:
        """The mark of a fact of a member, by its path."""
        mark = self.named(syntax.call("marked", self.path(node), self.constant(node.fact)))
        doubt = syntax.disjunction([self.is_unknown(node), syntax.in_both(mark, syntax.load("out"))])
        return syntax.either(doubt, syntax.constant(BROKEN), mark)

    def joined(self, node: AllOf | AnyOf) -> ast.expr:
        """The part that decides, the simplest of several, or all."""
        decisive = isinstance(node, AnyOf)
        marks = [self.emit(part) for part in node.parts]
        values = [self.truth(part) for part in node.parts]
        one = syntax.call("one", syntax.constant(decisive), syntax.pair(values), syntax.pair(marks))
        if len(marks) <= _MOST_NESTED:  # where one part decides, without a call
            only = marks[-1]
            for value, each in zip(reversed(values[:-1]), reversed(marks[:-1]), strict=True):
                only = syntax.either(syntax.is_(value, decisive), each, only)
            deciding = [syntax.is_(value, decisive) for value in values]
            one = syntax.either(_more_than_one(deciding), one, only) if len(deciding) > 1 else only
        value = self.truth(node)
        return syntax.either(
            syntax.is_(value, not decisive),
            self.together(node.parts),
            syntax.either(syntax.is_(value, decisive), one, syntax.constant(BROKEN)),
        )

    def one_of(self, node: OneOf) -> ast.expr:
        """The value and the option that is equal to it, or all."""
        marks = [self.emit(option) for option in node.options]
        one = syntax.call("equal", self.equal(node), syntax.pair(marks))
        value = self.truth(node)
        rest = syntax.either(
            syntax.is_(value, False),
            self.together(node.options),
            syntax.either(syntax.is_(value, True), one, syntax.constant(BROKEN)),
        )
        return _union([self.emit(node.subject), rest])

    def choice(self, node: Choice[Any]) -> ast.expr:
        """Conditions and the value taken; or values that are all the same, where several are."""
        same, branches = self.same(node), []
        only = last = self.emit(node.otherwise)
        for number, (condition, value) in enumerate(reversed(node.branches), start=1):
            by_condition, by_value = self.emit(condition), self.emit(value)
            branches.append(syntax.pair([self.truth(condition), by_condition, by_value]))
            here, later = self.together([condition, value]), _union([by_condition, only])
            only = syntax.either(self.truth(condition), here, later)
            if number % _MOST_NESTED == 0:
                only = self.named(only)
        taken = syntax.call("taken", same, syntax.pair(reversed(branches)), last)
        value = syntax.either(_several(same, 1 + len(branches)), taken, only)
        return syntax.either(syntax.is_(same, None), syntax.constant(BROKEN), value)

    def divided(self, node: Divided[Any]) -> ast.expr:
        """Both sides; where there is nothing to divide by, that and the value instead."""
        nothing = self.together([node.right, node.if_zero])
        return syntax.either(self.is_nothing(node), nothing, self.together([node.left, node.right]))

    def undefined(self, _: Undefined[Any]) -> ast.expr:
        """Nothing can settle it."""
        return syntax.constant(BROKEN)

    def quantified(self, node: Quantified) -> ast.expr:
        """One member who decides; or the whole list, and each."""
        total, ways = self.fresh("v"), self.fresh("w")
        decisive = node.how == "exists"
        known = syntax.is_(self.truth(node), decisive)
        with self.over(node) as body:
            marks = self.named(self.emit(node.condition))
            deciding = syntax.when(syntax.is_(self.truth(node.condition), decisive), [syntax.append(ways, marks)])
            self.put(deciding, syntax.assign(total, _union([syntax.load(total), marks])))
        first = [syntax.assign(total, self._list(node)), syntax.assign(ways, placed.List([], ast.Load()))]
        self._loop(node, first, body)
        settles = syntax.call("one", syntax.constant(decisive), *self._ways(ways, decisive=decisive))
        return syntax.either(known, settles, syntax.load(total))

    def _ways(self, ways: str, *, decisive: bool) -> tuple[ast.expr, ast.expr]:
        """The values and the marks of the members who decide, for `one`."""
        one = placed.List([syntax.constant(decisive)], ast.Load())
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
                    syntax.when(syntax.is_(self.truth(node.where), False), [placed.Pass()], counted),
                )
        first = [syntax.assign(total, self._list(node)), syntax.assign(none, syntax.constant(True))]  # noqa: FBT003 - the value itself
        self._loop(node, first, body)
        whole = syntax.load(total)
        if node.if_none is None:
            return whole
        return syntax.either(syntax.load(none), _union([whole, self.emit(node.if_none)]), whole)

    def _list(self, node: Quantified | Aggregated[Any]) -> ast.expr:
        """The mark of the list itself: that these are its members, and all of them; broken while they are not."""
        return syntax.either(self.is_complete(node.members), self.emit(node.members), syntax.constant(BROKEN))

    def _loop(self, node: Quantified | Aggregated[Any], first: Sequence[ast.stmt], body: Frame) -> None:
        """Loop over the members, noting what each of them rests on."""
        noted = self.fresh("r")
        self.put(*first, syntax.assign(noted, placed.List([], ast.Load())))
        self.loop(node, body, [syntax.append(noted, self.note_of(body))])
        self.row_slots[id(node)] = self.slot(noted)


def _more_than_one(conditions: Sequence[ast.expr]) -> ast.expr:
    return syntax.compare(">", syntax.together(ast.Add(), conditions), syntax.constant(1))


def _several(bits: ast.expr, places: int) -> ast.expr:
    """Whether more than one of some bits is set."""
    if places == 2:  # noqa: PLR2004 - both
        return syntax.compare("==", bits, syntax.constant(3))
    return syntax.in_both(bits, syntax.operate("-", bits, syntax.constant(1)))


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


def _is_structured(node: Expression[Any]) -> bool:
    """Whether a node that is not plain may rest on some of its parts only, or is a member's fact."""
    if isinstance(node, OneOf):
        return not all(isinstance(option, Constant) for option in node.options)
    return type(node) in _MARKS


_MARKS: Mapping[type, Callable[[RestingEmitter, Any], ast.expr]] = {
    FactRef: RestingEmitter.fact,
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
