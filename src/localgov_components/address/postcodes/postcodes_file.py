r"""A postcodes file: built from the ONS Postcode Directory, asked without a server.

It holds no addresses, so it is no address provider: it tells where a postcode lies and whether it is still in use,
also for those at which no list has an address, such as a large user's or one that has ended.

>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> source, path = Path(folder.name) / "ONSPD.csv", Path(folder.name) / "postcodes"
>>> _ = source.write_text("pcds,dointr,doterm,lad25cd,usrtypind,east1m,north1m,gridind\n"
...                       "DT97 1AA,198001,,E07999999,0,333000,0081000,1\n")
>>> PostcodesFile.build(source, path).kept
1
>>> with PostcodesFile.open(path) as postcodes:
...     entry = postcodes.get(Postcode.parse("dt971aa"))
>>> entry.districts, entry.is_live, entry.introduced.isoformat()
(('E07999999',), True, '1980-01-01')
>>> folder.cleanup()
"""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from localgov_components.address.grid.point import GridPoint
from localgov_components.address.postcodes.build import MOST_REJECTED, PostcodesReport, build_postcodes
from localgov_components.address.postcodes.tables import open_postcodes_file
from localgov_components.address.sources.reading import BuildProgress
from localgov_components.core import ConflictError, NotFoundError, ProviderUnavailableError
from localgov_components.identifiers import Postcode

__all__ = ["PostcodeEntry", "PostcodesFile"]

_ENTRY = """
SELECT area.code, easting, northing, quality, is_large_user, introduced, terminated
FROM postcode LEFT JOIN area ON area.id = postcode.district WHERE postcode = ?
"""
_STRADDLE = "SELECT district FROM straddle WHERE postcode = ? ORDER BY properties DESC, district"


@dataclass(frozen=True, slots=True)
class PostcodeEntry:
    """What is known of one postcode.

    `districts` are the GSS codes of the local authorities in which it lies: of several the one with most properties
    first, and none for the Channel Islands and the Isle of Man. `point` is None in Northern Ireland, which has
    another grid. `quality` says how near it is to the postcode, from 1, the building of the matched address, to 9,
    none. `is_large_user` is whether it belongs to one organisation with much post. Months are told by their first day.
    """

    postcode: Postcode = field(repr=False)
    districts: tuple[str, ...]
    point: GridPoint | None = field(repr=False)
    quality: int
    is_large_user: bool
    introduced: date | None
    terminated: date | None

    @property
    def is_live(self) -> bool:
        """Whether it was in use when the directory was published."""
        return self.terminated is None

    @property
    def is_straddling(self) -> bool:
        """Whether it lies in more than one local authority, as far as is known."""
        return len(self.districts) > 1


class PostcodesFile:
    """Postcodes by postcode, from one file.

    Open it with `PostcodesFile.open`; close it, or leave its `with` block. It may be shared between threads, inherited
    by a forked process and sent to another one. It goes on with the file that it opened when a newer one is built.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = open_postcodes_file(self._path)
        self._process = os.getpid()

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a postcodes file for reading.

        Raises `NotFoundError` when there is none, and `DefinitionError` when it is not a postcodes file, is of a later
        format, is cut short or is damaged.
        """
        return cls(Path(path))

    @staticmethod
    def build(
        directory: Path | str,
        path: Path | str,
        *,
        onsud: Sequence[Path | str] = (),
        most_rejected: float = MOST_REJECTED,
        progress: BuildProgress | None = None,
    ) -> PostcodesReport:
        """Build a postcodes file from the CSV of an ONSPD, whole or not at all.

        `onsud` are the regional files of an ONSUD that has postcodes: from them it is known which postcodes lie in
        several councils. `most_rejected` is the share of unusable rows, of each file, beyond which nothing is built.
        Raises `DefinitionError` for a file that is another one, `ConflictError` when the target is something else,
        and `LocalGovError` when it cannot be written. The old file is then as it was.
        """
        sources = [Path(each) for each in onsud]
        return build_postcodes(
            Path(directory), Path(path), onsud=sources, most_rejected=most_rejected, progress=progress
        )

    def get(self, postcode: Postcode) -> PostcodeEntry:
        """What is known of a postcode, or `NotFoundError` when the directory does not have it."""
        found = self._select(_ENTRY, postcode)
        if not found:
            raise NotFoundError(
                f"'{self._path.name}' does not have this postcode. It may be newer, or not be one.",
                code="postcodes.postcode",
            )
        district, easting, northing, quality, is_large_user, introduced, terminated = found[0]
        straddled = [str(code) for (code,) in self._select(_STRADDLE, postcode)]
        return PostcodeEntry(
            postcode,
            tuple(dict.fromkeys([*straddled, *([str(district)] if district else [])])),
            None if easting is None else GridPoint(easting, northing),
            quality,
            bool(is_large_user),
            _first_day(introduced),
            _first_day(terminated),
        )

    def districts(self, postcode: Postcode) -> tuple[str, ...]:
        """GSS codes of the local authorities in which a postcode lies, or lay when it ended; perhaps none."""
        try:
            return self.get(postcode).districts
        except NotFoundError:
            return ()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def __repr__(self) -> str:
        """Which file."""
        return f"PostcodesFile.open({self._path.name!r})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by path: the other process opens the file for itself."""
        return type(self).open, (str(self._path),)

    def _select(self, statement: str, postcode: Postcode) -> list[tuple[int, ...]]:
        with self._lock:
            if self._connection is None:
                raise ConflictError(f"'{self._path.name}' is closed. Open it again.", code="postcodes.closed")
            if self._process != os.getpid():
                # A connection does not outlive a fork; the parent's own is left for the parent to close.
                self._connection, self._process = open_postcodes_file(self._path), os.getpid()
            try:
                return self._connection.execute(statement, (str(postcode),)).fetchall()
            except sqlite3.Error as error:
                raise ProviderUnavailableError(
                    f"'{self._path.name}' is damaged. Build it again with: localgov postcodes build",
                    code="postcodes.unavailable",
                ) from error


def _first_day(month: int | None) -> date | None:
    return None if month is None else date(month // 100, month % 100, 1)
