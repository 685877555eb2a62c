import ast
import importlib
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

import localgov_components

PACKAGE = Path(localgov_components.__file__).parent
ROOMS = sorted(folder.parent.name for folder in PACKAGE.glob("*/__init__.py"))
LONGEST_FIRST_LINE = 79


@pytest.fixture(params=ROOMS)
def room(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"localgov_components.{request.param}")


def place_in_all(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each in alphabetical order (the order that ruff keeps)."""
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


def visible_names(module: ModuleType) -> set[str]:
    return {name for name, value in vars(module).items() if not name.startswith("_") and not inspect.ismodule(value)}


def documented_names(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Names given in a room's modules, with their docstring: in a function, or as a string under an assignment."""
    for path in Path(str(module.__file__)).parent.rglob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for statement, following in pairwise([*body, ast.Pass()]):
            match statement, following:
                case ast.FunctionDef(name=name) as function, _:
                    yield name, ast.get_docstring(function) or ""
                case (
                    ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    yield name, inspect.cleandoc(text)
                case _:
                    pass


def docstring(value: object, name: str, documented: dict[str, str]) -> str:
    described = inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value)
    return inspect.cleandoc(value.__doc__ or "") if described else documented.get(name, "")


def test_a_room_has_an_example_in_its_docstring(room: ModuleType) -> None:
    assert ">>> " in (room.__doc__ or "")


def test_all_is_exactly_what_is_visible(room: ModuleType) -> None:
    modules = {name for name in room.__all__ if inspect.ismodule(getattr(room, name))}
    assert set(room.__all__) - modules == visible_names(room)


def test_all_is_in_order_without_repetition(room: ModuleType) -> None:
    assert list(room.__all__) == sorted(set(room.__all__), key=place_in_all)


def test_no_module_hides_behind_a_public_name(room: ModuleType) -> None:
    """The reference would describe the module, and `import room.name` would give the function."""
    folder = Path(str(room.__file__)).parent
    modules = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert {name for name in room.__all__ if name in modules and not inspect.ismodule(getattr(room, name))} == set()


def test_each_public_name_begins_its_docstring_with_a_short_line(room: ModuleType) -> None:
    documented = dict(documented_names(room))
    texts = {name: docstring(getattr(room, name), name, documented) for name in room.__all__}
    first_lines = {name: text.partition("\n")[0] for name, text in texts.items()}
    assert {name: line for name, line in first_lines.items() if not 0 < len(line) <= LONGEST_FIRST_LINE} == {}


def test_a_room_forwards_names_and_does_nothing_else(room: ModuleType) -> None:
    body = ast.parse(Path(str(room.__file__)).read_text(encoding="utf-8")).body
    kinds = {type(statement) for statement in body[1:]}
    assert kinds <= {ast.ImportFrom, ast.Assign}


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert {folder.relative_to(PACKAGE) for folder in folders if not (folder / "__init__.py").is_file()} == set()


def test_the_package_itself_offers_only_its_version() -> None:
    assert localgov_components.__all__ == ["__version__"]
