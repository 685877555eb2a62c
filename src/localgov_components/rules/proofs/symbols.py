"""The facts of a case as symbols of z3, and a solution read back as what is known of the case.

A symbol is made when a rule first reads its fact. A list has as many members as the prover unrolls, and a length that
says how many of them there are. Two cases may share symbols: they are then alike but for the facts that they do not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from localgov_components.core.errors import InvalidValueError, NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.boundaries.place import judged
from localgov_components.rules.boundaries.scale import Scale, start_value
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known, Members
from localgov_components.rules.proofs.formula import Truth, any_true, divided
from localgov_components.rules.proofs.ground import Ground
from localgov_components.rules.proofs.names import Invented
from localgov_components.rules.proofs.term import Term, compared, plain_term

with needs_extra("proofs"):
    import z3

__all__ = ["Owner", "Symbols"]

_MEMBER = re.compile(r"\[[1-9][0-9]*\]")
_PLAIN_DAYS = (date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal())


_WHERE_NOBODY_IS = {bool: False, date: date(2000, 1, 1).toordinal()}
"""What facts are of a member that is not there, beside nothing: a solver need look for no others."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose facts are read: the case's own, or those of a member of a list of somebody's."""

    declared: Mapping[str, FactDeclaration]
    of: "Owner | None" = None
    list_id: str = ""
    number: int = 0
    path: str = ""

    def path_of(self, fact: FactDeclaration) -> str:
        """The path of a fact: `household.members[1].age`."""
        return f"{self.path}{fact.name}" if self.of else fact.id

    def member(self, id_: str, number: int) -> "Owner":
        """A member of a list, counted from 1."""
        fact = self.declared[id_]
        declared = {each.id: each for each in fact.nested}
        return Owner(declared, self, id_, number, f"{self.path_of(fact)}[{number}].")

    def lists(self) -> Iterator[str]:
        """Ids of the lists of which this is a member, the innermost first."""
        owner = self
        while owner.of is not None:
            yield owner.list_id
            owner = owner.of


class Symbol(NamedTuple):
    """The symbol of a fact, and the type and places that it was made for."""

    formula: z3.ExprRef
    kind: Any
    places: int


