"""An LPI written out, with the descriptor of its street: the geographic address.

The order is organisation, secondary object, primary object, street, locality, town, administrative area and postcode
locator. Two styles:

- clean: a number stands before what it numbers without a comma (`3A Mill Mansions`, `12A Mill Lane`); a name is said
  once where an organisation is its building, and a place once where a locality is the town or the town the area. A
  house that is called like its town keeps the town;
- as Ordnance Survey publishes it: letter by letter what its SQL for AddressBase Premium gives, so that the two can be
  compared (OrdnanceSurvey/AddressBase, GeographicAddress-SingleLineAddress-Premium.sql). It has a comma after a number
  with a suffix and none after one without, repeats what is repeated, and knows no administrative area. Of several
  organisations it makes several addresses: choose one.

The street's descriptor has to be in the language of the LPI, and of its street.

>>> from localgov_components.address.bs7666.street import StreetDescriptor
>>> lane = StreetDescriptor.model_validate({
...     "usrn": "99000001", "street_description": "MILL LANE", "locality": "AMBLEFORD", "town_name": "AMBLEFORD",
...     "administrative_area": "AMBLESHIRE", "language": "ENG",
... })
>>> flat = Lpi.model_validate({
...     "uprn": "999900000025", "lpi_key": "K", "language": "ENG", "logical_status": "1", "usrn": "99000001",
...     "sao_text": "FLAT", "sao_start_number": "2", "pao_start_number": "10", "pao_start_suffix": "A",
... })
>>> format_lpi(flat, lane, postcode=Postcode.parse("DT97 1AA"))
'FLAT, 2, 10A MILL LANE, AMBLEFORD, AMBLESHIRE, DT97 1AA'
>>> format_lpi(flat, lane, postcode=Postcode.parse("DT97 1AA"), style=LpiStyle.AS_PUBLISHED)
'FLAT, 2 10A, MILL LANE, AMBLEFORD, AMBLEFORD, DT97 1AA'
"""

from enum import StrEnum

from localgov_components.address.bs7666.addressable_object import AddressableObject
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.street import StreetDescriptor
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

__all__ = ["LpiStyle", "format_lpi", "lpi_lines"]


class LpiStyle(StrEnum):
    """How a geographic address is written."""

    CLEAN = "clean"
    AS_PUBLISHED = "as-published"


def format_lpi(
    lpi: Lpi,
    street: StreetDescriptor,
    *,
    organisation: str | None = None,
    postcode: Postcode | None = None,
    style: LpiStyle = LpiStyle.CLEAN,
) -> str:
    """Write an address in one line.

    Raises `InvalidValueError` for the descriptor of another street or in another language.
    """
    if style is LpiStyle.CLEAN:
        return ", ".join(lpi_lines(lpi, street, organisation=organisation, postcode=postcode))
    _require_street_of(lpi, street)
    places = (street.street_description, street.locality, street.town_name)
    before = (_comma(organisation), _published(lpi.sao), _published(lpi.pao))
    return f"{''.join(before)}{''.join(map(_comma, places))}{postcode or ''}"


def lpi_lines(
    lpi: Lpi, street: StreetDescriptor, *, organisation: str | None = None, postcode: Postcode | None = None
) -> tuple[str, ...]:
    """Write an address in lines, in the clean style; raises as `format_lpi` does."""
    _require_street_of(lpi, street)
    name = " ".join(filter(None, (lpi.sao.numbers, lpi.pao.text)))
    road = " ".join(filter(None, (lpi.pao.numbers, street.street_description)))
    premises = dict.fromkeys(filter(None, (organisation, lpi.sao.text, name, road)))
    places: dict[str, str] = {}
    for place in filter(None, (street.locality, street.town_name, street.administrative_area)):
        places.setdefault(place.casefold(), place)
    places.pop(street.street_description.casefold(), None)
    return (*premises, *places.values(), *([str(postcode)] if postcode else []))


def _require_street_of(lpi: Lpi, street: StreetDescriptor) -> None:
    if lpi.usrn != street.usrn:
        raise InvalidValueError("the descriptor of another street. Give that of the LPI's USRN.", code="lpi.street")
    if lpi.language is not street.language:
        raise InvalidValueError(
            "a descriptor in another language than the LPI. Give that in its language.", code="lpi.language"
        )


def _published(named: AddressableObject) -> str:
    """A text, and numbers that a comma follows where they end in a suffix, a space where not."""
    suffix = named.start_suffix if named.end_number is None else named.end_suffix
    numbers = named.numbers and f"{named.numbers}{', ' if suffix else ' '}"
    return f"{_comma(named.text)}{numbers}"


def _comma(text: str | None) -> str:
    return f"{text}, " if text else ""
