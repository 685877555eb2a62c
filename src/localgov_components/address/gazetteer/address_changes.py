"""Addresses of an update on their way into a gazetteer: what differs takes the place of what was there.

Addresses of other sources stand as they are, for an update knows only its own product. What an address gets from
other sources of the gazetteer, its place or its district, it gets here as in a build.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from localgov_components.address.gazetteer.loading import OF_AN_EARLIER_SOURCE
from localgov_components.address.gazetteer.tables import (
    ADDRESS_COLUMNS,
    COLUMNS,
    INSERT_ADDRESS,
    PLACE_OF,
    WORDINGS_OF,
    address_from_row,
    row_of,
    typed_rows,
    with_wordings,
    wordings_of,
)
from localgov_components.address.model import GazetteerAddress

__all__ = ["AddressChanges", "AddressCounts"]

_Row: TypeAlias = tuple[Any, ...]

_BEFORE = f"SELECT {COLUMNS}, cell, source, source_line FROM address WHERE uprn = ?"  # noqa: S608 - made of constants
_CHANGE_CODE = ADDRESS_COLUMNS.index("change_code")
_NOTE = """
INSERT INTO notes.changed VALUES (?, ?, ?)
ON CONFLICT (uprn) DO UPDATE SET differs = differs OR excluded.differs
"""
_COUNTS = """
SELECT IFNULL(SUM(NOT was_there AND is_there), 0), IFNULL(SUM(was_there AND is_there AND differs), 0),
    IFNULL(SUM(was_there AND NOT is_there), 0), IFNULL(SUM(was_there AND is_there AND NOT differs), 0)
FROM (SELECT was_there, differs, uprn IN (SELECT uprn FROM address) AS is_there FROM notes.changed)
"""

_NOT_THERE = "deletes a UPRN that is not in the gazetteer."


class AddressCounts(NamedTuple):
    """How many addresses an update inserted, updated and deleted, and how many it named that are as they were."""

    inserted: int
    updated: int
    deleted: int
    unchanged: int


class AddressChanges:
    """Changes the addresses of a gazetteer; `kinds` are the products of its sources by their places."""

    def __init__(self, connection: sqlite3.Connection, kinds: Mapping[int, str]) -> None:
        self._connection = connection
        self._kinds = kinds

    def put(self, address: GazetteerAddress, place: int, line: int) -> str | None:
        """Put an address, read from a line of the source in this place; why not, where it is not put."""
        address = self._placed(address)
        row, wordings = row_of(address, place, line), wordings_of(address)
        before = self._before(address.uprn.number)
        if before is not None and self._is_of_another(before, place):
            return OF_AN_EARLIER_SOURCE
        differs = before is None or _said(before) != _said(row) or self._wordings(address.uprn.number) != wordings
        self._note(address.uprn.number, before, differs=differs)
        if differs:
            self._remove(before)
            self._connection.execute(INSERT_ADDRESS, row)
            self._connection.executemany("INSERT OR IGNORE INTO typed VALUES (?, ?)", typed_rows(address))
            self._connection.executemany("INSERT INTO wording VALUES (?, ?, ?, ?)", wordings)
        return None

    def delete(self, uprn: int, place: int) -> str | None:
        """Delete an address, as the source in this place says; why not, where it is not deleted."""
        before = self._before(uprn)
        if before is None:
            return _NOT_THERE
        if self._is_of_another(before, place):
            return OF_AN_EARLIER_SOURCE
        self._note(uprn, before, differs=True)
        self._remove(before)
        return None

    def counts(self) -> AddressCounts:
        """What came of all changes so far."""
        return AddressCounts(*self._connection.execute(_COUNTS).fetchone())

    def _placed(self, address: GazetteerAddress) -> GazetteerAddress:
        """The address with what other sources say of its UPRN."""
        found: dict[str, object] = {}
        uprn = (address.uprn.number,)
        if address.easting is None and (point := self._connection.execute(PLACE_OF.format("?"), uprn).fetchone()):
            found |= zip(("easting", "northing", "latitude", "longitude"), point, strict=True)
        if address.gss_code is None:
            row = self._connection.execute("SELECT gss_code FROM district WHERE uprn = ?", uprn).fetchone()
            found |= {"gss_code": row[0]} if row else {}
        return address.model_copy(update=found) if found else address

    def _before(self, uprn: int) -> _Row | None:
        row: _Row | None = self._connection.execute(_BEFORE, (uprn,)).fetchone()
        return row

    def _wordings(self, uprn: int) -> list[_Row]:
        return self._connection.execute(WORDINGS_OF, (uprn,)).fetchall()

    def _is_of_another(self, before: _Row, place: int) -> bool:
        return self._kinds.get(before[-2]) != self._kinds[place]

    def _note(self, uprn: int, before: _Row | None, *, differs: bool) -> None:
        self._connection.execute(_NOTE, (uprn, before is not None, differs))

    def _remove(self, before: _Row | None) -> None:
        if before is None:
            return
        address = address_from_row(before[: len(ADDRESS_COLUMNS)])
        address = with_wordings(address, self._wordings(address.uprn.number))
        typed = typed_rows(address)
        self._connection.executemany("DELETE FROM typed WHERE key = ? AND uprn = ?", typed)
        self._connection.execute("DELETE FROM address WHERE uprn = ?", (address.uprn.number,))
        self._connection.execute("DELETE FROM wording WHERE uprn = ?", (address.uprn.number,))


def _said(row: _Row) -> _Row:
    """What a row says of the address: not where it was read, nor the code of the change."""
    return (*row[:_CHANGE_CODE], *row[_CHANGE_CODE + 1 : -2])
