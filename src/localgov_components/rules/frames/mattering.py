"""Which unknown facts could still matter to what is not settled, in every row at once.

It goes from the rules down to their parts. A part is open where what it is a part of is open and it is itself unknown.
A branch that is not taken is not open, nor is a part of something that is settled without it. A fact matters in the
rows where it is open and unknown.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from localgov_components.rules.expressions import Expression
from localgov_components.rules.frames.column import FALSE, Column, constant
from localgov_components.rules.frames.logic import all_true, any_true, as_number, compared, is_unknown, negated
from localgov_components.rules.frames.translating import SETTLED_BY_SOME, Translation
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import Aggregated, Binding, Choice, FactRef, Quantified, children

__all__ = ["mattering", "not_false", "truly"]

Bindings = tuple[Binding, ...]


def mattering(translation: Translation, open_: Sequence[tuple[Expression[Any], Column]]) -> dict[str, Column]:
    """For each fact that may be unknown, in which cases it could matter: of the cases, or of one of their members.

    `open_` are rules, each with the cases in which it is asked for.
    """
    found = _Mattering(translation)
    for rule, where in open_:
        found.opens[id(rule)].append(where)
    for node in reversed([*parts_first([rule for rule, _ in open_])]):
        found.look_at(node)
    return {id_: any_true(columns) for id_, columns in found.facts.items()}


def truly(condition: Column) -> Column:
    """Where a condition is true: where it is unknown, it is not."""
    return _filled(condition, instead=False)


def not_false(condition: Column) -> Column:
    """Where a condition is true or unknown."""
    return _filled(condition, instead=True)


def _filled(condition: Column, *, instead: bool) -> Column:
    if condition.expr is None:
        return constant(instead) if condition.value is None else condition
    if not condition.nullable:
        return condition
    return replace(condition, expr=condition.expr.fill_null(instead), nullable=False, name="")


class _Mattering:
    """What is open so far, by node, and where facts matter, by id."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation
        self.opens: dict[int, list[Column]] = defaultdict(list)
        self.facts: dict[str, list[Column]] = defaultdict(list)

    def look_at(self, node: Expression[Any]) -> None:
        """Open the parts of a node, where it is open itself."""
        column, bindings = self.translation.column(node), self.translation.places.bindings_of(node)
        is_open = any_true(self.opens.pop(id(node), []))
        is_list = isinstance(node, FactRef) and node.fact.nested
        if is_open.is_false or _is_settled(column, node) or not self.translation.is_there(bindings):
            return
        if isinstance(node, FactRef):
            missing = negated(truly(column)) if is_list else is_unknown(column)
            self._note(node.id, all_true([is_open, missing]), bindings)
            return
        if isinstance(node, SETTLED_BY_SOME):
            is_open = all_true([is_open, is_unknown(column)])
        is_open = self.translation.named(bindings, is_open)
        for part, where, inner in self._parts(node, is_open, bindings):
            self._open(part, where, inner)

    def _parts(
        self, node: Expression[Any], is_open: Column, bindings: Bindings
    ) -> Iterator[tuple[Expression[Any], Column, Bindings]]:
        """Parts, each with where it is open, and of what members that speaks."""
        match node:
            case Choice():
                yield from ((part, where, bindings) for part, where in self._of_choice(node, is_open, bindings))
            case Quantified():
                yield node.members, is_open, bindings
                yield from self._of_members(node, is_open, bindings, {node.condition: None})
            case Aggregated():
                yield node.members, is_open, bindings
                if node.if_none is not None:
                    yield node.if_none, is_open, bindings
                parts = {node.value: node.where} if node.where is None else {node.where: None, node.value: node.where}
                yield from self._of_members(node, is_open, bindings, parts)
            case _:
                yield from ((part, is_open, bindings) for part in children(node))

    def _of_choice(
        self, node: Choice[Any], is_open: Column, bindings: Bindings
    ) -> Iterator[tuple[Expression[Any], Column]]:
        """Conditions up to the first that is true, and the values of those that are not false."""
        named = self.translation.named
        for condition, value in node.branches:
            holds = named(bindings, self.translation.at(condition, bindings))
            yield condition, is_open
            yield value, all_true([is_open, not_false(holds)])
            is_open = named(bindings, all_true([is_open, negated(truly(holds))]))
        yield node.otherwise, is_open

    def _of_members(
        self,
        node: Quantified | Aggregated[Any],
        is_open: Column,
        bindings: Bindings,
        parts: Mapping[Expression[Any], Expression[Any] | None],
    ) -> Iterator[tuple[Expression[Any], Column, Bindings]]:
        """What is asked of each member; of those who may count, where a part has a condition."""
        translation = self.translation
        if not translation.is_there([node.binding]):
            return
        inner = translation.places.in_order({*bindings, node.binding})
        inside = translation.spread(is_open, bindings, inner)
        for part, where in parts.items():
            if where is None:
                yield part, inside, inner
            else:
                counts = not_false(translation.named(inner, translation.at(where, inner)))
                yield part, all_true([inside, counts]), inner

    def _open(self, part: Expression[Any], where: Column, bindings: Bindings) -> None:
        if _is_settled(self.translation.column(part), part):
            return
        self.opens[id(part)].append(self._narrowed(where, bindings, self.translation.places.bindings_of(part)))

    def _note(self, id_: str, where: Column, bindings: Bindings) -> None:
        self.facts[id_].append(self._narrowed(where, bindings, ()))

    def _narrowed(self, where: Column, bindings: Bindings, own: Bindings) -> Column:
        """Where something is true of one of the rows that belong to a row of fewer members."""
        if own == bindings or where.is_false:
            return where
        places = self.translation.places
        turn = tuple(bindings.index(each) for each in own)
        plan = self.translation.plan
        found = plan.gathered(as_number(where), "max", places.place(bindings), places.place(own), turn)
        if found.expr is None:
            return FALSE
        filled = replace(found, expr=found.expr.fill_null(0), nullable=False, name="")
        return plan.named(places.place(own), compared("==", filled, constant(1), ordered=False))


def _is_settled(column: Column, part: Expression[Any]) -> bool:
    """Whether a part is never open."""
    return not column.nullable and not (isinstance(part, FactRef) and part.fact.nested)
