"""Records of BS 7666 of an update: they change those that the gazetteer keeps, and what they touch is joined again.

AddressBase Premium's updates name single records, inserted, updated or deleted (Ordnance Survey, AddressBase
Premium, change-only updates, https://docs.os.uk). Of its type a record is told by a key of its own, whichever
property it belongs to: a delivery point that moves to another UPRN leaves the one where it was. Records are taken in
the order that they name, `PRO_ORDER`, whichever file they are in. A property is touched by each record of its own and
by the names of its streets.
"""

import sqlite3
from collections.abc import Iterable

from localgov_components.address.gazetteer.address_changes import AddressChanges
from localgov_components.address.gazetteer.joining import BLPU, Joining, put_lifecycle
from localgov_components.address.gazetteer.loading import reject_late
from localgov_components.address.sources.batch import RecordChange
from localgov_components.address.sources.record_fields import LPI, STREET_DESCRIPTOR

__all__ = ["apply_records", "has_touched", "join_touched", "note_changes"]

_WITH_ONE_PROPERTY = f"type NOT IN ({STREET_DESCRIPTOR}, {BLPU}) AND own <> ''"
"""Records that another property may have had: their own keys tell where they are."""

_FIND_HOMES = f"""
INSERT OR IGNORE INTO notes.home SELECT type, own, key FROM record
WHERE (own, type) IN (SELECT own, type FROM notes.change WHERE {_WITH_ONE_PROPERTY})
"""  # noqa: S608 - made of constants
_CHANGES = """
SELECT place, line, is_deleted, type, key, own, usrn, fields FROM notes.change ORDER BY rank, place, line
"""
_DELETE = "DELETE FROM record WHERE key = ? AND type = ? AND own = ?"
_INSERT = "INSERT INTO record (key, type, own, place, line, usrn, fields) VALUES (?, ?, ?, ?, ?, ?, ?)"
_TOUCH = "INSERT OR IGNORE INTO notes.touched VALUES (?)"
_STREETS = f"SELECT key FROM notes.change WHERE type = {STREET_DESCRIPTOR}"  # noqa: S608 - made of constants
_TOUCH_STREETS = f"""
INSERT OR IGNORE INTO notes.touched SELECT key FROM record WHERE type = {LPI} AND usrn IN ({_STREETS})
"""  # noqa: S608 - made of constants
_NOT_THERE = "deletes a record that is not in the gazetteer."


def note_changes(connection: sqlite3.Connection, place: int, changes: Iterable[RecordChange]) -> None:
    """Note the changes of the source in this place until all are there and can be put in their order."""
    rows = ((change.order, change.is_deleted, *change.record, place) for change in changes)
    connection.executemany("INSERT INTO notes.change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def apply_records(connection: sqlite3.Connection, first: int) -> None:
    """Change the records that are kept, and note which properties that touches; `first` is the update's first place."""
    connection.execute(_FIND_HOMES)
    for place, line, is_deleted, kind, key, own, usrn, fields in connection.execute(_CHANGES):
        homes = _homes(connection, kind, key, own)
        gone = sum(connection.execute(_DELETE, (home, kind, own)).rowcount for home in homes)
        if not is_deleted:
            connection.execute(_INSERT, (key, kind, own, place, line, usrn, fields))
            connection.execute("INSERT OR IGNORE INTO notes.home VALUES (?, ?, ?)", (kind, own, key))
        elif not gone:
            reject_late(connection, place, line, [(None, _NOT_THERE)])
        if kind != STREET_DESCRIPTOR:
            connection.executemany(_TOUCH, ((home,) for home in {key, *homes}))
    if connection.execute(_STREETS).fetchone():
        connection.execute(_TOUCH_STREETS)
        Joining(connection).check_streets(f" AND key IN ({_STREETS}) AND place >= {first}")


def has_touched(connection: sqlite3.Connection) -> bool:
    """Whether properties wait to be joined again."""
    return connection.execute("SELECT 1 FROM notes.touched LIMIT 1").fetchone() is not None


def join_touched(connection: sqlite3.Connection, addresses: AddressChanges, first: int, *, most: int) -> None:
    """Join again so many of the properties that wait for it."""
    joining = Joining(connection)
    uprns = connection.execute("SELECT uprn FROM notes.touched ORDER BY uprn LIMIT ?", (most,)).fetchall()
    for (uprn,) in uprns:
        for table in ("successor", "retired"):
            connection.execute(f"DELETE FROM {table} WHERE uprn = ?", (uprn,))  # noqa: S608 - our own names
        joined = joining.join_one(uprn)
        put_lifecycle(connection, uprn, joined)
        if joined.address is None:
            addresses.delete(uprn, first)  # unless it is not there, or is another source's
        elif why := addresses.put(joined.address, joined.place, joined.line):
            reject_late(connection, joined.place, joined.line, [("uprn", why)])
    connection.executemany("DELETE FROM notes.touched WHERE uprn = ?", uprns)


def _homes(connection: sqlite3.Connection, kind: int, key: int, own: str) -> list[int]:
    """The properties, or the street, that have or had a record of this type and own key."""
    if kind in {STREET_DESCRIPTOR, BLPU} or not own:
        return [key]
    rows = connection.execute("SELECT key FROM notes.home WHERE type = ? AND own = ?", (kind, own))
    return [home for (home,) in rows]
