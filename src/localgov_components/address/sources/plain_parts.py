"""An address that a list holds in parts: flat, name, number, street, locality and town, a column for each.

Revenues, electoral and housing systems export addresses so. The line is made of the parts by Royal Mail's rules
(`address.paf.premises`), and the parts are kept beside it. A flat's column that holds a number alone says which flat.

>>> composed({"sub_building": "2", "building_number": "10", "street_name": "Mill Lane", "town_name": "Ambleford"})
{'sub_building': 'Flat 2', 'building_number': '10', 'street_name': 'Mill Lane', 'town_name': 'Ambleford', \
'single_line_address': 'Flat 2, 10 Mill Lane, Ambleford'}
>>> composed({"uprn": "999900000017"})
{'uprn': '999900000017'}
"""

import re
from collections.abc import Mapping

from localgov_components.address.paf.premises import premises

__all__ = ["PART_HEADINGS", "composed"]

PART_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("organisation", "organisationname", "businessname", "company", "companyname"),
    "sub_building": ("flat", "flatno", "flatnumber", "subbuilding", "subbuildingname"),
    "building_name": ("buildingname", "housename", "propertyname"),
    "building_number": (
        "buildingnumber",
        "buildingno",
        "housenumber",
        "houseno",
        "propertynumber",
        "propertyno",
        "streetnumber",
        "number",
    ),
    "street_name": ("street", "streetname", "road", "roadname", "thoroughfare", "streetdescription"),
    "locality": ("locality",),
    "town_name": ("town", "townname", "posttown", "towncity", "city"),
}
"""For each part, the headings by which its column is known, in the order of an address."""

_FLAT_NUMBER = re.compile(r"[0-9]{1,4}[A-Za-z]?|[A-Za-z]", re.ASCII)


def composed(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with the line that their parts make; without a line where they have none."""
    filled = dict(fields)
    if _FLAT_NUMBER.fullmatch(filled.get("sub_building", "")):
        filled["sub_building"] = f"Flat {filled['sub_building']}"
    before = premises(*(filled.get(part, "") for part in ("sub_building", "building_name", "building_number")))
    street = f"{before.number} {filled.get('street_name', '')}".strip()
    places = (filled.get("locality"), filled.get("town_name"))
    line = ", ".join(filter(None, (filled.get("organisation"), *before.lines, street, *places)))
    return filled | ({"single_line_address": line} if line else {})
