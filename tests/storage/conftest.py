"""One store on each database, for what must hold on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from localgov_components.storage import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An open store on an empty database."""
    with Store.open(
        tmp_path / "s.db" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    ) as store:
        yield store
