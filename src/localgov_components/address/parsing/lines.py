"""Lines of items: what stands between two commas, or ends of lines, of an address.

>>> lines = lines_of(["OAK", "HOUSE", ",", NumberRange(10), "MILL", "LANE"])
>>> len(lines), words_of(lines[1]), leading_words(lines[1][1:])
(2, ['10', 'MILL', 'LANE'], ['MILL', 'LANE'])
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from localgov_components.address.parsing.items import Item
from localgov_components.address.parsing.number import NumberRange

__all__ = ["Line", "Phrase", "leading_words", "lines_of", "phrases_of", "words_of"]

Line: TypeAlias = list[Item]


class Phrase(NamedTuple):
    """Words with the number before them, where there is one."""

    number: NumberRange | None
    words: list[str]


def lines_of(items: Sequence[Item]) -> list[Line]:
    """Items divided at the commas; nothing is left of empty lines."""
    lines: list[Line] = [[]]
    for item in items:
        if item == ",":
            lines.append([])
        else:
            lines[-1].append(item)
    return [line for line in lines if line]


def words_of(line: Sequence[Item]) -> list[str]:
    """Items of a line as words, its numbers too; `Block B` is one item and two words."""
    return [word for item in line for word in str(item).split(" ")]


def leading_words(line: Sequence[Item]) -> list[str]:
    """Words up to the first number."""
    words: list[str] = []
    for item in line:
        if not isinstance(item, str):
            break
        words += item.split(" ")
    return words


def phrases_of(line: Sequence[Item]) -> list[Phrase]:
    """A line divided before each number."""
    phrases: list[Phrase] = []
    for item in line:
        if isinstance(item, NumberRange):
            phrases.append(Phrase(item, []))
        elif phrases:
            phrases[-1].words.extend(str(item).split(" "))
        else:
            phrases.append(Phrase(None, str(item).split(" ")))
    return phrases
