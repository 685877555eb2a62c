"""Mistakes and notes of a service's scheme, with everything that reads the same facts and policy beside it.

>>> from datetime import date
>>> from pathlib import Path
>>> from localgov_components.services import load
>>> found = check_service(load(Path("examples/garden_waste")), on=date(2026, 5, 1))
>>> found.mistakes
()
"""

from datetime import date

from localgov_components.eligibility.checking import Checked, check_scheme
from localgov_components.services.council import CouncilService
from localgov_components.services.edition import LoadedEdition

__all__ = ["check_service"]


def check_service(found: CouncilService | LoadedEdition, *, on: date) -> Checked:
    """What can be said of the scheme of a service on a day.

    Opening the service has looked for all other mistakes. Notes, and what no rule reads, are a matter of the shared
    service and not of the council that adopted it.
    """
    words = found.words(on) if isinstance(found, CouncilService) else found.words
    checked = check_scheme(
        found.service.scheme,
        on=on,
        policy=found.policy,
        written=None if isinstance(found, CouncilService) else found.written,
        also=found.service.expressions,
        also_keys={name for key in words.keys for name in words.placeholders(key)},
    )
    return Checked(checked.mistakes, ()) if isinstance(found, CouncilService) else checked
