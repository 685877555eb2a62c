"""A change-only update: the gazetteer of the next epoch is made from the present one and put in its place whole.

AddressBase Core, Plus and Premium, and councils' own gazetteers, are also supplied as what changed since the epoch
before, each row with a change code: I inserted, U updated, D deleted (Ordnance Survey, AddressBase change-only
updates). What a row does depends on what is there: one that is not there is inserted and one that is there is
updated, whichever of I and U it says; deleting what is not there is a reject. An epoch may not be left out, and
an update is of a product that the gazetteer was built from.

The present file is copied and changed where it has to be, so that an update takes as long as a copy and what it
changes. Its content is that of a gazetteer built anew from a full supply of the next epoch.

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter
from pathlib import Path

from pydantic import ValidationError

from localgov_components.address.gazetteer.address_changes import AddressChanges
from localgov_components.address.gazetteer.build import (
    GazetteerLabels,
    describe_gazetteer,
    list_rejects,
    shared_progress,
    stamp_of,
)
from localgov_components.address.gazetteer.file import (
    FileIdentity,
    GazetteerEdition,
    identity_of,
    note_update,
    open_gazetteer_file,
    read_edition,
    sources_read,
)
from localgov_components.address.gazetteer.loading import require_few_rejects
from localgov_components.address.gazetteer.record_changes import apply_records, has_touched, join_touched, note_changes
from localgov_components.address.gazetteer.unfinished import Position, Unfinished, reporting
from localgov_components.address.matching.reindexing import reindex
from localgov_components.address.rejects import Rejects, write_rejects
from localgov_components.address.sources.batch import Batch, ChangeSource
from localgov_components.address.sources.reading import BuildProgress, SourceReading
from localgov_components.address.sqlite_errors import cause_of
from localgov_components.core import ConflictError, DefinitionError, Fault, InvalidValueError

__all__ = ["UpdateReport", "next_epoch", "update_gazetteer"]

_ROWS_TO_A_CHECKPOINT = 50_000
_RECORDS = "records"
_PRODUCTS = {"addressbase-premium": _RECORDS, "llpg": _RECORDS}
"""Both are records of BS 7666, and joined together."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF
"""The part of an error's code that says of which kind it is."""

_APPLY_THOSE_BETWEEN = "Apply those between in their order, or build from a full supply."
_IN_IT_ALREADY = (
    "It is in the gazetteer already: leave it out, or, where a file of it was forgotten, build from a full supply."
)

_APPLIED = """
SELECT 1 FROM source AS earlier JOIN source USING (sha256)
WHERE earlier.place >= ? AND earlier.place < source.place AND source.place = ?
"""
_DIFFERENT = "SELECT uprn FROM notes.changed WHERE differs"


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update changed.

    Addresses were `inserted`, `updated` and `deleted`; `unchanged` are those that it named and that are as they
    were. `rejected` counts its rows that were left out, and `rejects` is the file that lists them; `addresses` is
    how many there are now.
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
            advice = _APPLY_THOSE_BETWEEN if int(update) > int(wanted) else _IN_IT_ALREADY
            raise ConflictError(
                f"the gazetteer is of epoch {present}, so the next update is {wanted}, and this one is {update}. "
                f"{advice}",
                code="gazetteer.epoch",
            )
    elif update == present:
        raise ConflictError(
            f"the gazetteer is of epoch {present} already. Nothing is to be done.", code="gazetteer.epoch"
        )
    return update


def update_gazetteer(
    sources: Sequence[ChangeSource],
    path: Path,
    *,
    epoch: str | None = None,
    built_at: datetime | None = None,
    most_rejected: float,
    progress: BuildProgress | None = None,
) -> UpdateReport:
    """Apply a change-only update, one file or several, to the gazetteer `path`.

    Raises as `Gazetteer.open` for the gazetteer, as `build_gazetteer` for the sources and the writing, and as
    `next_epoch`; `ConflictError` for an update of another product, or one that was applied already. The old file is
    then as it was.
    """
    if not sources:
        raise InvalidValueError("an update has at least one source. Give one.", code="gazetteer.sources")
    edition, identity = _present(path)
    _require_products(sources, edition, path)
    labels = GazetteerLabels(next_epoch(edition.epoch, epoch), edition.attribution, built_at)
    job = json.dumps(["update", *identity, epoch, *([repr(source), *stamp_of(source)] for source in sources)])
    with Unfinished.begin(path, job, present=path) as unfinished:
        try:
            with reporting(path, sqlite3.Error), _telling_damage(path):
                _require_same(path, identity)
                report = _Update(unfinished, edition, sources).run(labels, most_rejected, progress)
            unfinished.put_in_place()
        except Exception:  # what would fail again; an interruption is none, and leaves what was done
            unfinished.remove()
            raise
    return report


def _present(path: Path) -> tuple[GazetteerEdition, FileIdentity]:
    connection, identity = open_gazetteer_file(path)
    try:
        return read_edition(connection, path), identity
    finally:
        connection.close()


def _require_products(sources: Sequence[ChangeSource], edition: GazetteerEdition, path: Path) -> None:
    known = {_product(source.kind) for source in edition.sources}
    for source in sources:
        if _product(source.kind) not in known:
            raise ConflictError(
                f"'{path.name}' was not built from the product of '{source.path.name}', {source.kind}. "
                "Apply it to a gazetteer of that product.",
                code="gazetteer.other-product",
            )


