"""The index that matching reads, kept in the gazetteer's file beside its addresses.

Table `reading` has each address, and each further wording of it, in plain parts: found by postcode, by street and
number, and by the name of a building. Each name stands once, in `name`. To find a name that was typed with a fault,
`word` has each word of the names of streets and buildings, `name_word` where it is used, and `fault` each word with
any one letter left out: two words a letter apart, or with two letters exchanged, have such a key in common (as in W.
Garbe's symmetric delete spelling correction).
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from localgov_components.address.matching.reading import NAME_COLUMNS, Reading, reading_of_columns, reading_of_line
from localgov_components.address.parsing.vocabulary import STRONG_STREET_WORDS

__all__ = [
    "INSERT_READING",
    "IndexProgress",
    "NameNumbers",
    "build_index",
    "fault_keys",
    "index_words",
    "readings_of",
    "words_of",
]

IndexProgress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the addresses read so far and those there are."""

_TABLES = (
    """CREATE TABLE reading (
        uprn INTEGER NOT NULL, parent INTEGER, shell INTEGER NOT NULL, postcode TEXT, room TEXT, kind TEXT, flat TEXT,
        start INTEGER, suffix TEXT, "end" INTEGER, end_suffix TEXT,
        organisation INTEGER, building INTEGER, dependent INTEGER, street INTEGER, place INTEGER
    )""",
    "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    """CREATE TABLE street_place (
        street INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (street, place)
    ) WITHOUT ROWID""",
    "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, names INTEGER NOT NULL)",
    "CREATE TABLE name_word (word INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID",
    "CREATE TABLE fault (key TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (key, word)) WITHOUT ROWID",
)
_INDEXES = (
    "CREATE INDEX reading_by_postcode ON reading (postcode)",
    'CREATE INDEX reading_by_street ON reading (street, start, "end") WHERE street IS NOT NULL',
    'CREATE INDEX reading_by_dependent ON reading (dependent, start, "end") WHERE dependent IS NOT NULL',
    "CREATE INDEX reading_by_building ON reading (building, street) WHERE building IS NOT NULL",
    "CREATE INDEX reading_by_organisation ON reading (organisation, street) WHERE organisation IS NOT NULL",
)
_COLUMNS = (
    "uprn, parent_uprn, classification_code, single_line_address, po_box, organisation, sub_building, building_name, "
    "building_number, street_name, locality, town_name, post_town, island, postcode"
)
_ADDRESSES = f"SELECT {_COLUMNS} FROM address {{where}} ORDER BY postcode, uprn"  # noqa: S608 - made of constants
_WORDINGS = """
SELECT wording.uprn, address.parent_uprn, address.classification_code, wording.text,
    COALESCE(wording.postcode, address.postcode)
FROM wording JOIN address USING (uprn) {where}
"""
_STREETS = """
INSERT INTO street_place SELECT DISTINCT street, COALESCE(place, 0) FROM reading WHERE street IS NOT NULL ORDER BY 1, 2
"""
INSERT_READING = f"INSERT INTO reading VALUES ({', '.join('?' * (3 + len(Reading._fields)))})"  # noqa: S608 - made of constants
_NAMES_WITH_WORDS = """
SELECT id, text FROM name WHERE id IN (
    SELECT street FROM reading WHERE street IS NOT NULL
    UNION SELECT dependent FROM reading WHERE dependent IS NOT NULL
    UNION SELECT building FROM reading WHERE building IS NOT NULL
    UNION SELECT organisation FROM reading WHERE organisation IS NOT NULL
)
"""
_PARTS = ("organisation", "sub_building", "building_name", "building_number", "street_name")
_ROWS_AT_ONCE = 1_000
_NAMES_REMEMBERED = 200_000
_SPELLED = re.compile(r"[A-Z]{4,30}", re.ASCII)


def build_index(connection: sqlite3.Connection, *, progress: IndexProgress | None = None) -> None:
    """Fill the index from the tables `address` and, where there is one, `wording`; begins and ends no transaction."""
    for statement in _TABLES:
        connection.execute(statement)
    (total,) = connection.execute("SELECT COUNT(*) FROM address").fetchone()
    names = NameNumbers(connection)
    rows: list[tuple[object, ...]] = []
    for number, row in enumerate(readings_of(connection), start=1):
        rows.append(names.stored(row))
        if len(rows) == _ROWS_AT_ONCE:
            connection.executemany(INSERT_READING, rows)
            rows.clear()
            if progress:
                progress(min(number, total), total)
    connection.executemany(INSERT_READING, rows)
    for statement in _INDEXES:
        connection.execute(statement)
    connection.execute(_STREETS)
    index_words(connection, connection.execute(_NAMES_WITH_WORDS))
    if progress:
        progress(total, total)


def fault_keys(word: str) -> list[str]:
    """A word, and the word with each letter left out in turn: what it shares with words one fault away.

    Figures have no spelling, and a word of three letters or of more than thirty has no likeness: such have no keys.
    """
    if not _SPELLED.fullmatch(word):
        return []
    return [word, *dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))]


class NameNumbers:
    """Numbers for names: each name is stored once. Those met lately are remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def stored(self, row: tuple[int, int | None, bool, Reading]) -> tuple[object, ...]:
        """A row for table `reading`, with the numbers of its names."""
        uprn, parent, shell, reading = row
        premises = reading[: -len(NAME_COLUMNS)]
        return (uprn, parent, int(shell), *premises, *map(self._number, reading[-len(NAME_COLUMNS) :]))

    def _number(self, name: object) -> int | None:
        if not isinstance(name, str):
            return None
        number = self._known.get(name)
        if number is None:
            if len(self._known) >= _NAMES_REMEMBERED:
                self._known.clear()
            self._connection.execute("INSERT OR IGNORE INTO name (text) VALUES (?)", (name,))
            (number,) = self._connection.execute("SELECT id FROM name WHERE text = ?", (name,)).fetchone()
            self._known[name] = number
        return number


def readings_of(connection: sqlite3.Connection, where: str = "") -> Iterator[tuple[int, int | None, bool, Reading]]:
    """Each address and further wording in plain parts: of all addresses, or those that fit the condition `where`."""
    for row in connection.execute(_ADDRESSES.format(where=where)):
        uprn, parent, kind, line, *cells = row
        columns = dict(zip(_COLUMNS.split(", ")[4:], cells, strict=True))
        whole = any(columns[name] for name in _PARTS)
        reading = reading_of_columns(columns) if whole else reading_of_line(line or "", columns["postcode"])
        yield uprn, parent, _is_shell(kind), reading
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'wording'").fetchone():
        for uprn, parent, kind, text, postcode in connection.execute(_WORDINGS.format(where=where)):
            yield uprn, parent, _is_shell(kind), reading_of_line(text, postcode)


def _is_shell(classification: str | None) -> bool:
    """Whether it only holds addresses: a parent shell, class P."""
    return (classification or "").startswith("P")


def words_of(name: str) -> list[str]:
    """The words by which a name is found; kinds of street are in too many to help."""
    return [word for word in dict.fromkeys(name.split()) if word not in STRONG_STREET_WORDS]


def index_words(connection: sqlite3.Connection, names: Iterable[tuple[int, str]]) -> None:
    """Index the words of names, which have a number each."""
    (last,) = connection.execute("SELECT IFNULL(MAX(id), 0) FROM word").fetchone()
    for number, text in names:
        for word in words_of(text):
            connection.execute(
                "INSERT INTO word (text, names) VALUES (?, 1) ON CONFLICT (text) DO UPDATE SET names = names + 1",
                (word,),
            )
            connection.execute("INSERT INTO name_word SELECT id, ? FROM word WHERE text = ?", (number, word))
    for number, word in connection.execute("SELECT id, text FROM word WHERE id > ?", (last,)):
        keys = ((key, number) for key in fault_keys(word))
        connection.executemany("INSERT OR IGNORE INTO fault VALUES (?, ?)", keys)
