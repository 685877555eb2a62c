"""Run every example of the README, the documentation and the docstrings.

Markdown: each fenced block marked `python` runs, as a session when it begins with `>>>`, otherwise as a program.
Blocks with another mark (bash, toml, text, mermaid) are only shown. A page's blocks share their names, in order.
Examples run in a folder of their own that holds a copy of `examples/`, so what they write is thrown away.
"""

import contextlib
import doctest
import shutil
import tempfile
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent
# Output may be cut with "..." and a long line of it may be folded.
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
CLEANUP = "_leave_folder"


def enter_folder(namespace: dict[str, object]) -> None:
    """Begin a page's examples in a fresh folder with a copy of the example services."""
    stack = contextlib.ExitStack()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="localgov-examples-")))
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    stack.enter_context(contextlib.chdir(folder))
    namespace[CLEANUP] = stack


def leave_folder(namespace: dict[str, object]) -> None:
    """Go back to where the tests were started and throw the folder away."""
    stack = namespace.pop(CLEANUP)
    if isinstance(stack, contextlib.ExitStack):
        stack.close()


pages = Sybil(
    name="pages",
    path=str(ROOT),
    patterns=["README.md", "docs/**/*.md"],
    # Its sessions read the files that it writes; tests/docs/test_council_support.py follows it whole.
    excludes=["docs/tutorial/council-support.md"],
    parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser()],
    setup=enter_folder,
    teardown=leave_folder,
)
docstrings = Sybil(
    name="docstrings",
    path=str(ROOT / "src"),
    patterns=["**/*.py"],
    parsers=[DocTestParser(optionflags=OPTIONS)],
    setup=enter_folder,
    teardown=leave_folder,
)

pytest_collect_file = (pages + docstrings).pytest()
