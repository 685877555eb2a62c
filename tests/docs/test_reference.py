"""The reference says what the code says: commands, settings, error codes, plugin kinds, terms, rooms."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from localgov_components.address import ADDRESS_PROVIDERS
from localgov_components.cli import localgov
from localgov_components.core import LocalGovError
from localgov_components.eligibility.population.files.summary import CODES
from localgov_components.identifiers import Identifier
from localgov_components.notifications import NOTIFICATION_PROVIDERS
from localgov_components.payments import PAYMENT_PROVIDERS
from localgov_components.plugins import PluginKind
from localgov_components.services import Council

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "localgov_components"
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
CODE = re.compile(r"[a-z][a-z-]*\.[a-z][a-z0-9-]*")


def reference(name: str) -> str:
    return (DOCS / "reference" / f"{name}.md").read_text(encoding="utf-8")


def first_column(page: str) -> set[str]:
    """Every term that begins a row of a table, without its backticks."""
    return {
        found
        for line in page.splitlines()
        if line.startswith("| `")
        for found in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def commands() -> Iterator[tuple[str, click.Command]]:
    waiting: list[tuple[str, click.Command]] = [("localgov", localgov)]
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, click.Group):
            waiting += [(f"{name} {part}", each) for part, each in command.commands.items()]
        else:
            yield name, command


def options(command: click.Command) -> set[str]:
    return {name for each in command.params if isinstance(each, click.Option) for name in each.opts}


def codes_in_source() -> set[str]:
    """Every code that an error is raised with, or that a constant holds."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call):
                values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            elif (
                isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper()
            ):
                values = [node.value]
            found |= {
                each.value
                for each in values
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and CODE.fullmatch(each.value)
                if not each.value.endswith(".json")  # the name of a file
            }
    return found | set(
        CODE.findall(
            " ".join(re.findall(r"`plugins\.[a-z-]+`", (SOURCE / "plugins" / "loading.py").read_text(encoding="utf-8")))
        )
    )


def codes_of_every_identifier() -> set[str]:
    """The rules whose codes begin with the word of whatever kind breaks them."""
    sources = [path.read_text(encoding="utf-8") for path in (SOURCE / "identifiers").glob("*.py")]
    return {rule for source in sources for rule in re.findall(r'code=f"\{cls\.slug\}\.([a-z-]+)"', source)}


def slugs() -> set[str]:
    values = vars(importlib.import_module("localgov_components.identifiers")).values()
    return {
        each.slug
        for each in values
        if inspect.isclass(each) and issubclass(each, Identifier) and each is not Identifier
    }


def of_every_identifier() -> set[str]:
    return {f"{slug}.{rule}" for slug in slugs() for rule in codes_of_every_identifier()}


def errors() -> set[type[LocalGovError]]:
    core = importlib.import_module("localgov_components.core")
    named = {getattr(core, name) for name in core.__all__}
    return {each for each in named if isinstance(each, type) and issubclass(each, LocalGovError)}


def test_every_command_has_its_section_and_no_other_has() -> None:
    sections = set(re.findall(r"^## `(localgov [^`]+)`$", reference("commands"), re.MULTILINE))
    assert sections == {name for name, _ in commands()}


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in commands()])
def test_a_command_has_the_options_that_its_section_names(name: str, command: click.Command) -> None:
    _, _, rest = reference("commands").partition(f"## `{name}`\n")
    section = rest.partition("\n## ")[0]
    assert first_column(section) == options(command)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    known = {name: options(command) for name, command in commands()}
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"^(?:\s*)(localgov [a-z].*)$", text, re.MULTILINE) + re.findall(
        r"`(localgov [a-z][^`]*)`", text
    ):
        words = line.split("#")[0].split()
        name = max((each for each in known if words[: len(each.split())] == each.split()), key=len, default=None)
        group = {"localgov policy", "localgov gazetteer"} & {" ".join(words)}
        assert name or group, f"{page.name}: there is no {line!r}"
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert given <= known.get(name or "", set()) | {"--help"}, f"{page.name}: {line!r}"


def test_every_environment_variable_is_listed_and_none_that_nothing_reads() -> None:
    read = {each.envvar for _, command in commands() for each in command.params if isinstance(each.envvar, str)}
    listed = {name for name in first_column(reference("settings")) if name.startswith("LOCALGOV_")}
    assert listed == read | {"LOCALGOV_TESTS_REQUIRE_ALL"}


