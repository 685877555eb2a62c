"""Clocks of requests for information: freedom of information, environmental information, UK GDPR.

What was read in the instrument or on its maker's page is cited; what was not is listed as unverified.
"Following the date of receipt" and "after receipt" make the day after the first; the Information Commissioner counts
the month of UK GDPR from the day of receipt itself.

>>> FOIA.working_days.divisions == ALL_DIVISIONS, FOISA.working_days.divisions
(True, frozenset({<Division.SCOTLAND: 'scotland'>}))
>>> FOIA.within(Division.SCOTLAND)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: this regime says itself whose bank holidays count, or counts \
none. Choose the regime of the other part of the United Kingdom, such as FOISA for FOIA.
"""

from dataclasses import replace

from localgov_components.calendars.division import ALL_DIVISIONS, Division
from localgov_components.calendars.regime import FirstDay, PeriodUnit, Regime, RegimeBasis
from localgov_components.calendars.working_days import NamedDay, WorkingDays

__all__ = [
    "EIR",
    "EIR_EXTENDED",
    "EIR_SCOTLAND",
    "EIR_SCOTLAND_EXTENDED",
    "FOIA",
    "FOISA",
    "UK_GDPR",
    "UK_GDPR_EXTENDED",
]

_BY_NAME = frozenset({NamedDay.CHRISTMAS_DAY, NamedDay.GOOD_FRIDAY})
_ANYWHERE_IN_THE_UK = WorkingDays(ALL_DIVISIONS, _BY_NAME)
_ENGLAND_AND_WALES = WorkingDays(frozenset({Division.ENGLAND_AND_WALES}))
_SCOTLAND = WorkingDays(frozenset({Division.SCOTLAND}), frozenset({NamedDay.CHRISTMAS_DAY}))

FOIA = Regime(
    id="foia",
    title="Freedom of Information Act 2000: request for information",
    length=20,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.LAW,
    cites="Freedom of Information Act 2000, section 10(1) and (6); ICO line to take LTT47",
    working_days=_ANYWHERE_IN_THE_UK,
)
"""Freedom of information in England, Wales and Northern Ireland: 20 working days.

A bank holiday in any part of the United Kingdom does not count. A request may be received on a day when the office is
closed; the first working day after is day one. Not modelled: waiting for clarification or a fee, more time for the
public interest, and bodies with a time of their own, such as schools.
"""

FOISA = Regime(
    id="foisa",
    title="Freedom of Information (Scotland) Act 2002: request for information",
    length=20,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.LAW,
    cites="Freedom of Information (Scotland) Act 2002, sections 10(1) and 73",
    working_days=_SCOTLAND,
)
"""Freedom of information in Scotland: 20 working days by its own bank holidays."""

EIR = Regime(
    id="eir",
    title="Environmental Information Regulations 2004: request for information",
    length=20,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.LAW,
    cites="Environmental Information Regulations 2004 (SI 2004/3391), regulation 5(2); ICO guidance on time limits",
    working_days=_ANYWHERE_IN_THE_UK,
    unverified=("that regulation 2(1) takes over the working day of FOIA section 10(6)",),
)
"""Environmental information outside Scotland: 20 working days, counted as FOIA's."""

_EIR_EXTENSION = "the wording of regulation 7(1), by which 40 working days run from the same day of receipt"

EIR_EXTENDED = replace(
    EIR,
    id="eir-extended",
    title="Environmental Information Regulations 2004: complex and voluminous request",
    length=40,
    cites="Environmental Information Regulations 2004 (SI 2004/3391), regulation 7(1)",
    unverified=(*EIR.unverified, _EIR_EXTENSION),
)
"""Environmental information outside Scotland, complex and voluminous: 40 days.

They are working days from receipt, when the extension was notified within the first 20.
"""

_EIR_SCOTLAND_UNREAD = (
    "the wording of regulations 5(2) and 7, and that a working day is that of the Act of 2002, section 73"
)

EIR_SCOTLAND = Regime(
    id="eir-scotland",
    title="Environmental Information (Scotland) Regulations 2004: request for information",
    length=20,
    unit=PeriodUnit.WORKING_DAYS,
    first_day=FirstDay.DAY_AFTER,
    basis=RegimeBasis.LAW,
    cites="Environmental Information (Scotland) Regulations 2004 (SSI 2004/520), regulation 5(2)",
    working_days=_SCOTLAND,
    unverified=(_EIR_SCOTLAND_UNREAD,),
)
"""Environmental information in Scotland: 20 working days, counted as FOISA's."""

EIR_SCOTLAND_EXTENDED = replace(
    EIR_SCOTLAND,
    id="eir-scotland-extended",
    title="Environmental Information (Scotland) Regulations 2004: complex and voluminous request",
    length=40,
    cites="Environmental Information (Scotland) Regulations 2004 (SSI 2004/520), regulation 7",
)
"""Environmental information in Scotland, complex and voluminous: 40 working days."""

_UK_GDPR_UNREAD = (
    (
        "that a month under Article 12A, in force since 5 February 2026, still ends on the corresponding date: the "
        "Article says 'beginning with the relevant time', and the Commissioner's page that was read is older"
    ),
    "whose public holidays the Commissioner means: the caller names the part of the United Kingdom",
)

UK_GDPR = Regime(
    id="uk-gdpr",
    title="UK GDPR: request of a data subject",
    length=1,
    unit=PeriodUnit.MONTHS,
    first_day=FirstDay.DAY_OF_RECEIPT,
    basis=RegimeBasis.LAW,
    cites="UK GDPR, Articles 12(3) and 12A; ICO guidance: to the corresponding date, or the next working day",
    working_days=_ENGLAND_AND_WALES,
    rolls_forward=True,
    any_area=True,
    unverified=_UK_GDPR_UNREAD,
)
"""A data subject's request: one month to the corresponding date, carried on.

A last day that is no working day is carried on to the next, by the bank holidays of England and Wales;
`UK_GDPR.within(Division.SCOTLAND)` takes others. `received` is the relevant time of Article 12A: the latest of the
request, proof of identity, and a fee. Time during which the controller waits for information that it asked for does not
count (Article 12A); add it yourself.
"""

UK_GDPR_EXTENDED = replace(
    UK_GDPR,
    id="uk-gdpr-extended",
    title="UK GDPR: complex or numerous requests of a data subject",
    length=3,
    unverified=(*_UK_GDPR_UNREAD, "that the two further months are counted as three from receipt"),
)
"""A data subject's complex or numerous requests: a month and two further months.

The extension and its reasons must be notified within the first month.
"""
