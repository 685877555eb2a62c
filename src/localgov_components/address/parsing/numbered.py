"""Addresses with the number of a building: what stands before it and after it.

Of several numbers, that of the building is the last that stands before the name of a street: in `18 Kings Court 148
Hanham Road` it is 148, and 18 is a flat.

>>> parts = Parts()
>>> lines = [[NumberRange(18), "KINGS", "COURT", NumberRange(148), "HANHAM", "ROAD"]]
>>> read_numbered(parts, lines, places_of_numbers(lines))
>>> str(parts.flat), parts.building, str(parts.number), parts.street
('18', ['KINGS', 'COURT'], '148', ['HANHAM', 'ROAD'])
"""

from collections.abc import Sequence
from typing import TypeAlias

from localgov_components.address.parsing.draft import Parts
from localgov_components.address.parsing.items import Line
from localgov_components.address.parsing.lines import Phrase, end_of_words, leading_words, phrases_of, words_of
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.streets import (
    end_of_first_word,
    ends_street,
    is_building,
    split_unnumbered,
    split_words,
)
from localgov_components.address.parsing.unit import Unit, has_number
from localgov_components.address.parsing.vocabulary import ORGANISATION_WORDS

__all__ = ["places_of_numbers", "read_numbered"]

Place: TypeAlias = tuple[int, int]
"""A line, and an item of it."""

_WIDEST_RANGE = 100
"""Two numbers side by side that are further apart are a flat and a building."""
_NARROW_RANGE = 12
"""Where a flat was told before them, they are a building's if they are no further apart."""
_BETWEEN_TWO = frozenset({"AND", "ALSO", "OR"})
"""Words after which a second address begins, where they stand before its number."""
_NO_STREET, _PERHAPS_STREET, _STREET = 1, 2, 3


def places_of_numbers(lines: Sequence[Line]) -> list[Place]:
    """Line and place in it of every number."""
    return [
        (row, at)
        for row, line in enumerate(lines)
        if NumberRange in map(type, line)
        for at, item in enumerate(line)
        if isinstance(item, NumberRange)
    ]


def read_numbered(parts: Parts, lines: Sequence[Line], places: Sequence[Place]) -> None:
    """Read the lines around the building's number, which is one of those at the places."""
    alone = len(places) == 1
    row, at = places[0] if alone else _likeliest(lines, places)
    if row and not at:
        lines, (row, at) = _with_street_before(lines, row)
    line, rest = lines[row], lines[row + 1 :]
    number = line[at]
    if isinstance(number, NumberRange):
        parts.number = number
    before, beyond = [*lines[:row], line[:at]] if row or at else [], line[at + 1 :]
    end = len(beyond) if alone else end_of_words(beyond)
    after = words_of(beyond[:end])
    if at and ends_street(words_of(line[:at])) and not split_words(_following(lines, row, at)).street:
        name, *_, street, _ = split_unnumbered(words_of(line[:at]))  # `Mill House Mill Lane 10`
        before, after, rest = [*before[:-1], [*name]], street, [beyond, *rest]
        if not any(rest):
            before, rest = _with_places_before(before)
    elif beyond:
        rest = [beyond[end:], *rest]
    elif rest:
        parts.ends_name = is_building(words_of(line[:at]))
        after, rest = words_of(rest[0]), rest[1:]
    if before:
        _read_before(parts, before)
    rest = rest if alone else _without_building(parts, rest)
    _read_after(parts, after, [words_of(each) for each in rest if each])
    _leave_out_another(parts)


def _likeliest(lines: Sequence[Line], places: Sequence[Place]) -> Place:
    """The last of the surest; where none says anything, the first."""
    ranks = [_rank(lines, *place) for place in places]
    return max(zip(ranks, places, strict=True))[1] if any(ranks) else places[0]


def _with_street_before(lines: Sequence[Line], row: int) -> tuple[Sequence[Line], Place]:
    """A number on a line of its own, with nothing after it, put on the line of the street before it."""
    if len(lines[row]) > 1 or row + 1 < len(lines) or not ends_street(words_of(lines[row - 1])):
        return lines, (row, 0)
    return [*lines[: row - 1], [*lines[row - 1], *lines[row]]], (row - 1, len(lines[row - 1]))


