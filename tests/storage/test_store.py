"""A store opens what it knows, runs whole transactions, and keeps quiet about what is in them."""

import contextlib
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from localgov_components.core import NotFoundError, NotSupportedError, ProviderUnavailableError
from localgov_components.storage import Store
from localgov_components.storage.sqlite import _use_write_ahead_log

people = Table(
    "people", MetaData(), Column("id", Integer, primary_key=True), Column("email", String(30), nullable=False)
)


@pytest.fixture
def table(store: Store) -> Store:
    with store.begin() as connection:
        people.create(connection)
    return store


class ChangedMyMindError(Exception):
    """Raised in the middle of a transaction."""


def count(store: Store) -> int:
    with store.read() as connection:
        return len(connection.execute(select(people)).all())


def add(store: Store, number: int) -> None:
    with store.begin() as connection:
        connection.execute(insert(people).values(id=number, email="resident@example.com"))


def test_it_says_which_database_it_is_on(store: Store) -> None:
    with store.read() as connection:
        assert store.dialect == connection.dialect.name


def test_what_was_done_in_a_transaction_is_there_after_it(table: Store) -> None:
    add(table, 1)
    assert count(table) == 1


def test_nothing_of_a_transaction_that_raised_is_there_after_it(table: Store) -> None:
    with contextlib.suppress(ChangedMyMindError), table.begin() as connection:
        connection.execute(insert(people).values(id=1, email="resident@example.com"))
        raise ChangedMyMindError
    assert count(table) == 0


def test_tables_made_in_a_transaction_that_raised_are_not_there_after_it(store: Store) -> None:
    with contextlib.suppress(ChangedMyMindError), store.begin() as connection:
        people.create(connection)
        raise ChangedMyMindError
    with pytest.raises(DBAPIError):
        count(store)


def test_a_reading_transaction_cannot_write(table: Store) -> None:
    with pytest.raises(DBAPIError), table.read() as connection:
        connection.execute(insert(people).values(id=1, email="resident@example.com"))
    add(table, 1)
    assert count(table) == 1


def test_a_reading_transaction_does_not_wait_for_a_writing_one_and_sees_what_was_there_before(table: Store) -> None:
    with table.begin() as connection:
        connection.execute(insert(people).values(id=1, email="resident@example.com"))
        assert count(table) == 0


def test_within_a_given_connection_nothing_is_committed_early(table: Store) -> None:
    with contextlib.suppress(ChangedMyMindError), table.begin() as connection:
        with table.within(connection) as joined:
            joined.execute(insert(people).values(id=1, email="resident@example.com"))
        raise ChangedMyMindError
    assert count(table) == 0


def test_within_no_connection_it_commits_its_own(table: Store) -> None:
    with table.within(None) as connection:
        connection.execute(insert(people).values(id=1, email="resident@example.com"))
    assert count(table) == 1


def test_many_threads_share_one_store(table: Store) -> None:
    threads = [threading.Thread(target=add, args=(table, number)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(table) == 20


def test_threads_share_one_database_in_memory() -> None:
    with Store.open("sqlite://") as store:
        with store.begin() as connection:
            people.create(connection)
        threads = [threading.Thread(target=add, args=(store, number)) for number in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert count(store) == 5


def test_a_refused_row_is_not_quoted_in_the_error(table: Store) -> None:
    add(table, 1)
    with pytest.raises(IntegrityError) as refused, table.begin() as connection:
        connection.execute(insert(people).values(id=1, email="resident@example.com"))
    with pytest.raises(IntegrityError) as missing, table.begin() as connection:
        connection.exec_driver_sql("UPDATE people SET id = NULL")
    for error in (refused.value, missing.value):
        assert "resident" not in f"{error}{error.orig}"
        assert "people" in str(error)


def test_a_store_may_be_used_again_after_it_was_closed(table: Store) -> None:
    table.close()
    add(table, 1)
    assert count(table) == 1


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "a%20b.db", "ŷ;?#&.db"])
def test_any_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name) as store:
        store.migrate()
    assert (tmp_path / name).is_file()


def test_a_url_and_a_path_open_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "same.db"
    with Store.open(path) as first, Store.open(f"sqlite:///{path}") as second:
        with first.begin() as connection:
            people.create(connection)
        add(second, 1)
        assert count(first) == 1


def test_sqlite_is_opened_so_that_it_loses_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store, store.read() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert pragmas == ["wal", 2, 1, 30_000]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="not-there") as refused:
        Store.open(tmp_path / "not-there" / "s.db")
    assert refused.value.code == "storage.folder-missing"


@pytest.mark.parametrize("text", ["", "records.db", "mysql://council/records", "postgresql+psycopg2://council/records"])
def test_a_database_that_it_does_not_know_is_refused(text: str) -> None:
    with pytest.raises(NotSupportedError) as refused:
        Store.open(text)
    assert refused.value.code == "storage.database-unknown"


def test_plain_postgresql_means_psycopg() -> None:
    assert repr(Store.open("postgresql://council/records")) == "Store('postgresql+psycopg://council/records')"


def test_a_password_is_not_shown() -> None:
    store = Store.open("postgresql+psycopg://council:s3cret@localhost/records")
    assert "s3cret" not in repr(store)
    assert "localhost" in repr(store)


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    store = Store.open("postgresql+psycopg://council@127.0.0.1:1/records?connect_timeout=2")
    with pytest.raises(ProviderUnavailableError, match="try again") as refused, store.begin():
        pass
    assert refused.value.code == "storage.unavailable"


def test_a_new_file_that_another_process_holds_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.execute, ("COMMIT",))
        release.start()
        with Store.open(path) as store, store.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        release.join()


def test_a_file_whose_log_another_process_puts_in_order_is_waited_for() -> None:
    recovered = sqlite3.OperationalError("database is locked")
    recovered.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
    connection = Mock(execute=Mock(side_effect=[recovered, recovered, None]))
    _use_write_ahead_log(connection)
    assert connection.execute.call_count == 3


def test_a_new_file_that_another_process_keeps_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.storage.sqlite._BUSY_SECONDS", 0.05)
    path = tmp_path / "s.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            Store.open(path) as store,
            pytest.raises(ProviderUnavailableError, match="try again") as refused,
            store.begin(),
        ):
            pass
    assert refused.value.code == "storage.unavailable"


def test_a_database_that_another_process_holds_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.storage.sqlite._BUSY_SECONDS", 0.01)
    path = tmp_path / "s.db"
    with (
        Store.open(path) as first,
        Store.open(path) as second,
        first.begin(),
        pytest.raises(ProviderUnavailableError) as refused,
        second.begin(),
    ):
        pass
    assert refused.value.code == "storage.unavailable"


def test_without_sqlalchemy_the_extra_to_install_is_named() -> None:
    program = """
import sys
sys.modules["sqlalchemy"] = None
from localgov_components.core import MissingLibraryError
try:
    import localgov_components.storage
except MissingLibraryError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == (
        "'sqlalchemy' is not installed. Install it with: pip install \"localgov-components[storage]\""
    )


def test_without_psycopg_the_extra_to_install_is_named() -> None:
    program = """
import sys
sys.modules["psycopg"] = None
from localgov_components.core import MissingLibraryError
from localgov_components.storage import Store
try:
    Store.open("postgresql+psycopg://council/records")
except MissingLibraryError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == (
        "'psycopg' is not installed. Install it with: pip install \"localgov-components[postgres]\""
    )
