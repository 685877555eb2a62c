"""Building a gazetteer: everything is read, then the whole file is put in place; or nothing is.

Rows that cannot be used are listed beside the gazetteer and the rest is built, unless a source has more of
them than the share allowed. A build that fails leaves the old gazetteer as it was. One that is interrupted,
even by a loss of power, leaves a folder named like `.addresses.gazetteer.part`, and the same build goes on
from there; it may be deleted. Readers that hold the old file open go on reading it. Windows does not
replace a file that is open: close the gazetteer in every program first, or build under a new name.

>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address.sources.recognise import recognised
>>> with TemporaryDirectory() as folder:
...     report = build_gazetteer([recognised(Path("examples/addresses.csv"))], Path(folder) / "addresses.gazetteer")
>>> report.addresses, report.postcodes, report.rejected
(421, 30, 0)
"""

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from localgov_components.address.gazetteer.cells import code_of
from localgov_components.address.gazetteer.file import GazetteerSourceRead, is_gazetteer_file, sources_read
from localgov_components.address.gazetteer.joining import join_records
from localgov_components.address.gazetteer.loading import load_source, put_points_in_order, require_few_rejects
from localgov_components.address.gazetteer.tables import INDEXES, PLACE_OF
from localgov_components.address.gazetteer.unfinished import Unfinished, reporting
from localgov_components.address.matching.index import build_index
from localgov_components.address.rejects import write_rejects
from localgov_components.address.sources.batch import GazetteerSource
from localgov_components.address.sources.reading import BuildProgress, refused_source
from localgov_components.core import ConflictError, DefinitionError, InvalidValueError

__all__ = [
    "MOST_REJECTED",
    "BuildReport",
    "GazetteerLabels",
    "build_gazetteer",
    "describe_gazetteer",
    "list_rejects",
    "shared_progress",
    "stamp_of",
]

MOST_REJECTED = 0.01
"""One row in a hundred: what slips into a list over the years, and not what the wrong list looks like."""

_IS_EMPTY = """
SELECT NOT EXISTS (SELECT 1 FROM address) AND NOT EXISTS (SELECT 1 FROM point) AND NOT EXISTS (SELECT 1 FROM district)
"""

_WITHOUT_PARENT = """
SELECT COUNT(*) FROM address AS child LEFT JOIN address AS parent ON parent.uprn = child.parent_uprn
WHERE child.parent_uprn IS NOT NULL AND parent.uprn IS NULL
"""

_PLACES = f"""
UPDATE address SET (easting, northing, latitude, longitude) = ({PLACE_OF.format("address.uprn")})
WHERE easting IS NULL AND EXISTS (SELECT 1 FROM point WHERE point.uprn = address.uprn)
"""  # noqa: S608 - made of constants
_CELLS = "UPDATE address SET cell = code_of(easting, northing) WHERE cell IS NULL AND easting IS NOT NULL"

_DISTRICTS = """
UPDATE address SET gss_code = (SELECT gss_code FROM district WHERE district.uprn = address.uprn)
WHERE gss_code IS NULL AND EXISTS (SELECT 1 FROM district WHERE district.uprn = address.uprn)
"""

_META = """
INSERT INTO meta SELECT
    (SELECT COUNT(*) FROM address), (SELECT COUNT(*) FROM point),
    (SELECT COUNT(DISTINCT postcode) FROM address), ?, ?, ?
"""

_SOURCE_COUNTS = """
UPDATE source SET (read, kept, rejected) =
    (SELECT read, kept, rejected FROM notes.position WHERE position.place = source.place)
WHERE place IN (SELECT place FROM notes.position)
"""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built, and from what.

    `rejects` is the file that lists the rows left out, or None when none were; `without_parent` counts the
    addresses whose parent is in no source; `resumed` says that an interrupted build was taken up again.
    """

    sources: tuple[GazetteerSourceRead, ...]
    addresses: int
    points: int
    postcodes: int
    without_parent: int
    rejects: Path | None
    resumed: bool

    @property
    def rejected(self) -> int:
        """How many rows were left out, of all sources."""
        return sum(source.rejected for source in self.sources)


@dataclass(frozen=True, slots=True)
class GazetteerLabels:
    """What a gazetteer says of itself beside what it was built from: release, licence and time."""

    epoch: str | None = None
    attribution: str | None = None
    built_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time without a time zone."""
        if self.built_at is not None and self.built_at.tzinfo is None:
            raise InvalidValueError("built_at has no time zone. Give an aware datetime.", code="gazetteer.built-at")


def build_gazetteer(
    sources: Sequence[GazetteerSource],
    path: Path,
    *,
    labels: GazetteerLabels | None = None,
    most_rejected: float = MOST_REJECTED,
    progress: BuildProgress | None = None,
    indexing: BuildProgress | None = None,
) -> BuildReport:
    """Build the gazetteer `path` from its sources, one file each.

    Raises `DefinitionError` with the mistakes of a source that is refused; `ConflictError` when the target
    is something else than a gazetteer, is being built or is open on Windows; `LocalGovError` when it cannot
    be written.
    """
    if not sources:
        raise InvalidValueError("a gazetteer is built from at least one source. Give one.", code="gazetteer.sources")
    _require_each_once(sources)
    if path.exists() and path.stat().st_size and not is_gazetteer_file(path):
        raise ConflictError(
            f"'{path.name}' is there and is not a gazetteer, so it was left alone. Choose another name.",
            code="gazetteer.target",
        )
    with Unfinished.begin(path, _job(sources)) as unfinished:
        try:
            with reporting(path, sqlite3.Error):
                _load(unfinished, sources, most_rejected, progress)
                report = _finish(unfinished, labels or GazetteerLabels(), indexing=indexing)
            unfinished.put_in_place()
        except Exception:  # what would fail again; an interruption is none, and leaves what was done
            unfinished.remove()
            raise
    return report


