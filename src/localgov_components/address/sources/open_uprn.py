r"""OS Open UPRN: every UPRN of Great Britain with its place, and no address.

Ordnance Survey, OS Open UPRN (https://www.ordnancesurvey.co.uk/products/os-open-uprn), under the Open
Government Licence: a CSV of five columns, some 41 million rows, in the order of the UPRNs. Coordinates are
kept as whole centimetres and whole ten millionths of a degree, which is all that the product gives.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "osopenuprn.csv"
...     _ = path.write_text(
...         "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\r\n"
...         "999900000017,333000.50,81000.25,50.6250000,-2.9480000\r\n"
...     )
...     (batch,) = OpenUprn(path).batches(SourceReading(path), Rejects())
>>> batch.points
[(999900000017, 33300050, 8100025, 506250000, -29480000)]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, PointRow
from localgov_components.address.sources.headings import require_headings
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core.plurals import counted

__all__ = ["OPEN_UPRN_COLUMNS", "OpenUprn"]

OPEN_UPRN_COLUMNS = ("uprn", "x_coordinate", "y_coordinate", "latitude", "longitude")

_PLAIN = b"0123456789.,-\n"
_CENTIMETRES = 100
_TEN_MILLIONTHS = 10_000_000
_MOST_UPRN = 999_999_999_999

_LIMITS = ((1, _MOST_UPRN), (0, 70_000_000), (0, 130_000_000), (490_000_000, 620_000_000), (-90_000_000, 30_000_000))
"""The least and the most of each column: a UPRN, the National Grid, and the degrees of Great Britain."""

_WRONG = (
    "not a UPRN: a whole number of up to 12 digits.",
    "out of range: it lies from 0 to 700000.",
    "out of range: it lies from 0 to 1300000.",
    "out of range: it lies from 49 to 62.",
    "out of range: it lies from -9 to 3.",
)
_DIGITS = re.compile(r"0{0,99}[1-9][0-9]{0,11}", re.ASCII)
_DECIMAL = re.compile(r"-?([0-9]{1,9}(\.[0-9]{0,20})?|\.[0-9]{1,20})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenUprn:
    """An OS Open UPRN file."""

    kind: ClassVar[str] = "open-uprn"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The points. Raises `DefinitionError` when the file is not Open UPRN."""
        order: list[int] | None = None
        last_line = 0
        for chunk in reading.chunks():
            text, first_line = chunk, last_line + 1
            last_line += chunk.count(b"\n") + (not chunk.endswith(b"\n"))
            if order is None:
                heading, _, text = chunk.partition(b"\n")
                order = _order(heading.decode("utf-8", "replace"), reading)
                first_line += 1
            if last_line > reading.after and text:
                batch = _batch(text, order, range(first_line, last_line + 1), rejects)
                if reading.ends_in_line and len(batch.points) < batch.read:
                    raise reading.refused("cut short: the last line breaks off. Copy it again.", line=last_line)
                yield batch


def _order(heading: str, reading: SourceReading) -> list[int]:
    """The places of the columns, which commas divide."""
    if "," not in heading and any(name in heading.lower() for name in OPEN_UPRN_COLUMNS):
        raise reading.refused("OS Open UPRN is divided by commas, and this is not. Take it as it was supplied.", line=1)
    given = [cell.strip().strip('"') for cell in heading.split(",")]
    columns = require_headings(given, OPEN_UPRN_COLUMNS, "OS Open UPRN", reading)
    return [columns.index(name) for name in OPEN_UPRN_COLUMNS]


def _batch(text: bytes, order: list[int], lines: range, rejects: Rejects) -> Batch:
    try:
        points = _plain_points(text, order)
    except ValueError:
        return _checked_batch(text, order, lines, rejects)
    return Batch(line=lines[-1], read=len(points), points=points, point_lines=lines)


def _plain_points(text: bytes, order: list[int]) -> list[PointRow]:
    """All points of lines without a mistake; the least mistake raises `ValueError`.

    Tens of millions of rows go this way, so each is looked at only by what runs inside the interpreter.
    """
    text = text.replace(b"\r\n", b"\n")
    if text.translate(None, _PLAIN):
        raise ValueError
    rows = [line.split(",") for line in text.decode("ascii").splitlines()]
    if set(map(len, rows)) != {len(order)}:
        raise ValueError
    uprn, x, y, latitude, longitude = order
    points = [
        (
            int(row[uprn]),
            round(float(row[x]) * _CENTIMETRES),
            round(float(row[y]) * _CENTIMETRES),
            round(float(row[latitude]) * _TEN_MILLIONTHS),
            round(float(row[longitude]) * _TEN_MILLIONTHS),
        )
        for row in rows
    ]
    for column, (least, most) in zip(zip(*points, strict=True), _LIMITS, strict=True):
        if min(column) < least or max(column) > most:
            raise ValueError
    return points


def _checked_batch(text: bytes, order: list[int], lines: range, rejects: Rejects) -> Batch:
    batch = Batch(line=lines[-1], read=0)
    points: dict[int, PointRow] = {}
    for line, raw in zip(lines, text.split(b"\n"), strict=False):
        cells = [cell.strip().strip('"') for cell in raw.decode("utf-8", "replace").split(",")]
        if not any(cells):
            continue
        batch.read += 1
        mistakes = _mistakes(cells, order)
        if mistakes:
            rejects.add(line, mistakes)
        else:
            (points[line],) = _plain_points(",".join(cells).encode(), order)
    batch.points, batch.point_lines = list(points.values()), list(points)
    return batch


def _mistakes(cells: list[str], order: list[int]) -> list[tuple[str | None, str]]:
    if len(cells) != len(order):
        return [(None, f"{counted(len(cells), 'cell')} where the first line has {len(order)}.")]
    scales = (1, _CENTIMETRES, _CENTIMETRES, _TEN_MILLIONTHS, _TEN_MILLIONTHS)
    return [
        (name, wrong)
        for place, name, (least, most), scale, wrong in zip(
            order, OPEN_UPRN_COLUMNS, _LIMITS, scales, _WRONG, strict=True
        )
        if not _within(cells[place], least, most, scale)
    ]


def _within(cell: str, least: int, most: int, scale: int) -> bool:
    if scale == 1:
        return _DIGITS.fullmatch(cell) is not None
    return _DECIMAL.fullmatch(cell) is not None and least <= round(float(cell) * scale) <= most
