"""Postcodes that lie in several councils, as the properties in them tell.

The directory gives a postcode one district, that of its mean address. The ONS UPRN Directory (ONSUD) has a row for each
property with its own district, and in newer releases with its postcode (`PCDS`): from those the districts of a
postcode are counted. Older releases have no postcodes, and are refused.
"""

import sqlite3
from collections import Counter

from localgov_components.address.postcodes.account import SourceAccount
from localgov_components.address.postcodes.directory import district_of, require_columns
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

__all__ = ["count_districts", "keep_straddling"]

_WANTED = ("uprn", "postcode", "district")
_ROWS_AT_ONCE = 100_000

_COUNT = """
INSERT INTO straddle VALUES (?, ?, ?)
ON CONFLICT (postcode, district) DO UPDATE SET properties = properties + excluded.properties
"""

_SINGLE = """
DELETE FROM straddle WHERE postcode IN (SELECT postcode FROM straddle GROUP BY postcode HAVING COUNT(*) = 1)
AND NOT EXISTS (
    SELECT 1 FROM postcode JOIN area ON area.id = postcode.district
    WHERE postcode.postcode = straddle.postcode AND area.code <> straddle.district
)
"""
"""A postcode all of whose properties are in the district that the directory gives it."""


def count_districts(connection: sqlite3.Connection, reading: SourceReading, account: SourceAccount) -> None:
    """Add the properties of one ONSUD file to the table `straddle`.

    Raises `DefinitionError` when the file has no UPRNs, no postcodes or no districts. The directory of postcodes has no
    UPRNs: taken for an ONSUD, it would say that no postcode lies in several councils.
    """
    table = SourceTable(reading)
    places = require_columns(table.first, _WANTED, reading)
    postcode, district = places["postcode"], places["district"]
    counts: Counter[tuple[str, str]] = Counter()
    taken = 0
    for line, cells in table.rows(account.rejects):
        taken += 1
        if cells is not None:
            _count(counts, line, cells[postcode].strip(), cells[district].strip(), account.rejects)
        if taken == _ROWS_AT_ONCE:
            _add(connection, counts)
            account.took(taken)
            taken = 0
    _add(connection, counts)
    account.took(taken)


def keep_straddling(connection: sqlite3.Connection) -> int:
    """Leave in the table only postcodes of more than one district; how many there are."""
    connection.execute(_SINGLE)
    (number,) = connection.execute("SELECT COUNT(DISTINCT postcode) FROM straddle").fetchone()
    return int(number)


def _add(connection: sqlite3.Connection, counts: Counter[tuple[str, str]]) -> None:
    """Add the counts to the table, in its order, and begin anew."""
    connection.executemany(_COUNT, sorted((postcode, code, number) for (postcode, code), number in counts.items()))
    counts.clear()


def _count(counts: Counter[tuple[str, str]], line: int, postcode: str, district: str, rejects: Rejects) -> None:
    """Count one property; one without a postcode or a district tells nothing, and is no mistake."""
    try:
        code = district_of(district)
    except ValueError:
        rejects.add(line, [("district", "not a code such as E07000240.")])
        return
    if not postcode or code is None:
        return
    try:
        counts[str(Postcode.parse(postcode)), code] += 1
    except InvalidValueError as error:
        rejects.add(line, [("postcode", str(error))])
