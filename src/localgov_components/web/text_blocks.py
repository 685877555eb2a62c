r"""A text of the wording as the blocks that a template shows.

Paragraphs are divided by blank lines; lines that begin with `- ` are a list; an address that begins
with https:// becomes a link. Only what the council writes comes here: never an answer.

>>> text_blocks("Bring:\n\n- your card\n- 5 minutes\n\nSee https://www.gov.uk/bins.")
['Bring:', ['your card', '5 minutes'],
 {'kind': 'line', 'parts': ['See ', {'text': 'www.gov.uk/bins', 'href': 'https://www.gov.uk/bins'}, '.']}]
>>> text_blocks("http://ambleford.example is not one")
['http://ambleford.example is not one']
"""

import re
from collections.abc import Iterator
from itertools import groupby

__all__ = ["Block", "text_blocks"]

Block = str | list[str] | dict[str, object]
"""A paragraph, a list, or something else that says its kind (see templates/parts/blocks.html)."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_LINK = re.compile(r"https://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
_BULLET = "- "


def text_blocks(text: str) -> list[Block]:
    """The paragraphs and lists of a text, in order."""
    return [block for part in _BLANK_LINES.split(text.strip()) for block in _blocks(part)]


def _blocks(part: str) -> Iterator[Block]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: line.startswith(_BULLET)):
        if is_list:
            yield [line.removeprefix(_BULLET).strip() for line in group]
        else:
            yield _paragraph(" ".join(group))


def _paragraph(text: str) -> Block:
    parts = list(_parts(text))
    return text if parts == [text] else {"kind": "line", "parts": parts}


def _parts(text: str) -> Iterator[str | dict[str, str]]:
    place = 0
    for found in _LINK.finditer(text):
        if found.start() > place:
            yield text[place : found.start()]
        yield {"text": found[0].removeprefix("https://"), "href": found[0]}
        place = found.end()
    if place < len(text):
        yield text[place:]