def _with_places_before(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Names, and the places of an address in the reverse order: `Ambleford, Mill Lane 10`."""
    first = next((row for row, line in enumerate(lines) if line and _is_name(line)), len(lines))
    return [*lines[first:]], [*lines[:first]]


def _is_name(line: Line) -> bool:
    """Whether a line is the name of a building or of a firm, and not that of a place."""
    words = words_of(line)
    return is_building(words) or not ORGANISATION_WORDS.isdisjoint(words) or not all(map(str.isalpha, words))


def _rank(lines: Sequence[Line], row: int, at: int) -> int:
    """How sure a number is that of a building, by the words after it."""
    following = _following(lines, row, at)
    if not following:
        line = lines[row]
        return _NO_STREET if at + 1 == len(line) and ends_street(words_of(line[:at])) else 0
    street = split_words(following).street
    if not street:
        return _NO_STREET
    return _PERHAPS_STREET if is_building(street) and not ends_street(street) else _STREET


def _following(lines: Sequence[Line], row: int, at: int) -> list[str]:
    """Words after a number, on the next line where the number ends its own."""
    line = lines[row]
    if at + 1 < len(line):
        return leading_words(line[at + 1 :])
    return leading_words(lines[row + 1]) if row + 1 < len(lines) else []


def _read_before(parts: Parts, lines: Sequence[Line]) -> None:
    """Read what stands before the number: numbers of flats, names of buildings and organisations."""
    names: list[list[str]] = []
    for row, line in enumerate(lines):
        phrases = phrases_of(line)
        for place, phrase in enumerate(phrases):
            beside_number = row + 1 == len(lines) and place + 1 == len(phrases) and not phrase.words
            after_words = place > 0 and bool(phrases[place - 1].words)
            _read_phrase(parts, phrase, names, beside_number=beside_number, after_words=after_words)
    parts.add_names([words for words in names if words != ["THE"]])


def _read_phrase(
    parts: Parts, phrase: Phrase, names: list[list[str]], *, beside_number: bool, after_words: bool
) -> None:
    lead, words = phrase
    if lead is None:
        names.append(words)
    elif words and parts.flat is not None:
        names.append([str(lead), *words])
    elif words:
        parts.flat = Unit("", str(lead))
        names.append(words)
    elif beside_number and _is_start_of_range(lead, parts.number):
        _make_range(parts, lead)
    elif parts.flat is None:
        parts.flat = Unit("", str(lead))
    elif after_words:
        names[-1].append(str(lead))
    elif has_number(parts.flat.name) and _is_start_of_range(lead, parts.number, widest=_NARROW_RANGE):
        _make_range(parts, lead)
    elif has_number(parts.flat.name):
        parts.strays.append(str(lead))
    else:
        parts.flat = Unit(parts.flat.kind, f"{parts.flat.name} {lead}".strip())


def _is_start_of_range(first: NumberRange, last: NumberRange | None, *, widest: int = _WIDEST_RANGE) -> bool:
    """Whether two numbers side by side are the ends of a range, as gazetteers print them: `41 43 Jamaica Street`."""
    if last is None or first.end is not None or last.end is not None or first.suffix or last.suffix:
        return False
    return first.start <= last.start <= first.start + widest


def _make_range(parts: Parts, first: NumberRange) -> None:
    if parts.number is not None:
        if parts.flat is None:
            parts.pair = first.start, parts.number.start
        parts.number = NumberRange(first.start, end=parts.number.start)


def _read_after(parts: Parts, words: list[str], rest: list[list[str]]) -> None:
    """Read what follows the number: perhaps a building, then the street, then places."""
    building, dependent, street, remaining = split_words(words)
    street_follows = bool(rest) and ends_street(rest[0])
    if building or (street_follows and is_building(words)):
        _read_building(parts, words, rest)
        return
    if not street:
        end = len(words) if rest else end_of_first_word(words)
        street, remaining = words[:end], words[end:]
    if street_follows and street and not remaining and not dependent:
        dependent, street, rest = street, rest[0], rest[1:]
    parts.dependent, parts.street = dependent, street
    parts.set_places([remaining, *rest])


def _leave_out_another(parts: Parts) -> None:
    """Leave out another address before this one, which is no flat in a building.

    It has the same street, `12 Mill Lane or 14 Mill Lane`, or stands apart by a word: `12 Mill Lane and 7 High Street`.
    """
    flat, street = parts.flat, parts.street
    if flat is None or flat.kind or not street:
        return
    names = [*parts.organisation, *parts.building]
    same_street = names[: len(street)] == street
    if same_street or (names and names[-1] in _BETWEEN_TWO):
        parts.strays.append(flat.name if same_street else f"{flat.name} {' '.join(names)}")
        parts.flat, parts.organisation, parts.building = None, [], []


def _read_building(parts: Parts, words: list[str], rest: list[list[str]]) -> None:
    """Read `22 Mill House`, which is a flat: the number of the building, if it has one, is not given."""
    divided = split_words(words)
    if parts.flat is None and parts.number is not None:
        parts.flat, parts.number = Unit("", str(parts.number)), None
    elif parts.number is not None:  # `Flat 2-3 Mill House`: a second flat, or the building's number
        parts.strays.append(str(parts.number))
    parts.building = [*parts.building, *(divided.building or words)]
    street, remaining = (divided.street, divided.rest) if divided.building else ([], [])
    if not street and not remaining and rest:
        following = split_words(rest[0])
        street, remaining = (following.street, following.rest) if following.street else (rest[0], [])
        rest = rest[1:]
    parts.street = street
    parts.set_places([remaining, *rest])


def _without_building(parts: Parts, lines: Sequence[Line]) -> list[Line]:
    """Take a flat and its building out of what stands after the street: `79 Mill Lane, 14 Mill House`."""
    kept: list[Line] = []
    for line in lines:
        lead = line[0] if line else None
        if not isinstance(lead, NumberRange):
            kept.append(line)
            continue
        words = words_of(line[1:])
        divided = split_words(words)
        name = divided.building or (divided.street if is_building(divided.street) else [])
        if name and not parts.building and parts.flat is None:
            parts.flat, parts.building = Unit("", str(lead)), name
            kept.append([*words[len(name) :]])
        else:
            parts.strays.append(str(lead))
            kept.append(line)
    return kept
