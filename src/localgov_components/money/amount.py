"""An amount of pounds sterling, held as whole pence.

No float ever takes part: an amount is read from a decimal text, a `Decimal`, or `from_pence`. A
bare int is refused because nobody can tell whether `Money(50)` means pounds or pence.

>>> Money("12.34") + Money.from_pence(66)
Money('13.00')
>>> Money("100.00").split(3, mode=Allocation.REMAINDER_FIRST)
(Money('33.34'), Money('33.33'), Money('33.33'))
>>> Money("19.99").at_rate("0.0825", rounding=Rounding.HALF_UP)
Money('1.65')
>>> Money(50)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an amount of money: a bare number. \
Write Money("12.00") for twelve pounds or Money.from_pence(12) for twelve pence.
>>> Money("1.00") * 0.2
Traceback (most recent call last):
    ...
TypeError: money is multiplied by whole numbers. Apply a rate with at_rate("0.2", rounding=Rounding.HALF_UP).
"""

import operator
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from typing import Any, ClassVar, Never, NoReturn, Self, SupportsIndex, TypeGuard

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.value import Value, new_value, set_key
from localgov_components.money.allocation import MOST_PARTS, Allocation, shares
from localgov_components.money.formatting import MoneyStyle, pence_for_people
from localgov_components.money.rate import read_rate
from localgov_components.money.reading import (
    PENCE,
    POUNDS,
    TOO_MANY_PENCE,
    pence_of_decimal,
    pence_of_text,
    refused,
    too_large,
)
from localgov_components.money.rounding import Rounding

__all__ = ["Money"]

_NUMBERS = (int, float, Decimal, Fraction, str)
"""What somebody might take for an amount; anything else may know itself what to do with money."""