def _require_same(path: Path, identity: FileIdentity) -> None:
    """Refuse to go on from a file that another update replaced before this one had the lock."""
    if not path.exists() or identity_of(path) != identity:
        raise ConflictError(
            f"'{path.name}' was replaced by another program meanwhile. Update again.", code="gazetteer.replaced"
        )


@contextmanager
def _telling_damage(path: Path) -> Iterator[None]:
    """Say that the present gazetteer is damaged, where that is why its copy cannot be changed."""
    try:
        yield
    except (sqlite3.DatabaseError, ValidationError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # Python's own has none: a cell is no text
        if code & _PRIMARY not in _DAMAGED:
            raise
        fault = Fault(path.name, "damaged. Build it again with: localgov gazetteer build")
        raise DefinitionError([fault], code="gazetteer.damaged") from cause_of(error)


def _product(kind: str) -> str:
    return _PRODUCTS.get(kind, kind)


class _Update:
    """An update on its way into the new gazetteer, which goes on where it was interrupted."""

    def __init__(self, unfinished: Unfinished, edition: GazetteerEdition, sources: Sequence[ChangeSource]) -> None:
        self._unfinished = unfinished
        self._connection = unfinished.connection
        self._edition = edition
        self._first = len(edition.sources)
        self._placed = list(enumerate(sources, start=self._first))
        kinds = [source.kind for source in edition.sources] + [source.kind for source in sources]
        self._addresses = AddressChanges(self._connection, dict(enumerate(map(_product, kinds))))

    def run(self, labels: GazetteerLabels, most_rejected: float, progress: BuildProgress | None) -> UpdateReport:
        """Do what is left to do. Raises `DefinitionError` when a source is refused or has too many rejects."""
        try:
            self._read(progress)
            self._unfinished.once("records", lambda: apply_records(self._connection, self._first))
            self._join()
            for place, source in self._placed:
                require_few_rejects(self._unfinished, place, source.path.name, most_rejected)
        except DefinitionError:
            list_rejects(self._unfinished)
            raise
        self._unfinished.once("matching", self._index)
        note_update(self._connection, self._first, labels.epoch, labels.built_at)
        describe_gazetteer(self._connection, labels)
        return self._report(labels)

    def _read(self, progress: BuildProgress | None) -> None:
        told = shared_progress(progress, [source for _, source in self._placed])
        for (place, source), tell in zip(self._placed, told, strict=True):
            if not self._unfinished.has_done(f"source {place}"):
                self._read_source(place, source, tell)
        self._require_new()

    def _require_new(self) -> None:
        """Refuse a file that is given twice or, where no epoch tells, was applied before."""
        since = self._first if self._edition.epoch else 0
        for place, source in self._placed:
            if self._connection.execute(_APPLIED, (since, place)).fetchone():
                raise ConflictError(
                    f"'{source.path.name}' was applied to the gazetteer already. Leave it out.",
                    code="gazetteer.applied",
                )

    def _read_source(self, place: int, source: ChangeSource, progress: BuildProgress | None) -> None:
        position = self._unfinished.position(place)
        reading = SourceReading(source.path, progress=progress, after=position.line)
        rejects = Rejects(position.rejected)
        checked = position.read
        for batch in source.changes(reading, rejects):
            self._take(place, batch, rejects)
            position = Position(batch.line, position.read + batch.read)
            if position.read - checked >= _ROWS_TO_A_CHECKPOINT:
                self._note(place, source, position, rejects)
                self._unfinished.checkpoint()
                checked = position.read
        self._note(place, source, position, rejects)
        self._unfinished.enter(place, source.kind, reading)

    def _take(self, place: int, batch: Batch, rejects: Rejects) -> None:
        changes = [(line, partial(self._addresses.put, address, place, line)) for line, address in batch.addresses]
        changes += [(line, partial(self._addresses.delete, uprn, place)) for line, uprn in batch.deleted]
        for line, change in sorted(changes, key=itemgetter(0)):  # what was deleted may come back, and the other way
            if why := change():
                rejects.add(line, [("uprn", why)])
        note_changes(self._connection, place, batch.changes)

    def _note(self, place: int, source: ChangeSource, position: Position, rejects: Rejects) -> None:
        counted = position._replace(kept=position.read - rejects.rows, rejected=rejects.rows)
        self._unfinished.note(place, source.path, counted, rejects.take())

    def _join(self) -> None:
        while has_touched(self._connection):
            join_touched(self._connection, self._addresses, self._first, most=_ROWS_TO_A_CHECKPOINT)
            if has_touched(self._connection):
                self._unfinished.checkpoint()

    def _index(self) -> None:
        reindex(self._connection, (uprn for (uprn,) in self._connection.execute(_DIFFERENT)))

    def _report(self, labels: GazetteerLabels) -> UpdateReport:
        counts = self._addresses.counts()
        (addresses,) = self._connection.execute("SELECT addresses FROM meta").fetchone()
        return UpdateReport(
            epoch=labels.epoch,
            epoch_before=self._edition.epoch,
            **counts._asdict(),
            rejected=sum(source.rejected for source in sources_read(self._connection)[self._first :]),
            addresses=addresses,
            rejects=write_rejects(self._unfinished.path, self._unfinished.rejects()),
        )
