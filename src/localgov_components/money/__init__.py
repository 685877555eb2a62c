"""Money in whole pence: read, shared out, rounded, shown, and the value added tax within it.

>>> from localgov_components.money import Money, VatTreatment, vat_from_gross
>>> vat = vat_from_gross(Money("60.00"), VatTreatment.STANDARD)
>>> vat.net, vat.tax
(Money('50.00'), Money('10.00'))
"""

from localgov_components.money.allocation import Allocation
from localgov_components.money.amount import Money
from localgov_components.money.formatting import MoneyStyle
from localgov_components.money.rounding import Rounding
from localgov_components.money.vat import Vat, VatBasis, VatMethod, vat_from_gross, vat_from_net
from localgov_components.money.vat_documents import VatDocument, vat_document
from localgov_components.money.vat_rates import VAT_RATES, VAT_RATES_CHECKED, VatRate, VatTreatment, vat_rate

__all__ = [
    "VAT_RATES",
    "VAT_RATES_CHECKED",
    "Allocation",
    "Money",
    "MoneyStyle",
    "Rounding",
    "Vat",
    "VatBasis",
    "VatDocument",
    "VatMethod",
    "VatRate",
    "VatTreatment",
    "vat_document",
    "vat_from_gross",
    "vat_from_net",
    "vat_rate",
]
