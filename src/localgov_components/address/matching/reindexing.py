"""The index of matching brought up to date where addresses changed, without reading the others again.

What it comes to is what `build_index` makes of all addresses, but for the numbers of names and words. Names, words
and streets that nothing uses any more are taken out: a word is as rare as it is among what is there now.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from localgov_components.address.matching.index import (
    INSERT_READING,
    NameNumbers,
    fault_keys,
    index_words,
    readings_of,
    words_of,
)

__all__ = ["reindex"]

_WITH_WORDS = ("organisation", "building", "dependent", "street")
"""Columns of a reading whose names are found by their words."""

_CHANGED = "WHERE uprn IN (SELECT uprn FROM temp.changed)"
_REMOVED = f"""
CREATE TEMP TABLE removed AS
SELECT rowid AS reading, {", ".join(_WITH_WORDS)}, place FROM reading {_CHANGED}
"""  # noqa: S608 - made of constants
_REMOVE = "DELETE FROM reading WHERE rowid IN (SELECT reading FROM temp.removed)"
_NEW_STREETS = """
INSERT OR IGNORE INTO street_place
SELECT DISTINCT street, IFNULL(place, 0) FROM reading WHERE rowid > ? AND street IS NOT NULL
"""
_OLD_STREETS = """
SELECT DISTINCT street, IFNULL(place, 0) FROM temp.removed WHERE street IS NOT NULL
EXCEPT SELECT street, IFNULL(place, 0) FROM reading WHERE rowid > ?
"""
_HAS_STREET = "SELECT 1 FROM reading WHERE street = ? AND IFNULL(place, 0) = ? LIMIT 1"
_NAMES = " UNION ".join(f"SELECT {column} FROM {{rows}}" for column in _WITH_WORDS)  # noqa: S608 - made of constants
_NEW_NAMES = f"SELECT id, text FROM name WHERE id IN ({_NAMES.format(rows='reading WHERE rowid > :last')})"  # noqa: S608 - made of constants
_OLD_NAMES = f"SELECT id, text FROM name WHERE id IN ({_NAMES.format(rows='temp.removed')})"  # noqa: S608 - made of constants
_HAS_WORDS = "SELECT 1 FROM name_word JOIN word ON word.id = name_word.word WHERE word.text = ? AND name_word.name = ?"
_USES = " UNION ALL ".join(f"SELECT 1 FROM reading WHERE {column} = :name" for column in _WITH_WORDS)  # noqa: S608 - made of constants
_IS_USED = f"{_USES} LIMIT 1"

_OLD_PLACES = """
SELECT DISTINCT place FROM temp.removed WHERE place IS NOT NULL AND place NOT IN (SELECT place FROM street_place)
"""
_NO_PLACES = (
    "DELETE FROM temp.unused WHERE id IN (SELECT place FROM reading WHERE place IN (SELECT id FROM temp.unused))"
)
_FORGET_NAMES = "DELETE FROM name WHERE id IN (SELECT id FROM temp.unused)"


def reindex(connection: sqlite3.Connection, uprns: Iterable[int]) -> None:
    """Index again the addresses that have these UPRNs or had them; begins and ends no transaction."""
    connection.execute("CREATE TEMP TABLE changed (uprn INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE unused (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT OR IGNORE INTO temp.changed VALUES (?)", ((uprn,) for uprn in uprns))
    connection.execute(_REMOVED)
    connection.execute(_REMOVE)
    last = _add(connection)
    _index_streets(connection, last)
    index_words(connection, list(_without_words(connection, last)))
    _forget_names(connection)
    for table in ("changed", "removed", "unused"):
        connection.execute(f"DROP TABLE temp.{table}")


def _add(connection: sqlite3.Connection) -> int:
    """Add the readings of what changed; the last row before them."""
    (last,) = connection.execute("SELECT IFNULL(MAX(rowid), 0) FROM reading").fetchone()
    names = NameNumbers(connection)
    connection.executemany(INSERT_READING, map(names.stored, readings_of(connection, _CHANGED)))
    return int(last)


def _index_streets(connection: sqlite3.Connection, last: int) -> None:
    connection.execute(_NEW_STREETS, (last,))
    for pair in connection.execute(_OLD_STREETS, (last,)).fetchall():
        if connection.execute(_HAS_STREET, pair).fetchone() is None:
            connection.execute("DELETE FROM street_place WHERE street = ? AND place = ?", pair)


def _without_words(connection: sqlite3.Connection, last: int) -> Iterator[tuple[int, str]]:
    """Names of new readings that are new, or that only places had."""
    for number, text in connection.execute(_NEW_NAMES, {"last": last}):
        words = words_of(text)
        if words and connection.execute(_HAS_WORDS, (words[0], number)).fetchone() is None:
            yield number, text


def _forget_names(connection: sqlite3.Connection) -> None:
    """Take out names that are of nothing any more, with their words."""
    for number, text in connection.execute(_OLD_NAMES).fetchall():
        if _has_no_words(connection, number):
            _forget_words(connection, number, text)
    for (number,) in connection.execute(_OLD_PLACES).fetchall():
        _has_no_words(connection, number)
    if connection.execute("SELECT 1 FROM temp.unused").fetchone():
        connection.execute(_NO_PLACES)
        connection.execute(_FORGET_NAMES)


def _has_no_words(connection: sqlite3.Connection, name: int) -> bool:
    """Whether nothing but perhaps a place has this name, which is noted."""
    if connection.execute(_IS_USED, {"name": name}).fetchone() is not None:
        return False
    connection.execute("INSERT OR IGNORE INTO temp.unused VALUES (?)", (name,))
    return True


def _forget_words(connection: sqlite3.Connection, name: int, text: str) -> None:
    for word in words_of(text):
        for number, names in connection.execute("SELECT id, names FROM word WHERE text = ?", (word,)).fetchall():
            connection.execute("DELETE FROM name_word WHERE word = ? AND name = ?", (number, name))
            if names > 1:
                connection.execute("UPDATE word SET names = names - 1 WHERE id = ?", (number,))
            else:
                connection.execute("DELETE FROM word WHERE id = ?", (number,))
                faults = ((key, number) for key in fault_keys(word))
                connection.executemany("DELETE FROM fault WHERE key = ? AND word = ?", faults)
