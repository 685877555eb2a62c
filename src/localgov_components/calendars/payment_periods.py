"""Clocks of paying: penalty charges, council tax and business rates after a reminder, Bacs and Direct Debit.

What was read in the instrument or on its maker's page is cited; what was not is listed as unverified.
A period of days "beginning with the day on which" something happens has that day as its first: 7 days beginning with
a Monday end on the Sunday.

>>> COUNCIL_TAX_REMINDER.first_day.value, COUNCIL_TAX_REMINDER.length
('day-of-receipt', 7)
>>> BACS_CYCLE.working_days.divisions
frozenset({<Division.ENGLAND_AND_WALES: 'england-and-wales'>})
"""

from localgov_components.calendars.division import Division
from localgov_components.calendars.regime import FirstDay, PeriodUnit, Regime, RegimeBasis
from localgov_components.calendars.working_days import WorkingDays

__all__ = [
    "BACS_CYCLE",
    "COUNCIL_TAX_BALANCE",
    "COUNCIL_TAX_REMINDER",
    "DIRECT_DEBIT_NOTICE",
    "PENALTY_CHARGE",
    "PENALTY_CHARGE_DISCOUNT",
    "PENALTY_CHARGE_DISCOUNT_CAMERA",
    "RATES_BALANCE",
    "RATES_FURTHER_NOTICE",
]

_ENGLAND_AND_WALES = WorkingDays(frozenset({Division.ENGLAND_AND_WALES}))
_NO_ROLL = "that a period ending on a weekend or bank holiday is not carried on"

_CIVIL_ENFORCEMENT = (
    "Civil Enforcement of Road Traffic Contraventions (Approved Devices, Charging Guidelines and General Provisions) "
    "(England) Regulations 2022 (SI 2022/71)"
)


def _days_beginning_with(name: str, title: str, days: int, cites: str, *unread: str) -> Regime:
    return Regime(
        id=name,
        title=title,
        length=days,
        unit=PeriodUnit.DAYS,
        first_day=FirstDay.DAY_OF_RECEIPT,
        basis=RegimeBasis.LAW,
        cites=cites,
        unverified=(*unread, _NO_ROLL),
    )


PENALTY_CHARGE = _days_beginning_with(
    "penalty-charge",
    "Penalty charge notice in England: payment",
    28,
    f"{_CIVIL_ENFORCEMENT}, Schedule 2, paragraphs 2(d) and 3(1)(d)",
)
"""A penalty charge in England: 28 days beginning with contravention or service.

Give the day of the contravention where a notice was fixed to the vehicle or handed over, and the day of service where
it was posted.
"""

PENALTY_CHARGE_DISCOUNT = _days_beginning_with(
    "penalty-charge-discount",
    "Penalty charge notice in England: discount",
    14,
    f"{_CIVIL_ENFORCEMENT}, regulation 2, 'the applicable date' (b)",
)
"""The discounted penalty charge in England: 14 days beginning with service."""

PENALTY_CHARGE_DISCOUNT_CAMERA = _days_beginning_with(
    "penalty-charge-discount-camera",
    "Penalty charge notice in England by approved device: discount",
    21,
    f"{_CIVIL_ENFORCEMENT}, regulation 2, 'the applicable date' (a)",
)
"""The discount for a posted notice by approved device: 21 days from service."""

_COUNCIL_TAX = "Council Tax (Administration and Enforcement) Regulations 1992 (SI 1992/613), regulation 23(3)"
_DAY_OF_FAILURE = "which day is the day of the failure: the last of the first 7 days, or the day after"
_AS_MADE = "amendments since the Regulations were made"

COUNCIL_TAX_REMINDER = _days_beginning_with(
    "council-tax-reminder", "Council tax reminder: payment", 7, _COUNCIL_TAX, _AS_MADE
)
"""A council tax reminder in England and Wales: 7 days beginning with its issue."""

COUNCIL_TAX_BALANCE = _days_beginning_with(
    "council-tax-balance", "Council tax: whole balance after a reminder", 7, _COUNCIL_TAX, _AS_MADE, _DAY_OF_FAILURE
)
"""The further 7 days after a reminder fails; at their end the balance is payable.

They begin with the day of the failure.
"""

_RATES = (
    "Non-Domestic Rating (Collection and Enforcement) (Local Lists) Regulations 1989 (SI 1989/1058), regulation 8(2)"
)

RATES_FURTHER_NOTICE = _days_beginning_with(
    "rates-further-notice", "Business rates further notice: payment", 7, _RATES, _AS_MADE
)
"""A business rates further notice: 7 days beginning with its service."""

RATES_BALANCE = _days_beginning_with(
    "rates-balance", "Business rates: whole balance after a further notice", 7, _RATES, _AS_MADE, _DAY_OF_FAILURE
)
"""The further 7 days after a notice fails; at their end the balance is payable.

They begin with the day of the failure.
"""

BACS_CYCLE = Regime(
    id="bacs-cycle",
    title="Bacs: from input to entry",
    length=3,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_OF_RECEIPT,
    basis=RegimeBasis.SCHEME,
    cites="Bacs processing cycle: input, processing and entry day",
    working_days=_ENGLAND_AND_WALES,
    unverified=("the scheme's own wording: the rules of Bacs are not public",),
)
"""A Bacs file: input, processing and entry day, 3 working days.

Bank holidays are those of England and Wales. Submitted on a day that is no working day, its input day is the next one.
"""

DIRECT_DEBIT_NOTICE = Regime(
    id="direct-debit-notice",
    title="Direct Debit: advance notice",
    length=10,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.SCHEME,
    cites="Direct Debit Guarantee: advance notice, 10 working days unless agreed otherwise",
    working_days=_ENGLAND_AND_WALES,
    unverified=("whether the day of collection may be the tenth working day or must come after it",),
)
"""Advance notice of a Direct Debit: `due` is the tenth Bacs working day after it."""
