"""One property of the made-up gazetteer, and its line as a gazetteer writes it."""

from dataclasses import dataclass

__all__ = ["CORE_COLUMNS", "Property", "core_row"]

CORE_COLUMNS = [
    "uprn",
    "parent_uprn",
    "udprn",
    "usrn",
    "toid",
    "classification_code",
    "easting",
    "northing",
    "latitude",
    "longitude",
    "rpc",
    "last_update_date",
    "single_line_address",
    "po_box",
    "organisation",
    "sub_building",
    "building_name",
    "building_number",
    "street_name",
    "locality",
    "town_name",
    "post_town",
    "island",
    "postcode",
    "delivery_point_suffix",
    "gss_code",
    "change_code",
]
"""The headings of AddressBase Core."""


@dataclass(frozen=True, slots=True)
class Property:
    """The parts of an address; a part that it does not have is empty."""

    uprn: int
    parent: int | None
    kind: str
    organisation: str
    flat: str
    name: str
    number: str
    street: str
    locality: str
    town: str
    postcode: str
    easting: int
    northing: int

    @property
    def is_shell(self) -> bool:
        """Whether it is a building that holds addresses, rather than one."""
        return self.kind.startswith("P")

    @property
    def premises(self) -> str:
        """What stands before the street, as in `Flat 2, Larchfield Court, 40`."""
        unit = f"{self.flat} {self.name}" if self.flat[:1].isdigit() and self.name else f"{self.flat}, {self.name}"
        return ", ".join(part for part in (unit.strip(", "), self.number) if part)

    @property
    def line(self) -> str:
        """The whole address in one line."""
        before = ", ".join(part for part in (self.organisation, self.premises) if part)
        joint = " " if self.number and self.street else ", "
        parts = (self.locality, self.town, self.postcode)
        return ", ".join(part for part in (joint.join(each for each in (before, self.street) if each), *parts) if part)


def core_row(each: Property) -> tuple[str, ...]:
    """A row under the headings of AddressBase Core; points are rough, and only for a search nearby."""
    cells = {
        "uprn": str(each.uprn),
        "parent_uprn": str(each.parent or ""),
        "classification_code": each.kind,
        "easting": f"{each.easting}.00",
        "northing": f"{each.northing}.00",
        "single_line_address": each.line,
        "organisation": each.organisation,
        "sub_building": each.flat,
        "building_name": each.name,
        "building_number": each.number,
        "street_name": each.street,
        "locality": each.locality,
        "town_name": each.town,
        "post_town": each.town,
        "postcode": each.postcode,
        "change_code": "I",
    }
    return tuple(cells.get(column, "") for column in CORE_COLUMNS)
