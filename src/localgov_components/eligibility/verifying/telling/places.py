"""Where the parts of a scheme are written: the line of each rule, definition, table and fact in its Python files.

Read from the text of the files; nothing is run.

>>> text = '''
... class Household(Facts, id="household"):
...     income: Fact[Money] = fact("net income")
... too_much = define("too_much", Household.income > limit)
... scheme = Scheme("support", eligible=[rule("low-income", not_(too_much))])
... '''
>>> [(name, place.line) for name, place in places_of_text(text, "scheme.py").items()]
[('household.income', 3), ('too_much', 4), ('support', 5), ('low-income', 5)]
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["SourcePlace", "places_in", "places_of_text"]

_NAMING = frozenset({"rule", "Rule", "define", "DecisionTable", "Scheme"})
"""Calls whose first argument, as text, is the id or the name of what they make."""


_FIRST = frozenset({"scheme.py", "service.py"})
"""Where a scheme stands that is opened by its folder; what lies beside it may name the same things."""


class SourcePlace(NamedTuple):
    """A line of a file, whose path is written with `/`; the first line where only the file is known."""

    file: str
    line: int


def places_in(path: Path) -> dict[str, SourcePlace]:
    """Places by id or name, in the Python files of a folder, in one such file, or none in any other file.

    A file that Python cannot read says nothing. Where something is named twice, the first place counts.
    """
    files = (
        sorted(path.glob("*.py"), key=lambda file: (file.name not in _FIRST, file.name)) if path.is_dir() else [path]
    )
    found: dict[str, SourcePlace] = {}
    for file in files:
        if file.suffix != ".py":
            continue
        try:
            text = file.read_text(encoding="utf-8")
            places = places_of_text(text, file.as_posix())
        except (SyntaxError, ValueError):  # the scheme was opened; this file is another one's
            continue
        for name, place in places.items():
            found.setdefault(name, place)
    return found


def places_of_text(text: str, file: str) -> Mapping[str, SourcePlace]:
    """Places by id or name in the text of one Python file."""
    found: dict[str, SourcePlace] = {}
    for name, line in sorted(_named(ast.parse(text)), key=lambda pair: pair[1]):
        found.setdefault(name, SourcePlace(file, line))
    return found


def _named(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]) if _called(function) in _NAMING:
                yield name, node.lineno
            case ast.Call(func=function, keywords=keywords) if _called(function) in ("read", *_NAMING):
                yield from ((name, node.lineno) for name in _texts(keywords, "name", "id"))
            case ast.ClassDef(keywords=keywords):
                for id_ in _texts(keywords, "id"):
                    yield from _facts(node, id_)
            case _:
                pass


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _texts(keywords: list[ast.keyword], *names: str) -> Iterator[str]:
    for keyword in keywords:
        if keyword.arg in names and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
            yield keyword.value.value


def _facts(node: ast.ClassDef, id_: str) -> Iterator[tuple[str, int]]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield f"{id_}.{statement.target.id}", statement.lineno
