"""What is drawn in what order: the facts of a case, and below it those of the members of each of its lists.

>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.rules.synthetic import given, shares
>>> class Household(Facts, id="household"):
...     benefit: Fact[bool] = fact("gets a benefit")
...     pensioner: Fact[bool] = fact("is a pensioner")
>>> level, faults = levelled(
...     tuple(Household.declarations.values()),
...     {
...         "household.benefit": given("household.pensioner", {True: shares({True: 1})}, otherwise=shares({False: 1})),
...         "household.pensioner": shares({True: "0.2", False: "0.8"}),
...     },
...     key="case",
... )
>>> [id_ for id_, _ in level.in_order], faults
(['household.pensioner', 'household.benefit'], [])
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from localgov_components.core.errors import Fault, InvalidValueError
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.synthetic.fitting import fitted, in_column
from localgov_components.rules.synthetic.marginals import NUMBER, Given, Marginal

__all__ = ["Level", "levelled"]

_SOURCE = "marginals"


@dataclass(frozen=True, slots=True)
class Level:
    """The facts of a case or of a member: in the order they are drawn, and by id in the order they are declared."""

    key: str
    facts: Mapping[str, FactDeclaration]
    in_order: tuple[tuple[str, Marginal], ...]
    lists: "Mapping[str, Level]"

    def named(self) -> "Iterator[tuple[str, Level]]":
        """Each list below it, by the fact's id, the outer before the inner."""
        for id_, level in self.lists.items():
            yield id_, level
            yield from level.named()

    def read(self) -> set[str]:
        """Facts on which others depend, here and below."""
        own = {id_ for _, marginal in self.in_order for id_ in _given(marginal)}
        return own.union(*(level.read() for level in self.lists.values()))


def levelled(
    facts: Sequence[FactDeclaration], marginals: Mapping[str, Marginal], *, key: str
) -> tuple[Level, list[Fault]]:
    """The plan for a vocabulary, and every mistake in the marginals."""
    faults: list[Fault] = []
    level = _level(facts, marginals, key, {}, faults)
    known = {id_ for each in (level, *(level for _, level in level.named())) for id_ in each.facts}
    if key in known or not key or key == "*" or key.startswith("^"):  # as Polars takes for patterns
        faults.append(
            Fault(
                _SOURCE,
                "a key that is called as a fact is, or like a pattern of names. Give it another name",
                column=key,
            )
        )
    message = "no fact has this id. Check the spelling"
    faults += [Fault(_SOURCE, message, column=id_) for id_ in sorted(set(marginals) - known)]
    return level, faults


def _level(
    facts: Sequence[FactDeclaration],
    marginals: Mapping[str, Marginal],
    key: str,
    outside: Mapping[str, FactDeclaration],
    faults: list[Fault],
) -> Level:
    own = {fact.id: fact for fact in facts}
    visible = {**outside, **own}
    fits: dict[str, Marginal] = {}
    for fact in facts:
        try:
            fits[fact.id] = _fitted(_of(fact.id, marginals), fact, visible, within=bool(outside))
        except InvalidValueError as error:
            faults.append(Fault(_SOURCE, str(error).removesuffix("."), column=fact.id))
    lists = {}
    for fact in facts:
        if fact.nested:
            inner = fact.nested[0].id.partition(".")[0]
            if inner == key:
                faults.append(
                    Fault(
                        _SOURCE, "its members are numbered in the column of that around. Rename the key", column=fact.id
                    )
                )
            lists[fact.id] = _level(fact.nested, marginals, inner, visible, faults)
    return Level(key, own, tuple(_in_order(fits, faults)), lists)


def _of(id_: str, marginals: Mapping[str, Marginal]) -> Marginal:
    marginal = marginals.get(id_)
    if not isinstance(marginal, Marginal):
        message = "no marginal. Write shares(…), quantiles(…), between(…), member_counts(…) or given(…)"
        raise InvalidValueError(message, code="synthetic.marginal")
    return marginal


def _fitted(
    marginal: Marginal, fact: FactDeclaration, visible: Mapping[str, FactDeclaration], *, within: bool
) -> Marginal:
    if not isinstance(marginal, Given):
        return fitted(marginal, fact)
    other = visible.get(marginal.fact)
    if other is None and not (within and marginal.fact == NUMBER):
        message = "given a fact that is not of the same case, or of the case around. Check the spelling"
        raise InvalidValueError(message, code="synthetic.marginal")
    cases = tuple(
        (_compared(value, other), _fitted(each, fact, visible, within=within)) for value, each in marginal.cases
    )
    otherwise = marginal.otherwise and _fitted(marginal.otherwise, fact, visible, within=within)
    if otherwise is None:
        message = "given without otherwise=…: say what holds where the other fact is not known or has another value"
        raise InvalidValueError(message, code="synthetic.marginal")
    return replace(marginal, cases=cases, otherwise=otherwise)


def _compared(value: Any, other: FactDeclaration | None) -> Any:
    """A value of the fact that it is given, to compare its column with; the column of a date holds dates."""
    held = value if other is None else in_column(value, other)
    return value if isinstance(value, date) else held


def _in_order(fits: Mapping[str, Marginal], faults: list[Fault]) -> Iterator[tuple[str, Marginal]]:
    """Each after those that it is given."""
    sorter = TopologicalSorter({id_: [each for each in _given(fit) if each in fits] for id_, fit in fits.items()})
    try:
        for id_ in [*sorter.static_order()]:
            yield id_, fits[id_]
    except CycleError as error:
        faults.append(Fault(_SOURCE, "facts are given one another in a circle", column=", ".join(error.args[1])))


def _given(marginal: Marginal) -> Iterator[str]:
    if isinstance(marginal, Given):
        yield marginal.fact
        for each in marginal.marginals():
            yield from _given(each)
