"""How an amount is read from text or from a `Decimal`, as whole pence.

Text is what people and files write: `12`, `12.3`, `12.34`, `£1,234.50`, `-3.00`, `-£3.00`, with spaces around, and one
after the £ as spreadsheets put it. A minus is a hyphen before everything else. Accountants' brackets, CR and DR are
refused: who owes whom depends on whose books they stand in. So are exponents, other scripts' digits and commas out of
place: no amount is written so on purpose.

>>> pence_of_text("£1,234.50"), pence_of_text("-3")
(123450, -300)
>>> pence_of_text("(3.00)")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an amount of money: write pounds with at most two decimal \
places, like 123.45 or -123.45.
"""

import re
from decimal import Context, Decimal, Inexact

from localgov_components.core.errors import InvalidValueError

__all__ = ["PENCE", "POUNDS", "TOO_MANY_PENCE", "pence_of_decimal", "pence_of_text", "refused", "too_large"]

_MOST_DIGITS = 15
"""Digits of pounds: far more than public money needs, and its pence fit a database's 64-bit integer."""

TOO_MANY_PENCE = 100 * 10**_MOST_DIGITS
"""The first number of pence that is too large."""

_FORM = re.compile(r"(-?)(?:£ ?)?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")
_EXACT = Context(prec=_MOST_DIGITS + 3, traps=[Inexact])
"""Pounds, pence, and the digit that rounding up may carry into: the parts of a penny are what is refused."""
_PENNY = Decimal("0.01")


_KEPT_DIGITS = 4


class _Pounds(dict[str, int]):
    """Pence by the text of whole pounds; those of up to four digits are kept once they were read."""

    def __missing__(self, pounds: str) -> int:
        if not (pounds.isascii() and pounds.isdigit() and len(pounds) <= _MOST_DIGITS):
            raise KeyError
        pence = int(pounds) * 100
        if len(pounds) <= _KEPT_DIGITS:
            self[pounds] = pence
        return pence


# Two look-ups take a third of the time of the general form, and most amounts look like `12.34`.
POUNDS = _Pounds()
"""Pence by whole pounds in plain digits, such as `12`."""

PENCE = {f"{pence:02}": pence for pence in range(100)}
"""Pence by the two digits after the point, such as `34`."""


def pence_of_text(text: str) -> int:
    """Pence that a text says, or `InvalidValueError`."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise InvalidValueError(
            "not an amount of money: write pounds with at most two decimal places, like 123.45 or -123.45.",
            code="money.format",
        )
    sign, pounds, pence = found.groups(default="")
    digits = pounds.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise too_large()
    total = int(digits) * 100 + int(pence.ljust(2, "0"))
    return -total if sign else total


def pence_of_decimal(amount: Decimal) -> int:
    """Pence in a number of pounds, exactly, or `InvalidValueError`."""
    amount = Decimal(amount)  # what a subclass makes of arithmetic is left behind
    if not amount.is_finite():
        raise InvalidValueError(
            'not an amount of money: no number. Give one such as Decimal("12.34").', code="money.type"
        )
    if amount and amount.adjusted() >= _MOST_DIGITS:
        raise too_large()
    try:
        return int(amount.quantize(_PENNY, context=_EXACT).scaleb(2, context=_EXACT))
    except Inexact:
        raise InvalidValueError(
            "not an amount of money: it has parts of a penny. Round it first, saying how.",
            code="money.sub-penny",
        ) from None


def too_large() -> InvalidValueError:
    """The refusal of an amount that is too large, whether read or reckoned."""
    return InvalidValueError(
        f"not an amount of money: more than {_MOST_DIGITS} digits of pounds. Give a smaller amount.",
        code="money.too-large",
    )


def refused(amount: object) -> InvalidValueError:
    """The refusal of what is neither text nor a `Decimal`; it names the type and not the value."""
    if isinstance(amount, int) and not isinstance(amount, bool):
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
