"""Rules as a Mermaid flowchart: text that editors and documentation sites show as a picture.

Mermaid is at https://mermaid.js.org; this is written for its version 11. Every mark that could mean
something to it, or to the HTML and the Markdown inside its labels, is written as its number.

>>> from localgov_components.rules import Fact, Facts, any_of, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact('somebody has a "Blue Badge"')
>>> print(mermaid({"pays-less": any_of(Household.credit, Household.badge)}))
flowchart LR
    n1[["pays#45;less#58;<br>any of these"]]
    n2("somebody gets Universal Credit")
    n3("somebody has a #34;Blue Badge#34;")
    n1 --> n2
    n1 --> n3
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from localgov_components.core.lettering import one_line
from localgov_components.rules.drawing.case import State
from localgov_components.rules.drawing.colours import COLOURS, Colours
from localgov_components.rules.drawing.graph import Arrow, Box, BoxKind, Drawn, graph_of
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known

__all__ = ["mermaid"]

_SHAPES = {BoxKind.RULE: ("[[", "]]"), BoxKind.NAMED: ("[", "]"), BoxKind.LINE: ("(", ")")}
_KEPT = frozenset(" ,'£")
"""Marks that mean nothing to Mermaid, HTML or Markdown inside a quoted label."""
_SIGNS = {State.TRUE: "✓", State.NOT_TRUE: "✗", State.KNOWN: "●", State.UNKNOWN: "?", State.NOT_NEEDED: "–"}


def mermaid(
    rules: Mapping[str, Expression[Any]],
    *,
    known: Known | None = None,
    policy: PolicyLookup | None = None,
    on: date | None = None,
    show_values: bool = False,
    language: str = "en",
) -> str:
    """Rules by name, and what they are made of, as the text of a Mermaid flowchart.

    With a case (`known`, and the day `on` which it is decided) each box says how it stands there, by a sign, a word
    and a colour; with a policy, its values are in brackets. Whether something is true of a person may be a secret
    already; amounts, dates and other values of facts are drawn only with `show_values`.

    Raises `DefinitionError` with every mistake in the rules, and `NotFoundError` for a policy value that is missing.
    """
    graph = graph_of(rules, drawn := Drawn(known, policy, on, show_values, language))
    lines = [_box(number, box, drawn) for number, box in enumerate(graph.boxes, start=1)]
    lines += map(_arrow, graph.arrows)
    lines += _classes({box.state for box in graph.boxes if box.state})
    return "\n".join(["flowchart LR", *(f"    {line}" for line in lines)]) + "\n"


def _box(number: int, box: Box, drawn: Drawn) -> str:
    opening, closing = _SHAPES[box.kind]
    parts = [f"{box.title}:" if box.title else "", box.text, f"= {box.value}" if box.value else ""]
    parts.append(f"({box.cites})" if box.cites else "")
    if box.state:
        parts.insert(0, f"{_SIGNS[box.state]} {drawn.word(f'state.{box.state}')}")
    label = "<br>".join(_escaped(part) for part in parts if part)
    return f'n{number}{opening}"{label}"{closing}{f":::{box.state}" if box.state else ""}'


def _arrow(arrow: Arrow) -> str:
    return f"n{arrow.source + 1} {'-.->' if arrow.mention else '-->'} n{arrow.target + 1}"


def _classes(states: set[State]) -> Iterator[str]:
    for state in State:
        if state in states:
            yield f"classDef {state} {_style(COLOURS[state])}"


def _style(colours: Colours) -> str:
    dashes = f",stroke-dasharray:{colours.dashes}" if colours.dashes else ""
    return f"fill:{colours.ground},stroke:{colours.line},color:{colours.ink}{dashes}"


def _escaped(text: str) -> str:
    line = one_line(text)
    return "".join(
        each if each.isalnum() or each in _KEPT or _is_decimal_point(line, place) else f"#{ord(each)};"
        for place, each in enumerate(line)
    )


def _is_decimal_point(line: str, place: int) -> bool:
    """Whether a point stands between two figures, as in £12.50; one after a figure and before a space begins a list."""
    return line[place] == "." and line[place - 1 : place].isdecimal() and line[place + 1 : place + 2].isdecimal()
