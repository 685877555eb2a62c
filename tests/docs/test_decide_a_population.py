"""The page on deciding everybody in a file, followed: its commands, the draft that it shows, and what is written."""

import shutil
from pathlib import Path

import pytest
from tests.docs.follow import Follower, blocks_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "decide-a-population.md"
WRITTEN = ("decisions.csv", "decisions.rejects.csv")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who did what the page says, and took the draft as it was made."""
    folder = tmp_path_factory.mktemp("population")
    shutil.copytree(ROOT / "examples", folder / "examples")
    blocks = [block for block in blocks_of(PAGE) if block.mark != "python" and block.file != "mapping.toml"]
    assert Follower(folder).follow(blocks) == 2
    return folder


def test_the_mapping_that_the_page_shows_is_the_draft(followed: Path) -> None:
    (shown,) = (block.text for block in blocks_of(PAGE) if block.file == "mapping.toml")
    assert (followed / "mapping.toml").read_text(encoding="utf-8") == shown


def test_what_is_written_is_what_the_page_shows(followed: Path) -> None:
    shown = [block.text for block in blocks_of(PAGE) if block.mark == "csv" and block.file is None]
    found = [(followed / name).read_text(encoding="utf-8-sig") for name in WRITTEN]
    assert found == shown
    assert not (followed / "decisions.unfinished").exists()
