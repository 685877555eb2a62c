"""What runs of a plugin, and when: real distributions, installed in a folder, loaded in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import pytest

GROUP = "localgov_components.greeters"

PROGRAM = """
import json, os, sys
from typing import Protocol

from localgov_components.core import PluginUnusableError
from localgov_components.plugins import AllowList, PluginKind, available, load

# Pydantic looks for plugins of its own when it is imported, and does not survive broken metadata: hence only now.
sys.path[:0] = sys.argv[1].split(os.pathsep)
request = json.loads(sys.argv[2])


class Greeter(Protocol):
    title: str

    def greet(self, who: str, *, loudly: bool) -> str: ...


kind = PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=2, accepted_versions=frozenset({1, 2}))
answer = {"available": [[each.name, each.distribution, each.version] for each in available(kind)]}
try:
    greeter = load(kind, request["name"], AllowList.model_validate(request["allow"]), settings=request["settings"])
    answer["greeting"] = greeter.greet("all", loudly=True)
except PluginUnusableError as error:
    answer |= {"code": error.code, "message": str(error), "cause": repr(error.__cause__)}
print(json.dumps(answer))
"""

MARK = "import pathlib; pathlib.Path(__file__).with_name('ran').touch()\n"

POLITE = """
class Polite:
    contract_version = 2

    def __init__(self, *, title="resident"):
        self.title = title

    def greet(self, who, *, loudly):
        return f"Good morning, {self.title}"
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program in its own process found."""

    available: list[list[str]]
    greeting: str | None = None
    code: str | None = None
    message: str = ""
    cause: str = "None"
    ran: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Site:
    """A folder on the import path with distributions in it, and folders that come later on the path."""

    folder: Path
    later: tuple[Path, ...] = ()

    def install(self, distribution: str, code: str, *, version: str = "1.0", target: str = "Polite") -> None:
        module = distribution.replace("-", "_")
        (self.folder / f"{module}.py").write_text(MARK + code, encoding="utf-8")
        self.describe(distribution, f"[{GROUP}]\npolite = {module}:{target}\n", version=version)

    def describe(self, distribution: str, entry_points: str, *, version: str = "1.0") -> None:
        about = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
        )
        (about / "entry_points.txt").write_text(entry_points, encoding="utf-8")

    def load(self, *allow: tuple[str, str], name: str = "polite", settings: dict[str, object] | None = None) -> Answer:
        """Load in a process of its own; `allow` is distribution and version."""
        plugins = [{"name": name, "distribution": each, "version": version} for each, version in allow]
        request = {"name": name, "allow": {"plugins": plugins}, "settings": settings or {}}
        path = os.pathsep.join(map(str, [self.folder, *self.later]))
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, path, json.dumps(request)],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return Answer(**json.loads(done.stdout), ran=(self.folder / "ran").exists())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def broken(site: Site) -> Callable[[str], Answer]:
    """What comes of loading an allowed plugin with this code."""

    def load(code: str) -> Answer:
        site.install("council-greetings", dedent(code))
        return site.load(("council-greetings", "1.0"))

    return load


def test_a_plugin_that_is_allowed_runs(site: Site) -> None:
    site.install("council-greetings", POLITE)
    answer = site.load(("council-greetings", "1.0"))
    assert (answer.greeting, answer.ran) == ("Good morning, resident", True)


def test_settings_reach_the_class_by_name(site: Site) -> None:
    site.install("council-greetings", POLITE)
    assert site.load(("council-greetings", "1.0"), settings={"title": "Councillor"}).greeting == (
        "Good morning, Councillor"
    )


def test_a_plugin_that_is_not_allowed_is_listed_but_none_of_its_code_runs(site: Site) -> None:
    site.install("council-greetings", POLITE)
    answer = site.load()
    assert answer.available == [["polite", "council-greetings", "1.0"]]
    assert (answer.code, answer.ran) == ("plugins.not-allowed", False)


def test_the_message_is_the_entry_to_write_in_the_allow_list(site: Site) -> None:
    site.install("council-greetings", POLITE, version="1.2")
    message = site.load().message
    entry = json.loads(message[message.index("{") :])
    assert entry == {"name": "polite", "distribution": "council-greetings", "version": "1.2"}
    assert site.load((entry["distribution"], entry["version"])).greeting


def test_a_version_that_was_not_allowed_does_not_run(site: Site) -> None:
    site.install("council-greetings", POLITE, version="1.1")
    answer = site.load(("council-greetings", "1.0"))
    assert (answer.code, answer.ran) == ("plugins.version-differs", False)
    assert "'1.0'" in answer.message
    assert "'1.1'" in answer.message


def test_a_plugin_of_the_allowed_name_from_somebody_else_does_not_run(site: Site) -> None:
    site.install("evil-greetings", POLITE)
    answer = site.load(("council-greetings", "1.0"))
    assert (answer.code, answer.ran) == ("plugins.distribution-differs", False)
    assert "'evil-greetings'" in answer.message


def test_spelling_of_a_distribution_does_not_count_as_package_indexes_have_it(site: Site) -> None:
    site.install("council-greetings", POLITE)
    assert site.load(("Council.Greetings", "1.0")).greeting


def test_two_distributions_that_claim_one_name_are_refused_naming_both(site: Site) -> None:
    site.install("council-greetings", POLITE)
    site.install("evil-greetings", POLITE)
    answer = site.load(("council-greetings", "1.0"))
    assert (answer.code, answer.ran) == ("plugins.claimed-twice", False)
    assert "council-greetings and evil-greetings" in answer.message


def test_a_name_that_nobody_offers_is_refused(site: Site) -> None:
    site.install("council-greetings", POLITE)
    answer = site.load(name="rude")
    assert (answer.code, answer.ran) == ("plugins.unknown", False)
    assert GROUP in answer.message


def test_a_distribution_with_broken_metadata_hides_nobody_elses_plugin(site: Site) -> None:
    site.install("council-greetings", POLITE)
    site.describe("broken-metadata", f"[{GROUP}]\nthis line is no entry point\n")
    assert site.load(("council-greetings", "1.0")).greeting


def test_a_plugin_that_is_missing_because_its_metadata_is_broken_is_not_missing_silently(site: Site) -> None:
    site.describe("broken-metadata", f"[{GROUP}]\nthis line is no entry point\n")
    answer = site.load()
    assert answer.code == "plugins.unknown"
    assert "broken-metadata" in answer.message


def test_a_folder_left_by_an_interrupted_installation_is_passed_over(site: Site) -> None:
    site.install("council-greetings", POLITE)
    (site.folder / "half_installed-1.0.dist-info").mkdir()
    assert site.load(("council-greetings", "1.0")).greeting


def test_of_two_installations_of_one_distribution_the_one_that_would_be_imported_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, version in ((first, "2.0"), (second, "1.0")):
        folder.mkdir()
        Site(folder).install("council-greetings", POLITE, version=version)
    site = Site(first, later=(second,))
    answer = site.load(("council-greetings", "2.0"))
    assert answer.available == [["polite", "council-greetings", "2.0"]]
    assert (answer.greeting, (second / "ran").exists()) == ("Good morning, resident", False)


@pytest.mark.parametrize("fault", ["raise ValueError('a secret')", "raise SystemExit(3)", "import not_installed"])
def test_a_plugin_that_raises_on_import_is_isolated_and_the_kind_of_error_named(
    broken: Callable[[str], Answer], fault: str
) -> None:
    answer = broken(fault)
    assert answer.code == "plugins.import-failed"
    assert any(name in answer.message for name in ("ValueError", "SystemExit", "ModuleNotFoundError"))
    assert "a secret" not in answer.message


def test_an_entry_point_to_something_that_is_not_there_is_a_failed_import(broken: Callable[[str], Answer]) -> None:
    answer = broken("")
    assert answer.code == "plugins.import-failed"
    assert "AttributeError" in answer.message


def test_an_entry_point_to_something_that_is_not_a_class_is_refused(broken: Callable[[str], Answer]) -> None:
    assert broken("Polite = 'Good morning'").code == "plugins.not-a-class"


@pytest.mark.parametrize("version", ["", "contract_version = 3", "contract_version = '2'", "contract_version = True"])
def test_a_plugin_for_another_contract_is_refused_before_it_is_made(
    broken: Callable[[str], Answer], version: str
) -> None:
    answer = broken(f"""
        class Polite:
            {version}
            def __init__(self): raise ValueError("made")
    """)
    assert answer.code == "plugins.contract-version"
    assert "contract_version = 2" in answer.message


def test_a_plugin_for_an_older_contract_that_is_still_accepted_runs(site: Site) -> None:
    site.install("council-greetings", POLITE.replace("contract_version = 2", "contract_version = 1"))
    assert site.load(("council-greetings", "1.0")).greeting


@pytest.mark.parametrize(
    "body",
    [
        "greet = 'Good morning'",
        "def hello(self): return 'Good morning'",
        "def greet(self, who): return 'Good morning'",
        "def greet(self, *, loudly): return 'Good morning'",
        "def greet(self, who, also, *, loudly): return 'Good morning'",
    ],
)
def test_a_plugin_that_cannot_be_asked_what_its_contract_says_is_refused(
    broken: Callable[[str], Answer], body: str
) -> None:
    answer = broken(f"""
        class Polite:
            contract_version = 2
            title = ""
            {body}
    """)
    assert answer.code == "plugins.incomplete"
    assert "greet(self, who: str, *, loudly: bool)" in answer.message


@pytest.mark.parametrize("how", ["@staticmethod", "@classmethod"])
def test_how_a_method_is_bound_is_the_plugins_own_affair(broken: Callable[[str], Answer], how: str) -> None:
    answer = broken(f"""
        class Polite:
            contract_version = 2
            title = ""
            {how}
            def greet(*args, **options): return 'Good morning'
    """)
    assert answer.greeting == "Good morning"


def test_a_plugin_without_an_attribute_of_its_contract_is_refused(broken: Callable[[str], Answer]) -> None:
    answer = broken("""
        class Polite:
            contract_version = 2
            def greet(self, who, *, loudly): return 'Good morning'
    """)
    assert answer.code == "plugins.incomplete"
    assert "title" in answer.message


def test_settings_that_a_plugin_does_not_take_are_refused_by_name_and_never_by_value(site: Site) -> None:
    site.install("council-greetings", POLITE)
    answer = site.load(("council-greetings", "1.0"), settings={"api_key": "s3cret"})
    assert answer.code == "plugins.settings-refused"
    assert "api_key" in answer.message
    assert "It takes: title" in answer.message
    assert "s3cret" not in answer.message + answer.cause


def test_a_plugin_that_quotes_a_setting_in_its_own_error_does_not_get_it_out(site: Site) -> None:
    site.install(
        "council-greetings",
        POLITE.replace("self.title = title", "raise ValueError(f'the key {title} is wrong')"),
    )
    answer = site.load(("council-greetings", "1.0"), settings={"title": "s3cret"})
    assert (answer.code, answer.cause) == ("plugins.settings-refused", "None")
    assert "s3cret" not in answer.message


def test_one_broken_plugin_does_not_touch_another(site: Site) -> None:
    site.install("council-greetings", POLITE)
    (site.folder / "broken_bells.py").write_text("raise RuntimeError", encoding="utf-8")
    site.describe("broken-bells", f"[{GROUP}]\nbells = broken_bells:Bells\n")
    assert site.load(("broken-bells", "1.0"), name="bells").code == "plugins.import-failed"
    assert site.load(("council-greetings", "1.0")).greeting
