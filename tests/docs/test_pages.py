"""The pages whose commands can be followed, followed."""

import shutil
from pathlib import Path

import pytest
from tests.docs.follow import Follower, blocks_of

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/how-to/adopt-a-service.md",
    "docs/how-to/cost-a-change.md",
    "docs/how-to/test-a-policy-with-scenarios.md",
)

# In the README these begin programs of a newcomer's own; test_dev_script.py tries them.
OF_THE_SHELL = ("python3 dev.py", "python -m pip")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples" / "garden_waste", tmp_path / "garden_waste")
    blocks = [block for block in blocks_of(ROOT / name) if not block.text.startswith(OF_THE_SHELL)]
    assert Follower(tmp_path).follow(blocks) > 0
