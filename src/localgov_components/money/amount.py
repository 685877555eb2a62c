"""An amount of pounds sterling, held as whole pence.

No float ever takes part: an amount is read from a decimal text, a `Decimal`, or `from_pence`. A
bare int is refused because nobody can tell whether `Money(50)` means pounds or pence.

>>> Money("12.34") + Money.from_pence(66)
Money('13.00')
>>> Money("1.50") * 4
Money('6.00')
>>> Money(50)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an amount of money: a bare number. \
Write Money("12.00") for twelve pounds or Money.from_pence(12) for twelve pence.
"""

import re
from decimal import Context, Decimal, Inexact
from typing import Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.value import Value

__all__ = ["Money"]

_MOST_DIGITS = 15
"""Digits of pounds: far more than public money needs, and its pence fit a database's 64-bit integer."""

_FORM = re.compile(
    rf"(-?)£?([0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{1,{_MOST_DIGITS}}})(?:\.([0-9]{{1,2}}))?", re.ASCII
)
_PENCE = 100
_PENNY = Decimal("0.01")
_EXACT = Context(prec=_MOST_DIGITS + 2, traps=[Inexact])


class Money(Value):
    """Pounds sterling in whole pence; may be negative.

    Text has at most two decimal places: `"12"`, `"12.34"`, `"£1,234.50"`. A sub-penny amount is
    refused rather than rounded. Adds to and compares with `Money` only, multiplies by `int` only.
    """

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^-?[0-9]+\.[0-9]{2}$",
        "examples": ["12.34"],
        "description": "Pounds sterling with two decimal places.",
    }
    _key: int

    def __new__(cls, amount: str | Decimal) -> Self:
        """Read an amount in pounds from decimal text or a `Decimal`."""
        if isinstance(amount, Decimal):
            return cls.from_pence(_pence_of(amount))
        if isinstance(amount, str):
            return cls.parse(amount)
        raise _refused_number(amount)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `"12.34"`, `"£1,234.50"` or `"-3"`; spaces around are ignored."""
        if not isinstance(text, str):
            raise _refused_number(text)
        found = _FORM.fullmatch(text.strip())
        if not found:
            raise InvalidValueError(
                "not an amount of money: write pounds with at most two decimal places, like 123.45.",
                code="money.format",
            )
        sign, pounds, pence = found.groups(default="")
        total = int(pounds.replace(",", "")) * _PENCE + int(pence.ljust(2, "0") or 0)
        return cls.from_pence(-total if sign else total)

    @classmethod
    def from_pence(cls, pence: int) -> Self:
        """An amount from a whole number of pence."""
        if type(pence) is not int:
            raise InvalidValueError("not a whole number of pence. Give an int.", code="money.pence")
        if abs(pence) >= _PENCE * 10**_MOST_DIGITS:
            raise _too_large()
        return cls._make(pence)

    @property
    def pence(self) -> int:
        """The amount as a whole number of pence."""
        return self._key

    def __add__(self, other: "Money") -> "Money":
        """Sum of two amounts."""
        return Money._make(self._key + other._key) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: object) -> "Money":
        """Let `sum(amounts)` begin at its 0."""
        return self if other == 0 and type(other) is int else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        """Difference of two amounts."""
        return Money._make(self._key - other._key) if isinstance(other, Money) else NotImplemented

    def __mul__(self, times: int) -> "Money":
        """So many times the amount."""
        return Money._make(self._key * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        """The amount with its sign changed."""
        return Money._make(-self._key)

    def __bool__(self) -> bool:
        """Whether it is any money at all."""
        return self._key != 0

    def __str__(self) -> str:
        """Pounds with two decimals, such as `-1234.50`: exact, for files and JSON."""
        pounds, pence = divmod(abs(self._key), _PENCE)
        return f"{'-' if self._key < 0 else ''}{pounds}.{pence:02}"

    def format(self) -> str:
        """For people: `£1,234.50`, `-£3.00`."""
        pounds, pence = divmod(abs(self._key), _PENCE)
        return f"{'-' if self._key < 0 else ''}£{pounds:,}.{pence:02}"


def _pence_of(amount: Decimal) -> int:
    if not amount.is_finite():
        raise InvalidValueError(
            'not an amount of money: no number. Give one such as Decimal("12.34").', code="money.type"
        )
    if amount and amount.adjusted() >= _MOST_DIGITS:
        raise _too_large()
    try:
        return int(amount.quantize(_PENNY, context=_EXACT).scaleb(2, context=_EXACT))
    except Inexact:
        raise InvalidValueError(
            "not an amount of money: it has parts of a penny. Round it first, saying how.",
            code="money.sub-penny",
        ) from None


def _too_large() -> InvalidValueError:
    return InvalidValueError(
        f"not an amount of money: more than {_MOST_DIGITS} digits of pounds. Give a smaller amount.",
        code="money.too-large",
    )


def _refused_number(amount: object) -> InvalidValueError:
    if type(amount) is int:
        return InvalidValueError(
            'not an amount of money: a bare number. Write Money("12.00") for twelve pounds '
            "or Money.from_pence(12) for twelve pence.",
            code="money.bare-number",
        )
    return InvalidValueError(
        f'not an amount of money: a {type(amount).__name__}. Give decimal text such as "12.34", '
        'or a Decimal to Money("…").',
        code="money.type",
    )
