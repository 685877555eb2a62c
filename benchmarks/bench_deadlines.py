"""Counting 20 working days for FOIA, beside what a council writes with a calendar library, and by hand.

The peers know the bank holidays of one division at a time; the union that FOIA needs is made for them before the
clock starts. None of them says why a day did not count, or where its calendar ends.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

import holidays as holidays_library
from govuk_bank_holidays.bank_holidays import BankHolidays as GovUkBankHolidays

from benchmarks.measure import compare, version_of
from localgov_components.calendars import FOIA, deadline

ITEMS = 2_000
WORKING_DAYS = 20
SATURDAY = 5
FIRST, LAST = date(2013, 1, 1), date(2026, 5, 1)
"""Before the World Cup bank holiday of June 2026, which the peers' copies may lack."""
SUBDIVISIONS = ("ENG", "SCT", "NIR")
DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")


def main() -> None:
    """Compare on the same days, which must fall due alike."""
    chance = random.Random(97)
    received = [FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(ITEMS)]
    years = range(FIRST.year, LAST.year + 2)
    union = {day for part in SUBDIVISIONS for day in holidays_library.country_holidays("GB", subdiv=part, years=years)}
    official = GovUkBankHolidays(use_cached_holidays=True)
    closed = {each["date"] for part in DIVISIONS for each in official.get_holidays(division=part)}
    contenders: dict[str, Callable[[], list[date]]] = {
        "localgov-components": lambda: [deadline(day, FOIA).due for day in received],
        version_of("holidays") + ", union of its three": lambda: [by_hand(day, union) for day in received],
        version_of("govuk-bank-holidays") + ", union of its three": lambda: [by_hand(day, closed) for day in received],
    }
    answers = {name: work() for name, work in contenders.items()}
    ours = answers.pop("localgov-components")
    for name, theirs in answers.items():
        differ = sum(mine != other for mine, other in zip(ours, theirs, strict=True))
        print(f"{name}: {differ} of {ITEMS:,} deadlines differ from ours")
    compare("A FOIA deadline", contenders, items=ITEMS)


def by_hand(received: date, closed: set[date]) -> date:
    """The twentieth working day after receipt, a day at a time."""
    day, left = received, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY and day not in closed
    return day


if __name__ == "__main__":
    main()
