"""A row is inserted once, whoever comes first."""

from sqlalchemy import Column, MetaData, String, Table, select

from localgov_components.storage import Store, insert_once

colours = Table("colours", MetaData(), Column("name", String, primary_key=True), Column("hex", String, unique=True))


def test_the_first_insert_is_the_one_that_stays(store: Store) -> None:
    with store.begin() as connection:
        colours.create(connection)
        first = insert_once(connection, colours, {"name": "green", "hex": "#00703c"})
        second = insert_once(connection, colours, {"name": "green", "hex": "#000000"})
        assert (first, second) == (True, False)
        assert connection.execute(select(colours.c.hex)).scalars().all() == ["#00703c"]


def test_any_unique_key_that_is_taken_counts(store: Store) -> None:
    with store.begin() as connection:
        colours.create(connection)
        assert insert_once(connection, colours, {"name": "green", "hex": "#00703c"})
        assert not insert_once(connection, colours, {"name": "leaf", "hex": "#00703c"})


def test_the_transaction_goes_on_after_a_row_that_was_there(store: Store) -> None:
    with store.begin() as connection:
        colours.create(connection)
        for name in ("green", "green", "blue"):
            insert_once(connection, colours, {"name": name, "hex": name})
    with store.read() as connection:
        assert len(connection.execute(select(colours)).all()) == 2
