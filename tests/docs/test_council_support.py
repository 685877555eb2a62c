"""The tutorial on council support, followed word for word in an empty folder: files, commands and Python sessions."""

import contextlib
import doctest
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.follow import Block, Follower, blocks_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "council-support.md"
EXAMPLE = ROOT / "examples" / "council_support"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

pytestmark = pytest.mark.slow


def is_session(block: Block) -> bool:
    return block.mark == "python" and block.file is None


def run_session(block: Block, names: dict[str, object]) -> int:
    """Type what a block shows at Python's prompt; how many examples it has. What it defines is kept in `names`."""
    test = doctest.DocTestParser().get_doctest(block.text, names, PAGE.name, str(PAGE), block.line)
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    told: list[str] = []
    runner.run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(told)
    return len(test.examples)


@contextlib.contextmanager
def within(folder: Path) -> Iterator[None]:
    """Where Python was started in a folder: it imports what is there, and what it imported is forgotten afterwards."""
    sys.path.insert(0, str(folder))
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == "council_support"]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has done everything on the page, in its order."""
    follower = Follower(tmp_path_factory.mktemp("tutorial"))
    names: dict[str, object] = {}
    examples = 0
    waiting: list[Block] = []
    with within(follower.folder):
        for block in blocks_of(PAGE):
            if not is_session(block):
                waiting.append(block)
                continue
            follower.follow(waiting)
            waiting.clear()
            examples += run_session(block, names)
        follower.follow(waiting)
    assert examples == PAGE.read_text(encoding="utf-8").count("\n>>> ")
    return follower.folder


@pytest.mark.parametrize("name", ["scheme.py", "scenarios.yaml"])
def test_the_example_is_what_the_page_builds(name: str, followed: Path) -> None:
    built = (followed / "council_support" / name).read_text(encoding="utf-8")
    assert re.sub(r"\n{2,}", "\n\n", built) == re.sub(r"\n{2,}", "\n\n", (EXAMPLE / name).read_text(encoding="utf-8"))


def test_the_policy_of_the_example_is_that_of_the_page_before_its_correction(followed: Path) -> None:
    built = (followed / "council_support" / "policy.toml").read_text(encoding="utf-8")
    before = built.partition('\n[[deduction.values]]\nfrom = 2026-04-01\nvalue = "7.50"')[0]
    assert before == (EXAMPLE / "policy.toml").read_text(encoding="utf-8")


def test_the_scheme_is_as_short_as_the_page_says() -> None:
    found = re.search(r"with (\d+) lines of Python", PAGE.read_text(encoding="utf-8"))
    assert found
    assert len((EXAMPLE / "scheme.py").read_text(encoding="utf-8").splitlines()) == int(found[1])
