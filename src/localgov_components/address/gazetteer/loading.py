"""Loading a source into a gazetteer that is being built, some rows at a time.

Of two rows with the same UPRN the first is kept and the other rejected. Points that come in the order of
their UPRNs go straight to their table; the rest wait until all are there and are put in order then, so that
neither needs memory. How far the source was read is noted in the transaction that takes its rows.
"""

import operator
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from localgov_components.address.gazetteer.tables import INSERT_ADDRESS, SqlValue, row_of, typed_rows, wordings_of
from localgov_components.address.gazetteer.unfinished import Position, Unfinished
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.rejects import Rejects, rejects_path
from localgov_components.address.sources.batch import Batch, GazetteerSource, PointRow
from localgov_components.address.sources.reading import BuildProgress, SourceReading
from localgov_components.core import DefinitionError, Fault
from localgov_components.core.plurals import counted

__all__ = ["load_source", "put_addresses", "put_points_in_order", "reject_late", "require_few_rejects"]

_ROWS_TO_A_CHECKPOINT = 200_000
_ROWS_TO_JUDGE_BY = 100_000
_MOST_LISTED = 100

OF_AN_EARLIER_SOURCE = "the same UPRN as an address of an earlier source."
"""Why an address is left out that another source has."""

_SAME_UPRN = "the same UPRN as line {}."
_SAME_UPRN_ELSE = "the same UPRN as line {}, with another address."
_SAME_ELSEWHERE = "the same UPRN as another line."

_DUPLICATE_POINTS = """
SELECT late.place, late.line FROM notes.late_point AS late JOIN point ON point.uprn = late.uprn
UNION
SELECT place, line FROM (
    SELECT place, line, ROW_NUMBER() OVER (PARTITION BY uprn ORDER BY place, line) AS number FROM notes.late_point
) WHERE number > 1
"""


def load_source(
    unfinished: Unfinished,
    place: int,
    source: GazetteerSource,
    *,
    most_rejected: float,
    progress: BuildProgress | None,
) -> None:
    """Load what is not loaded yet of the source in this place.

    Raises `DefinitionError` when the file is refused, or so far has more rejects than the share allowed.
    """
    loading = _Loading(unfinished, place, source.path)
    reading = SourceReading(source.path, progress=progress, after=loading.position.line)
    rejects = Rejects(loading.position.rejected)
    batches = source.batches(reading, rejects)
    while loading.take_some(batches, rejects):
        unfinished.checkpoint()
        if loading.position.read >= _ROWS_TO_JUDGE_BY:
            require_few_rejects(unfinished, place, source.path.name, most_rejected)
    unfinished.enter(place, source.kind, reading)
    if not loading.position.read:
        raise reading.refused("there are no rows in it under the headings.")
    if loading.ends_badly and reading.ends_in_line:
        raise reading.refused(
            "the last line has no end, and cannot be used: cut short? Copy it again, or end the line.",
            line=loading.position.line,
        )


def require_few_rejects(unfinished: Unfinished, place: int, name: str, most_rejected: float) -> None:
    """Raise `DefinitionError`, with the first of them, where more of the source than this share was rejected."""
    position = unfinished.position(place)
    if position.rejected <= most_rejected * position.read:
        return
    rows = unfinished.connection.execute(
        "SELECT line, column_name, why FROM notes.reject WHERE place = ? ORDER BY line, rowid LIMIT ?",
        (place, _MOST_LISTED),
    )
    faults = [Fault(name, why, line=line, column=column) for line, column, why in rows]
    unusable = f"{position.rejected:,} of {counted(position.read, 'row')} cannot be used"
    advice = f"All are listed in '{rejects_path(unfinished.path).name}': put them right and build again."
    faults.append(Fault(name, f"{unusable}, more than the {most_rejected:.1%} allowed. {advice}"))
    raise DefinitionError(faults, code="gazetteer.source")


def put_points_in_order(unfinished: Unfinished) -> None:
    """Add the points that waited to their table, and reject those whose UPRN is there already."""
    connection = unfinished.connection
    (waiting,) = connection.execute("SELECT COUNT(*) FROM notes.late_point").fetchone()
    if not waiting:
        return
    duplicates = connection.execute(_DUPLICATE_POINTS).fetchall()
    connection.execute(
        "INSERT OR IGNORE INTO point SELECT uprn, easting, northing, latitude, longitude FROM notes.late_point"
        " ORDER BY uprn, place, line"
    )
    for place, line in duplicates:
        reject_late(connection, place, line, [("uprn", _SAME_ELSEWHERE)])
    connection.execute("DELETE FROM notes.late_point")


def reject_late(
    connection: sqlite3.Connection, place: int, line: int, mistakes: Iterable[tuple[str | None, str]]
) -> None:
    """Reject a row that was counted as kept when it was read."""
    connection.executemany(
        "INSERT INTO notes.reject VALUES (?, ?, ?, ?)", [(place, line, column, why) for column, why in mistakes]
    )
    connection.execute("UPDATE notes.position SET kept = kept - 1, rejected = rejected + 1 WHERE place = ?", (place,))


