"""Money in whole pence, and the value added tax within it.

>>> from localgov_components.money import Money, VatTreatment, vat_from_gross
>>> vat_from_gross(Money("60.00"), VatTreatment.STANDARD)
Money('10.00')
"""

from localgov_components.money.amount import Money
from localgov_components.money.vat import VatTreatment, vat_from_gross, vat_from_net

__all__ = ["Money", "VatTreatment", "vat_from_gross", "vat_from_net"]
