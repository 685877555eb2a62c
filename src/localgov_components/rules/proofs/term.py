"""What a part of a rule is as a formula: its value, its decimal places, and whether a table leaves it undefined.

Every fact is known here, so that a part is unknown only where a table contradicts itself or says nothing. `undefined`
says when; the value then means nothing. Conditions that are partly undefined are joined as unknown ones are (strong
Kleene logic): one false part settles `all_of`, one true part `any_of`.

>>> every_true([Term(True, undefined=True), Term(False)])
Term(value=False, places=0, undefined=False)
>>> some_true([Term(False), Term(False, undefined=True)]).undefined
True
>>> together([Term(5), Term(25, places=1)])
[Term(value=50, places=1, undefined=False), Term(value=25, places=1, undefined=False)]
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple

from localgov_components.money import Money
from localgov_components.rules.proofs.days import Stepped
from localgov_components.rules.proofs.formula import Truth, all_true, any_true, negated
from localgov_components.rules.proofs.names import Names
from localgov_components.rules.tree import OPERATORS

__all__ = ["Term", "compared", "every_true", "plain_term", "some_true", "together", "undefined_in", "whole"]

_MIRRORED: Mapping[str, str] = {"==": "==", "!=": "!=", ">": "<", "<": ">", ">=": "<=", "<=": ">="}


class Term(NamedTuple):
    """A value: true or false, a whole number of `places` decimal places, the number of a day or of a name."""

    value: Any
    places: int = 0
    undefined: Truth = False

    @property
    def holds(self) -> Truth:
        """Whether a condition is true."""
        return all_true([self.value, negated(self.undefined)])

    @property
    def fails(self) -> Truth:
        """Whether a condition is false."""
        return all_true([negated(self.value), negated(self.undefined)])

    def scaled(self, places: int) -> "Term":
        """The same to so many places, which are no fewer."""
        if places == self.places:
            return self
        return Term(whole(self) * 10 ** (places - self.places), places, self.undefined)


def plain_term(value: Any, names: Names) -> Term:
    """A plain value as a number."""
    match value:
        case bool():
            return Term(value)
        case Enum():
            return Term(names.number(type(value), value))
        case Money():
            return Term(value.pence, 2)
        case date():
            return Term(value.toordinal())
        case int() | Decimal():
            exact = Fraction(value)
            places = 0 if isinstance(value, int) else max(0, -int(value.as_tuple().exponent))
            return Term(int(exact * 10**places), places)
        case _:
            return Term(names.number(type(value), value))


def whole(term: Term) -> Any:
    """The value as a number or a truth that can be reckoned with."""
    return term.value.whole() if isinstance(term.value, Stepped) else term.value


def together(terms: Sequence[Term]) -> list[Term]:
    """Terms to the same places."""
    places = max(term.places for term in terms)
    return [term.scaled(places) for term in terms]


def undefined_in(terms: Iterable[Term]) -> Truth:
    """Whether any of some terms is undefined."""
    return any_true(term.undefined for term in terms)


def compared(sign: str, left: Term, right: Term) -> Term:
    """Whether two values are so to one another."""
    undefined = undefined_in((left, right))
    if isinstance(left.value, Stepped) and isinstance(right.value, int):
        return Term(_stepped(sign, left.value, right), undefined=undefined)
    if isinstance(right.value, Stepped) and isinstance(left.value, int):
        return Term(_stepped(_MIRRORED[sign], right.value, left), undefined=undefined)
    left, right = together((left, right))
    return Term(OPERATORS[sign](whole(left), whole(right)), undefined=undefined)


def every_true(terms: Sequence[Term]) -> Term:
    """Whether every condition holds: settled as soon as one is known not to."""
    undefined = undefined_in(terms)
    if undefined is not False:
        undefined = all_true([undefined, negated(any_true(each.fails for each in terms))])
    return Term(all_true(each.value for each in terms), undefined=undefined)


def some_true(terms: Sequence[Term]) -> Term:
    """Whether one condition holds: settled as soon as one is known to."""
    undefined = undefined_in(terms)
    if undefined is not False:
        undefined = all_true([undefined, negated(any_true(each.holds for each in terms))])
    return Term(any_true(each.value for each in terms), undefined=undefined)


def _stepped(sign: str, steps: Stepped, number: Term) -> Truth:
    """How what grows or falls with a day, which has no places, compares with a plain number."""
    times = 10**number.places
    at_least, more = (steps.is_at_least(least, times=times) for least in (number.value, number.value + 1))
    match sign:
        case ">=":
            return at_least
        case ">":
            return more
        case "<":
            return negated(at_least)
        case "<=":
            return negated(more)
        case "==":
            return all_true([at_least, negated(more)])
        case _:
            return any_true([negated(at_least), more])
