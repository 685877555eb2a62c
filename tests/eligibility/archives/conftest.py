"""One archive of each kind, for what must hold of all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from localgov_components.eligibility.archives import Archive, ArchiveFolder, ArchiveTable
from localgov_components.storage import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database with the package's tables is."""
    url: str = (
        f"sqlite:///{tmp_path / 'a.db'}" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    )
    with Store.open(url) as store:
        store.migrate()
    return url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open store with its tables made."""
    with Store.open(address) as store:
        yield store


@pytest.fixture(params=["folder", "sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    if request.param == "folder":
        (tmp_path / "archive").mkdir()
        yield ArchiveFolder(tmp_path / "archive")
        return
    where = tmp_path / "archive.db" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    with Store.open(where) as store:
        store.migrate()
        yield ArchiveTable(store)
