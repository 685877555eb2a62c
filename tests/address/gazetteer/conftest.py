from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.address.core_files import EXAMPLES

from localgov_components.address import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    """The examples."""
    with TemporaryDirectory() as folder:
        Gazetteer.build(EXAMPLES, Path(folder) / "addresses.gazetteer")
        with Gazetteer.open(Path(folder) / "addresses.gazetteer") as opened:
            yield opened
