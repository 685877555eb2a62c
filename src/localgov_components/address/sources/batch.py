"""What a source of a gazetteer gives, some rows at a time, and what every source can do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

from pydantic import ValidationError

from localgov_components.address.model import GazetteerAddress
from localgov_components.address.rejects import Rejects, reasons_of
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import TableRow
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Uprn

__all__ = [
    "Batch",
    "ChangeSource",
    "GazetteerSource",
    "PointRow",
    "RecordChange",
    "RecordRow",
    "address_batches",
    "of_a_full_supply",
]

PointRow: TypeAlias = tuple[int, int, int, int, int]
"""UPRN, easting and northing in centimetres, latitude and longitude in ten millionths of a degree."""

_ROWS_AT_ONCE = 1_000
_DELETED = "D"


class RecordRow(NamedTuple):
    """A record of BS 7666: its type, the UPRN or USRN it is of, and its fields as `packed` has them.

    `own` is what tells it from others of its type and UPRN: its own key, or the language of a street's name.
    `usrn` is that of an LPI.
    """

    kind: int
    key: int
    own: str
    line: int
    usrn: int | None
    fields: str


class RecordChange(NamedTuple):
    """A record of an update: its place in the order of changes, its change code, and what it is now."""

    order: int
    code: str
    record: RecordRow

    @property
    def is_deleted(self) -> bool:
        """Whether the record is deleted."""
        return self.code == _DELETED


@dataclass(slots=True)
class Batch:
    """Rows up to and with `line`; `read` counts them all, with the rejected.

    `addresses` have the line on which they begin, and so have UPRNs that an update has `deleted`;
    `point_lines` are those of the points. `districts` are a line, a UPRN and the GSS code of its local
    authority; `records` wait until all files are read, and are joined then, and `changes` are those of an
    update. `passed` counts rows that are sound and say nothing that a gazetteer needs.
    """

    line: int
    read: int
    addresses: list[tuple[int, GazetteerAddress]] = field(default_factory=list)
    deleted: Sequence[tuple[int, int]] = ()
    points: Sequence[PointRow] = ()
    point_lines: Sequence[int] = ()
    districts: Sequence[tuple[int, int, str]] = ()
    records: Sequence[RecordRow] = ()
    changes: Sequence[RecordChange] = ()
    passed: int = 0


@runtime_checkable
class GazetteerSource(Protocol):
    """One file from which a gazetteer is built."""

    @property
    def kind(self) -> str:
        """Which product it is, such as `addressbase-core`."""

    @property
    def path(self) -> Path:
        """The file."""

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The rows of `reading`, without those up to `reading.after`, which an interrupted build has.

        Rows that cannot be used go to `rejects`. Raises `DefinitionError` when the file is another one.
        """


@runtime_checkable
class ChangeSource(GazetteerSource, Protocol):
    """A file that may be a change-only update."""

    def changes(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """As `batches`, with the UPRNs that the update deletes."""


def address_batches(
    rows: Iterator[TableRow], filled: Callable[[list[str]], Mapping[str, object]], rejects: Rejects
) -> Iterator[Batch]:
    """Batches of addresses, and of UPRNs that were deleted, from rows.

    `filled` gives the fields of an address that a row has, and may raise what rejects it.
    """
    while taken := list(islice(rows, _ROWS_AT_ONCE)):
        batch = Batch(line=taken[-1][0], read=len(taken))
        deleted: list[tuple[int, int]] = []
        for line, cells in taken:
            if cells is None:
                continue
            try:
                fields = filled(cells)
                if str(fields.get("change_code", "")).strip().upper() == _DELETED:
                    deleted.append((line, Uprn.parse(str(fields.get("uprn", ""))).number))
                else:
                    batch.addresses.append((line, GazetteerAddress.model_validate(fields)))
            except ValidationError as error:
                rejects.add(line, reasons_of(error))
            except InvalidValueError as error:
                rejects.add(line, [(None, str(error))])
        batch.deleted = deleted
        yield batch


def of_a_full_supply(batches: Iterator[Batch], rejects: Rejects) -> Iterator[Batch]:
    """The same batches, with what was deleted rejected: a full supply has none."""
    for batch in batches:
        for line, _ in batch.deleted:
            rejects.add(line, [("change_code", "a deleted address: this row belongs to an update.")])
        batch.deleted = ()
        yield batch
