r"""The ONS Postcode Directory: a row for each postcode that there is or was, some 2.7 million.

Office for National Statistics, ONSPD (https://geoportal.statistics.gov.uk), under the Open Government Licence. Dates
are a year and a month; `doterm` is empty while a postcode lives. A code that ends in 99999999 stands for "no such
area". Grid references of Northern Ireland are on the Irish grid, and are left out here.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address.sources.reading import SourceReading
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "ONSPD.csv"
...     _ = path.write_text("pcds,dointr,doterm,lad25cd,usrtypind,east1m,north1m,gridind\n"
...                         "DT97 1AA,198001,,E07999999,0,333000,0081000,1\n")
...     [row] = directory_rows(SourceReading(path), Rejects())
>>> row[0], *row[1]
(2, 'DT97 1AA', 'E07999999', 333000, 81000, 1, 0, 198001, None)
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localgov_components.address.grid.point import EASTING_LIMIT, NORTHING_LIMIT
from localgov_components.address.postcodes.columns import columns_of, missing_columns
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable
from localgov_components.core import DefinitionError, Fault, InvalidValueError
from localgov_components.identifiers import Postcode

__all__ = ["DirectoryRow", "directory_rows", "district_of", "require_columns"]

_WANTED = ("postcode", "district", "easting", "northing", "quality", "user_type", "introduced", "terminated")

_DISTRICT = re.compile(r"[A-Z][0-9]{8}", re.ASCII)
_NO_AREA = "99999999"
_MONTH = re.compile(r"([12][0-9]{3}(?:0[1-9]|1[0-2]))(?:[0-9]{2})?", re.ASCII)
_METRES = re.compile(r"[0-9]{1,7}", re.ASCII)
_USER_TYPES = {"0": 0, "1": 1}
_QUALITIES = {str(quality): quality for quality in range(1, 10)}
_NO_PLACE = "9"
_IRISH = "BT"

_WRONG = {
    "district": "not a code such as E07000240.",
    "easting": f"not whole metres from 0 to {EASTING_LIMIT}.",
    "northing": f"not whole metres from 0 to {NORTHING_LIMIT}.",
    "quality": "not a quality: 1 to 9.",
    "user_type": "not a user type: 0 or 1.",
    "introduced": "not a year and a month such as 198001.",
    "terminated": "not a year and a month such as 199405.",
}


class DirectoryRow(NamedTuple):
    """One postcode, in the columns of our table; months are numbers such as 198001."""

    postcode: str
    district: str | None
    easting: int | None
    northing: int | None
    quality: int
    is_large_user: int
    introduced: int | None
    terminated: int | None


def directory_rows(reading: SourceReading, rejects: Rejects) -> Iterator[tuple[int, DirectoryRow | None]]:
    """The rows with their lines, None for each that was rejected.

    Raises `DefinitionError` when the file is not a postcode directory.
    """
    table = SourceTable(reading)
    places = require_columns(table.first, _WANTED, reading)
    order = [places[name] for name in _WANTED]
    for line, cells in table.rows(rejects):
        if cells is None:
            yield line, None
            continue
        row = _row([cells[place].strip() for place in order])
        if isinstance(row, DirectoryRow):
            yield line, row
        else:
            rejects.add(line, row)
            yield line, None


def require_columns(headings: list[str], wanted: tuple[str, ...], reading: SourceReading) -> dict[str, int]:
    """The places of all wanted columns. Raises `DefinitionError` with each that is missing."""
    places = columns_of(headings, wanted)
    if missing := missing_columns(places, wanted):
        faults = [
            Fault(reading.path.name, "this column, of any year, is missing.", line=1, column=name) for name in missing
        ]
        raise DefinitionError(faults, code="postcodes.source")
    return places


def district_of(cell: str) -> str | None:
    """The GSS code in a cell; None where it says that there is no area. Raises `ValueError` for anything else."""
    if not cell or cell[1:] == _NO_AREA:
        return None
    if not _DISTRICT.fullmatch(cell):
        raise ValueError
    return cell


def _row(cells: list[str]) -> DirectoryRow | list[tuple[str | None, str]]:
    """The row, or what is wrong with it."""
    postcode, district, easting, northing, quality, user_type, introduced, terminated = cells
    try:
        written = str(Postcode.parse(postcode))
    except InvalidValueError as error:
        return [("postcode", str(error))]
    has_place = easting and northing and quality != _NO_PLACE and not written.startswith(_IRISH)
    try:
        return DirectoryRow(
            written,
            district_of(district),
            _metres(easting, EASTING_LIMIT) if has_place else None,
            _metres(northing, NORTHING_LIMIT) if has_place else None,
            _QUALITIES[quality],
            _USER_TYPES[user_type],
            _month(introduced),
            _month(terminated),
        )
    except (KeyError, ValueError):
        return [(name, why) for name, why in _WRONG.items() if _is_wrong(name, cells[_WANTED.index(name)])]


def _is_wrong(name: str, cell: str) -> bool:
    try:
        _READERS[name](cell)
    except (KeyError, ValueError):
        return True
    return False


def _metres(cell: str, most: int) -> int:
    if not _METRES.fullmatch(cell) or int(cell) > most:
        raise ValueError
    return int(cell)


def _month(cell: str) -> int | None:
    if not cell:
        return None
    found = _MONTH.fullmatch(cell)
    if not found:
        raise ValueError
    return int(found[1])


_READERS = {
    "district": district_of,
    "easting": lambda cell: cell and _metres(cell, EASTING_LIMIT),
    "northing": lambda cell: cell and _metres(cell, NORTHING_LIMIT),
    "quality": _QUALITIES.__getitem__,
    "user_type": _USER_TYPES.__getitem__,
    "introduced": _month,
    "terminated": _month,
}
