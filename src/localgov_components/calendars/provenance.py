"""Where a calendar's days were read, by whom they are published, and on what terms.

>>> GOV_UK.licence
'Open Government Licence v3.0'
>>> GOV_UK.retrieved is None
True
"""

from datetime import date
from typing import NamedTuple

__all__ = ["GOV_UK", "Provenance"]


class Provenance(NamedTuple):
    """Where a calendar comes from, and on what terms.

    `retrieved` is the day, and `source_sha256` the checksum, of what was read from the source.
    `notes` say what was added to the source or kept from an older calendar, and why.
    """

    source: str
    licence: str
    attribution: str
    retrieved: date | None = None
    source_sha256: str = ""
    notes: tuple[str, ...] = ()


GOV_UK = Provenance(
    source="GOV.UK, bank holidays (https://www.gov.uk/bank-holidays.json)",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
)
"""What is true of every file that GOV.UK publishes."""
