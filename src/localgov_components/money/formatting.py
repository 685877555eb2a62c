"""How an amount is shown to people, in English and in Welsh.

Pounds are written alike in both: the sign before the figures, a comma between thousands, a point before the pence
(Unicode CLDR, locales en-GB and cy). The sign of the penny differs: `50p`, and `50c` for ceiniog [unverified].

>>> pence_for_people(123450, language="cy", style=MoneyStyle.FULL)
'£1,234.50'
>>> pence_for_people(50, language="cy", style=MoneyStyle.PENCE)
'50c'
>>> pence_for_people(50, language="fr", style=MoneyStyle.FULL)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: money is shown in English (en) and Welsh (cy). Give one of these.
"""

from enum import StrEnum

from localgov_components.core.errors import InvalidValueError

__all__ = ["MoneyStyle", "pence_for_people"]

_PENNY_SIGN = {"en": "p", "cy": "c"}


class MoneyStyle(StrEnum):
    """How much of an amount is written out.

    `FULL` always has pence: `£48.00`, for tables, bills and receipts. `SHORT` has them where there are any: `£48`,
    `£48.50`, for sentences (GOV.UK style guide, money). `PENCE` is `SHORT` with less than a pound as `50p`.
    """

    FULL = "full"
    SHORT = "short"
    PENCE = "pence"


def pence_for_people(amount: int, *, language: str, style: MoneyStyle) -> str:
    """An amount of pence as people read it; a minus comes first."""
    if language not in _PENNY_SIGN:
        raise InvalidValueError(
            "money is shown in English (en) and Welsh (cy). Give one of these.", code="money.language"
        )
    style = MoneyStyle(style)
    pounds, pence = divmod(abs(amount), 100)
    if style is MoneyStyle.PENCE and pence and not pounds:
        shown = f"{pence}{_PENNY_SIGN[language]}"
    elif style is MoneyStyle.FULL or pence:
        shown = f"£{pounds:,}.{pence:02}"
    else:
        shown = f"£{pounds:,}"
    return f"-{shown}" if amount < 0 else shown
