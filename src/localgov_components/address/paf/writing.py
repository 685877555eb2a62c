"""An address as Royal Mail writes it: lines, post town, postcode.

The order is organisation, department, PO box or premises, dependent thoroughfare, thoroughfare, double dependent
locality, dependent locality, post town and postcode, the last two in capitals; a county is not needed (Royal Mail,
Programmers' Guide edition 7, chapter 3). The premises follow Royal Mail's rules 1 to 7; a PO box stands in their place.
No line is ever left out: where there is room for three only, the third holds the rest.

In Welsh every part is Welsh that has a Welsh form, and the others stay as they are.

>>> from localgov_components.address.paf.delivery_point import DeliveryPointAddress
>>> point = DeliveryPointAddress.model_validate({
...     "organisation_name": "Sails", "sub_building_name": "Unit 3", "building_name": "The Net Loft",
...     "building_number": "4", "thoroughfare": "Quay Street", "welsh_thoroughfare": "Stryd y Cei",
...     "dependent_locality": "Old Quay", "post_town": "Ambleford", "postcode": "DT97 1AA",
... })
>>> format_paf(point).lines
('Sails', 'Unit 3', 'The Net Loft', '4 Quay Street', 'Old Quay')
>>> format_paf(point).in_lines(3)
('Sails', 'Unit 3', 'The Net Loft, 4 Quay Street, Old Quay')
>>> format_paf(point, language="cy").single_line
'Sails, Unit 3, The Net Loft, 4 Stryd y Cei, Old Quay, AMBLEFORD, DT97 1AA'
"""

from collections.abc import Iterator
from dataclasses import dataclass

from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.address.paf.premises import Premises, premises
from localgov_components.core import InvalidValueError
from localgov_components.core.redaction import REDACTED

__all__ = ["PafAddress", "format_paf"]

_LANGUAGES = ("en", "cy")


@dataclass(frozen=True, slots=True, repr=False)
class PafAddress:
    """An address written out; `lines` are those above the post town.

    `premise` is all that stands before the street, of which `number` leads the street's line and `unit` is part of a
    building. Each is empty where there is none.
    """

    lines: tuple[str, ...]
    post_town: str
    postcode: str
    premise: str
    number: str
    unit: str

    @property
    def all_lines(self) -> tuple[str, ...]:
        """The lines of an envelope: the post town and the postcode have one each."""
        return (*self.lines, self.post_town, self.postcode)

    @property
    def single_line(self) -> str:
        """All in one line, with commas between."""
        return ", ".join(self.all_lines)

    def in_lines(self, most: int) -> tuple[str, ...]:
        """At most so many lines above the post town; the last holds the rest, with commas between."""
        if most < 1:
            raise InvalidValueError("there is no address without a line. Give 1 or more.", code="paf.lines")
        first, rest = self.lines[: most - 1], self.lines[most - 1 :]
        return (*first, ", ".join(rest)) if rest else first

    def __repr__(self) -> str:
        """Nothing of the address: it is personal."""
        return f"PafAddress({REDACTED})"


def format_paf(address: DeliveryPointAddress, *, language: str = "en") -> PafAddress:
    """Write an address by Royal Mail's rules, in English (`en`) or in Welsh (`cy`)."""
    if language not in _LANGUAGES:
        raise InvalidValueError("Royal Mail has English (en) and Welsh (cy). Give one of these.", code="paf.language")
    before, streets, town = _premises(address), _streets(address, language), address.post_town
    lines = [*filter(None, (address.organisation_name, address.department_name)), *before.lines]
    lines += _led(before.number, streets)
    if language == "cy":
        town = address.welsh_post_town or town
    return PafAddress(
        lines=tuple(lines),
        post_town=town.upper(),
        postcode=str(address.postcode),
        premise=before.label,
        number=before.number,
        unit=before.unit,
    )


def _premises(address: DeliveryPointAddress) -> Premises:
    if address.po_box_number:
        return Premises((f"PO Box {address.po_box_number}",), "", "")
    return premises(address.sub_building_name or "", address.building_name or "", address.building_number or "")


def _streets(address: DeliveryPointAddress, language: str) -> Iterator[str]:
    """Thoroughfares and then localities, the dependent ones first."""
    english = (
        address.dependent_thoroughfare,
        address.thoroughfare,
        address.double_dependent_locality,
        address.dependent_locality,
    )
    welsh = (
        address.welsh_dependent_thoroughfare,
        address.welsh_thoroughfare,
        address.welsh_double_dependent_locality,
        address.welsh_dependent_locality,
    )
    wanted = welsh if language == "cy" else english
    return (chosen for first, other in zip(wanted, english, strict=True) if (chosen := first or other))


def _led(number: str, streets: Iterator[str]) -> Iterator[str]:
    """The number before the first street, or before the first locality where there is no street."""
    first = " ".join(filter(None, (number, next(streets, ""))))
    if first:
        yield first
    yield from streets