class Symbols:
    """The symbols of one case. `limits` hold of every value; `plain` of one that nobody would wonder at.

    `lengths` are the symbols of lists. With `sharing`, symbols are those of another case, but for the facts
    `except_for`, by id or path, and those of the members of such lists.
    """

    def __init__(
        self,
        name: str,
        declared: Mapping[str, FactDeclaration],
        ground: Ground,
        *,
        sharing: "Symbols | None" = None,
        except_for: Iterable[str] = (),
    ) -> None:
        self.owner = Owner(declared)
        self.limits: list[Truth] = []
        self.plain: list[Truth] = []
        self.lengths: list[z3.ArithRef] = []
        self._name, self._ground = name, ground
        self._sharing, self._apart = sharing, frozenset(except_for)
        known = {*_names(declared.values())}
        for each in self._apart:
            if _MEMBER.sub("[]", each) not in known:
                raise _unheard(each)
        self._found: dict[str, Symbol] = {}
        self._read: list[tuple[Owner, FactDeclaration]] = []

    def of(self, owner: Owner, id_: str) -> Term:
        """A fact of the case or of a member. Raises `NotFoundError` where no vocabulary of the case has it."""
        fact = owner.declared.get(id_)
        if fact is None:
            raise _unheard(id_)
        symbol = self.symbol(owner, fact)
        finer = symbol.places - _places(fact)
        if finer > 0:  # of a case that is shared, where it has more places
            return Term(divided(symbol.formula, 10**finer), _places(fact))
        return Term(symbol.formula, symbol.places)

    def members(self, owner: Owner, id_: str) -> list[tuple[Owner, z3.BoolRef]]:
        """The members of a list, each with whether there is one."""
        length = self.of(owner, id_).value
        return [(owner.member(id_, number), length >= number) for number in range(1, self._ground.most_members + 1)]

    def agree(self, known: Known) -> Iterator[Truth]:
        """Whether every fact has the value that is known; what is not known may be anything."""
        return self._agree(self.owner, known)

    def share(self) -> None:
        """Take over what the case that is shared has read and this one has not: it is within the limits of both."""
        if self._sharing is None:
            return
        self._sharing.share()
        for owner, fact in self._sharing._read:  # noqa: SLF001 - of another of this class
            here = self.alike(owner)
            own = here and here.declared.get(fact.id)
            if here and own and _kind(own) == _kind(fact) and not self._is_apart(here, own):
                self.symbol(here, own)

    def known(self, model: z3.ModelRef, invented: Invented) -> Known:
        """What a solution says of the case: every fact of its vocabularies, a plain one where no rule reads it."""
        return self._known(self.owner, model, invented)

    def symbol(self, owner: Owner, fact: FactDeclaration) -> Symbol:
        """The symbol of a fact, which is made when it is first asked for."""
        path = owner.path_of(fact)
        if path not in self._found:
            symbol = self._shared(owner, fact) or self._made(owner, fact)
            self._found[path] = symbol
            self._read.append((owner, fact))
            self.limits += self._limits(fact, symbol)
            self.plain += _plain(fact, symbol)
            self.lengths += [symbol.formula] if fact.nested else []
        return self._found[path]

    def _made(self, owner: Owner, fact: FactDeclaration) -> Symbol:
        make = z3.Bool if fact.type is bool else z3.Int
        formula = make(f"{self._name}:{owner.path_of(fact)}", self._ground.context)
        if owner.of is not None and _kind(fact) is not Enum:
            is_there = self.of(owner.of, owner.list_id).value >= owner.number
            self.limits.append(z3.Or(is_there, formula == _WHERE_NOBODY_IS.get(fact.type, 0)))
        return Symbol(formula, _kind(fact), _places(fact))

    def _shared(self, owner: Owner, fact: FactDeclaration) -> Symbol | None:
        """The symbol of another case; None where the fact is this one's own, or the other has none."""
        if self._sharing is None or self._is_apart(owner, fact):
            return None
        there = self._sharing.alike(owner)
        if there is None or fact.id not in there.declared:
            return None
        symbol = self._sharing.symbol(there, there.declared[fact.id])
        if symbol.kind != _kind(fact):
            raise InvalidValueError(
                f"the fact '{fact.id}' is of another type in the case that is shared. Take it out with except_for=….",
                code="proof.shared",
            )
        return symbol

    def _is_apart(self, owner: Owner, fact: FactDeclaration) -> bool:
        return not self._apart.isdisjoint({fact.id, owner.path_of(fact), *owner.lists()})

    def alike(self, owner: Owner) -> Owner | None:
        """Who stands in this case for somebody in another; None where there is no such list."""
        if owner.of is None:
            return self.owner
        outside = self.alike(owner.of)
        return outside.member(owner.list_id, owner.number) if outside and owner.list_id in outside.declared else None

    def _limits(self, fact: FactDeclaration, symbol: Symbol) -> Iterator[Truth]:
        formula = symbol.formula
        scale = Scale.of(fact)
        if fact.nested:
            yield from (formula >= 0, formula <= self._ground.most_members)
        elif scale is not None:
            step = 10 ** max(symbol.places - scale.places, 0)
            finer = 10 ** max(scale.places - symbol.places, 0)
            yield from (finer * formula >= step * scale.lowest, finer * formula <= step * scale.highest)
            if step > 1:
                yield formula % step == 0
        elif isinstance(fact.type, type) and issubclass(fact.type, Enum):
            yield any_true(formula == self._ground.names.number(fact.type, member) for member in fact.type)

    def _agree(self, owner: Owner, known: Known) -> Iterator[Truth]:
        for id_, value in ((id_, known[id_]) for id_ in known if id_ in known):
            term = self.of(owner, id_)
            if isinstance(value, Members):
                yield term.value == len(value)
                for number, member in enumerate(value.items, start=1):
                    yield from self._agree(owner.member(id_, number), member)
            else:
                yield compared("==", term, plain_term(value, self._ground.names)).value

    def _known(self, owner: Owner, model: z3.ModelRef, invented: Invented) -> Known:
        values = {}
        for id_, fact in owner.declared.items():
            symbol = self._found.get(owner.path_of(fact))
            if symbol is None:
                value = start_value(fact, self._ground.on)
            elif fact.nested:
                numbers = range(1, _number(symbol, model) + 1)
                value = Members([self._known(owner.member(id_, each), model, invented) for each in numbers])
            else:
                value = _value(fact, symbol, model, invented)
            values[id_] = judged(fact, value)
        return Known(values)


def _names(facts: Iterable[FactDeclaration], path: str = "") -> Iterator[str]:
    """Every id and every path of facts and those of members, with `[]` after each list."""
    for fact in facts:
        own = f"{path}{fact.name}" if path else fact.id
        yield from (fact.id, own)
        yield from _names(fact.nested, f"{own}[].")


def _unheard(name: str) -> NotFoundError:
    return NotFoundError(
        f"the fact '{name}' is in no vocabulary of the case. Give its vocabulary too.", code="proof.fact"
    )


def _plain(fact: FactDeclaration, symbol: Symbol) -> Iterator[Truth]:
    if fact.type is date:
        first, last = _PLAIN_DAYS
        yield from (symbol.formula >= first, symbol.formula <= last)
    elif Scale.of(fact) is not None:
        yield symbol.formula >= 0


def _value(fact: FactDeclaration, symbol: Symbol, model: z3.ModelRef, invented: Invented) -> Any:
    if fact.type is bool:
        return z3.is_true(model.eval(symbol.formula, model_completion=True))
    number, scale = _number(symbol, model), Scale.of(fact)
    if scale is None:
        return invented.value(fact.type, number)
    return scale.value(number * 10**scale.places // 10**symbol.places)


def _number(symbol: Symbol, model: z3.ModelRef) -> int:
    return int(model.eval(symbol.formula, model_completion=True).as_long())


def _kind(fact: FactDeclaration) -> Any:
    """What a symbol stands for: two enumerations, or lists of two classes of members, may share one."""
    if fact.nested:
        return list
    return Enum if isinstance(fact.type, type) and issubclass(fact.type, Enum) else fact.type


def _places(fact: FactDeclaration) -> int:
    return fact.measure.places if fact.measure else 0
