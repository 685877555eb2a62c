"""Where the name of a building ends, and where that of a street ends, in words without commas.

A word such as `Road` ends the name of a street; one such as `House` ends that of a building, unless a street is
called after it: `Manor House Lane`. Where neither helps, as in `Burnside Gas Lane`, the street is the last two words:
it may be wrong, so a comparison of addresses must not rest on it.

>>> split_words("KINGS COURT HANHAM ROAD KINGSWOOD".split())
StreetWords(building=['KINGS', 'COURT'], dependent=[], street=['HANHAM', 'ROAD'], rest=['KINGSWOOD'])
>>> split_words("MANOR HOUSE LANE LEEDS".split()).street
['MANOR', 'HOUSE', 'LANE']
"""

from typing import NamedTuple

from localgov_components.address.parsing.vocabulary import (
    BUILDING_WORDS,
    CONNECTING_WORDS,
    DIRECTIONS,
    LEADING_STREET_WORDS,
    SAINTS,
    STREET_WORDS,
    STRONG_STREET_WORDS,
    WEAK_LEADING_WORDS,
    WHOLE_NAMES,
)

__all__ = ["StreetWords", "end_of_first_word", "ends_street", "is_building", "split_unnumbered", "split_words"]

_MOST_WORDS_BETWEEN = 5
"""Two kinds of street further apart than this belong to two parts of an address, or to no street at all."""

_WEAK_WORDS_BETWEEN = 3
_ENDS = STREET_WORDS | BUILDING_WORDS
_LEADING = LEADING_STREET_WORDS | WEAK_LEADING_WORDS
_WELSH_ARTICLES = frozenset({"Y", "YR"})
_FIRST_WORDS = _LEADING | WHOLE_NAMES | _WELSH_ARTICLES
_WELSH_SMALL_WORDS = frozenset({"Y", "YR", "AR", "R", "YN"})
_BUILDING_ONLY = BUILDING_WORDS - STREET_WORDS
_STREET_ONLY = STREET_WORDS - BUILDING_WORDS
_HOUSES = frozenset({"BUNGALOW", "COTTAGE", "FARM", "FARMHOUSE", "HOUSE", "LODGE"})
_AFTER_STRONG = STRONG_STREET_WORDS | _HOUSES
_AFTER_WEAK = STREET_WORDS | _HOUSES
_GOES_ON = {
    word: _AFTER_STRONG if word in STRONG_STREET_WORDS | _BUILDING_ONLY else _AFTER_WEAK for word in _ENDS | _HOUSES
}
"""Ends that may follow an end: `Street Lane` and `Road Farm` go on, `Avenue, Glen Parva` does not."""


class StreetWords(NamedTuple):
    """Words divided: a building, a street on another street, the street, and what follows."""

    building: list[str]
    dependent: list[str]
    street: list[str]
    rest: list[str]


def split_words(words: list[str], *, name_first: bool = False) -> StreetWords:
    """Divide words that begin with the name of a building or a street.

    `name_first` where that of a building is expected: after a flat, or without a number.
    """
    if words and words[0] in _FIRST_WORDS and (divided := _divided_by_first(words)):
        return divided
    end = _end_of_name(words)
    if end is None:
        return StreetWords([], [], [], words)
    if words[end - 1] in BUILDING_WORDS:
        end = _end_of_building(words, end)
    if end == len(words):
        return StreetWords(words, [], [], []) if words[-1] in _BUILDING_ONLY else StreetWords([], [], words, [])
    first, rest = words[:end], words[end:]
    weak = first[-1] not in STRONG_STREET_WORDS
    second = _end_of_street(rest, weak=first[-1] in _BUILDING_ONLY or (name_first and weak))
    if second is not None:
        building = first[-1] in BUILDING_WORDS or (name_first and weak)
        return StreetWords(first if building else [], [] if building else first, rest[:second], rest[second:])
    if first[-1] in _BUILDING_ONLY:
        return StreetWords(first, [], [], rest)
    return StreetWords([], [], first, rest)


