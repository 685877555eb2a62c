"""Rules as a picture: one SVG that needs nothing else, reads in print, and tells nothing by colour alone.

The whole is told in words too, in the picture's description.

>>> from localgov_components.rules import Fact, Facts, any_of, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> picture = svg({"pays-less": any_of(Household.credit, Household.badge)})
>>> picture.startswith("<svg "), picture.count("<rect")
(True, 4)
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from localgov_components.core.lettering import one_line, wrapped
from localgov_components.core.svg import framed
from localgov_components.rules.drawing.graph import Drawn, Graph, graph_of
from localgov_components.rules.drawing.key import Key
from localgov_components.rules.drawing.layout import placed
from localgov_components.rules.drawing.shapes import ACROSS, WIDTH, Row, arrow, box_of, height_of, rows_of, words
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.reading import read_value

__all__ = ["svg"]

_MARGIN, _DOWN, _HEADING, _BEFORE_KEY = 24, 14, 19, 26
_LEAST_WIDTH = 2 * WIDTH + ACROSS


def svg(
    rules: Mapping[str, Expression[Any]],
    *,
    title: str = "",
    known: Known | None = None,
    policy: PolicyLookup | None = None,
    on: date | None = None,
    show_values: bool = False,
    language: str = "en",
) -> str:
    """Rules by name, and what they are made of, as the text of an SVG file.

    With a case (`known`, and the day `on` which it is decided) each box says how it stands there, by a sign, a word,
    a line and a colour; with a policy, its values are in brackets. Whether something is true of a person may be a
    secret already; amounts, dates and other values of facts are drawn only with `show_values`.

    Raises `DefinitionError` with every mistake in the rules, and `NotFoundError` for a policy value that is missing.
    """
    drawn = Drawn(known, policy, on, show_values, language)
    return "\n".join([*_picture(graph_of(rules, drawn), title or _usual_title(drawn), drawn), ""])


def _usual_title(drawn: Drawn) -> str:
    if drawn.known is None or drawn.on is None:
        return drawn.word("title")
    return drawn.word("title-of-case", day=read_value(drawn.on, language=drawn.language))


def _picture(graph: Graph, title: str, drawn: Drawn) -> Iterator[str]:
    rows = [rows_of(box, drawn) for box in graph.boxes]
    links = [(each.source, each.target) for each in graph.arrows]
    layout = placed([height_of(each) for each in rows], links, width=WIDTH, across=ACROSS, down=_DOWN)
    width = max(layout.width, _LEAST_WIDTH)
    key = Key(graph, drawn, width)
    heading = [Row(each, _HEADING, 700) for each in wrapped(title, width, size=_HEADING)]
    top = _MARGIN + sum(row.height for row in heading) + 14
    below = top + layout.height + _BEFORE_KEY

    def parts() -> Iterator[str]:
        for number, row in enumerate(heading):
            yield words(_MARGIN, _MARGIN + row.size + number * row.height, row)
        yield f'<g transform="translate({_MARGIN} {top:.1f})">'
        for each, lanes in zip(graph.arrows, layout.ways, strict=True):
            yield arrow(layout.boxes[each.source], lanes, layout.boxes[each.target], mention=each.mention)
        for box, lines, place in zip(graph.boxes, rows, layout.boxes, strict=True):
            yield from box_of(box, lines, place)
        yield "</g>"
        yield from key.parts(_MARGIN, below)

    said = "\n".join(map(one_line, graph.words.split("\n")))
    size = (width + 2 * _MARGIN, below + key.height + _MARGIN)
    return framed(one_line(title), said, size, parts())