def _finish(unfinished: Unfinished, labels: GazetteerLabels, *, indexing: BuildProgress | None = None) -> BuildReport:
    """Make what finding and matching need of the rows that were loaded, and count them.

    `indexing` is called with the addresses that are indexed for matching so far and those there are.
    """
    connection = unfinished.connection
    unfinished.once("places", lambda: _place_addresses(connection))
    unfinished.once("districts", partial(connection.execute, _DISTRICTS))
    unfinished.once("typed", lambda: _sort_typed(connection))
    for statement in INDEXES:
        unfinished.once(statement, partial(connection.execute, statement))
    unfinished.once("matching", lambda: build_index(connection, progress=indexing))
    unfinished.once("meta", lambda: describe_gazetteer(connection, labels))
    (without_parent,) = connection.execute(_WITHOUT_PARENT).fetchone()
    addresses, points, postcodes = connection.execute("SELECT addresses, points, postcodes FROM meta").fetchone()
    return BuildReport(
        sources=sources_read(connection),
        addresses=addresses,
        points=points,
        postcodes=postcodes,
        without_parent=without_parent,
        rejects=write_rejects(unfinished.path, unfinished.rejects()),
        resumed=unfinished.is_resumed,
    )


def _load(
    unfinished: Unfinished, sources: Sequence[GazetteerSource], most_rejected: float, progress: BuildProgress | None
) -> None:
    told = shared_progress(progress, sources)
    try:
        for place, source in enumerate(sources):
            if not unfinished.has_done(f"source {place}"):
                load_source(unfinished, place, source, most_rejected=most_rejected, progress=told[place])
        unfinished.once("points", lambda: put_points_in_order(unfinished))
        join_records(unfinished)
        for place, source in enumerate(sources):
            require_few_rejects(unfinished, place, source.path.name, most_rejected)
        (is_empty,) = unfinished.connection.execute(_IS_EMPTY).fetchone()
        if is_empty:
            raise refused_source(sources[0].path.name, "not one row can be used, so there is nothing to build.")
    except DefinitionError:
        list_rejects(unfinished)
        raise


def list_rejects(unfinished: Unfinished) -> None:
    """List what was rejected before a source was refused; a list of the gazetteer that stays is kept if nothing was."""
    if unfinished.connection.execute("SELECT 1 FROM notes.reject LIMIT 1").fetchone():
        write_rejects(unfinished.path, unfinished.rejects())


def _place_addresses(connection: sqlite3.Connection) -> None:
    """Give addresses without a place that of their UPRN."""
    connection.create_function("code_of", 2, code_of, deterministic=True)
    connection.execute(_PLACES)
    connection.execute(_CELLS)


def _sort_typed(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR IGNORE INTO typed SELECT key, uprn FROM notes.typed ORDER BY key, uprn")
    connection.execute("DELETE FROM notes.typed")


def describe_gazetteer(connection: sqlite3.Connection, labels: GazetteerLabels) -> None:
    """Say in the file how much is in it, and what its labels are."""
    connection.execute(_SOURCE_COUNTS)
    connection.execute("DELETE FROM meta")
    built_at = labels.built_at and labels.built_at.isoformat()
    connection.execute(_META, (labels.epoch, labels.attribution, built_at))


def _job(sources: Sequence[GazetteerSource]) -> str:
    """What is built, from which files in which state: another job begins anew."""
    return json.dumps([[repr(source), *stamp_of(source)] for source in sources])


def stamp_of(source: GazetteerSource) -> tuple[int, int]:
    """Size and time of change of a source; a file that has not changed has the same."""
    status = _status_of(source)
    return status.st_size, status.st_mtime_ns


def _require_each_once(sources: Sequence[GazetteerSource]) -> None:
    """Refuse a file that is given twice, in a folder and by its name for example: all its rows would be rejects."""
    given: set[tuple[int, int]] = set()
    for source in sources:
        status = _status_of(source)
        if (status.st_dev, status.st_ino) in given:
            raise refused_source(source.path.name, "given twice. Give each file once.")
        given.add((status.st_dev, status.st_ino))


def _status_of(source: GazetteerSource) -> os.stat_result:
    try:
        return source.path.stat()
    except OSError as error:
        raise refused_source(source.path.name, f"cannot be read: {error.strerror}.") from error


def shared_progress(progress: BuildProgress | None, sources: Sequence[GazetteerSource]) -> list[BuildProgress | None]:
    """For each source, what tells its progress as a part of all."""
    sizes = [stamp_of(source)[0] for source in sources]
    total = sum(sizes)

    def of(before: int) -> BuildProgress | None:
        return None if progress is None else lambda done, _: progress(before + done, total)

    return [of(sum(sizes[:place])) for place in range(len(sizes))]
