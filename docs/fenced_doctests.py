"""Put fences round the examples of docstrings, for the reference pages.

Docstrings hold their examples as Python's doctest writes them. In Markdown three signs `>` begin a quotation within a
quotation; a fence makes them code. `mkdocs.yml` names this extension of Griffe, which reads the docstrings.
"""  # noqa: INP001 - loaded by its path

from collections.abc import Iterator

import griffe

__all__ = ["FencedDoctests", "fenced"]


def fenced(docstring: str) -> str:
    """The docstring with a fence round each run of lines that begins with a prompt and ends before a blank line."""
    return "\n".join(_fenced(docstring.splitlines()))


def _fenced(lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        if not inside and line.startswith(">>>"):
            inside = True
            yield "```pycon"
        elif inside and not line.strip():
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"


class FencedDoctests(griffe.Extension):
    """Changes each docstring after it was read."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Put the fences in."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
