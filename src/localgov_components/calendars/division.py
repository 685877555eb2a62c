"""The three parts of the United Kingdom that have bank holidays of their own.

The Banking and Financial Dealings Act 1971, Schedule 1, has a list for England and Wales, one for Scotland
and one for Northern Ireland; GOV.UK publishes the days under these names (https://www.gov.uk/bank-holidays).

>>> Division("scotland")
<Division.SCOTLAND: 'scotland'>
>>> Division("wales")
Traceback (most recent call last):
    ...
ValueError: 'wales' is not a valid Division
"""

from enum import StrEnum

__all__ = ["ALL_DIVISIONS", "Division"]


class Division(StrEnum):
    """A part of the United Kingdom with a list of bank holidays of its own."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


ALL_DIVISIONS = frozenset(Division)
"""All of the United Kingdom, for a clock that a bank holiday anywhere stops."""