class Money(Value):
    """Pounds sterling in whole pence; may be negative.

    Text has at most two decimal places: `"12"`, `"12.34"`, `"£1,234.50"`, `"-3.00"`. A sub-penny amount is refused
    rather than rounded. Adds to and compares with `Money` only, multiplies by whole numbers only, and does not divide:
    see `split`, `allocate`, `at_rate` and `ratio_to`. Up to 15 digits of pounds; a result of more is refused.
    """

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^-?[0-9]+\.[0-9]{2}$",
        "examples": ["12.34"],
        "description": "Pounds sterling with two decimal places.",
    }
    _key: int

    # The slot under its public name: read at the speed of an attribute, and as little to be changed.
    pence: int = Value.__dict__["_key"]
    """The amount as a whole number of pence."""

    # `__init__` and not `__new__`, which would take a fifth longer. As with a frozen dataclass, only a program that
    # calls it again by name could change a value.
    def __init__(self, amount: str | Decimal) -> None:
        """Read an amount in pounds from decimal text or a `Decimal`."""
        if isinstance(amount, str):
            pounds, _, rest = amount.partition(".")
            try:
                pence = POUNDS[pounds] + PENCE[rest]
            except KeyError:
                pence = TOO_MANY_PENCE
            if pence == TOO_MANY_PENCE:  # not inside the handler, whose error would hang on and show what was typed
                pence = pence_of_text(amount)
        elif isinstance(amount, Decimal):
            pence = pence_of_decimal(amount)
        else:
            raise refused(amount)
        set_key(self, pence)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `"12.34"`, `"£1,234.50"` or `"-3"`; spaces around are ignored."""
        if not isinstance(text, str):
            raise refused(text)
        return cls(text)

    @classmethod
    def from_pence(cls, pence: SupportsIndex) -> Self:
        """An amount from a whole number of pence: an int, or another library's whole number."""
        whole = pence if type(pence) is int else _whole(pence)
        if whole is None:
            raise InvalidValueError(
                'not a whole number of pence. Give an int, or pounds as Money("12.34").', code="money.pence"
            )
        if not -TOO_MANY_PENCE < whole < TOO_MANY_PENCE:
            raise too_large()
        money = new_value(cls)
        set_key(money, whole)
        return money

    def __add__(self, other: "Money") -> "Money":
        """Sum of two amounts."""
        if type(other) is not Money and not _is_money(other):
            return NotImplemented
        pence = self._key + other._key
        if not -TOO_MANY_PENCE < pence < TOO_MANY_PENCE:
            raise too_large()
        # As from_pence does, without the call: sums are made by the million.
        total = new_value(Money)
        set_key(total, pence)
        return total

    def __radd__(self, other: int) -> "Money":
        """Let `sum(amounts)` begin at its 0; any other number is refused."""
        if type(other) is int and other == 0:
            return self
        _refuse_number(other)
        return NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        """Difference of two amounts."""
        return Money.from_pence(self._key - other._key) if _is_money(other) else NotImplemented

    def __rsub__(self, other: Never) -> "Money":
        """Refused: money is taken from money only."""
        _refuse_number(other)
        return NotImplemented

    def __mul__(self, times: SupportsIndex) -> "Money":
        """So many times the amount."""
        whole = _whole(times)
        if whole is not None:
            return Money.from_pence(self._key * whole)
        if isinstance(times, (*_NUMBERS, Money)):
            raise TypeError(
                'money is multiplied by whole numbers. Apply a rate with at_rate("0.2", rounding=Rounding.HALF_UP).'
            )
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other: Never) -> NoReturn:
        """Refused: it seldom comes out in whole pence, and may mean four things."""
        raise TypeError(
            "money does not divide. Share it with split or allocate, apply a rate with at_rate, "
            "compare two amounts with ratio_to."
        )

    __floordiv__ = __mod__ = __divmod__ = __truediv__

    def __neg__(self) -> "Money":
        """The amount with its sign changed."""
        return Money.from_pence(-self._key)

    def __pos__(self) -> "Money":
        """The amount itself."""
        return self

    def __abs__(self) -> "Money":
        """The amount without its sign."""
        return self if self._key >= 0 else -self

    def __bool__(self) -> bool:
        """Whether it is any money at all."""
        return self._key != 0

    def __eq__(self, other: object) -> bool:
        """Whether it is as much: a program's own kind of money is money, as in sums and in order."""
        return self._key == other._key if isinstance(other, Money) else NotImplemented

    def __hash__(self) -> int:
        """Hash of the amount, as equality demands."""
        return hash((Money, self._key))

    def __lt__(self, other: Self) -> bool:
        """Whether it is less than another amount."""
        return self._key < other._key if _is_money(other) else NotImplemented

    def __le__(self, other: Self) -> bool:
        """Whether it is no more than another amount."""
        return self._key <= other._key if _is_money(other) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        """Whether it is more than another amount."""
        return self._key > other._key if _is_money(other) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        """Whether it is no less than another amount."""
        return self._key >= other._key if _is_money(other) else NotImplemented

    def ratio_to(self, other: "Money") -> Fraction:
        """How many times another amount goes into this one, exactly: `Fraction(3, 2)` for £3 to £2.

        Raises `InvalidValueError` where the other amount is nothing.
        """
        if not other:
            raise InvalidValueError("there is no ratio to nothing. Ask first whether there is any.", code="money.ratio")
        return Fraction(self._key, other.pence)

    def at_rate(self, rate: Decimal | Fraction | str, *, rounding: Rounding, to: "Money | None" = None) -> "Money":
        """The amount times a rate, reckoned exactly and rounded once.

        A rate is a `Decimal`, a `Fraction`, or decimal text: `"0.2"` for 20%. `to` is the unit that it is rounded to, a
        penny unless said: `Money("1.00")` for whole pounds. No rounding is taken for granted, because a law or a
        council says who gains by it. Raises `InvalidValueError` for a rate that is not exact, such as a float.
        """
        return self._times(read_rate(rate), rounding, to)

    def rounded(self, rounding: Rounding, *, to: "Money") -> "Money":
        """The amount in whole units, such as `Money("1.00")` for pounds."""
        return self._times(Fraction(1), rounding, to)

    def allocate(
        self, weights: Iterable[int | Decimal | Fraction] | Iterable["Money"], *, mode: Allocation
    ) -> tuple["Money", ...]:
        """Parts in proportion to the weights and in their order, which come to the whole.

        Weights are numbers (whole, `Decimal`, `Fraction`) or else all `Money`: at most 100,000, none below zero, not
        all zero. A weight of zero gets nothing. Parts of a negative amount are those of the positive one, negative.
        """
        return tuple(map(Money.from_pence, shares(self._key, _weights(weights), mode)))

    def split(self, parts: SupportsIndex, *, mode: Allocation) -> tuple["Money", ...]:
        """So many equal parts, as near as pence allow, which come to the whole; at most 100,000."""
        number = _whole(parts)
        if number is None or not 1 <= number <= MOST_PARTS:
            raise InvalidValueError(
                f"not a number of parts. Give a whole number from 1 to {MOST_PARTS:,}.", code="allocation.parts"
            )
        return tuple(map(Money.from_pence, shares(self._key, repeat(1, number), mode)))

    def __str__(self) -> str:
        """Pounds with two decimals, such as `-1234.50`: exact, for files and JSON."""
        pounds, pence = divmod(abs(self._key), 100)
        return f"{'-' if self._key < 0 else ''}{pounds}.{pence:02}"

    def format(self, *, language: str = "en", style: MoneyStyle = MoneyStyle.FULL) -> str:
        """For people, in English (`en`) or Welsh (`cy`): `£1,234.50`, `-£3.00`."""
        return pence_for_people(self._key, language=language, style=style)

    def _times(self, rate: Fraction, rounding: Rounding, to: "Money | None") -> "Money":
        unit = 1 if to is None else to.pence
        if unit < 1:
            raise InvalidValueError(
                'not a unit to round to. Give an amount above nothing, such as Money("1.00").', code="money.unit"
            )
        units = Fraction(self._key * rate.numerator, rate.denominator * unit)
        return Money.from_pence(Rounding(rounding).to_whole(units) * unit)


def _is_money(other: object) -> TypeGuard[Money]:
    """Whether it is money; a number is refused, and anything else may know itself what to do with money."""
    _refuse_number(other)
    return isinstance(other, Money)


def _refuse_number(other: object) -> None:
    if isinstance(other, _NUMBERS):
        raise TypeError(
            "money goes with money only. "
            'Write Money("12.00") for twelve pounds or Money.from_pence(12) for twelve pence.'
        )


def _whole(number: object) -> int | None:
    """The whole number that a program means, its own or another library's; a truth value is none."""
    if type(number) is int:
        return number
    try:
        return None if isinstance(number, bool) else operator.index(number)  # type: ignore[arg-type]
    except TypeError:
        return None


def _weights(weights: Iterable[object]) -> Iterator[object]:
    """Amounts by their pence; an amount and a bare number together are refused."""
    amounts: bool | None = None
    for weight in weights:
        is_amount = isinstance(weight, Money)
        if amounts not in (None, is_amount):
            raise InvalidValueError(
                "weights of two kinds. Give numbers alone, or amounts of Money alone.", code="allocation.mixed"
            )
        amounts = is_amount
        yield weight.pence if isinstance(weight, Money) else weight
