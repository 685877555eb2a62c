import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from localgov_components.address.sqlite_location import file_uri, unchanging_uri

NAMES = ["plain", "100%25", "a?b#c&d", "file:x", "Ty\u0302 Gwyn", " ", "'"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_found_whatever_is_in_its_name(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and (set(name) & set("?:") or not name.strip()):
        pytest.skip("no file has such a name on Windows")
    path = tmp_path / name
    with closing(sqlite3.connect(file_uri(path), uri=True)) as connection:
        connection.execute("CREATE TABLE found (number INTEGER)")
    assert path.is_file()
    with closing(sqlite3.connect(unchanging_uri(path), uri=True)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM found").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO found VALUES (1)")