def test_every_key_of_a_councils_file_is_listed() -> None:
    assert set(Council.model_fields) <= first_column(reference("settings"))


def test_every_colour_of_the_stylesheet_is_listed_and_no_other() -> None:
    css = (SOURCE / "web" / "assets" / "localgov.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"^\s*(--(?:govuk|localgov)-[a-z-]+-colour):", css, re.MULTILINE))
    assert {name for name in first_column(reference("settings")) if name.startswith("--")} == defined


def test_every_error_code_is_on_the_page() -> None:
    assert codes_in_source() - of_every_identifier() - first_column(reference("error-codes")) == set()


def test_the_codes_of_every_identifier_are_on_the_page() -> None:
    listed = {name for name in first_column(reference("error-codes")) if name.startswith("….")}
    assert listed == {f"….{rule}" for rule in codes_of_every_identifier()}
    assert slugs() - set(re.findall(r"`([a-z-]+)`", reference("error-codes"))) == set()


def test_every_error_code_on_the_page_is_in_the_code() -> None:
    listed = {name for name in first_column(reference("error-codes")) if CODE.fullmatch(name)}
    assert listed - codes_in_source() == set()


def test_every_class_of_error_is_on_the_page_with_its_code() -> None:
    rows = [line for line in reference("error-codes").splitlines() if line.startswith("| `")]
    for each in errors():
        assert any(row.startswith(f"| `{each.__name__}`") and f"`{each.default_code}`" in row for row in rows)


@pytest.mark.parametrize(
    "kind", [ADDRESS_PROVIDERS, NOTIFICATION_PROVIDERS, PAYMENT_PROVIDERS], ids=lambda kind: kind.name
)
def test_every_kind_of_plugin_is_listed_with_its_contract(kind: PluginKind[object]) -> None:
    (row,) = [line for line in reference("plugin-kinds").splitlines() if line.startswith(f"| `{kind.name}`")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    accepted = ", ".join(map(str, sorted(kind.accepted_versions)))
    assert cells[1] == f"`{kind.group}`"
    assert kind.protocol.__name__ in cells[2]
    assert (cells[3], cells[4]) == (str(kind.contract_version), accepted)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_its_page_and_its_place_in_every_list(room: str) -> None:
    assert f"::: localgov_components.{room}\n" in reference(room)
    assert f"| [`{room}`]({room}.md) |" in reference("index")
    assert f"| `{room}` |" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(
        rf"^\| `{room}` \| (stable|experimental) \|", (DOCS / "stability.md").read_text(encoding="utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_as_stable_in_the_reference_as_it_is_promised(room: str) -> None:
    (promised,) = re.findall(
        rf"^\| `{room}` \| (\w+)", (DOCS / "stability.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    (row,) = [line for line in reference("index").splitlines() if line.startswith(f"| [`{room}`]")]
    assert row.endswith(f"| {promised} |")


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_class_of_a_room_is_in_the_glossary(room: str) -> None:
    module = importlib.import_module(f"localgov_components.{room}")
    classes = {name for name in module.__all__ if inspect.isclass(getattr(module, name))}
    assert classes - set(re.findall(r"`(\w+)`", reference("glossary"))) == set()


def test_the_glossary_names_only_what_is_public() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md"))
    documented = re.findall(r"^::: ([\w.]+)$", pages, re.MULTILINE)
    public = {name for module in documented for name in importlib.import_module(module).__all__}
    assert set(re.findall(r"`(\w+)`", reference("glossary"))) - public == set()


def test_every_code_of_a_rejected_row_is_told_as_the_command_tells_it() -> None:
    _, _, rest = reference("file-formats").partition("## Rejected rows\n")
    told = dict(re.findall(r"^\| `([a-z.-]+)` \| (.+) \|$", rest.partition("\n## ")[0], re.MULTILINE))
    assert told == CODES


def test_the_keys_of_a_councils_file_are_a_model_that_refuses_others() -> None:
    assert issubclass(Council, BaseModel)
    assert Council.model_config["extra"] == "forbid"


def test_every_decision_is_listed() -> None:
    pages = {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")}
    assert (
        set(re.findall(r"\]\(([0-9]{4}-[a-z-]+\.md)\)", (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")))
        == pages
    )
