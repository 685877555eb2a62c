import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES, HOUSE, core_file

from localgov_components.address import Gazetteer
from localgov_components.address.gazetteer import file as gazetteer_file
from localgov_components.address.gazetteer.file import (
    FORMAT_VERSION,
    _connect,
    identity_of,
    is_gazetteer_file,
    open_gazetteer_file,
)
from localgov_components.core import DefinitionError, NotFoundError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES, path)
    return path


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def cut(size: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_bytes()[:size])


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [
        (cut(0), "gazetteer.not-one", "Build one with"),
        (cut(60), "gazetteer.not-one", "Build one with"),
        (cut(100), "gazetteer.truncated", "Build it again"),
        (cut(-1), "gazetteer.truncated", "Build it again"),
        (lambda path: path.write_bytes(EXAMPLES.read_bytes()), "gazetteer.not-one", "Build one with"),
        (lambda path: change(path, "PRAGMA application_id = 0"), "gazetteer.not-one", "Build one with"),
        (lambda path: change(path, f"PRAGMA user_version = {FORMAT_VERSION + 1}"), "gazetteer.newer", "Upgrade"),
        (lambda path: change(path, "PRAGMA user_version = 1"), "gazetteer.older", "Build it again"),
        (lambda path: change(path, "DELETE FROM meta"), "gazetteer.damaged", "Build it again"),
        (lambda path: change(path, "UPDATE meta SET built_at = 'noon'"), "gazetteer.damaged", "Build it again"),
        (lambda path: change(path, "DROP TABLE meta"), "gazetteer.damaged", "Build it again"),
    ],
    ids=[
        "empty",
        "header in part",
        "header alone",
        "last byte missing",
        "a CSV",
        "another SQLite file",
        "a later format",
        "an older format",
        "no edition",
        "an edition at no time",
        "no table of the edition",
    ],
)
def test_what_cannot_be_read_as_a_gazetteer_is_refused(
    path: Path, damage: Callable[[Path], object], code: str, says: str
) -> None:
    damage(path)
    with pytest.raises(DefinitionError, match=says) as refused:
        Gazetteer.open(path)
    assert refused.value.code == code
    assert refused.value.faults[0].source == "addresses.gazetteer"


def test_a_folder_is_not_a_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as refused:
        Gazetteer.open(tmp_path)
    assert refused.value.code == "gazetteer.unreadable"


def test_an_absent_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="localgov gazetteer build"):
        Gazetteer.open(tmp_path / "absent.gazetteer")


def test_only_a_file_with_its_mark_counts_as_a_gazetteer(path: Path) -> None:
    assert is_gazetteer_file(path)
    assert not is_gazetteer_file(EXAMPLES)
    assert not is_gazetteer_file(path.parent / "absent")
    change(path, "PRAGMA user_version = 99")
    assert is_gazetteer_file(path)


@pytest.mark.parametrize("name", ["a b.gazetteer", "50% #1 & é.gazetteer", "a=b;c.gazetteer"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    Gazetteer.build(EXAMPLES, tmp_path / name)
    with Gazetteer.open(tmp_path / name) as gazetteer:
        assert gazetteer.edition.addresses == 421


def test_a_file_that_is_locked_or_read_only_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Gazetteer.open(path) as gazetteer:
            assert gazetteer.edition.addresses == 421
    path.chmod(0o444)
    with Gazetteer.open(path) as gazetteer:
        assert gazetteer.edition.addresses == 421


def test_a_file_that_is_replaced_while_it_is_opened_is_looked_at_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [core_file(path.parent, HOUSE)]

    def connect_late(path: Path) -> sqlite3.Connection:
        if sources:
            Gazetteer.build(sources.pop(), path)
        return _connect(path)

    monkeypatch.setattr(gazetteer_file, "_connect", connect_late)
    connection, identity = open_gazetteer_file(path)
    with closing(connection):
        assert connection.execute("SELECT COUNT(*) FROM address").fetchone() == (1,)
    assert identity == identity_of(path)


def test_a_file_that_sqlite_cannot_open_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(DefinitionError, match="cannot be opened"):
        Gazetteer.open(path)
