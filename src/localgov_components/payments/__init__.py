"""Payments: charges, intents that survive a crash, a ledger that balances, and a sandbox to try them on.

>>> from localgov_components.money import Money, VatTreatment
>>> from localgov_components.payments import Charge, ChargeLine
>>> parking = ChargeLine(description="Car park permit", quantity=1, unit_price=Money("60.00"),
...                      income_code="CAR-PARKS", vat=VatTreatment.STANDARD)
>>> Charge(lines=(parking,)).vat_total
Money('10.00')
"""

from localgov_components.payments.charge import Charge, ChargeLine
from localgov_components.payments.desk import PaymentDesk
from localgov_components.payments.govuk_pay import GOVUK_PAY_URL, GovUkPay
from localgov_components.payments.income_report import IncomeReport, IncomeRow, income
from localgov_components.payments.intent import PaymentIntent
from localgov_components.payments.ledger import Ledger, LedgerEntry, LedgerKind, LedgerTransaction
from localgov_components.payments.provider import (
    PAYMENT_PROVIDERS,
    Capability,
    PaymentProvider,
    PaymentRequest,
    ProviderPayment,
)
from localgov_components.payments.sandbox import PaySandbox
from localgov_components.payments.state import PaymentState

__all__ = [
    "GOVUK_PAY_URL",
    "PAYMENT_PROVIDERS",
    "Capability",
    "Charge",
    "ChargeLine",
    "GovUkPay",
    "IncomeReport",
    "IncomeRow",
    "Ledger",
    "LedgerEntry",
    "LedgerKind",
    "LedgerTransaction",
    "PaySandbox",
    "PaymentDesk",
    "PaymentIntent",
    "PaymentProvider",
    "PaymentRequest",
    "PaymentState",
    "ProviderPayment",
    "income",
]
