"""Working days as each legal regime counts them, deadlines that explain themselves, years, ages and dates.

>>> from datetime import date
>>> from localgov_components.calendars import FOIA, FOISA, UK_GDPR, deadline
>>> received = date(2027, 7, 5)
>>> [str(deadline(received, regime).due) for regime in (FOIA, FOISA, UK_GDPR)]
['2027-08-04', '2027-08-03', '2027-08-05']
"""

from localgov_components.calendars.age import LeapDayBirthday, age_on
from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.bank_holidays import BankHolidays
from localgov_components.calendars.calendar_change import CalendarChange, MovedHoliday
from localgov_components.calendars.closures import Closures
from localgov_components.calendars.counting import add_working_days, is_working_day, working_days_between
from localgov_components.calendars.date_text import format_date, parse_date
from localgov_components.calendars.deadlines import CountedDay, Deadline, deadline
from localgov_components.calendars.division import ALL_DIVISIONS, Division
from localgov_components.calendars.horizon import HorizonError
from localgov_components.calendars.information_requests import (
    EIR,
    EIR_EXTENDED,
    EIR_SCOTLAND,
    EIR_SCOTLAND_EXTENDED,
    FOIA,
    FOISA,
    UK_GDPR,
    UK_GDPR_EXTENDED,
)
from localgov_components.calendars.payment_periods import (
    BACS_CYCLE,
    COUNCIL_TAX_BALANCE,
    COUNCIL_TAX_REMINDER,
    DIRECT_DEBIT_NOTICE,
    PENALTY_CHARGE,
    PENALTY_CHARGE_DISCOUNT,
    PENALTY_CHARGE_DISCOUNT_CAMERA,
    RATES_BALANCE,
    RATES_FURTHER_NOTICE,
)
from localgov_components.calendars.planning_periods import (
    PLANNING_EIA,
    PLANNING_GUARANTEE,
    PLANNING_GUARANTEE_NOT_MAJOR,
    PLANNING_MAJOR,
    PLANNING_NOT_MAJOR,
)
from localgov_components.calendars.provenance import Provenance
from localgov_components.calendars.regime import FirstDay, PeriodUnit, Regime, RegimeBasis
from localgov_components.calendars.regimes import REGIMES
from localgov_components.calendars.working_calendar import NotCounted
from localgov_components.calendars.working_days import NamedDay, WorkingDays
from localgov_components.calendars.year import (
    Year,
    YearKind,
    academic_year,
    council_tax_year,
    financial_year,
    tax_year,
)

__all__ = [
    "ALL_DIVISIONS",
    "BACS_CYCLE",
    "COUNCIL_TAX_BALANCE",
    "COUNCIL_TAX_REMINDER",
    "DIRECT_DEBIT_NOTICE",
    "EIR",
    "EIR_EXTENDED",
    "EIR_SCOTLAND",
    "EIR_SCOTLAND_EXTENDED",
    "FOIA",
    "FOISA",
    "PENALTY_CHARGE",
    "PENALTY_CHARGE_DISCOUNT",
    "PENALTY_CHARGE_DISCOUNT_CAMERA",
    "PLANNING_EIA",
    "PLANNING_GUARANTEE",
    "PLANNING_GUARANTEE_NOT_MAJOR",
    "PLANNING_MAJOR",
    "PLANNING_NOT_MAJOR",
    "RATES_BALANCE",
    "RATES_FURTHER_NOTICE",
    "REGIMES",
    "UK_GDPR",
    "UK_GDPR_EXTENDED",
    "BankHoliday",
    "BankHolidays",
    "CalendarChange",
    "Closures",
    "CountedDay",
    "Deadline",
    "Division",
    "FirstDay",
    "HorizonError",
    "LeapDayBirthday",
    "MovedHoliday",
    "NamedDay",
    "NotCounted",
    "PeriodUnit",
    "Provenance",
    "Regime",
    "RegimeBasis",
    "WorkingDays",
    "Year",
    "YearKind",
    "academic_year",
    "add_working_days",
    "age_on",
    "council_tax_year",
    "deadline",
    "financial_year",
    "format_date",
    "is_working_day",
    "parse_date",
    "tax_year",
    "working_days_between",
]