def put_addresses(
    connection: sqlite3.Connection, place: int, addresses: Sequence[tuple[int, GazetteerAddress]]
) -> dict[int, str]:
    """Add addresses of the source in this place, each with its line.

    Those whose UPRN is there already are left out: their lines, and what is wrong with them.
    """
    before = connection.total_changes
    connection.executemany(INSERT_ADDRESS, [row_of(address, place, line) for line, address in addresses])
    repeated: dict[int, str] = {}
    if connection.total_changes - before < len(addresses):
        repeated = dict(_repeated(connection, place, addresses))
    added = [address for line, address in addresses if line not in repeated]
    typed = [row for address in added for row in typed_rows(address)]
    connection.executemany("INSERT INTO notes.typed VALUES (?, ?)", typed)
    wordings = [row for address in added for row in wordings_of(address)]
    connection.executemany("INSERT INTO wording VALUES (?, ?, ?, ?)", wordings)
    return repeated


def _repeated(
    connection: sqlite3.Connection, place: int, addresses: Sequence[tuple[int, GazetteerAddress]]
) -> Iterator[tuple[int, str]]:
    for line, address in addresses:
        source, first, text = connection.execute(
            "SELECT source, source_line, single_line_address FROM address WHERE uprn = ?", (address.uprn.number,)
        ).fetchone()
        if source != place:
            yield line, OF_AN_EARLIER_SOURCE
        elif first != line:
            yield line, (_SAME_UPRN if text == address.single_line_address else _SAME_UPRN_ELSE).format(first)


class _Loading:
    """One source on its way into the tables."""

    def __init__(self, unfinished: Unfinished, place: int, path: Path) -> None:
        self.position = unfinished.position(place)
        self.ends_badly = False
        self._unfinished = unfinished
        self._connection = unfinished.connection
        self._place = place
        self._path = path
        self._last_point = self._connection.execute("SELECT IFNULL(MAX(uprn), 0) FROM point").fetchone()[0]

    def take_some(self, batches: Iterator[Batch], rejects: Rejects) -> bool:
        """Take rows until a checkpoint is due; whether there may be more."""
        until = self.position.read + _ROWS_TO_A_CHECKPOINT
        while self.position.read < until:
            batch = next(batches, None)
            if batch is None:
                self._note(rejects)
                return False
            self.ends_badly = rejects.last_line == batch.line
            self._take(batch, rejects)
        self._note(rejects)
        return True

    def _note(self, rejects: Rejects) -> None:
        self._unfinished.note(self._place, self._path, self.position._replace(rejected=rejects.rows), rejects.take())

    def _take(self, batch: Batch, rejects: Rejects) -> None:
        kept = (
            self._take_addresses(batch, rejects)
            + self._take_points(batch)
            + self._take_districts(batch, rejects)
            + self._changed(
                f"INSERT INTO notes.record VALUES (?, ?, ?, ?, ?, ?, {self._place})",  # noqa: S608 - a number of our own
                batch.records,
            )
            + batch.passed
        )
        self.position = Position(batch.line, self.position.read + batch.read, self.position.kept + kept)

    def _take_addresses(self, batch: Batch, rejects: Rejects) -> int:
        repeated = put_addresses(self._connection, self._place, batch.addresses)
        for line, why in repeated.items():
            rejects.add(line, [("uprn", why)])
        return len(batch.addresses) - len(repeated)

    def _take_districts(self, batch: Batch, rejects: Rejects) -> int:
        fresh: dict[int, str] = {}
        for line, uprn, code in batch.districts:
            known = self._connection.execute("SELECT 1 FROM district WHERE uprn = ?", (uprn,)).fetchone()
            if known or uprn in fresh:
                rejects.add(line, [("uprn", _SAME_ELSEWHERE)])
            else:
                fresh[uprn] = code
        return self._changed("INSERT INTO district VALUES (?, ?)", sorted(fresh.items()))

    def _take_points(self, batch: Batch) -> int:
        points = batch.points
        if not points:
            return 0
        if points[0][0] > self._last_point and _ascend(points):
            self._last_point = points[-1][0]
            return self._changed("INSERT INTO point VALUES (?, ?, ?, ?, ?)", points)
        late = [(*point, self._place, line) for point, line in zip(points, batch.point_lines, strict=True)]
        return self._changed("INSERT INTO notes.late_point VALUES (?, ?, ?, ?, ?, ?, ?)", late)

    def _changed(self, statement: str, rows: Iterable[Sequence[SqlValue]]) -> int:
        before = self._connection.total_changes
        self._connection.executemany(statement, rows)
        return self._connection.total_changes - before


def _ascend(points: Sequence[PointRow]) -> bool:
    uprns = [point[0] for point in points]
    return not any(map(operator.ge, uprns, uprns[1:]))
