"""What differs between two gazetteers, such as those of two epochs: UPRNs that came, went or changed.

>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address import Gazetteer
>>> with TemporaryDirectory() as folder:
...     for name in ("before", "after"):
...         _ = Gazetteer.build("examples/addresses.csv", Path(folder) / name)
...     difference = gazetteer_difference(Path(folder) / "before", Path(folder) / "after")
>>> len(difference.added), len(difference.removed), len(difference.changed)
(0, 0, 0)
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from localgov_components.address.gazetteer.file import open_gazetteer_file, read_edition
from localgov_components.address.gazetteer.succession import last_successors
from localgov_components.address.gazetteer.tables import ADDRESS_COLUMNS
from localgov_components.address.sqlite_errors import cause_of
from localgov_components.address.sqlite_location import unchanging_uri
from localgov_components.core import DefinitionError, Fault, InvalidValueError
from localgov_components.identifiers import Uprn

__all__ = ["AddressChange", "GazetteerDifference", "gazetteer_difference"]

_COMPARED = tuple(name for name in ADDRESS_COLUMNS if name not in {"uprn", "change_code", "last_update_date"})
"""All but what says only that something changed."""

_MISSING = "SELECT uprn FROM {} WHERE uprn NOT IN (SELECT uprn FROM {}) ORDER BY uprn"
_CHANGED = (
    f"SELECT uprn, {', '.join(f'old.{name} IS NOT new.{name}' for name in _COMPARED)}"  # noqa: S608 - made of constants
    " FROM before.address AS old JOIN main.address AS new USING (uprn)"
    f" WHERE {' OR '.join(f'old.{name} IS NOT new.{name}' for name in _COMPARED)} ORDER BY uprn"
)
_WORDING = "SELECT uprn, text, postcode, language FROM {}.wording"
_REWORDED = (
    f"SELECT DISTINCT uprn FROM (SELECT * FROM ({_WORDING.format('before')} EXCEPT {_WORDING.format('main')})"  # noqa: S608 - made of constants
    f" UNION ALL SELECT * FROM ({_WORDING.format('main')} EXCEPT {_WORDING.format('before')}))"
    " JOIN before.address USING (uprn) JOIN main.address USING (uprn)"
)
_WORDINGS = "alternates"


@dataclass(frozen=True, slots=True)
class AddressChange:
    """A UPRN in both gazetteers, and the columns in which its address differs.

    `alternates` among them says that its other wordings differ, in Welsh for example.
    """

    uprn: Uprn = field(repr=False)
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GazetteerDifference:
    """What differs between two gazetteers.

    `added` are UPRNs that only the newer has, `removed` those that only the older has; `succeeded` are those
    that were removed and have successors, with them.
    """

    epoch_before: str | None
    epoch: str | None
    added: tuple[Uprn, ...] = field(repr=False)
    removed: tuple[Uprn, ...] = field(repr=False)
    changed: tuple[AddressChange, ...] = field(repr=False)
    succeeded: tuple[tuple[Uprn, tuple[Uprn, ...]], ...] = field(repr=False)


def gazetteer_difference(before: Path, after: Path) -> GazetteerDifference:
    """Compare the addresses of two gazetteers.

    Every UPRN that differs is held in memory. Raises `NotFoundError` and `DefinitionError` as `Gazetteer.open` does.
    """
    old, _ = open_gazetteer_file(before)
    with closing(old):
        epoch_before = read_edition(old, before).epoch
    connection, _ = open_gazetteer_file(after)
    with closing(connection):
        epoch = read_edition(connection, after).epoch
        try:
            connection.execute("ATTACH ? AS before", (unchanging_uri(before),))
            return _difference(connection, epoch_before, epoch)
        except (sqlite3.Error, InvalidValueError) as error:
            raise DefinitionError(
                [Fault(f"{before.name}, {after.name}", "one of the two is damaged. Build it again.")],
                code="gazetteer.damaged",
            ) from cause_of(error)


def _difference(connection: sqlite3.Connection, epoch_before: str | None, epoch: str | None) -> GazetteerDifference:
    removed = _uprns(connection, _MISSING.format("before.address", "main.address"))
    followed = ((uprn, last_successors(connection, uprn.number)) for uprn in removed)
    return GazetteerDifference(
        epoch_before=epoch_before,
        epoch=epoch,
        added=_uprns(connection, _MISSING.format("main.address", "before.address")),
        removed=removed,
        changed=tuple(_changes(connection)),
        succeeded=tuple((uprn, tuple(map(Uprn.parse, successors))) for uprn, successors in followed if successors),
    )


def _changes(connection: sqlite3.Connection) -> Iterator[AddressChange]:
    changed = {
        number: tuple(name for name, other in zip(_COMPARED, differs, strict=True) if other)
        for number, *differs in connection.execute(_CHANGED)
    }
    for (number,) in connection.execute(_REWORDED):
        changed[number] = (*changed.get(number, ()), _WORDINGS)
    for number in sorted(changed):
        yield AddressChange(Uprn.parse(number), changed[number])


def _uprns(connection: sqlite3.Connection, statement: str) -> tuple[Uprn, ...]:
    return tuple(Uprn.parse(number) for (number,) in connection.execute(statement))
