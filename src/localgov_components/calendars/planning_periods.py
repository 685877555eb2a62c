"""Clocks of planning applications in England: the time to decide, and the planning guarantee.

What was read in the instrument or on its maker's page is cited; what was not is listed as unverified.
Most begin "with the day immediately following" receipt, and end on the same weekday so many weeks on. One begins
"with the date on which" the application is received, and so ends a day earlier.

>>> PLANNING_GUARANTEE_NOT_MAJOR.first_day.value, PLANNING_GUARANTEE.first_day.value
('day-after', 'day-of-receipt')
>>> PLANNING_MAJOR.working_days is None
True
"""

from localgov_components.calendars.regime import FirstDay, PeriodUnit, Regime, RegimeBasis

__all__ = ["PLANNING_EIA", "PLANNING_GUARANTEE", "PLANNING_GUARANTEE_NOT_MAJOR", "PLANNING_MAJOR", "PLANNING_NOT_MAJOR"]

_DMPO = "Town and Country Planning (Development Management Procedure) (England) Order 2015 (SI 2015/595), article 34(2)"
_NO_ROLL = "that a period ending on a weekend or bank holiday is not carried on"


def _planning(name: str, title: str, weeks: int, cites: str, first: FirstDay, *unread: str) -> Regime:
    return Regime(
        id=name,
        title=title,
        length=weeks,
        unit=PeriodUnit.WEEKS,
        first_day=first,
        basis=RegimeBasis.LAW,
        cites=cites,
        unverified=(*unread, _NO_ROLL),
    )


PLANNING_NOT_MAJOR = _planning(
    "planning-not-major", "Planning application in England, not major", 8, f"{_DMPO}(b)", FirstDay.DAY_AFTER
)
"""A planning application in England, not for major development: 8 weeks.

Every planning clock starts with a valid application. An extension agreed in writing is not modelled, nor
the shorter periods for technical details consent and public infrastructure (article 34(2)(aa) and (bb)).
"""

PLANNING_MAJOR = _planning(
    "planning-major", "Planning application in England, major", 13, f"{_DMPO}(a)", FirstDay.DAY_AFTER
)
"""A planning application in England for major development: 13 weeks."""

PLANNING_EIA = _planning(
    "planning-eia",
    "Planning application in England with an environmental statement",
    16,
    f"{_DMPO}, as the Town and Country Planning (Environmental Impact Assessment) Regulations 2017 (SI 2017/571), "
    "regulation 68, change it",
    FirstDay.DAY_AFTER,
    "that regulation 68 puts 16 weeks in the place of 8 or 13",
)
"""A planning application in England with an environmental statement: 16 weeks."""

_FEES = (
    "Town and Country Planning (Fees for Applications, Deemed Applications, Requests and Site Visits) (England) "
    "Regulations 2012 (SI 2012/2920), regulation 9A(1A)"
)

PLANNING_GUARANTEE_NOT_MAJOR = _planning(
    "planning-guarantee-not-major",
    "Planning guarantee, not major: fee refunded if undecided",
    16,
    f"{_FEES}(a)",
    FirstDay.DAY_AFTER,
)
"""The planning guarantee where the application is not major: 16 weeks."""

PLANNING_GUARANTEE = _planning(
    "planning-guarantee",
    "Planning guarantee, others: fee refunded if undecided",
    26,
    f"{_FEES}(b)",
    FirstDay.DAY_OF_RECEIPT,
)
"""The planning guarantee, but for applications that are not major: 26 weeks.

They are "beginning with the date" of receipt, so one day shorter than the wording of the other clocks would make them.
"""
