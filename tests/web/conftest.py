"""What the tests of the web room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.town_hall import Prepared, TownHall, prepare

from localgov_components.storage import Store


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Both councils' services and the gazetteer, made once."""
    return prepare(tmp_path_factory.mktemp("town-hall"))


@pytest.fixture
def hall(prepared: Prepared, tmp_path: Path) -> Iterator[TownHall]:
    """A town hall with an empty database of its own."""
    hall = TownHall(prepared, Store.open(tmp_path / "records.sqlite"), tmp_path)
    yield hall
    hall.close()
