"""One store with tables on each database, for what must hold on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from localgov_components.storage import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open store with its tables made."""
    with Store.open(address) as store:
        store.migrate()
        yield store
