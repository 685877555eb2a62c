"""A change-only update: the gazetteer of the next epoch is made from the present one and put in its place whole.

AddressBase Core and Plus are also supplied as the rows that changed since the epoch before, each with a
change code: I inserted, U updated, D deleted (Ordnance Survey, AddressBase change-only updates). What a row
does depends on what is there: one that is not there is inserted and one that is there is updated, whichever
of I and U it says; deleting what is not there is a reject. An epoch may not be left out.

>>> next_epoch("118", "119")
'119'
>>> next_epoch("118", "120")
Traceback (most recent call last):
    ...
localgov_components.core.errors.ConflictError: the gazetteer is of epoch 118, so the next update is 119, and this \
one is 120. Apply those between in their order, or build from a full supply.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from localgov_components.address.gazetteer.build import GazetteerLabels, finish_gazetteer, list_rejects
from localgov_components.address.gazetteer.file import location_of, open_gazetteer_file, read_edition
from localgov_components.address.gazetteer.loading import require_few_rejects
from localgov_components.address.gazetteer.tables import (
    COLUMNS,
    INSERT_ADDRESS,
    address_from_row,
    row_of,
    typed_rows,
    wordings_of,
)
from localgov_components.address.gazetteer.typeahead import street_of
from localgov_components.address.gazetteer.unfinished import Position, Unfinished, reporting
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import ChangeSource
from localgov_components.address.sources.reading import BuildProgress, SourceReading
from localgov_components.core import ConflictError, DefinitionError, InvalidValueError

__all__ = ["UpdateReport", "next_epoch", "update_gazetteer"]

_COPIED = ("address", "typed", "wording", "point", "district", "retired", "successor", "source")
_BY_UPRN = f"SELECT {COLUMNS} FROM address WHERE uprn = ?"  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update changed.

    Addresses were `inserted`, `updated` and `deleted`, and rows said what was there already. `addresses` is how
    many there are now; `rejects` the file that lists the rows that were left out.
    """

    epoch: str | None
    epoch_before: str | None
    inserted: int
    updated: int
    deleted: int
    unchanged: int
    rejected: int
    addresses: int
    rejects: Path | None


def next_epoch(present: str | None, update: str | None) -> str | None:
    """The epoch of a gazetteer after an update.

    Raises `ConflictError` when the update is not the next one, and `InvalidValueError` when it has none
    and the gazetteer has.
    """
    if present is None:
        return update
    if update is None:
        raise InvalidValueError(
            f"the gazetteer is of epoch {present}. Give the epoch of the update too.", code="gazetteer.epoch-missing"
        )
    if present.isdecimal() and update.isdecimal():
        wanted = str(int(present) + 1)
        if int(update) != int(wanted):
            raise ConflictError(
                f"the gazetteer is of epoch {present}, so the next update is {wanted}, and this one is {update}. "
                "Apply those between in their order, or build from a full supply.",
                code="gazetteer.epoch",
            )
    elif update == present:
        raise ConflictError(
            f"the gazetteer is of epoch {present} already. Nothing is to be done.", code="gazetteer.epoch"
        )
    return update


def update_gazetteer(
    source: ChangeSource,
    path: Path,
    *,
    epoch: str | None = None,
    built_at: datetime | None = None,
    most_rejected: float,
    progress: BuildProgress | None = None,
) -> UpdateReport:
    """Apply a change-only update to the gazetteer `path`.

    Raises as `Gazetteer.open` for the gazetteer, as `build_gazetteer` for the source and the writing, and as
    `next_epoch`. The old file is then as it was.
    """
    present, _ = open_gazetteer_file(path)
    try:
        edition = read_edition(present, path)
    finally:
        present.close()
    labels = GazetteerLabels(next_epoch(edition.epoch, epoch), edition.attribution, built_at)
    with Unfinished.begin(path, json.dumps(["update", repr(source), epoch])) as unfinished:
        try:
            with reporting(path, sqlite3.Error):
                _copy(unfinished.connection, path)
                changes = _Changes(unfinished, source.path.name, len(edition.sources))
                changes.load(source, most_rejected, progress)
                report = finish_gazetteer(unfinished, labels)
            unfinished.put_in_place()
        except Exception:  # what would fail again
            unfinished.remove()
            raise
    return UpdateReport(
        epoch=labels.epoch,
        epoch_before=edition.epoch,
        inserted=changes.inserted,
        updated=changes.updated,
        deleted=changes.deleted,
        unchanged=changes.unchanged,
        rejected=report.sources[-1].rejected,
        addresses=report.addresses,
        rejects=report.rejects,
    )


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """The tables of the present gazetteer that are not made of others."""
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS present", (location_of(path),))
    connection.execute("BEGIN EXCLUSIVE")
    for table in _COPIED:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM present.{table}")  # noqa: S608 - our own names
    connection.execute("COMMIT")
    connection.execute("DETACH present")
    connection.execute("BEGIN EXCLUSIVE")


class _Changes:
    """The rows of an update on their way into the new gazetteer, and how many did what."""

    def __init__(self, unfinished: Unfinished, name: str, place: int) -> None:
        self.inserted = self.updated = self.deleted = self.unchanged = 0
        self._unfinished = unfinished
        self._connection = unfinished.connection
        self._name = name
        self._place = place

    def load(self, source: ChangeSource, most_rejected: float, progress: BuildProgress | None) -> None:
        """Apply every row. Raises `DefinitionError` when the source is refused or has too many rejects."""
        reading, rejects, read, line = SourceReading(source.path, progress=progress), Rejects(), 0, 0
        try:
            for batch in source.changes(reading, rejects):
                for at, address in batch.addresses:
                    self._put(address, at)
                for at, uprn in batch.deleted:
                    self._delete(uprn, at, rejects)
                read, line = read + batch.read, batch.line
            self._unfinished.note(
                self._place, self._name, Position(line, read, read - rejects.rows, rejects.rows), rejects.take()
            )
            self._unfinished.enter(self._place, source.kind, reading)
            require_few_rejects(self._unfinished, self._place, self._name, most_rejected)
        except DefinitionError:
            list_rejects(self._unfinished)
            raise

    def _put(self, address: GazetteerAddress, line: int) -> None:
        before = self._present(address.uprn.number)
        if before is not None and before.model_copy(update={"change_code": address.change_code}) == address:
            self.unchanged += 1
            return
        if before is None:
            self.inserted += 1
        else:
            self.updated += 1
            self._remove(before)
        street = street_of(address)
        self._connection.execute(INSERT_ADDRESS, row_of(address, street, self._place, line))
        self._connection.executemany("INSERT INTO typed VALUES (?, ?)", typed_rows(address, street))
        self._connection.executemany("INSERT INTO wording VALUES (?, ?, ?, ?)", wordings_of(address))

    def _delete(self, uprn: int, line: int, rejects: Rejects) -> None:
        before = self._present(uprn)
        if before is None:
            rejects.add(line, [("uprn", "deletes a UPRN that is not in the gazetteer.")])
        else:
            self.deleted += 1
            self._remove(before)

    def _present(self, uprn: int) -> GazetteerAddress | None:
        row = self._connection.execute(_BY_UPRN, (uprn,)).fetchone()
        return address_from_row(row) if row else None

    def _remove(self, address: GazetteerAddress) -> None:
        typed = typed_rows(address, street_of(address))
        self._connection.executemany("DELETE FROM typed WHERE key = ? AND uprn = ?", typed)
        for table in ("address", "wording"):
            self._connection.execute(f"DELETE FROM {table} WHERE uprn = ?", (address.uprn.number,))  # noqa: S608 - our own names
