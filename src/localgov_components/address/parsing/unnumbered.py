"""Addresses without a number: a name, perhaps a street, and places.

>>> parts = Parts()
>>> read_unnumbered(parts, [["ROSE", "COTTAGE"], ["MILL", "LANE"], ["AMBLEFORD"]])
>>> parts.building, parts.street, parts.places
(['ROSE', 'COTTAGE'], ['MILL', 'LANE'], [['AMBLEFORD']])
"""

from collections.abc import Sequence

from localgov_components.address.parsing.draft import Parts
from localgov_components.address.parsing.streets import end_of_first_word, ends_street, split_unnumbered, split_words
from localgov_components.address.parsing.vocabulary import STRONG_STREET_WORDS

__all__ = ["read_unnumbered"]


def read_unnumbered(parts: Parts, lines: Sequence[list[str]]) -> None:
    """Read lines of words."""
    row = _row_of_street(lines)
    if row is None:
        _read_without_street(parts, lines)
        return
    divided = split_unnumbered(lines[row]) if parts.flat or not row else split_words(lines[row])
    parts.add_names([*lines[:row], divided.building])
    street, rest = divided.street, lines[row + 1 :]
    parts.dependent = divided.dependent
    if rest and not divided.rest and not parts.dependent and ends_street(rest[0]):
        parts.dependent, street, rest = street, rest[0], rest[1:]
    parts.street = street
    parts.set_places([divided.rest, *rest])


def _read_without_street(parts: Parts, lines: Sequence[list[str]]) -> None:
    if not lines:
        return
    first, *others = lines
    name = split_words(first).building or (first if others else first[: end_of_first_word(first)])
    parts.add_names([name])
    parts.set_places([first[len(name) :], *others])


def _row_of_street(lines: Sequence[list[str]]) -> int | None:
    """The first line with a street; one that may also be a building counts where no surer one comes."""
    weak = None
    for row, line in enumerate(lines):
        street = split_words(line).street
        if street and (street[-1] in STRONG_STREET_WORDS or ends_street(street)):
            return row
        if street and weak is None and (row or len(lines) == 1 or len(line) > len(street)):
            weak = row
    return weak
