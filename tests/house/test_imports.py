"""A room loads nothing that its extra does not bring, and importing the package loads no other distribution at all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import localgov_components

PACKAGE = Path(localgov_components.__file__).parent
NAME = "localgov-components"

# What somebody who wants a room installs; rooms that are not named work with nothing but the package.
EXTRAS: Mapping[str, tuple[str, ...]] = {
    "address": ("address",),
    "cli": ("cli",),
    "notifications": ("storage",),
    "payments": ("payments",),
    "records": ("storage",),
    "services": ("address", "payments"),
    "storage": ("storage",),
    "tables": ("population",),
    "testing": ("address", "payments", "testing"),
    "transport": ("http",),
    "web": ("address", "payments", "web"),
}

# Imports a module where only allowed distributions exist: everything else is refused as if it were not installed.
# Prints what was loaded, and what the package's own modules asked for in vain (even where they would bear its absence).
PROBE = """
import json, sys

module, refused = sys.argv[1], set(json.loads(sys.argv[2]))
asked = []

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in refused:
            return None
        frame = sys._getframe(1)
        while frame.f_code.co_filename.startswith("<frozen importlib"):
            frame = frame.f_back
        if str(frame.f_globals.get("__name__")).startswith("localgov_components"):
            asked.append(f"{name} by {frame.f_globals['__name__']}")
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

before = set(sys.modules)
sys.meta_path.insert(0, Refusal())
__import__(module)
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps({"loaded": sorted(loaded), "asked": asked}))
"""


def requirements(distribution: str, extra: str, project: Mapping[str, Any]) -> list[Requirement]:
    """What a distribution asks for with one extra ("" for none); for the package itself as pyproject.toml says."""
    if distribution == NAME:
        return [
            Requirement(line)
            for line in (project["optional-dependencies"][extra] if extra else project["dependencies"])
        ]
    asked = [Requirement(line) for line in metadata.requires(distribution) or ()]
    return [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]


def brought_by(extras: Iterable[str], project: Mapping[str, Any]) -> set[str]:
    """The distributions that installing the package with these extras brings, and those that they bring in turn."""
    found: set[tuple[str, str]] = set()
    waiting = [(NAME, extra) for extra in ("", *extras)]
    while waiting:
        distribution, extra = waiting.pop()
        if (distribution, extra) not in found:
            found.add((distribution, extra))
            for requirement in requirements(distribution, extra, project):
                waiting += [(canonicalize_name(requirement.name), wanted) for wanted in ("", *requirement.extras)]
    return {distribution for distribution, _ in found}


def modules_of_others(allowed: set[str]) -> set[str]:
    """Top-level modules that only distributions outside the allowed ones provide."""
    providers = metadata.packages_distributions().items()
    return {module for module, names in providers if not {canonicalize_name(name) for name in names} & allowed}


def probe(module: str, refused: set[str]) -> dict[str, list[str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-c", PROBE, module, json.dumps(sorted(refused))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


def test_importing_the_package_loads_nothing_but_itself() -> None:
    loaded = set(probe("localgov_components", set())["loaded"])
    assert loaded - sys.stdlib_module_names == {"localgov_components"}


@pytest.mark.parametrize("room", ["calendars", "councils", "identifiers", "money"])
def test_a_value_room_loads_no_library_and_not_even_pydantic(room: str) -> None:
    loaded = set(probe(f"localgov_components.{room}", set())["loaded"])
    assert loaded - sys.stdlib_module_names == {"localgov_components"}


@pytest.mark.parametrize("room", sorted(folder.parent.name for folder in PACKAGE.glob("*/__init__.py")))
def test_a_room_is_importable_with_its_extra_alone_and_asks_for_nothing_else(
    room: str, project: Mapping[str, Any]
) -> None:
    refused = modules_of_others(brought_by(EXTRAS.get(room, ()), project))
    assert probe(f"localgov_components.{room}", refused)["asked"] == []


def test_a_module_that_asks_for_a_foreign_library_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["try:", "    import yaml", "except ImportError:", "    yaml = None", ""]
    (tmp_path / "localgov_components_probe.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert probe("localgov_components_probe", {"yaml"})["asked"] == ["yaml by localgov_components_probe"]
