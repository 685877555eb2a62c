"""A small town for matching: its gazetteer as rows of AddressBase Core, and its index in a database in memory."""

import sqlite3
from collections.abc import Iterable, Mapping

from localgov_components.address.matching.index import build_index
from localgov_components.address.matching.matcher import Matcher

COLUMNS = (
    "uprn", "parent_uprn", "classification_code", "single_line_address", "po_box", "organisation", "sub_building",
    "building_name", "building_number", "street_name", "locality", "town_name", "post_town", "island", "postcode",
)  # fmt: skip

Row = Mapping[str, object]
_DECLARED = ", ".join(f"{name} {'INTEGER' if name.endswith('uprn') else 'TEXT'}" for name in COLUMNS)


def row(uprn: int, **cells: object) -> Row:
    """An address in Ambleford, unless the cells say otherwise; its one line is not read."""
    return {"single_line_address": "-", "post_town": "Ambleford"} | cells | {"uprn": uprn}


def line(uprn: int, text: str, postcode: str | None = None, **cells: object) -> Row:
    """An address of which only its one line is known."""
    return {"single_line_address": text, "postcode": postcode} | cells | {"uprn": uprn}


def indexed(rows: Iterable[Row], wordings: Iterable[tuple[int, str, str | None]] = ()) -> sqlite3.Connection:
    """A database with the rows and their index."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE TABLE address ({_DECLARED})")
    places = ", ".join("?" * len(COLUMNS))
    values = ([each.get(name) for name in COLUMNS] for each in rows)
    connection.executemany(f"INSERT INTO address VALUES ({places})", values)  # noqa: S608 - only places
    connection.execute("CREATE TABLE wording (uprn INTEGER NOT NULL, text TEXT NOT NULL, postcode TEXT, language TEXT)")
    connection.executemany("INSERT INTO wording VALUES (?, ?, ?, 'ENG')", wordings)
    build_index(connection)
    return connection


def matcher(rows: Iterable[Row], wordings: Iterable[tuple[int, str, str | None]] = ()) -> Matcher:
    """A matcher of the rows."""
    return Matcher(indexed(rows, wordings))
