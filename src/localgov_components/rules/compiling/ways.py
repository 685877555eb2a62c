"""Code that finds ways to settle what is unknown in a case: sets of unknown facts, worked out like values.

It reads the shape of a trace, and no value.

A way is a set of unknown facts that could give a condition one value if they were known, and of which none
can be left out. A condition has the ways to be true and the ways to be false; anything else the ways to be
known. What is known needs nothing (`DONE`), and cannot be anything else (`NONE`).
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.anatomy import USED, Anatomy, Marks
from localgov_components.rules.compiling.trace_reader import TraceReader
from localgov_components.rules.compiling.writer import Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    Definition,
    Divided,
    FactRef,
    Not,
    Quantified,
    Undefined,
    children,
)

__all__ = ["DONE", "MOST_WAYS", "NONE", "SETTLING", "Search", "Ways", "WaysEmitter"]

MOST_WAYS = 64
"""Ways that are kept at each step of the search."""

Ways = tuple[Marks, ...]
"""Sets of facts; none holds another."""

DONE: Ways = (0,)
"""Nothing to learn."""

NONE: Ways = ()
"""Nothing helps."""


_Triple = tuple[ast.expr, ast.expr, ast.expr]
"""Code for three things of a node: its ways to be true, or known; to be false; what could still matter."""


class Search:
    """The search in one case; `cut` says whether ways were left out."""

    __slots__ = ("cut",)

    def __init__(self) -> None:
        self.cut = False

    def both(self, *several: Ways) -> Ways:
        """Ways to have all of some things: one way of each."""
        joined = DONE
        for ways in several:
            if not ways:
                return NONE
            if ways is DONE or ways == DONE:
                continue
            if joined == DONE:
                joined = ways
            elif len(joined) == len(ways) == 1:
                joined = (joined[0] | ways[0],)
            else:
                joined = self._smallest([one | other for one in joined for other in ways])
        return joined

    def either(self, *several: Ways) -> Ways:
        """Ways to have one of some things."""
        some = [ways for ways in several if ways]
        if len(some) == 1:
            return some[0]
        return self._smallest([way for ways in some for way in ways]) if some else NONE

    def choice(self, branches: Sequence[tuple[Ways, Ways, Ways]], last: Ways, *, alike: bool) -> Ways:
        """Each value, with the conditions before it false and its own true; or all values that are open, alike.

        A branch is the ways for its condition to be true and to be false, and for its value to be what is wanted.
        """
        before, found, possible = DONE, [], []
        for holds, fails, wanted in branches:
            if not holds:
                continue
            possible.append(wanted)
            found.append(self.both(before, holds, wanted))
            before = self.both(before, fails)
            if not before:
                break
        else:
            possible.append(last)
            found.append(self.both(before, last))
        if alike:
            found.append(self.both(*possible))
        return self.either(*found)

    def _smallest(self, ways: Sequence[Marks]) -> Ways:
        """Those that hold no other, fewest facts first; at most so many."""
        kept: list[Marks] = []
        if DONE[0] in ways:
            return DONE
        for way in sorted(set(ways), key=_fewest_first):
            for other in kept:
                if way & other == other:
                    break
            else:
                if len(kept) == MOST_WAYS:
                    self.cut = True
                    break
                kept.append(way)
        return tuple(kept)


class WaysEmitter(TraceReader):
    """Generates the code. A condition has two names, for true and for false; anything else has one, twice.

    `slots` tells where three things of each node are noted: its ways to be true, or known; to be false; and the facts
    that could still matter to it while it is unknown.
    """

    def __init__(self, anatomy: Anatomy, values: tuple[Mapping[int, Slot], Mapping[int, Slot]]) -> None:
        super().__init__(anatomy.vocabulary, values)
        self.anatomy = anatomy
        self.slots: dict[int, tuple[Slot, Slot, Slot]] = {}
        self._row_names: dict[int, str] = {}
        self._ways: dict[int, tuple[str, str, str]] = {}

    def find(self, roots: Sequence[Expression[Any]]) -> None:
        """Work out the ways of every rule, and return them."""
        self.see(roots)
        for root in roots:
            if id(root) not in self.anatomy.plain:
                self.emit(root)
        self.put(placed.Return(self.note_of(self.frames[0])))
        self.frames[0].statements[:0] = self.taken_apart(None, "s")

    def written(self, node: Expression[Any]) -> ast.expr:
        """The ways of a node that is not plain; its name is that of the ways to be true, or known."""
        if isinstance(node, Definition):
            self.emit(node.expression)
            names = self._ways[id(node.expression)]
        else:
            names = self._of_unknown(node)
        self._ways[id(node)] = names
        self.slots[id(node)] = (self.slot(names[0]), self.slot(names[1]), self.slot(names[2]))
        return syntax.load(names[0])

    def _of_unknown(self, node: Expression[Any]) -> tuple[str, str, str]:
        """Names for the ways; of what is known there is nothing to learn."""
        self._emit_parts(node)
        true, false, relevant = self.fresh("w"), self.fresh("w"), self.fresh("w")
        if node.value_type is not bool:
            false = true
        with self.frame() as unknown:
            for name, each in dict(zip((true, false, relevant), self._parts(node), strict=True)).items():
                self.put(syntax.assign(name, each))
        nothing = syntax.assign(relevant, syntax.constant(0))
        done, none = syntax.load("DONE"), syntax.load("NONE")
        known: list[ast.stmt] = [syntax.assign(true, done), nothing]
        if node.value_type is bool:
            yes = [syntax.assign(true, done), syntax.assign(false, none)]
            no = [syntax.assign(true, none), syntax.assign(false, done)]
            known = [syntax.when(self.truth(node), yes, no), nothing]
        if isinstance(node, Quantified | Aggregated):
            rows = self._row_names[id(node)]
            known.append(syntax.assign(rows, syntax.pair([])))
            self.row_slots[id(node)] = self.slot(rows)
        self.put(syntax.when(self.is_unknown(node), unknown.statements, known))
        return true, false, relevant

    def _emit_parts(self, node: Expression[Any]) -> None:
        """Work out first what stands outside the block for the unknown, so that others may read it too."""
        there = {frame.binding for frame in self.frames}
        waiting = list(reversed(children(node)))
        while waiting:
            part = waiting.pop()
            if id(part) in self.anatomy.plain:
                continue
            is_named = type(node) in _PARTS or self._stands_alone(part)
            if is_named and self.vocabulary.speaks_of(part) <= there:
                self.emit(part)
            else:  # it is opened, or speaks of a member whose loop is yet to come
                waiting.extend(reversed(children(part)))

    def _stands_alone(self, node: Expression[Any]) -> bool:
        """Whether the ways of a part have names; what is plain, or needs all that is in it, is joined to others."""
        may_be_settled = type(node) in _PARTS or isinstance(node, Divided) or node.value_type is bool
        return may_be_settled or self.vocabulary.uses[id(node)] > 1

    def _parts(self, node: Expression[Any]) -> _Triple:
        """Ways to be true and to be false (or known, twice), and what is relevant, while the value is unknown."""
        parts_of: Callable[[WaysEmitter, Any], _Triple] = _PARTS.get(type(node), WaysEmitter.every_part)
        return parts_of(self, node)

    def triple(self, node: Expression[Any]) -> _Triple:
        """The ways of a part: to be true, to be false, relevant."""
        plain = self.anatomy.plain.get(id(node))
        if plain is not None:
            return self._plain(plain, self.truth(node) if node.value_type is bool else None)
        self.emit(node)
        true, false, relevant = self._ways[id(node)]
        return syntax.load(true), syntax.load(false), syntax.load(relevant)

    def _plain(self, marks: Marks, truth: ast.expr | None) -> _Triple:
        """Every unknown fact among some; where there is none, the value is known."""
        done, none = syntax.load("DONE"), syntax.load("NONE")
        yes = done if truth is None else syntax.either(truth, done, none)
        no = done if truth is None else syntax.either(truth, none, done)
        if not marks & self.anatomy.all_facts:
            return yes, no, syntax.constant(0)
        open_ = self.named(syntax.in_both(syntax.constant(marks), syntax.load("u")))
        only = syntax.pair([open_])
        return syntax.either(open_, only, yes), syntax.either(open_, only, no), open_

    def known(self, node: Expression[Any]) -> ast.expr:
        """Ways to know a value."""
        if id(node) in self.anatomy.plain:
            return self._plain(self.anatomy.plain[id(node)], None)[0]
        true, false, _ = self.triple(node)
        return _search("either", true, false) if node.value_type is bool else true

    def every_part(self, node: Expression[Any]) -> _Triple:
        """All that is below must be known: what is plain in it by itself, and what stands alone."""
        marks, alone = 0, {}
        waiting = list(reversed(children(node)))
        while waiting:
            part = waiting.pop()
            plain = self.anatomy.plain.get(id(part))
            if plain is not None:
                marks |= plain
            elif self._stands_alone(part):
                alone[id(part)] = part
            else:
                waiting.extend(reversed(children(part)))
        own, _, open_ = self._plain(marks, None)
        together = self.named(_search("both", own, *(self.known(part) for part in alone.values())))
        return together, together, _joined([open_, *(self.triple(part)[2] for part in alone.values())])

    def fact(self, node: FactRef[Any]) -> _Triple:
        """The fact of a member."""
        mark = self.named(self.own_mark(node))
        only = syntax.pair([mark])
        return only, only, mark

    def joined(self, node: AllOf | AnyOf) -> _Triple:
        """One part that decides, or all."""
        parts = [self.triple(part) for part in node.parts]
        how = ("both", "either") if isinstance(node, AllOf) else ("either", "both")
        true = _search(how[0], *(part[0] for part in parts))
        false = _search(how[1], *(part[1] for part in parts))
        return true, false, _joined([part[2] for part in parts])

    def negated(self, node: Not) -> _Triple:
        """The other way round."""
        true, false, relevant = self.triple(node.part)
        return false, true, relevant

    def choice(self, node: Choice[Any]) -> _Triple:
        """Conditions and a value, or values that are all the same."""
        conditions = [self.triple(condition) for condition, _ in node.branches]
        values = [self.triple(value) for _, value in node.branches]
        last = self.triple(node.otherwise)
        alike = self.alike(node)
        found: list[ast.expr] = []
        for side in (0, 1) if node.value_type is bool else (0,):
            branches = [syntax.pair([c[0], c[1], v[side]]) for c, v in zip(conditions, values, strict=True)]
            call = placed.Call(
                placed.Attribute(syntax.load("search"), "choice", ast.Load()),
                [syntax.pair(branches), last[side]],
                [placed.Keyword("alike", alike if node.value_type is not bool else syntax.constant(True))],  # noqa: FBT003 - the value itself
            )
            found.append(self.named(call))
        open_ = [syntax.either(syntax.is_(self.truth(c), False), syntax.constant(0), _joined([a[2], b[2]]))
                 for (c, _), a, b in zip(node.branches, conditions, values, strict=True)]  # fmt: skip
        stopped = [syntax.is_(self.truth(c), True) for c, _ in node.branches]
        rest: ast.expr = last[2]
        for holds, each in zip(reversed(stopped), reversed(open_), strict=True):
            rest = self.named(syntax.either(holds, each, _joined([self.named(each), rest])))
        return found[0], found[-1], rest

    def quantified(self, node: Quantified) -> _Triple:
        """One member who decides, or all of them; the list itself while it is unknown or not complete."""
        decisive = node.how == "exists"
        deciding, every, relevant = self.fresh("w"), self.fresh("w"), self.fresh("w")
        with self.over(node) as body:
            true, false, open_ = self.triple(node.condition)
            self.put(
                syntax.append(deciding, true if decisive else false),
                syntax.append(every, false if decisive else true),
                syntax.assign(relevant, _joined([syntax.load(relevant), open_])),
            )
        self._loop_over(node, body, (deciding, every), relevant)
        one = _search("either", placed.Starred(syntax.load(deciding), ast.Load()))
        all_ = _search("both", placed.Starred(syntax.load(every), ast.Load()))
        return (one, all_, syntax.load(relevant)) if decisive else (all_, one, syntax.load(relevant))

    def aggregated(self, node: Aggregated[Any]) -> _Triple:
        """Every member: not counted, or counted with a known value."""
        every, relevant = self.fresh("w"), self.fresh("w")
        with self.over(node) as body:
            counted, open_ = self.known(node.value), self.triple(node.value)[2]
            if node.where is not None:
                true, false, unsure = self.triple(node.where)
                counted = _search("either", _search("both", true, counted), false)
                out = syntax.is_(self.truth(node.where), False)
                open_ = syntax.either(out, syntax.constant(0), _joined([unsure, open_]))
            self.put(syntax.append(every, counted), syntax.assign(relevant, _joined([syntax.load(relevant), open_])))
        self._loop_over(node, body, (every,), relevant)
        if node.if_none is not None:
            self.put(syntax.append(every, self.known(node.if_none)))
            rest = self.triple(node.if_none)[2]
            self.put(syntax.assign(relevant, _joined([syntax.load(relevant), rest])))
        together = self.named(_search("both", placed.Starred(syntax.load(every), ast.Load())))
        return together, together, syntax.load(relevant)

    def _loop_over(self, node: Quantified | Aggregated[Any], body: Any, lists: Sequence[str], relevant: str) -> None:
        """The loop, begun with what is to be learnt of the list itself."""
        members: FactRef[Any] = node.members  # type: ignore[assignment]  # only a fact is a list
        own = self.own_mark(members)
        listed = self.named(syntax.either(self.is_complete(members), syntax.constant(0), own))
        self.put(syntax.assign(relevant, listed))
        for name in lists:
            begun = syntax.either(listed, placed.List([syntax.pair([listed])], ast.Load()), placed.List([], ast.Load()))
            self.put(syntax.assign(name, begun))
        noted = self._row_names[id(node)] = self.fresh("r")
        self.put(syntax.assign(noted, placed.List([], ast.Load())))
        self.loop(node, body, [syntax.append(noted, self.note_of(body))])

    def own_mark(self, fact: FactRef[Any]) -> ast.expr:
        """The mark of a fact: of the case, or of a member, where it is given when it is first met."""
        if fact.of is None:
            return syntax.constant(self.anatomy.bit_of[fact.id] & USED)
        return syntax.in_both(syntax.call("marked", self.path(fact), self.constant(fact.fact)), syntax.load("USED"))


def _fewest_first(way: Marks) -> tuple[int, int]:
    return way.bit_count(), way


def _undefined(_: WaysEmitter, __: Undefined[Any]) -> _Triple:
    return syntax.load("NONE"), syntax.load("NONE"), syntax.constant(0)


def _search(how: str, *ways: ast.expr) -> ast.expr:
    return syntax.method("search", how, *ways)


def _joined(marks: Sequence[ast.expr]) -> ast.expr:
    return syntax.together(ast.BitOr(), marks)


SETTLING: Mapping[str, Any] = {"DONE": DONE, "NONE": NONE, "NOTHING": 0, "USED": USED}
"""What the generated code refers to."""

_PARTS: Mapping[type, Callable[[WaysEmitter, Any], _Triple]] = {
    FactRef: WaysEmitter.fact,
    AllOf: WaysEmitter.joined,
    AnyOf: WaysEmitter.joined,
    Not: WaysEmitter.negated,
    Choice: WaysEmitter.choice,
    Quantified: WaysEmitter.quantified,
    Aggregated: WaysEmitter.aggregated,
    Undefined: _undefined,
}
"""How each kind of node is settled; any other when all its parts are."""
