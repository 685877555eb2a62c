"""Lines of items: what stands between two commas, or ends of lines, of an address.

>>> line = [NumberRange(10), "MILL", "LANE"]
>>> words_of(line), leading_words(line[1:])
(['10', 'MILL', 'LANE'], ['MILL', 'LANE'])
"""

from collections.abc import Sequence
from typing import NamedTuple

from localgov_components.address.parsing.items import Item
from localgov_components.address.parsing.number import NumberRange

__all__ = ["Phrase", "end_of_words", "leading_words", "phrases_of", "words_of"]


class Phrase(NamedTuple):
    """Words with the number before them, where there is one."""

    number: NumberRange | None
    words: list[str]


def words_of(line: Sequence[Item]) -> list[str]:
    """Items of a line as words, its numbers too."""
    return list(map(str, line))


def leading_words(line: Sequence[Item]) -> list[str]:
    """Words up to the first number."""
    return words_of(line[: end_of_words(line)])


def end_of_words(line: Sequence[Item]) -> int:
    """The place of the first number, or the end."""
    return next((at for at, item in enumerate(line) if not isinstance(item, str)), len(line))


def phrases_of(line: Sequence[Item]) -> list[Phrase]:
    """A line divided before each number."""
    if NumberRange not in map(type, line):
        return [Phrase(None, words_of(line))] if line else []
    phrases: list[Phrase] = []
    for item in line:
        if isinstance(item, NumberRange):
            phrases.append(Phrase(item, []))
        elif phrases:
            phrases[-1].words.append(str(item))
        else:
            phrases.append(Phrase(None, [str(item)]))
    return phrases
