import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import localgov_components

# Folders that tools make; never part of the repository.
MADE_BY_TOOLS = {
    ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".schemathesis",
    ".venv", "__pycache__", "build", "dist", "htmlcov", "site",
}  # fmt: skip
LOCK_FILES = re.compile(
    r"(uv|poetry|pdm|Pipfile|package-lock|npm-shrinkwrap|yarn|pnpm-lock|pixi)\.?(lock|json|yaml)|pylock(\..+)?\.toml"
)
# Built from parts, so that this file is not found by its own test.
REGISTRY_HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("anaconda", "org"))
]
HOME_FOLDERS = re.compile(r"(?<![\w.:/-])(?:/(?:home|Users|root)/|[A-Z]:\\(?:Users|Documents)\\)\w")

EXTRAS = {
    "address", "all", "cli", "http", "payments", "pdf", "population", "postgres", "proofs", "spark", "storage",
    "testing", "web", "xlsx",
}  # fmt: skip
CORE = {"email-validator", "phonenumbers", "pydantic", "python-dateutil"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def paths(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - MADE_BY_TOOLS)
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith(".coverage"))


def texts(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in paths(root):
        content = path.read_bytes()
        if b"\0" not in content:  # what has one is an image or an archive
            yield path.relative_to(root).as_posix(), content


def modules(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "src").rglob("*.py")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def released(changelog: str) -> str | None:
    """The newest version that has a heading of its own; the newest stands first."""
    found = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    return found and found[1]


@pytest.mark.parametrize(
    ("changelog", "version"),
    [
        ("# Changelog\n\n## [Unreleased]\n", None),
        ("## [Unreleased]\n\n## [0.2.0] - 2026-02-01\n\n## [0.1.0] - 2026-01-01\n", "0.2.0"),
    ],
)
def test_the_newest_released_heading_is_found(changelog: str, version: str | None) -> None:
    assert released(changelog) == version


def test_the_version_is_that_of_the_newest_release(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert localgov_components.__version__ == (released(changelog) or "0.1.0")


def test_changes_to_come_stand_first_in_the_changelog(root: Path) -> None:
    headings = re.findall(r"^## (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_the_core_needs_four_libraries(project: dict[str, Any]) -> None:
    assert {re.split(r"[<>=!~\[]", line)[0] for line in project["dependencies"]} == CORE


def test_the_extras_are_those_of_the_architecture(project: dict[str, Any]) -> None:
    assert set(project["optional-dependencies"]) == EXTRAS


def test_all_leaves_out_spark_and_pdf_only(project: dict[str, Any]) -> None:
    (everything,) = project["optional-dependencies"]["all"]
    named = set(everything.partition("[")[2].rstrip("]").split(","))
    assert named == EXTRAS - {"all", "pdf", "spark"}


def test_every_tool_is_pinned(root: Path) -> None:
    groups = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    tools = [tool for tool in chain.from_iterable(groups.values()) if isinstance(tool, str)]
    assert [tool for tool in tools if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", tool)] == []


def test_there_is_no_lock_file(root: Path) -> None:
    assert [path for path in paths(root) if LOCK_FILES.fullmatch(path.name)] == []


def test_no_file_names_a_package_registry(root: Path) -> None:
    assert [name for name, content in texts(root) if any(host.encode() in content for host in REGISTRY_HOSTS)] == []


def test_no_file_names_a_place_on_somebodys_machine(root: Path) -> None:
    here = [re.escape(f"{folder}{os.sep}") for folder in (root, Path.home()) if folder != Path(folder.anchor)]
    places = re.compile("|".join([HOME_FOLDERS.pattern, *here]))
    assert [name for name, content in texts(root) if places.search(content.decode("utf-8"))] == []


def test_text_files_are_utf8_with_unix_line_ends(root: Path) -> None:
    for name, content in texts(root):
        content.decode("utf-8")
        assert b"\r\n" not in content, name
        assert not content.startswith(b"\xef\xbb\xbf"), name


def test_no_module_is_long(root: Path) -> None:
    lengths = {name: text.count("\n") for name, text in modules(root)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_long(root: Path) -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, text in modules(root)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_every_built_room_stands_on_a_floor(root: Path) -> None:
    contract = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    named = set(re.findall(r"\w+", " ".join(contract["layers"])))
    package = root / "src" / "localgov_components"
    built = {path.parent.name for path in package.glob("*/__init__.py")} | {path.stem for path in package.glob("*.py")}
    assert built - {"__init__"} <= named


def test_the_command_without_its_extra_names_it(root: Path) -> None:
    without_click = (
        "import sys, runpy; sys.modules['click'] = None; runpy.run_module('localgov_components', run_name='__main__')"
    )
    if not (root / "src" / "localgov_components" / "__main__.py").is_file():
        pytest.skip("The command line is not built.")
    done = subprocess.run(
        [sys.executable, "-c", without_click], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0
    assert "localgov-components[cli]" in done.stderr
    assert "Traceback" not in done.stderr
