"""What is in a gazetteer whichever way it came there: built anew, or by updates."""

import sqlite3
from contextlib import closing
from pathlib import Path

_NAMED = (
    "(SELECT text FROM name WHERE id = organisation), (SELECT text FROM name WHERE id = building), "
    "(SELECT text FROM name WHERE id = dependent), (SELECT text FROM name WHERE id = street), "
    "(SELECT text FROM name WHERE id = place)"
)
_TABLES = {
    "typed": "SELECT key, uprn FROM typed",
    "wording": "SELECT uprn, text, postcode, language FROM wording",
    "point": "SELECT * FROM point",
    "district": "SELECT * FROM district",
    "successor": "SELECT * FROM successor",
    "retired": "SELECT * FROM retired",
    "record": "SELECT key, type, own, usrn, fields FROM record",
    "meta": "SELECT addresses, points, postcodes FROM meta",
    "reading": f'SELECT uprn, parent, shell, postcode, room, kind, flat, start, suffix, "end", end_suffix, {_NAMED} FROM reading',  # noqa: E501, S608 - our own names
    "name": "SELECT text FROM name",
    "street_place": "SELECT name.text, place.text FROM street_place JOIN name ON name.id = street LEFT JOIN name AS place ON place.id = place",  # noqa: E501
    "word": "SELECT text, names FROM word",
    "name_word": "SELECT word.text, name.text FROM name_word JOIN word ON word.id = word JOIN name ON name.id = name",
    "fault": "SELECT key, text FROM fault JOIN word ON word.id = word",
}


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table without the order of rows, numbers of names and words, and where a row was read."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(address)")]
        said = [name for name in columns if name not in {"source", "source_line", "change_code"}]
        tables = _TABLES | {"address": f"SELECT {', '.join(said)} FROM address"}  # noqa: S608 - our own names
        others = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert others - {"supply"} == tables.keys() | {"source"}
        return {name: sorted(connection.execute(select).fetchall(), key=repr) for name, select in tables.items()}
