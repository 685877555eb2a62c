"""How VAT applies to a supply, and which rate the law set from which day.

Zero-rated, exempt and outside the scope all add nothing, and are three different things in a VAT return (Value Added
Tax Act 1994 sections 30, 31 and 4). So the first has a rate, which is 0%, and the others have none.

The rates are those of the instruments named beside them. Not here: the 12.5% of hospitality and holidays from 1 October
2021 to 31 March 2022 (Finance Act 2021 section 93), the 8% of domestic fuel before September 1997, and what came before
April 1991.

>>> vat_rate(VatTreatment.STANDARD, on=date(2009, 6, 1)).percent
Decimal('15')
>>> vat_rate(VatTreatment.EXEMPT) is None
True
>>> vat_rate(VatTreatment.STANDARD, on=date(1985, 1, 1))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: no rate of VAT is known for this treatment on that day. \
Give a later day, or rates that reach back to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from localgov_components.core.errors import InvalidValueError
from localgov_components.money.exact import exact_number

__all__ = ["VAT_RATES", "VAT_RATES_CHECKED", "VatRate", "VatTreatment", "vat_rate"]

_MOST_PERCENT = 1000
_FINEST_PERCENT = 10**6


class VatTreatment(StrEnum):
    """How value added tax applies to a supply.

    `OUTSIDE_SCOPE` covers what a council does as a public authority under a special legal regime
    (Value Added Tax Act 1994 section 33 and section 41A).
    """

    STANDARD = "standard"
    REDUCED = "reduced"
    ZERO = "zero"
    EXEMPT = "exempt"
    OUTSIDE_SCOPE = "outside-scope"

    @property
    def index_code(self) -> str:
        """The code of HMRC's VAT liability index for local authority services, such as `SR`.

        The index also has `NA`, not applicable.
        """
        return {"standard": "SR", "reduced": "RR", "zero": "ZR", "exempt": "EX", "outside-scope": "OS"}[self]


@dataclass(frozen=True, slots=True)
class VatRate:
    """A rate of VAT, the day of its first tax point, and the instrument that set it.

    Raises `InvalidValueError` for a percentage below 0 or above 1,000, with more than six decimals, or of a treatment
    that has no rate.
    """

    treatment: VatTreatment
    percent: Decimal
    begins: date
    instrument: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a rate."""
        exact = exact_number(self.percent) if isinstance(self.percent, Decimal) else None
        fits = exact is not None and 0 <= exact <= _MOST_PERCENT and exact.denominator <= _FINEST_PERCENT
        if not fits or self.treatment in _WITHOUT_RATE:
            raise InvalidValueError(
                "not a rate of VAT: give the percentage of standard, reduced or zero-rated supplies "
                'as a Decimal, such as Decimal("20").',
                code="vat.rate",
            )

    @property
    def fraction(self) -> Fraction:
        """What is added to a net amount, as a part of it: one fifth for 20%."""
        return Fraction(self.percent) / 100


_WITHOUT_RATE = frozenset({VatTreatment.EXEMPT, VatTreatment.OUTSIDE_SCOPE})

VAT_RATES = (
    VatRate(VatTreatment.STANDARD, Decimal("17.5"), date(1991, 4, 1), "Finance Act 1991, section 13"),
    VatRate(
        VatTreatment.STANDARD,
        Decimal(15),
        date(2008, 12, 1),
        "Value Added Tax (Change of Rate) Order 2008 (SI 2008/3020)",
    ),
    VatRate(VatTreatment.STANDARD, Decimal("17.5"), date(2010, 1, 1), "Finance Act 2009, section 9"),
    VatRate(VatTreatment.STANDARD, Decimal(20), date(2011, 1, 4), "Finance (No. 2) Act 2010, section 3"),
    # Re-enacted for more supplies as section 29A of the Value Added Tax Act 1994 by Finance Act 2001 section 99.
    VatRate(VatTreatment.REDUCED, Decimal(5), date(1997, 9, 1), "Finance (No. 2) Act 1997, section 6"),
    # Zero-rating is older; this is the Act that it stands in now, from the day of its commencement [unverified].
    VatRate(VatTreatment.ZERO, Decimal(0), date(1994, 9, 1), "Value Added Tax Act 1994, section 30"),
)
"""Rates of VAT, each from its first day until the next of its treatment begins."""

VAT_RATES_CHECKED = date(2026, 4, 1)
"""The day for which `VAT_RATES` was last checked.

Where no tax point is given, the rate of this day is used.
"""


def vat_rate(
    treatment: VatTreatment, *, on: date | None = None, rates: Sequence[VatRate] = VAT_RATES
) -> VatRate | None:
    """The rate in force on a tax point, or None where a treatment has no rate.

    Without `on` it is the rate of `VAT_RATES_CHECKED`, so that a new rate which a later version of this package knows
    beforehand is not charged too early. A rate stands until another of the same treatment begins; of two that begin on
    one day the later in `rates` stands. When the law changes sooner than this package, or a rate here is wrong, give
    `rates=(*VAT_RATES, VatRate(…))`.
    """
    if VatTreatment(treatment) in _WITHOUT_RATE:
        return None
    day = VAT_RATES_CHECKED if on is None else on
    if isinstance(day, datetime) or not isinstance(day, date):
        raise InvalidValueError("not a tax point: give a date, without a time of day.", code="vat.tax-point")
    begun = [rate for rate in rates if rate.treatment == treatment and rate.begins <= day]
    if not begun:
        raise InvalidValueError(
            "no rate of VAT is known for this treatment on that day. Give a later day, or rates that reach back to it.",
            code="vat.no-rate",
        )
    return max(reversed(begun), key=lambda rate: rate.begins)
