r"""A plain list of addresses, as an officer exports it: a UPRN and an address in one line are enough.

Which column is which is known by its heading, whatever its case, spaces and punctuation: the lists below
say by which. Columns that are not named there are passed over. Where the address is spread over several
columns (`Address 1`, `Address 2`, …) they are joined in their order; where it is in parts (`House Number`,
`Street`, …) it is made of these (`sources.plain_parts`). Locality and town stand behind an address that does
not say them, where they have columns; a postcode that has none is taken from the end of the address. Empty
cells may be missing at the end of a row: Excel leaves them out where the last columns are empty for some rows
on end.

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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import ClassVar

from localgov_components.address.format import ends_a_part
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, address_batches
from localgov_components.address.sources.plain_parts import PART_HEADINGS, composed
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable, heading_key
from localgov_components.core import DefinitionError, Fault
from localgov_components.identifiers import Postcode

__all__ = ["PlainAddresses", "known_columns"]

_HEADINGS: dict[str, tuple[str, ...]] = {
    "uprn": ("uprn", "uprn no", "uprn number", "property uprn", "llpg uprn", "unique property reference number"),
    "single_line_address": (
        "address",
        "full address",
        "single line address",
        "address text",
        "address string",
        "property address",
        "site address",
        "address full",
        "address line",
        "lpi address",
    ),
    "postcode": ("postcode", "postal code", "pcode", "pcds", "postcode locator", "address postcode"),
    "parent_uprn": ("parent uprn",),
    "usrn": ("usrn",),
    "classification_code": ("classification code", "blpu class"),
    "easting": ("easting", "eastings", "x coordinate", "xcoord", "x"),
    "northing": ("northing", "northings", "y coordinate", "ycoord", "y"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lng", "lon"),
    "gss_code": ("gss code", "lad code"),
}
"""For each field, the headings by which its column is known, the surest first."""

_NOTHING = frozenset({"", "-", "null", "(null)", "none", "nan", "n/a", "#n/a"})
"""What databases, spreadsheets and people write in a cell for nothing: no part of any address."""

_PART = re.compile(r"(?:property|site)?(?:address|addr|add)(?:line)?([0-9]{1,2})")
"""`Address 1`, `addr_line_2`, `Property Address 3`."""

_KEYS = {field: tuple(map(heading_key, headings)) for field, headings in _HEADINGS.items()}
_OF_RECORDS = "recordidentifier"
_KNOWN = frozenset(chain.from_iterable((*_KEYS.values(), *PART_HEADINGS.values())))

_PLACES = ("locality", "town_name")
"""Columns that may say where an address is which has no place in it."""


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
        named = [name for name in (self.uprn, self.address, self.postcode) if name]
        table = SourceTable(reading, partial(known_columns, uprn=self.uprn, others=named))
        columns = self._columns(table.first, reading)
        is_in_parts = "single_line_address" not in columns

        def filled(cells: list[str]) -> dict[str, str]:
            has = len(cells)
            joined = {
                field: _joined([cells[place] for place in places if place < has]) for field, places in columns.items()
            }
            fields = {field: text for field, text in joined.items() if text}
            return _with_postcode(composed(fields)) if is_in_parts else _with_places(_with_postcode(fields))

        return address_batches(table.rows(rejects, may_be_short=True), filled, rejects)

    def _columns(self, first: list[str], reading: SourceReading) -> dict[str, tuple[int, ...]]:
        named = {"uprn": self.uprn, "single_line_address": self.address, "postcode": self.postcode}
        columns = _plain_columns(first, {field: name for field, name in named.items() if name})
        needless = {"postcode"} | ({"single_line_address"} if "street_name" in columns else set())
        missing = [field for field, name in named.items() if field not in columns and (name or field not in needless)]
        if missing:
            faults = [_missing(field, named[field], reading.path.name) for field in missing]
            raise DefinitionError(faults, code="gazetteer.source")
        _require_one_of_each(first, columns, reading)
        return columns


def known_columns(cells: Sequence[str], *, uprn: str | None = None, others: Sequence[str] = ()) -> int:
    """How many of the columns of a list of addresses a line names; none without the UPRN's.

    Nor does a line of headings of records (`sources.records`), which may stand anywhere among these.
    """
    found = set(map(heading_key, cells))
    has_uprn = not found.isdisjoint([heading_key(uprn)] if uprn else _KEYS["uprn"])
    return len(found & _KNOWN.union(map(heading_key, others))) if has_uprn and _OF_RECORDS not in found else 0


def _plain_columns(first: list[str], named: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """The places of the columns of each field that was found; `named` are headings given by hand."""
    keys = [heading_key(heading) for heading in first]
    columns = _known(keys, _KEYS | {field: (heading_key(name),) for field, name in named.items()})
    parts = _known(keys, PART_HEADINGS)
    lines = sorted((int(found[1]), place) for place, key in enumerate(keys) if (found := _PART.fullmatch(key)))
    is_named = "single_line_address" in named
    if lines and not is_named:
        columns.setdefault("single_line_address", tuple(place for _, place in lines))
    if "single_line_address" in columns:
        places = {part: parts[part] for part in _PLACES if part in parts}
        return columns | {part: at for part, at in places.items() if keys.count(keys[at[0]]) == 1}
    return columns | (parts if "street_name" in parts and not is_named else {})


def _known(keys: list[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """The place of each field's column, by the surest heading that there is."""
    found = ((field, [keys.index(key) for key in wanted if key in keys]) for field, wanted in known.items())
    return {field: (places[0],) for field, places in found if places}


def _missing(field: str, named: str | None, source: str) -> Fault:
    if named:
        return Fault(source, "no column is headed so. Give a heading as it is in the first line.", 1, named)
    shown = field.removeprefix("single_line_")
    parts = ", or the address be in parts, with a column street" if shown == "address" else ""
    headings = f"{', '.join(_HEADINGS[field])}{parts}; or name the column that has it with --{shown}-column"
    message = f"this column is missing in the first line, which must name the columns. It may be headed: {headings}."
    return Fault(source, message, 1, shown)


def _require_one_of_each(first: list[str], columns: Mapping[str, tuple[int, ...]], reading: SourceReading) -> None:
    """Refuse a file in which another column is headed like one that is read: nobody can say which is meant."""
    times = Counter(map(heading_key, first))
    for heading in (first[place] for places in columns.values() for place in places):
        if (several := times[heading_key(heading)]) > 1:
            advice = f"{several} columns are headed so. Head those that are not meant otherwise."
            raise reading.refused(advice, line=1, column=heading)


def _joined(cells: list[str]) -> str:
    return ", ".join(text for cell in cells if (text := cell.strip()).casefold() not in _NOTHING)


def _with_places(filled: dict[str, str]) -> dict[str, str]:
    """The cells with locality and town behind the address, where it does not say them."""
    line, postcode = filled.get("single_line_address", ""), filled.get("postcode", "")
    if Postcode.is_valid(postcode):
        postcode = str(Postcode.parse(postcode))
    for place in (filled[part] for part in _PLACES if line and part in filled):
        if not ends_a_part(place, line, postcode):
            line = f"{line}, {place}"
    others = {field: text for field, text in filled.items() if field not in _PLACES}
    return others | ({"single_line_address": line} if line else {})


def _with_postcode(filled: dict[str, str]) -> dict[str, str]:
    """The cells with the postcode that ends the address, where no column has one."""
    if "postcode" not in filled:
        found = Postcode.find_in(filled.get("single_line_address", ""))
        if found:
            return {**filled, "postcode": str(found[-1].postcode)}
    return filled
