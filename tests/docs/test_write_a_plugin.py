"""The page "Write a plugin in twenty minutes", done literally: its files, its commands, and what it says they print."""

import os
import re
import subprocess
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import localgov_components

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "write-a-plugin.md"
EXAMPLE = ROOT / "examples" / "plugins" / "call_list"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)\n```$', re.DOTALL | re.MULTILINE)

IS_IT_IMPORTED = """
import sys
from localgov_components.core import PluginUnusableError
from localgov_components.notifications import NOTIFICATION_PROVIDERS
from localgov_components.plugins import AllowList, available, load
print([plugin.name for plugin in available(NOTIFICATION_PROVIDERS)])
try:
    load(NOTIFICATION_PROVIDERS, "call-list", AllowList(), settings={"path": "calls.txt"})
except PluginUnusableError as error:
    print(error.code)
print("council_call_list" in sys.modules)
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A file to write, or commands to type and what they say at the end."""

    title: str
    content: str
    expected: str


def steps() -> Iterator[Step]:
    """The page's blocks that somebody does, in order."""
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    for (language, title, content), (following, _, output) in zip(blocks, [*blocks[1:], ("", "", "")], strict=True):
        if title or language == "bash":
            yield Step(title, content, output if language == "bash" and following == "text" else "")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with the page, an empty folder, and an environment that has the package but no network."""

    folder: Path
    python: Path

    def do(self, step: Step) -> None:
        if step.title:
            path = self.folder / step.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.content + "\n", encoding="utf-8")
            return
        said = "".join(
            self.run(*command.split(), fails="Error: " in step.expected) for command in step.content.splitlines()
        )
        assert step.expected in said

    def run(self, program: str, *arguments: str, fails: bool = False) -> str:
        """What the command says; `python` is the environment's."""
        assert program == "python"
        done = subprocess.run(
            [self.python, *arguments],
            cwd=self.folder,
            env=os.environ | OFFLINE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        assert (done.returncode != 0) == fails, done.stdout
        return done.stdout


OFFLINE = {
    "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this as "no isolation": the builder is installed already
    "PIP_NO_DEPS": "1",
    "PIP_NO_INDEX": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONUTF8": "1",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """An environment of its own that also sees what this one has installed."""
    folder = tmp_path_factory.mktemp("reader with spaces")
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(folder / "environment")
    python = folder / "environment" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    reader = Reader(folder, python)
    installed = Path(reader.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    seen = {
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        str(Path(localgov_components.__file__).parents[1]),
    }
    (installed / "also-seen.pth").write_text("\n".join(sorted(seen)) + "\n", encoding="utf-8")
    work = folder / "call list"
    work.mkdir()
    return Reader(work, python)


@pytest.mark.slow
def test_whoever_does_as_the_page_says_has_a_plugin_that_runs_only_when_it_is_allowed(reader: Reader) -> None:
    for step in steps():
        reader.do(step)
    assert reader.run("python", "-c", IS_IT_IMPORTED).split() == ["['call-list']", "plugins.not-allowed", "False"]
    once = (reader.folder / "calls.txt").read_text(encoding="utf-8")
    reader.run("python", "send.py")
    assert (reader.folder / "calls.txt").read_text(encoding="utf-8") == once
    assert once.count("[ ] amb-7kq4-confirmation") == 1


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "README.md", "src/council_call_list/__init__.py", "tests/test_call_list.py"]
)
def test_the_page_shows_the_files_of_the_example(name: str) -> None:
    shown = {step.title: step.content + "\n" for step in steps()}
    assert shown[name] == (EXAMPLE / name).read_text(encoding="utf-8")


def test_every_file_of_the_example_is_on_the_page() -> None:
    kept = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.is_file()}
    kept = {name for name in kept if "__pycache__" not in name}
    assert kept <= {step.title for step in steps()}


def test_the_page_tells_what_to_do_about_every_code() -> None:
    loading = (ROOT / "src" / "localgov_components" / "plugins" / "loading.py").read_text(encoding="utf-8")
    codes = set(re.findall(r"`(plugins\.[a-z-]+)`", loading))
    assert codes == set(re.findall(r"^\| `(plugins\.[a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(codes) == 10
