"""What addresses begin as somebody typed: first those at postcodes that begin so, then those whose texts do.

The order is always the same: postcode by postcode and in walking order; then by the keys of the index, first as it was
typed and then as it may be meant; last, the addresses at a whole postcode which begin as the words after it do, or,
where nothing was found, as those before it. What nobody comes to is not looked at.
"""

import sqlite3
from collections.abc import Iterator
from functools import partial

from localgov_components.address.gazetteer.beginnings import (
    Beginning,
    KeyRange,
    beginnings_of,
    beside_postcode,
    postcode_beginnings,
    ranges_of,
)
from localgov_components.address.gazetteer.tables import (
    ADDRESS_OF,
    COLUMNS,
    WORDINGS_OF,
    SqlValue,
    address_from_row,
    row_order,
    with_wordings,
)
from localgov_components.address.gazetteer.typeahead import LONGEST_TEXT, texts_of
from localgov_components.address.gazetteer.typed_words import BEHIND_ALL, ORDER_BEGINS, STREET_ENDS, plain_text
from localgov_components.identifiers import Postcode

__all__ = ["uprns_beginning"]

_POSTCODES = "SELECT DISTINCT postcode FROM address WHERE postcode >= ? AND postcode < ? ORDER BY postcode"
_AT_POSTCODE = f"SELECT {COLUMNS} FROM address WHERE postcode = ?"  # noqa: S608 - made of constants
_BY_KEY = f"""
SELECT typed.uprn FROM typed CROSS JOIN address ON address.uprn = typed.uprn WHERE key >= ? AND key < ?
AND instr(replace(replace(key || ' ', '{STREET_ENDS}', ' '), '{ORDER_BEGINS}', ' '), ?)
    BETWEEN 1 AND instr(key || '{ORDER_BEGINS}', '{ORDER_BEGINS}')
"""  # noqa: S608 - made of constants
_HOW_MANY = "SELECT COUNT(*) FROM (SELECT 1 FROM typed WHERE key >= ? AND key < ? LIMIT ?)"


def uprns_beginning(connection: sqlite3.Connection, typed: str, *, where: str = "") -> Iterator[int]:
    """The UPRNs of addresses that begin as was typed and fit the condition `where`; one may come more than once."""
    for beginning in postcode_beginnings(typed):
        for (postcode,) in connection.execute(_POSTCODES, (beginning, beginning + BEHIND_ALL)):
            yield from _walked(connection, postcode, where)
    statement = f"{_BY_KEY}{where} ORDER BY key, typed.uprn"
    said = beginnings_of(typed) if len(plain_text(typed)) > LONGEST_TEXT else []
    found = False
    for keys in filter(partial(_is_looked_through, connection), ranges_of(typed)):
        for (uprn,) in connection.execute(statement, keys[:-1]):
            if not said or _begins(connection, connection.execute(ADDRESS_OF, (uprn,)).fetchone(), said):
                found = True
                yield uprn
    for near in beside_postcode(typed):
        if Postcode.is_valid(near.postcode) and (near.is_before or not found):
            said = beginnings_of(near.words) if near.is_before else [Beginning(near.words, is_whole=True)]
            yield from _walked(connection, str(Postcode.parse(near.postcode)), where, said)


def _is_looked_through(connection: sqlite3.Connection, keys: KeyRange) -> bool:
    """Whether a range is looked at: key by key only where it has not too many."""
    if not keys.within:
        return True
    many: int
    (many,) = connection.execute(_HOW_MANY, (keys.first, keys.behind, keys.most + 1)).fetchone()
    return 0 < many <= keys.most


def _walked(
    connection: sqlite3.Connection, postcode: str, where: str, said: list[Beginning] | None = None
) -> Iterator[int]:
    """UPRNs at a postcode in walking order; where something was said, of the addresses that begin so."""
    rows = connection.execute(f"{_AT_POSTCODE}{where}", (postcode,)).fetchall()
    found = rows if said is None else [row for row in rows if _begins(connection, row, said)]
    yield from (row[0] for row in sorted(found, key=row_order))


def _begins(connection: sqlite3.Connection, row: tuple[SqlValue, ...], said: list[Beginning]) -> bool:
    """Whether the address in a row begins so, in any of its wordings."""
    address = with_wordings(address_from_row(row), connection.execute(WORDINGS_OF, row[:1]))
    return any(beginning.is_of(text) for text in texts_of(address) for beginning in said)
