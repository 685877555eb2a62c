r"""XML parts of a workbook, read in order as a stream of elements and text.

A part may have no document type: that is where entities that grow without end are declared. Nor may it
have more elements than a full sheet has.

>>> read_xml(b'<row xmlns="urn:x" r="3"><v>16000</v></row>', started=lambda tag, of: print(tag, of))
row {'r': '3'}
v {}
>>> read_xml(b"<!DOCTYPE row><row/>")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: XML with a document type, which no spreadsheet writes.
"""

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import USUAL_LIMITS

__all__ = ["MOST_ELEMENTS", "Ended", "Said", "Started", "read_xml"]

MOST_ELEMENTS = USUAL_LIMITS.elements

Started: TypeAlias = Callable[[str, dict[str, str]], object]
"""Called with the local name of an element that starts, and its attributes."""

Ended: TypeAlias = Callable[[str], object]
"""Called with the local name of an element that ends."""

Said: TypeAlias = Callable[[str], object]
"""Called with text."""


def read_xml(
    content: bytes,
    *,
    started: Started | None = None,
    ended: Ended | None = None,
    said: Said | None = None,
    most_elements: int = MOST_ELEMENTS,
) -> None:
    """Read a part to its end.

    Raises `InvalidValueError` when it is not XML, and what the functions raise. Names come without their namespace: a
    workbook's are the same in its two editions, transitional and strict.
    """
    number = 0
    local = _LocalNames()

    def start(tag: str, of: dict[str, str]) -> None:
        nonlocal number
        number += 1
        if number > most_elements:
            raise InvalidValueError(f"XML of more than {most_elements:,} elements.", code="workbook.xml")
        if started:
            started(local[tag], of)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if ended:
        parser.EndElementHandler = lambda tag: ended(local[tag])
    parser.CharacterDataHandler = said
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError:  # its text may quote what was read
        raise InvalidValueError("not well-formed XML.", code="workbook.xml") from None


class _LocalNames(dict[str, str]):
    """Names without their namespace, found once each."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local


def _check_encoding(_: str, encoding: str | None, *_rest: object) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "utf-16"):  # the two that ECMA-376 part 2 allows
        raise InvalidValueError("XML that is neither UTF-8 nor UTF-16.", code="workbook.xml")


def _refuse(*_: object) -> None:
    raise InvalidValueError("XML with a document type, which no spreadsheet writes.", code="workbook.xml")
