r"""Texts of a workbook: those that its cells share, and those that stand in a cell (ECMA-376 part 1, section 18.4).

A text may be in runs of different looks, which are joined, and may say beside itself how it is pronounced,
which is left out.

>>> read_strings(b"<sst><si><t>capital</t></si><si><r><t>two </t></r><r><t>runs_x000A_</t></r></si></sst>")
['capital', 'two runs\n']
"""

import re
from collections.abc import Mapping

from localgov_components.core.grid_xml import MOST_ELEMENTS, read_xml

__all__ = ["TextRuns", "read_strings", "unescaped"]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML does not hold (ECMA-376 part 1, section 22.9.2.19)."""


def read_strings(content: bytes, *, most_elements: int = MOST_ELEMENTS) -> list[str]:
    """The texts that cells share, in their order."""
    strings: list[str] = []
    runs = TextRuns()

    def end(tag: str) -> None:
        runs.end(tag)
        if tag == "si":
            strings.append(runs.take())

    read_xml(content, started=runs.start, ended=end, said=runs.text, most_elements=most_elements)
    return strings


def unescaped(text: str) -> str:
    """The text with the characters that `_x000A_` and its like stand for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class TextRuns:
    """Gathers what the elements `t` hold, outside of `rPh`."""

    __slots__ = ("_is_open", "_is_pronounced", "_parts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_open = self._is_pronounced = False

    def start(self, tag: str, _: Mapping[str, str] | None = None) -> None:
        """Note the start of an element."""
        if tag == "rPh":
            self._is_pronounced = True
        elif tag == "t":
            self._is_open = not self._is_pronounced

    def end(self, tag: str) -> None:
        """Note the end of an element."""
        if tag == "rPh":
            self._is_pronounced = False
        elif tag == "t":
            self._is_open = False

    def text(self, text: str) -> None:
        """Note some text."""
        if self._is_open:
            self._parts.append(text)

    def take(self) -> str:
        """What was gathered since it was last taken."""
        if not self._parts:
            return ""
        text = "".join(self._parts)
        self._parts.clear()
        return unescaped(text)
