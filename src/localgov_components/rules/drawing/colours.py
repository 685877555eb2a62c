"""Colours of the states of a case, and of what stands in none.

Each state has a sign and a word besides, and a line of its own: nothing is told by colour alone (WCAG 2.2,
success criterion 1.4.1). Words keep a contrast of at least 4.5 to 1 with their ground (1.4.3), lines and
signs of at least 3 to 1 (1.4.11). The colours are those of the GOV.UK Design System, darkened or lightened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from localgov_components.core.svg import INK, PAPER, SOFT
from localgov_components.rules.drawing.case import State

__all__ = ["COLOURS", "PLAIN", "Colours"]


@dataclass(frozen=True, slots=True)
class Colours:
    """The ground of a box, its line and sign, its words, and the dashes of its line."""

    ground: str
    line: str
    ink: str = INK
    dashes: str = ""


PLAIN = Colours(PAPER, "#6f777b")
COLOURS: Mapping[State, Colours] = {
    State.TRUE: Colours("#e3f2e9", "#00602f"),
    State.NOT_TRUE: Colours("#fbe6e4", "#a3140a"),
    State.KNOWN: Colours("#e4eef8", "#0f5a9c"),
    State.UNKNOWN: Colours("#fff5cc", "#6b5900", dashes="6 4"),
    State.NOT_NEEDED: Colours("#f3f2f1", "#5d656a", ink=SOFT, dashes="2 3"),
}
