"""Whether an address is in the area that a council serves: yes, no, or not known.

An address names its area by a GSS code; or else, in a council's own gazetteer, by its local custodian, and the
register of councils knows the custodian's code. Either may be older than a reorganisation, and so may a council's own
list of codes. What cannot be told from that stays unknown, which is not "outside": nobody is turned away for it.

>>> from datetime import date
>>> codes = frozenset({"E06000065"})
>>> def is_in_north_yorkshire(**columns):
...     address = GazetteerAddress.model_validate({"uprn": "999900000017", "single_line_address": "Barn", **columns})
...     return in_area(address, codes, on=date(2026, 5, 1))
>>> is_in_north_yorkshire(gss_code="E06000065"), is_in_north_yorkshire(gss_code="E06000014")
(True, False)
>>> is_in_north_yorkshire(gss_code="E07000163")  # Craven, until 2023
True
>>> print(is_in_north_yorkshire())
None
"""

from collections.abc import Iterable, Iterator
from datetime import date

from localgov_components.address import GazetteerAddress
from localgov_components.address.responsible import councils_of
from localgov_components.councils import Council, Register

__all__ = ["in_area"]


def in_area(address: GazetteerAddress, area_codes: frozenset[str], *, on: date) -> bool | None:
    """Whether an address is in an area, given by GSS codes, on a day; None where that is not known."""
    if address.gss_code in area_codes:
        return True
    register = Register.load()
    today = set(_codes(councils_of(address, on=on, register=register), on))
    if not today:
        return None if address.gss_code is None else False
    if today <= area_codes:
        return True
    return None if today & (area_codes | set(_since(area_codes, on, register))) else False


def _since(area_codes: frozenset[str], on: date, register: Register) -> Iterator[str]:
    """Codes of the councils that came after those of an area: of each, only a part may be meant."""
    for council in (council for code in area_codes for council in register.find(code)):
        yield from _codes(register.successors(council.slug, on=on).councils, on)


def _codes(councils: Iterable[Council], on: date) -> Iterator[str]:
    return (str(code) for council in councils if (code := council.code_on(on)) is not None)
