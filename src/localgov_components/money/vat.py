"""Value added tax within an amount, and what the treatment of a supply is.

Zero-rated, exempt and outside the scope all add nothing, and are three different things in a VAT
return. Rates: Value Added Tax Act 1994 sections 2 and 29A and Schedules 7A, 8 and 9. Amounts are rounded half up to the
penny for each line: card takings are retail, and a retailer may not round down (HMRC VATREC12010;
the notice that it quotes has not been read here).

>>> vat_from_gross(Money("1.35"), VatTreatment.STANDARD)
Money('0.23')
>>> vat_from_gross(Money("48.00"), VatTreatment.OUTSIDE_SCOPE)
Money('0.00')
>>> VatTreatment("vat-free")
Traceback (most recent call last):
    ...
ValueError: 'vat-free' is not a valid VatTreatment
"""

from enum import StrEnum

from localgov_components.money.amount import Money

__all__ = ["VatTreatment", "vat_from_gross", "vat_from_net"]


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
    def percent(self) -> int:
        """Whole per cent added to the net amount: 20, 5, or nothing."""
        return {VatTreatment.STANDARD: 20, VatTreatment.REDUCED: 5}.get(self, 0)


def vat_from_gross(gross: Money, treatment: VatTreatment) -> Money:
    """Tax included in an amount, rounded half up to the penny (half away from zero)."""
    return _share(gross, treatment.percent, 100 + treatment.percent)


def vat_from_net(net: Money, treatment: VatTreatment) -> Money:
    """Tax to add to an amount, rounded half up to the penny (half away from zero)."""
    return _share(net, treatment.percent, 100)


def _share(amount: Money, numerator: int, denominator: int) -> Money:
    pence = (2 * abs(amount.pence) * numerator + denominator) // (2 * denominator)
    return Money.from_pence(-pence if amount.pence < 0 else pence)
