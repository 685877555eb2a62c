"""The history builds what the rooms describe, once, wherever the package lies."""

import importlib
import multiprocessing
import pkgutil
import shutil
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

import localgov_components
from localgov_components.core import NotSupportedError
from localgov_components.storage import Store, metadata
from localgov_components.storage.migration import newest_revision

PACKAGE = Path(localgov_components.__file__).parent
PROCESSES = 3


def load_every_table() -> None:
    """Import each room's `tables`, whichever rooms there are."""
    for room in pkgutil.iter_modules(localgov_components.__path__, "localgov_components."):
        if room.ispkg and (PACKAGE / room.name.rpartition(".")[2] / "tables.py").is_file():
            importlib.import_module(f"{room.name}.tables")


def migrate_at_once(where: str, start: Barrier) -> None:
    """What each of several processes does."""
    start.wait(120)
    Store.open(where).migrate()


def test_what_the_history_builds_is_what_the_rooms_describe(store: Store) -> None:
    load_every_table()
    store.migrate()
    with store.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_comparison_sees_a_column_that_the_history_forgot(store: Store) -> None:
    load_every_table()
    store.migrate()
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE cases ADD COLUMN forgotten INTEGER")
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []


def test_constraints_carry_the_names_that_the_rooms_give_them(store: Store) -> None:
    load_every_table()
    store.migrate()
    with store.begin() as connection:
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            assert inspector.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"


def test_a_second_time_nothing_happens(store: Store) -> None:
    store.migrate()
    with store.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO drafts VALUES ('h', 's', 'c', '1', '{}', 0, NULL, '2026-03-02 09:00', '2026-03-02 09:00')"
        )
    store.migrate()
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 1


def test_a_database_from_a_newer_package_is_refused_in_a_sentence_and_left_alone(store: Store) -> None:
    store.migrate()
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotSupportedError) as refused:
        store.migrate()
    assert refused.value.code == "storage.database-newer"
    assert str(refused.value) == (
        "the database is at revision 9999, which this version of localgov-components does not know (it knows up to "
        f"{newest_revision()}). Install the version that made it, or a newer one."
    )


def test_a_history_that_stops_half_way_leaves_nothing_behind(store: Store) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE case_events (in_the_way INTEGER)")
    with pytest.raises(Exception, match=r"case_events|42P07"):
        store.migrate()
    with store.read() as connection:
        assert inspect(connection).get_table_names() == ["case_events"]


@pytest.mark.slow
def test_processes_that_start_at_the_same_time_migrate_once_between_them(
    request: pytest.FixtureRequest, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for where in (f"sqlite:///{tmp_path / 'new.db'}", request.getfixturevalue("postgresql_url")):
        with subtests.test(where.partition(":")[0]):
            spawn = multiprocessing.get_context("spawn")
            start = spawn.Barrier(PROCESSES)
            processes = [spawn.Process(target=migrate_at_once, args=(where, start)) for _ in range(PROCESSES)]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
            assert [process.exitcode for process in processes] == [0] * PROCESSES


def test_it_works_wherever_the_package_lies(tmp_path: Path) -> None:
    place = tmp_path / "site packages 100%s %(here)s"
    shutil.copytree(PACKAGE, place / "localgov_components", ignore=shutil.ignore_patterns("__pycache__", "examples"))
    program = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from localgov_components.storage import Store, schema
print(schema.__file__)
Store.open(Path(sys.argv[1], "a b%20.db")).migrate()
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(place)], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.startswith(str(place))
    assert (place / "a b%20.db").is_file()
