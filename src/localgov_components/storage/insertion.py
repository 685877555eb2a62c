"""Insert a row that may be there already, and learn which it was.

The two databases agree on `ON CONFLICT DO NOTHING`; SQLAlchemy keeps it in each dialect's own
`insert`. On PostgreSQL a second transaction waits here until the first has decided.

>>> from localgov_components.storage import Store
>>> from sqlalchemy import Column, MetaData, String, Table
>>> colours = Table("colours", MetaData(), Column("name", String, primary_key=True))
>>> store = Store.open("sqlite://")
>>> with store.begin() as connection:
...     colours.create(connection)
...     [insert_once(connection, colours, {"name": "green"}) for attempt in range(2)]
[True, False]
>>> store.close()
"""

from collections.abc import Mapping

from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from sqlalchemy import Connection, Table
    from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["insert_once"]


def insert_once(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert unless a unique key is taken; True when this call inserted the row."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    # Without the option SQLAlchemy keeps the count of an INSERT on some drivers only.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1
