"""How the values of one fact are spread over a made-up population, said apart from every other fact.

A marginal is what official statistics publish: the share of each answer, or the quantiles of an amount.
It is declared with one of five functions and checked against the fact when a population is made of it.

>>> from localgov_components.money import Money
>>> shares({True: "0.15", False: "0.85"})
Shares of 2 values
>>> quantiles({0: Money("0.00"), "0.5": Money("900.00"), 1: Money("60000.00")}, unknown="0.05")
Quantiles from 0 to 1 in 2 steps, 0.05 unknown
>>> shares({True: "0.15", False: "0.80"})
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: shares add up to 0.95. Make them add up to 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import MOST_MEMBERS
from localgov_components.rules.tree import FactRef

__all__ = [
    "NUMBER",
    "Between",
    "Given",
    "Marginal",
    "MemberCounts",
    "Quantiles",
    "Share",
    "Shares",
    "between",
    "given",
    "member_counts",
    "quantiles",
    "shares",
]

NUMBER = "#number"
"""In place of a fact in `given`: the number of the member in its list, counted from 1."""

Share = Fraction | int | str
"""A part of 1: `"0.15"`, `Fraction(1, 7)`, 0 or 1. A float is refused: `0.1 + 0.2` is not 0.3."""


class Marginal:
    """How the values of one fact are spread; `unknown` is the share of cases for which it is not known."""

    __slots__ = ()

    unknown: Fraction


@dataclass(frozen=True, slots=True, repr=False)
class Shares(Marginal):
    """So large a share of each of some values."""

    values: tuple[Any, ...]
    parts: tuple[Fraction, ...]
    unknown: Fraction

    def __repr__(self) -> str:
        """How many values."""
        return f"Shares of {len(self.values)} values{_unknown(self)}"


@dataclass(frozen=True, slots=True, repr=False)
class Quantiles(Marginal):
    """An amount, number or date with evenly spread values between one quantile and the next."""

    at: tuple[Fraction, ...]
    values: tuple[Any, ...]
    unknown: Fraction

    def __repr__(self) -> str:
        """How many steps, and no value."""
        return f"Quantiles from 0 to 1 in {len(self.at) - 1} steps{_unknown(self)}"


@dataclass(frozen=True, slots=True, repr=False)
class Between(Marginal):
    """Evenly spread over so many equal steps, both ends included."""

    lowest: Any
    highest: Any
    step: Any
    unknown: Fraction

    def __repr__(self) -> str:
        """That it is even, and no value."""
        return f"Between two values{_unknown(self)}"


@dataclass(frozen=True, slots=True, repr=False)
class MemberCounts(Marginal):
    """How many members a list has; `incomplete` is the share of lists that have at least those."""

    counts: tuple[int, ...]
    parts: tuple[Fraction, ...]
    incomplete: Fraction
    unknown: Fraction

    def __repr__(self) -> str:
        """The most there are."""
        return f"MemberCounts of up to {max(self.counts)}{_unknown(self)}"


@dataclass(frozen=True, slots=True, repr=False)
class Given(Marginal):
    """One marginal for each value of another fact, and `otherwise` where it has none of these or is not known."""

    fact: str
    cases: tuple[tuple[Any, Marginal], ...]
    otherwise: Marginal | None

    @property
    def unknown(self) -> Fraction:  # type: ignore[override]
        """None of its own: each case has its share."""
        return Fraction(0)

    def __repr__(self) -> str:
        """On which fact it depends."""
        return f"Given {self.fact}"

    def marginals(self) -> Iterator[Marginal]:
        """Each marginal that it may take."""
        yield from (marginal for _, marginal in self.cases)
        if self.otherwise is not None:
            yield self.otherwise


def shares(values: Mapping[Any, Share], *, unknown: Share = 0) -> Shares:
    """So large a share of each value: a Boolean, an enum's member, a number, an amount, a date, text."""
    return Shares(tuple(values), _parts(values.values()), _part(unknown))


def quantiles(values: Mapping[Share, Any], *, unknown: Share = 0) -> Quantiles:
    """The value below which each share of cases lies, from 0 (the lowest) to 1 (the highest).

    Between two quantiles values are spread evenly, to the penny, the unit, the last decimal place or the day.
    """
    at = tuple(_part(each) for each in values)
    if len(at) < 2 or at[0] != 0 or at[-1] != 1 or list(at) != sorted(set(at)):  # noqa: PLR2004 - a lowest and a highest
        raise _refused("quantiles are not in order from 0 to 1. Write the lowest value at 0, the highest at 1")
    return Quantiles(at, tuple(values.values()), _part(unknown))


def between(lowest: Any, highest: Any, *, step: Any = None, unknown: Share = 0) -> Between:
    """Every value from the lowest to the highest equally often.

    `step` is the distance between them, in what the fact is of: Money, a number; a date's is a number of days. Left
    out, it is a penny, a unit, the last decimal place, a day.
    """
    return Between(lowest, highest, step, _part(unknown))


def member_counts(counts: Mapping[int, Share], *, incomplete: Share = 0, unknown: Share = 0) -> MemberCounts:
    """How many members a list has: so large a share of lists for each count, at most 1,000 members.

    `incomplete` is the share of known lists of which it is not known whether there are more.
    """
    wrong = [each for each in counts if not isinstance(each, int) or isinstance(each, bool)]
    if wrong or not all(0 <= each <= MOST_MEMBERS for each in counts):
        raise _refused(f"a number of members is not a whole number from 0 to {MOST_MEMBERS:,}")
    return MemberCounts(tuple(counts), _parts(counts.values()), _part(incomplete), _part(unknown))


def given(fact: Expression[Any] | str, cases: Mapping[Any, Marginal], *, otherwise: Marginal | None = None) -> Given:
    """A marginal for each value of another fact: of the same case, or of the case that a member belongs to.

    `fact` is written as in a rule (`Household.pension_age`), as its id, or is `NUMBER`: the member's number in its
    list. `otherwise` is for other values and for where the fact is not known.
    """
    id_ = fact.id if isinstance(fact, FactRef) else fact
    if not isinstance(id_, str):
        raise _refused("given of something that is no fact. Write Household.pension_age")
    if not all(isinstance(each, Marginal) for each in cases.values()):
        raise _refused("given a value with no marginal. Write shares(…), quantiles(…), between(…) or given(…)")
    return Given(id_, tuple(cases.items()), otherwise)


def _parts(written: Any) -> tuple[Fraction, ...]:
    parts = tuple(_part(each) for each in written)
    if sum(parts) != 1:
        raise _refused(f"shares add up to {_decimal(sum(parts))}. Make them add up to 1")
    return parts


def _part(written: Any) -> Fraction:
    if isinstance(written, float) or not isinstance(written, Fraction | int | str):
        raise _refused('a share is not exact. Write "0.15" or Fraction(3, 20)')
    try:
        part = Fraction(written)
    except (ValueError, ZeroDivisionError) as error:
        raise _refused('a share is not a number. Write "0.15"') from error
    if not 0 <= part <= 1:
        raise _refused("a share is not from 0 to 1")
    return part


def _decimal(part: Fraction | int) -> str:
    return f"{float(part):.6g}"


def _unknown(marginal: Marginal) -> str:
    return f", {_decimal(marginal.unknown)} unknown" if marginal.unknown else ""


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(f"{message}.", code="synthetic.marginal")
