"""What is published: the package, the example services, and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.slow

NEVER_PUBLISHED = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "dist"}


def build(project: Path, target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = build(root, "sdist", tmp_path_factory.mktemp("sdist"))
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (project,) = folder.iterdir()
    return project


@pytest.fixture(scope="module", params=["the repository", "the source distribution"])
def wheel(
    request: pytest.FixtureRequest, root: Path, sdist: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[zipfile.ZipFile]:
    project = root if request.param == "the repository" else sdist
    with zipfile.ZipFile(build(project, "wheel", tmp_path_factory.mktemp("wheel"))) as opened:
        yield opened


def files(folder: Path) -> set[PurePosixPath]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {PurePosixPath(path.as_posix()) for path in found if not NEVER_PUBLISHED & set(path.parts)}


def contents(wheel: zipfile.ZipFile) -> set[PurePosixPath]:
    return {PurePosixPath(name) for name in wheel.namelist() if ".dist-info/" not in name}


def test_the_wheel_is_the_package_and_the_examples_and_nothing_else(wheel: zipfile.ZipFile, root: Path) -> None:
    package = PurePosixPath("localgov_components")
    expected = {package / path for path in files(root / "src" / "localgov_components")}
    expected |= {package / "examples" / path for path in files(root / "examples")}
    assert contents(wheel) == expected


def test_the_wheel_says_that_it_is_typed(wheel: zipfile.ZipFile) -> None:
    assert PurePosixPath("localgov_components/py.typed") in contents(wheel)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("examples", "*.toml"),
        ("calendars/data", "*.json"),
        ("core/words", "*"),
        ("councils/data", "*"),
        ("storage/migrations/versions", "*.py"),
        ("web/assets", "*.css"),
        ("web/templates", "*"),
    ],
)
def test_the_wheel_holds_what_is_not_imported_by_name(
    wheel: zipfile.ZipFile, root: Path, folder: str, name: str
) -> None:
    if folder != "examples" and not (root / "src" / "localgov_components" / folder.partition("/")[0]).is_dir():
        pytest.skip("The room is not built.")
    within = [path for path in contents(wheel) if str(path).startswith(f"localgov_components/{folder}/")]
    assert [path for path in within if path.match(name)] != []


def test_the_wheel_carries_the_licence_and_the_command(wheel: zipfile.ZipFile) -> None:
    (licence,) = [name for name in wheel.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
    (notice,) = [name for name in wheel.namelist() if name.endswith(".dist-info/licenses/NOTICE")]
    (commands,) = [name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt")]
    assert "MIT License" in wheel.read(licence).decode("utf-8")
    assert "Open Government Licence v3.0" in wheel.read(notice).decode("utf-8")
    assert "localgov = localgov_components.__main__:main" in wheel.read(commands).decode("utf-8")
