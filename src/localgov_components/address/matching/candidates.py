"""Addresses of a gazetteer that a text may mean, found without looking at all of them.

First those of its postcode. Where it has none, or none there fits: those with its number on a street of its name, or
with the name of its building there, and then also where a name was typed with a fault. Nothing of the index is held
in memory but the names met lately.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from localgov_components.address.matching.compare import Candidate, Names
from localgov_components.address.matching.index import fault_keys
from localgov_components.address.matching.place import OTHER_PLACES
from localgov_components.address.matching.premises import Premises
from localgov_components.address.matching.query import Query
from localgov_components.address.matching.reading import NAME_COLUMNS
from localgov_components.address.parsing.vocabulary import STRONG_STREET_WORDS

__all__ = ["Candidates", "Row"]

_COLUMNS = (
    'start, suffix, "end", end_suffix, kind, flat, room, uprn, parent, shell, postcode, '
    "organisation, building, dependent, street, place"
)
_PREMISES, _NAMES = 7, 11
"""Where the premises of a row end, and where the numbers of its names begin."""
_SELECT = f"SELECT {_COLUMNS} FROM reading WHERE"  # noqa: S608 - made of constants
_BY_POSTCODE = f"{_SELECT} postcode = ?"
_AT_NUMBER = 'AND start BETWEEN ? AND ? AND (start = ? OR "end" >= ?)'
_NAMED = NAME_COLUMNS[:-1]
_USES = f"SELECT {', '.join(f'EXISTS (SELECT 1 FROM reading WHERE {each} = ?)' for each in _NAMED)}"  # noqa: S608 - made of constants
_PLACES_OF_STREETS = "SELECT DISTINCT place FROM street_place WHERE street IN"
_PLACES_OF_STREET = "SELECT place FROM street_place WHERE street = (SELECT id FROM name WHERE text = ?) LIMIT ?"
_MOST_PLACES = 1_000
Row: TypeAlias = tuple[Any, ...]
"""A row of the index: its premises first."""

_RANGE_BEFORE = 60
"""A range that holds a number begins at most so far before it."""
_MOST_ROWS = 500
"""A name that as many addresses share says too little to be looked for by itself."""
_POSTCODES_REMEMBERED, _STREETS_REMEMBERED, _WORDS_REMEMBERED, _NAMES_REMEMBERED = 2_000, 2_000, 10_000, 20_000
"""Some tens of megabytes at the most."""
_MOST_NAMES = 400
"""A word that is in more names than these does not help to find one."""
_LONGEST_NAME = 7


class Candidates:
    """Finds candidates through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # What was read lately is read again: lists are of one place, and the file never changes.
        self._at_postcode = lru_cache(_POSTCODES_REMEMBERED)(self._read_postcode)
        self._name = lru_cache(_NAMES_REMEMBERED)(self._read_name)
        self._names = lru_cache(_NAMES_REMEMBERED)(self._read_names)
        self._numbers: dict[str, int | None] = {}
        self._uses = lru_cache(_NAMES_REMEMBERED)(self._read_uses)
        self._like = lru_cache(_WORDS_REMEMBERED)(self._read_like)
        self.places_of_street = lru_cache(_STREETS_REMEMBERED)(self._read_places)

    def at_postcode(self, query: Query, postcode: str) -> list[Row]:
        """The addresses of a postcode that may be meant: most are plainly neighbours."""
        return query.likely(self._at_postcode(postcode))

    def has_postcode(self, postcode: str) -> bool:
        """Whether an address has this postcode."""
        return bool(self._at_postcode(postcode))

    def unlikely_at_postcode(self, query: Query, postcode: str) -> list[Row]:
        """The other addresses of a postcode."""
        return [row for row in self._at_postcode(postcode) if row not in query.compared]

    def read(self, rows: Iterable[Row]) -> Iterator[Candidate]:
        """Rows with their names."""
        names = self._names
        for row in rows:
            uprn, parent, shell, postcode = row[_PREMISES:_NAMES]
            yield Candidate(uprn, parent, shell, postcode, Premises(*row[:_PREMISES]), names(*row[_NAMES:]))

    def elsewhere(self, query: Query, *, spelled: bool) -> list[Row]:
        """Addresses by street and number, and by name, wherever they are; `spelled` finds names with typing faults."""
        names = self._exact_names(query.words)
        if spelled:
            more = self._spelled_names(query, names)
            if not more:
                return []
            names += more
        rows = dict.fromkeys(self._rows(query, names))
        return [row for row in rows if row not in query.compared and not query.is_neighbour(row)]

    def has_street_like(self, query: Query) -> bool:
        """Whether the typed street is one of the gazetteer's with a typing fault in it."""
        names = map(self._name, self._names_like(query.parts.street))
        return any(name and query.find_street(name) and self.places_of_street(name) for name in names)

    def children(self, uprn: int) -> list[int]:
        """The properties that a gazetteer says are parts of another one."""
        rows = self._connection.execute("SELECT uprn FROM address WHERE parent_uprn = ? ORDER BY uprn", (uprn,))
        return [number for (number,) in rows]

    def _rows(self, query: Query, names: Sequence[int]) -> Iterator[Row]:
        """Rows at a typed number on a street of one of the names, and rows whose building or firm has one."""
        organisations, buildings, dependents, streets = (
            [name for name in names if self._uses(name)[column]] for column in range(len(_NAMED))
        )
        numbers = {number for way in query.ways for number in (way.start, way.end) if number is not None}
        for number in numbers:
            yield from self._at_number(query, dependents, streets, number)
        if query.names or query.street or not numbers:
            for column, named in (("building", buildings), ("organisation", organisations)):
                if query.street:
                    yield from self._few(column, named, f"AND street IN ({_marks(streets)})", streets) or ()
                else:
                    rows = self._few(column, named, "", ()) or ()
                    yield from (row for row in rows if query.place(self._name(row[-1])) not in OTHER_PLACES)

    def _at_number(self, query: Query, dependents: Sequence[int], streets: Sequence[int], number: int) -> Iterator[Row]:
        """Rows at a number; where streets of the names are too many, only those in places that may be the typed one."""
        values = (number - _RANGE_BEFORE, number, number, number)
        yield from self._few("dependent", dependents, _AT_NUMBER, values) or ()
        rows = self._few("street", streets, _AT_NUMBER, values)
        if rows is None and query.places:
            found = self._connection.execute(f"{_PLACES_OF_STREETS} ({_marks(streets)})", streets)
            places = [place for (place,) in found if query.place(self._name(place or None)) not in OTHER_PLACES]
            if len(places) <= _MOST_ROWS:
                within = f"{_AT_NUMBER} AND place IN ({_marks(places)})"
                rows = self._few("street", streets, within, (*values, *places))
        yield from rows or ()

    def _few(self, column: str, names: Sequence[int], condition: str, values: Sequence[object]) -> list[Row] | None:
        """The rows with one of the names in a column; None where there are so many that they say too little."""
        if not names:
            return []
        run = f"{_SELECT} {column} IN ({_marks(names)}) {condition} LIMIT {_MOST_ROWS}"
        rows = self._connection.execute(run, (*names, *values)).fetchall()
        return rows if len(rows) < _MOST_ROWS else None

    def _exact_names(self, words: list[str]) -> list[int]:
        """Names that stand in the typed words letter for letter."""
        size = len(words)
        stretches = {
            " ".join(words[start:end])
            for start in range(size)
            for end in range(start + 1, min(start + _LONGEST_NAME, size) + 1)
        }
        if len(self._numbers) >= _NAMES_REMEMBERED:
            self._numbers.clear()
        if unknown := stretches.difference(self._numbers):
            self._remember_numbers(list(unknown))
        return sorted({number for stretch in stretches if (number := self._numbers[stretch]) is not None})

    def _remember_numbers(self, texts: list[str]) -> None:
        """Remember which texts are names, and which are not."""
        statement = f"SELECT text, id FROM name WHERE text IN ({_marks(texts)})"  # noqa: S608 - only places
        self._numbers |= dict.fromkeys(texts) | dict(self._connection.execute(statement, texts))

    def _spelled_names(self, query: Query, exact: Collection[int]) -> list[int]:
        """More names: those that a stretch of the typed words comes near to."""
        parts = query.parts
        stretches = (parts.organisation, parts.building, parts.dependent, parts.street)
        found = dict.fromkeys(number for stretch in stretches for number in self._names_like(stretch))
        return [number for number in found if number not in exact and query.may_mean(self._name(number))]

    def _names_like(self, stretch: Sequence[str]) -> list[int]:
        """Names that have the rarest word of a stretch, or one like it; none where there are too many."""
        words = [self._like(word) for word in dict.fromkeys(stretch) if word not in STRONG_STREET_WORDS]
        rarest = min((like for like in words if like), key=lambda like: sum(like.values()), default={})
        if not rarest or sum(rarest.values()) > _MOST_NAMES:
            return []
        statement = f"SELECT name FROM name_word WHERE word IN ({_marks(rarest)})"  # noqa: S608 - only places
        return [name for (name,) in self._connection.execute(statement, list(rarest))]

    def _read_postcode(self, postcode: str) -> list[Row]:
        return self._connection.execute(_BY_POSTCODE, (postcode,)).fetchall()

    def _read_name(self, number: int | None) -> str | None:
        if number is None:
            return None
        row = self._connection.execute("SELECT text FROM name WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a name of the index is missing")
        return str(row[0])

    def _read_names(self, *numbers: int | None) -> Names:
        return Names(*map(self._name, numbers))

    def _read_uses(self, name: int) -> tuple[int, ...]:
        """In which columns of names there is a name."""
        return tuple(self._connection.execute(_USES, [name] * len(_NAMED)).fetchone())

    def _read_places(self, street: str | None) -> list[str | None]:
        """The places of the gazetteer in which there is a street of this name, as far as they matter."""
        rows = self._connection.execute(_PLACES_OF_STREET, (street, _MOST_PLACES))
        return [self._name(number or None) for (number,) in rows]

    def _read_like(self, word: str) -> dict[int, int]:
        """Words that are a typing fault away from a word, and in how many names they are."""
        keys = fault_keys(word)
        if not keys:
            return dict(self._connection.execute("SELECT id, names FROM word WHERE text = ?", (word,)))
        statement = f"SELECT id, names FROM word WHERE id IN (SELECT word FROM fault WHERE key IN ({_marks(keys)}))"  # noqa: S608 - only places
        return dict(self._connection.execute(statement, keys))


def _marks(values: Collection[object]) -> str:
    """As many question marks for a statement as there are values."""
    return ", ".join("?" * len(values))
