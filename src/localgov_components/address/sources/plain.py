r"""A plain list of addresses, as an officer exports it: a UPRN and an address in one line are enough.

Which column is which is known by its heading, whatever its case, spaces and punctuation: the lists below
say by which. Columns that are not named there are passed over. Where the address is spread over several
columns (`Address 1`, `Address 2`, …) they are joined in their order; a postcode that has no column of its
own is taken from the end of the address.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "list.csv"
...     _ = path.write_text("UPRN;Full Address\n999900000017;12A Tithebarn Street, Ambleford, DT97 1AA\n")
...     (batch,) = PlainAddresses(path).batches(SourceReading(path), Rejects())
>>> (line, address), = batch.addresses
>>> line, str(address.postcode), address.single_line_address
(2, 'DT97 1AA', '12A Tithebarn Street, Ambleford, DT97 1AA')
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, address_batches
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable, heading_key
from localgov_components.identifiers import Postcode

__all__ = ["PLAIN_HEADINGS", "PlainAddresses", "plain_columns"]

PLAIN_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "uprn": ("uprn", "uprnno", "uprnnumber", "propertyuprn", "llpguprn", "uniquepropertyreferencenumber"),
    "single_line_address": (
        "address",
        "fulladdress",
        "singlelineaddress",
        "addresstext",
        "addressstring",
        "propertyaddress",
        "siteaddress",
        "addressfull",
        "addressline",
        "lpiaddress",
    ),
    "postcode": ("postcode", "postalcode", "pcode", "pcds", "postcodelocator", "addresspostcode"),
    "parent_uprn": ("parentuprn",),
    "usrn": ("usrn",),
    "classification_code": ("classificationcode", "blpuclass"),
    "easting": ("easting", "eastings", "xcoordinate", "xcoord", "x"),
    "northing": ("northing", "northings", "ycoordinate", "ycoord", "y"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lng", "lon"),
    "gss_code": ("gsscode", "ladcode"),
}
"""For each field, the headings by which its column is known, the surest first."""

_PART = re.compile(r"(?:property|site)?(?:address|addr|add)(?:line)?([0-9]{1,2})")
"""`Address 1`, `addr_line_2`, `Property Address 3`."""


@dataclass(frozen=True, slots=True)
class PlainAddresses:
    """A CSV with a UPRN and an address in each row.

    `uprn`, `address` and `postcode` name the columns where their headings are not among the known ones.
    """

    kind: ClassVar[str] = "plain"
    path: Path
    uprn: str | None = None
    address: str | None = None
    postcode: str | None = None

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The addresses. Raises `DefinitionError` when a column is missing or may be one of several."""
        table = SourceTable(reading)
        named = {"uprn": self.uprn, "single_line_address": self.address, "postcode": self.postcode}
        columns = plain_columns(table.first, {field: name for field, name in named.items() if name})
        for field, name in (("uprn", "uprn"), ("single_line_address", "address")):
            if not columns.get(field):
                known = ", ".join(PLAIN_HEADINGS[field])
                raise reading.refused(f"this column is missing. It may be headed: {known}.", line=1, column=name)

        def filled(cells: list[str]) -> dict[str, str]:
            joined = {field: _joined([cells[place] for place in places]) for field, places in columns.items()}
            return _with_postcode({field: text for field, text in joined.items() if text})

        return address_batches(table.rows(rejects), filled, rejects)


def plain_columns(first: list[str], named: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """The places of the columns of each field that was found; `named` are headings given by hand."""
    keys = [heading_key(heading) for heading in first]
    columns: dict[str, tuple[int, ...]] = {}
    for field, known in PLAIN_HEADINGS.items():
        wanted = (heading_key(named[field]),) if field in named else known
        places = [keys.index(key) for key in wanted if key in keys]
        if places:
            columns[field] = (places[0],)
    if "single_line_address" not in columns and "single_line_address" not in named:
        parts = sorted((int(found[1]), place) for place, key in enumerate(keys) if (found := _PART.fullmatch(key)))
        columns["single_line_address"] = tuple(place for _, place in parts)
    return {field: places for field, places in columns.items() if places}


def _joined(cells: list[str]) -> str:
    return ", ".join(cell.strip() for cell in cells if cell.strip())


def _with_postcode(filled: dict[str, str]) -> dict[str, str]:
    """The cells with the postcode that ends the address, where no column has one."""
    if "postcode" not in filled:
        found = Postcode.find_in(filled.get("single_line_address", ""))
        if found:
            return {**filled, "postcode": str(found[-1].postcode)}
    return filled
