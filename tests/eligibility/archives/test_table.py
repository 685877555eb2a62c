"""The table keeps a document for good, in the caller's transaction where there is one."""

import multiprocessing
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DatabaseError
from tests.eligibility.archives.documents import GOLDEN, POLICY, SCHEME, many

from localgov_components.core import DefinitionError
from localgov_components.eligibility.archives import ArchiveTable
from localgov_components.eligibility.tables import archived_documents
from localgov_components.storage import Store

ADDED_ONLY = "only ever added to|RestrictViolation"
PROCESSES = 3


@pytest.fixture
def archive(store: Store) -> ArchiveTable:
    return ArchiveTable(store)


@pytest.mark.parametrize(
    "change", [update(archived_documents).values(content="{}"), delete(archived_documents)], ids=str
)
def test_the_database_itself_refuses_to_change_or_delete_a_document(
    store: Store, archive: ArchiveTable, change: object
) -> None:
    archive.put(POLICY)
    with pytest.raises(DatabaseError, match=ADDED_ONLY), store.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert archive.get(GOLDEN) == POLICY


def test_a_document_joins_the_callers_transaction_and_its_fate(store: Store, archive: ArchiveTable) -> None:
    def fail() -> None:
        with store.begin() as connection:
            archive.put(POLICY, connection=connection)
            assert archive.get(GOLDEN, connection=connection) == POLICY
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert archive.hashes() == ()
    with store.begin() as connection:
        archive.put(POLICY, connection=connection)
        archive.put(POLICY, connection=connection)
    assert archive.hashes() == (GOLDEN,)


@pytest.mark.parametrize("content", ["{}", "", "not JSON", '{"a":1.5}'])
def test_a_row_that_was_tampered_with_is_named(store: Store, archive: ArchiveTable, content: str) -> None:
    with store.begin() as connection:
        connection.execute(insert(archived_documents).values(content_hash=GOLDEN, content=content))
    for attempt in (lambda: archive.get(GOLDEN), lambda: archive.put(POLICY)):
        with pytest.raises(DefinitionError, match=f"archived_documents {GOLDEN}: damaged") as caught:
            attempt()
        assert caught.value.code == "archive.damaged"


def test_its_repr_shows_no_password() -> None:
    with Store.open("postgresql+psycopg://council:secret@localhost/records") as store:
        assert repr(ArchiveTable(store)) == f"ArchiveTable({store!r})"
        assert "secret" not in repr(ArchiveTable(store))


def put_many(address: str, start: Barrier) -> None:
    """What each of several processes does."""
    with Store.open(address) as store:
        archive = ArchiveTable(store)
        start.wait(120)
        for document in (SCHEME, *many(30)):
            assert archive.get(archive.put(document)) == document


@pytest.mark.slow
def test_programs_that_put_in_the_same_documents_at_once_agree(address: str, archive: ArchiveTable) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(PROCESSES)
    processes = [spawn.Process(target=put_many, args=(address, start)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert len(archive.hashes()) == 31
