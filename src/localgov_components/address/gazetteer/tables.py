"""The tables of a gazetteer's file, and an address as a row of one.

`address` has the UPRN as its row id and the columns of AddressBase Core, then what other products add, then
what finding needs: the square of the grid, and where the row was read. `typed`
holds what is typed of an address (`typeahead`), `wording` its other wordings, `point` the places of UPRNs as
whole numbers, `district` the local authority that a UPRN is in, `retired` UPRNs that are no address now, and
`successor` what took the place of one. `record` keeps the records of BS 7666 that addresses were joined from, for
the next update to change. What matching needs is in tables of its own (`matching.index`).
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TypeAlias

from localgov_components.address.gazetteer.cells import code_of
from localgov_components.address.gazetteer.typeahead import keys_of
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import ORDERED_BY, WalkingOrder, order_of, walking_order

__all__ = [
    "ADDRESS_COLUMNS",
    "ADDRESS_OF",
    "COLUMNS",
    "INDEXES",
    "INSERT_ADDRESS",
    "PLACE_OF",
    "TABLES",
    "WORDINGS_OF",
    "SqlValue",
    "address_from_row",
    "row_of",
    "row_order",
    "typed_rows",
    "with_wordings",
    "wordings_of",
]

SqlValue: TypeAlias = str | int | float | None

ADDRESS_COLUMNS = tuple(name for name in GazetteerAddress.model_fields if name != "alternates")
"""The columns of an address; its alternates are wordings."""

COLUMNS = ", ".join(ADDRESS_COLUMNS)
_ordered_by = itemgetter(*map(ADDRESS_COLUMNS.index, ("uprn", *ORDERED_BY)))

_INTEGERS = ("parent_uprn", "rpc", "logical_status")
_TYPES = {
    "uprn": "INTEGER PRIMARY KEY",
    **dict.fromkeys(_INTEGERS, "INTEGER"),
    **dict.fromkeys(("easting", "northing", "latitude", "longitude"), "REAL"),
}
_DECLARED = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in ADDRESS_COLUMNS)
_FINDING = ("cell", "source", "source_line")

TABLES = (
    f"""CREATE TABLE address (
        {_DECLARED}, cell INTEGER, source INTEGER NOT NULL, source_line INTEGER NOT NULL
    )""",
    "CREATE TABLE typed (key TEXT NOT NULL, uprn INTEGER NOT NULL, PRIMARY KEY (key, uprn)) WITHOUT ROWID",
    "CREATE TABLE wording (uprn INTEGER NOT NULL, text TEXT NOT NULL, postcode TEXT, language TEXT)",
    """CREATE TABLE point (
        uprn INTEGER PRIMARY KEY, easting INTEGER NOT NULL, northing INTEGER NOT NULL,
        latitude INTEGER NOT NULL, longitude INTEGER NOT NULL
    )""",
    "CREATE TABLE district (uprn INTEGER PRIMARY KEY, gss_code TEXT NOT NULL)",
    """CREATE TABLE successor (
        uprn INTEGER NOT NULL, successor INTEGER NOT NULL, PRIMARY KEY (uprn, successor)
    ) WITHOUT ROWID""",
    "CREATE TABLE retired (uprn INTEGER PRIMARY KEY, logical_status INTEGER NOT NULL)",
    """CREATE TABLE record (
        key INTEGER NOT NULL, type INTEGER NOT NULL, own TEXT NOT NULL, place INTEGER NOT NULL, line INTEGER NOT NULL,
        usrn INTEGER, fields TEXT NOT NULL, PRIMARY KEY (key, type, own, place, line)
    ) WITHOUT ROWID""",
    """CREATE TABLE source (
        place INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
        encoding TEXT NOT NULL, read INTEGER NOT NULL, kept INTEGER NOT NULL, rejected INTEGER NOT NULL
    )""",
    """CREATE TABLE meta (
        addresses INTEGER NOT NULL, points INTEGER NOT NULL, postcodes INTEGER NOT NULL,
        epoch TEXT, attribution TEXT, built_at TEXT
    )""",
)

INDEXES = (
    "CREATE INDEX address_by_postcode ON address (postcode) WHERE postcode IS NOT NULL",
    "CREATE INDEX address_by_parent ON address (parent_uprn) WHERE parent_uprn IS NOT NULL",
    "CREATE INDEX address_by_usrn ON address (usrn) WHERE usrn IS NOT NULL",
    "CREATE INDEX address_by_cell ON address (cell) WHERE cell IS NOT NULL",
    "CREATE INDEX wording_by_uprn ON wording (uprn)",
)

_PLACES = ", ".join("?" * (len(ADDRESS_COLUMNS) + len(_FINDING)))
INSERT_ADDRESS = f"INSERT OR IGNORE INTO address ({COLUMNS}, {', '.join(_FINDING)}) VALUES ({_PLACES})"  # noqa: S608 - made of constants

PLACE_OF = """
SELECT easting / 100.0, northing / 100.0, latitude / 10000000.0, longitude / 10000000.0 FROM point WHERE point.uprn = {}
"""
"""The place of a UPRN, in metres and degrees; the table has centimetres and ten-millionths of a degree."""

ADDRESS_OF = f"SELECT {COLUMNS} FROM address WHERE uprn = ?"  # noqa: S608 - made of constants
"""The address with a UPRN."""

WORDINGS_OF = "SELECT uprn, text, postcode, language FROM wording WHERE uprn = ? ORDER BY rowid"
"""The other wordings of an address, as they were put in."""


def row_of(address: GazetteerAddress, source: int, line: int) -> tuple[SqlValue, ...]:
    """What the table holds for an address, read from a line of the source in this place."""
    cell = None
    if address.easting is not None and address.northing is not None:
        cell = code_of(address.easting, address.northing)
    return (
        address.uprn.number,
        None if address.parent_uprn is None else address.parent_uprn.number,
        *(_stored(getattr(address, name)) for name in ADDRESS_COLUMNS[2:]),
        cell,
        source,
        line,
    )


def typed_rows(address: GazetteerAddress) -> list[tuple[str, int]]:
    """What is typed of an address and of its alternates, each with its UPRN."""
    return [(key, address.uprn.number) for key in keys_of(address)]


def wordings_of(address: GazetteerAddress) -> list[tuple[SqlValue, ...]]:
    """The rows of the alternates of an address in the table of wordings."""
    return [
        (address.uprn.number, other.single_line_address, _stored(other.postcode), other.language)
        for other in address.alternates
    ]


def address_from_row(row: Sequence[SqlValue]) -> GazetteerAddress:
    """The address in a row of the table; a row that is not one raises Pydantic's `ValidationError`."""
    named = zip(ADDRESS_COLUMNS, row, strict=True)
    return GazetteerAddress.model_validate({name: value for name, value in named if value is not None})


def row_order(row: Sequence[SqlValue]) -> WalkingOrder:
    """Where the address in a row stands in walking order, by a few of its cells. Raises as `address_from_row`."""
    try:
        return order_of(*_ordered_by(row))
    except (AttributeError, TypeError):  # a cell that is no text, in a file that is damaged
        return walking_order(address_from_row(row))


def with_wordings(address: GazetteerAddress, rows: Iterable[Sequence[SqlValue]]) -> GazetteerAddress:
    """The address with its alternates, which are in these rows of the table of wordings."""
    names = ("uprn", "single_line_address", "postcode", "language")
    alternates = [GazetteerAddress.model_validate(dict(zip(names, row, strict=True))) for row in rows]
    return address.model_copy(update={"alternates": tuple(alternates)}) if alternates else address


def _stored(value: object) -> SqlValue:
    return value if value is None or isinstance(value, int | float) else str(value)