def _divided_by_first(words: list[str]) -> StreetWords | None:
    """Words divided after the name of a street that begins with its kind, or is one."""
    first, second = [*words[:2], ""][:2]
    if first in _LEADING or (first in _WELSH_ARTICLES and second in _LEADING):
        return StreetWords([], [], *_divide_leading(words))
    if first in WHOLE_NAMES and second not in _ENDS:
        return StreetWords([], [], words[:1], words[1:])
    return None


def _divide_leading(words: list[str]) -> tuple[list[str], list[str]]:
    """A name such as `Heol y Bont` or `Stryd Fawr`, of which no word says that it has ended, and what follows it."""
    end = 1 if words[0] in _LEADING else 2
    while end < len(words) - 1 and words[end] in _WELSH_SMALL_WORDS:
        end += 1
    return words[: end + 1], words[end + 1 :]


def _end_of_street(words: list[str], *, weak: bool) -> int | None:
    """The end of a second street; after a building a weak word may end it too: `Mill House Hill View`."""
    end = _end_of_name(words, STRONG_STREET_WORDS)
    if end is not None and end <= _MOST_WORDS_BETWEEN and words[end - 1] in STRONG_STREET_WORDS:
        return end
    end = _end_of_name(words[:_WEAK_WORDS_BETWEEN]) if weak else None
    return end if end is not None and words[end - 1] in _STREET_ONLY else None


def _end_of_building(words: list[str], end: int) -> int:
    """The end of a name such as `Bradeney House Nursing Home`, which goes on after its first end."""
    for place in range(end, min(end + 3, len(words))):
        if words[place] in STRONG_STREET_WORDS:
            break
        street_follows = place + 1 < len(words) and words[place + 1] in STREET_WORDS
        if words[place] in _BUILDING_ONLY and not street_follows:
            return place + 1
    return end


def split_unnumbered(words: list[str]) -> StreetWords:
    """Divide words without a number before them, in which a name may stand before the street."""
    divided = split_words(words, name_first=True)
    building, dependent, street, rest = divided
    head = dependent or street
    if building or not head or head[0] in LEADING_STREET_WORDS:
        return divided
    start = _start_of_street(head)
    if start == 0:
        named = dependent and dependent[-1] not in STRONG_STREET_WORDS
        return StreetWords(dependent, [], street, rest) if named else divided
    if dependent:
        return StreetWords(head[:start], head[start:], street, rest)
    return StreetWords(head[:start], [], head[start:], rest)


def _start_of_street(head: list[str]) -> int:
    """Where the street begins in a name and a street: at the last two words, and those that belong to them."""
    if head[0] == "THE" and len(head) > 3:  # noqa: PLR2004 - `The Gables Lane Head Road`: a name of two words
        return 2
    start = max(len(head) - 2, 0)
    while start > 0 and head[start - 1] in CONNECTING_WORDS:
        start -= 1
    return start


def ends_street(words: list[str]) -> bool:
    """Whether words are the whole name of a street: they end with a kind of street, or begin with a Welsh one."""
    if len(words) > 2 and words[-1] in DIRECTIONS:  # noqa: PLR2004 - `Church Street North`
        words = words[:-1]
    return len(words) > 1 and (words[-1] in STRONG_STREET_WORDS or words[0] in LEADING_STREET_WORDS)


def end_of_first_word(words: list[str]) -> int:
    """The place after the first word that is no mere `The` or `Old`: where nothing else helps, a name is that long."""
    return next((place + 1 for place, word in enumerate(words) if word not in CONNECTING_WORDS), len(words))


def is_building(words: list[str]) -> bool:
    """Whether words end as the name of a building does."""
    return bool(words) and words[-1] in BUILDING_WORDS


def _end_of_name(words: list[str], kinds: frozenset[str] = _ENDS) -> int | None:
    """The place after the word that ends a name, which is not the first word; ends that follow one another are one."""
    for place, word in enumerate(words):
        if word in kinds and place and (word != "ST" or not _is_saint(words, place)):
            end = place + 1
            while end < len(words) and words[end] in _GOES_ON[words[end - 1]] and not _is_saint(words, end):
                end += 1
            return end
    return None


def _is_saint(words: list[str], place: int) -> bool:
    return words[place] == "ST" and place + 1 < len(words) and words[place + 1] in SAINTS
