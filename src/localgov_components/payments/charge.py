"""What somebody is asked to pay, line by line, as the council's ledger needs it.

Each line carries the income code to which finance allots the money and how VAT applies to it.
Prices include VAT. VAT is worked out for each line, rounded half up to the penny (see `money.vat`),
so the VAT of a charge is the sum of its lines, not the VAT of its total.

>>> line = ChargeLine(description="Garden waste bin", quantity=2, unit_price=Money("48.00"),
...                   income_code="WASTE-GARDEN", vat=VatTreatment.OUTSIDE_SCOPE)
>>> Charge(lines=(line,)).total
Money('96.00')
>>> Charge(lines=())
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Charge
lines
  Tuple should have at least 1 item after validation, not 0 [type=too_short]
    For further information visit https://errors.pydantic.dev/...
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model
from localgov_components.money import Money, VatTreatment, vat_from_gross

__all__ = ["Charge", "ChargeLine"]


def _not_negative(price: Money) -> Money:
    if price.pence < 0:
        raise InvalidValueError("a price below nothing. Give the price that is charged.", code="charge.negative")
    return price


class ChargeLine(Model):
    """One thing charged for, at one price, to one income code.

    `description` is shown to the payer and to finance, so it names the thing and never a person.
    """

    description: Annotated[str, Field(min_length=1, max_length=100)]
    quantity: Annotated[int, Field(ge=1, le=10_000)]
    unit_price: Annotated[Money, AfterValidator(_not_negative)]
    income_code: Annotated[str, Field(min_length=1, max_length=50, pattern=r"^\S(.*\S)?$")]
    vat: VatTreatment

    @property
    def amount(self) -> Money:
        """What the line costs, VAT included."""
        return self.unit_price * self.quantity

    @property
    def vat_amount(self) -> Money:
        """VAT within `amount`, rounded half up to the penny."""
        return vat_from_gross(self.amount, self.vat).tax

    @property
    def net_amount(self) -> Money:
        """What is left of `amount` for the income code."""
        return self.amount - self.vat_amount


class Charge(Model):
    """Everything that is paid at once: at least one line."""

    lines: Annotated[tuple[ChargeLine, ...], Field(min_length=1)]

    @property
    def total(self) -> Money:
        """Sum of the lines, VAT included."""
        return sum((line.amount for line in self.lines), Money.from_pence(0))

    @property
    def vat_total(self) -> Money:
        """Sum of the VAT of the lines."""
        return sum((line.vat_amount for line in self.lines), Money.from_pence(0))

    @property
    def summary(self) -> str:
        """The lines in one sentence, such as `2 × Garden waste bin; Delivery`."""
        return "; ".join(
            line.description if line.quantity == 1 else f"{line.quantity} × {line.description}" for line in self.lines
        )
