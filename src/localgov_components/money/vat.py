"""The value added tax of one amount, and how it was worked out.

A price that includes VAT is the net amount with the tax added (Value Added Tax Act 1994 section 19(2)), so at 20% a
sixth of it is tax. Tax is rounded to the penny once: half up, as HMRC explains it (VATREC12030), which is taken to mean
away from zero, so that a refund gives back the tax that was charged. Retailers do not round down (VATREC12020); who
sends invoices may round the tax of a whole invoice down (VATREC12010, quoting Notice 700 paragraph 17.5 [unverified]).

>>> vat = vat_from_gross(Money("1.35"), VatTreatment.STANDARD)
>>> vat.net, vat.tax, vat.gross
(Money('1.12'), Money('0.23'), Money('1.35'))
>>> print(vat.explain())
£1.35 gross is £1.12 net and £0.23 VAT. Standard-rated: 20% since 2011-01-04 (Finance (No. 2) Act 2010, section 3).
Worked out from the gross amount of each line, rounded half-up to the penny.
>>> VatTreatment("vat-free")
Traceback (most recent call last):
    ...
ValueError: 'vat-free' is not a valid VatTreatment
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from localgov_components.money.amount import Money
from localgov_components.money.reading import refused
from localgov_components.money.rounding import Rounding
from localgov_components.money.vat_rates import VAT_RATES, VatRate, VatTreatment, vat_rate

__all__ = ["Vat", "VatBasis", "VatMethod", "vat_from_gross", "vat_from_net", "vat_of"]

_WORDS = {
    VatTreatment.STANDARD: "Standard-rated",
    VatTreatment.REDUCED: "Reduced-rated",
    VatTreatment.ZERO: "Zero-rated",
    VatTreatment.EXEMPT: "Exempt",
    VatTreatment.OUTSIDE_SCOPE: "Outside the scope of VAT",
}


class VatBasis(StrEnum):
    """Which amount was given: gross with VAT in it, or net to which it is added."""

    GROSS = "gross"
    NET = "net"


class VatMethod(StrEnum):
    """Where VAT is rounded: for each line, or once for each treatment of a document.

    The two may differ by half a penny a line, so a record says which it is.
    """

    PER_LINE = "per-line"
    PER_DOCUMENT = "per-document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """An amount with its VAT, and how that was worked out.

    `rate` is None where there is none: exempt supplies and those outside the scope. `method` says whether the tax was
    rounded for each line or once for a whole document; where it is a total of lines, `rounding` is that of the lines.
    """

    net: Money
    tax: Money
    treatment: VatTreatment
    rate: VatRate | None
    basis: VatBasis
    method: VatMethod
    rounding: Rounding

    @property
    def gross(self) -> Money:
        """Net and tax together."""
        return self.net + self.tax

    def explain(self) -> str:
        """The amounts, the rate with its instrument, and the method, in two English sentences or three."""
        amounts = f"{self.gross.format()} gross is {self.net.format()} net and {self.tax.format()} VAT."
        if self.rate is None:
            return f"{amounts} {_WORDS[self.treatment]}."
        law = f"{self.rate.percent:f}% since {self.rate.begins} ({self.rate.instrument})"
        part = "amount of each line" if self.method is VatMethod.PER_LINE else "total of the document"
        method = f"Worked out from the {self.basis} {part}, rounded {self.rounding} to the penny."
        return f"{amounts} {_WORDS[self.treatment]}: {law}. {method}"


def vat_from_gross(
    gross: Money,
    treatment: VatTreatment,
    *,
    on: date | None = None,
    rounding: Rounding = Rounding.HALF_UP,
    rates: Sequence[VatRate] = VAT_RATES,
) -> Vat:
    """The VAT within an amount: what is left is the net.

    `on` is the tax point; without it the rate is that of `VAT_RATES_CHECKED` (see `vat_rate`, also for `rates`).
    """
    return vat_of(gross, treatment, vat_rate(treatment, on=on, rates=rates), basis=VatBasis.GROSS, rounding=rounding)


def vat_from_net(
    net: Money,
    treatment: VatTreatment,
    *,
    on: date | None = None,
    rounding: Rounding = Rounding.HALF_UP,
    rates: Sequence[VatRate] = VAT_RATES,
) -> Vat:
    """The VAT to add to an amount: with it, it is the gross.

    `on` is the tax point; without it the rate is that of `VAT_RATES_CHECKED` (see `vat_rate`, also for `rates`).
    """
    return vat_of(net, treatment, vat_rate(treatment, on=on, rates=rates), basis=VatBasis.NET, rounding=rounding)


def vat_of(
    amount: Money,
    treatment: VatTreatment,
    rate: VatRate | None,
    *,
    basis: VatBasis,
    rounding: Rounding,
    method: VatMethod = VatMethod.PER_LINE,
) -> Vat:
    """The VAT of an amount at a rate that is already found."""
    if not isinstance(amount, Money):
        raise refused(amount)
    share = Fraction(0) if rate is None else _share(rate, basis)
    tax = amount.at_rate(share, rounding=rounding)
    net = amount - tax if basis is VatBasis.GROSS else amount
    return Vat(
        net=net,
        tax=tax,
        treatment=VatTreatment(treatment),
        rate=rate,
        basis=basis,
        method=method,
        rounding=Rounding(rounding),
    )


@lru_cache(maxsize=32)
def _share(rate: VatRate, basis: VatBasis) -> Fraction:
    """The tax as a part of the amount that is given."""
    return rate.fraction / (1 + rate.fraction) if basis is VatBasis.GROSS else rate.fraction
