"""The command as somebody types it, on copies of the example folders."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localgov_components.cli import localgov

EXAMPLES = Path(__file__).parents[2] / "examples"

Localgov = Callable[..., Result]


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, as the current folder."""
    for name in ("garden_waste", "ambleford", "brackwater"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    shutil.copy(EXAMPLES / "addresses.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def support(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder of a scheme by itself, within the current folder."""
    shutil.copytree(EXAMPLES.parent / "tests" / "eligibility" / "council_support", tmp_path / "council_support")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "council_support"


@pytest.fixture
def run() -> Localgov:
    """Type a command."""

    def type_command(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(localgov, words, input=typed, prog_name="localgov")

    return type_command
