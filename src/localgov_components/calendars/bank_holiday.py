"""One bank holiday in one division.

GOV.UK publishes a title, a date and a note, "Substitute day" where the holiday has moved off a weekend
(https://www.gov.uk/bank-holidays). Names are kept with curly quotation marks, as GOV.UK writes them.

>>> BankHoliday(date(2027, 7, 12), Division.NORTHERN_IRELAND, "Battle of the Boyne (Orangemen’s Day)").is_projected
False
"""

from datetime import date
from typing import NamedTuple

from localgov_components.calendars.division import Division

__all__ = ["BankHoliday"]


class BankHoliday(NamedTuple):
    """A day that is a bank holiday in a division, with its name.

    `note` is what the official list adds, such as "Substitute day". `is_projected` marks a day that nobody has
    announced: it follows from the standing rules alone.
    """

    day: date
    division: Division
    name: str
    note: str = ""
    is_projected: bool = False

    def __str__(self) -> str:
        """Name and division, in English."""
        return f"{self.name}, {self.division.value}"
