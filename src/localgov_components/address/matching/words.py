"""Whether the name of a street or building stands in the words that somebody typed.

It may stand there letter for letter; with a typing fault; or without the kind of street. A name is not found where a
neighbour's is: `Oak Road` is not `Oak Close`, and in `12 Upper Mill Lane` there is no `Mill Lane`.

>>> typed = "HAWMLIL LANE WEST ALDER".split()
>>> find_name("HAWMILL LANE", typed)
Found(how=<How.SPELLING: 'spelling'>, start=0, end=2)
>>> find_name("HAWMILL CLOSE", typed) is None
True
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from localgov_components.address.matching.match import How
from localgov_components.address.parsing.vocabulary import (
    BUILDING_WORDS,
    CONNECTING_WORDS,
    SAINTS,
    STREET_WORDS,
    STRONG_STREET_WORDS,
)
from localgov_components.core.libraries import needs_extra

__all__ = ["Found", "find_name", "find_street", "same_word"]

_ONE_FAULT, _TWO_FAULTS = 4, 8
"""Letters a word must have for one fault, or two, to leave it recognisable."""
_COMMON = (
    STREET_WORDS
    | BUILDING_WORDS
    | CONNECTING_WORDS
    | frozenset({"BUSINESS", "ALBERT", "INDUSTRIAL", "STATION", "TRADING", "VICTORIA"})
)
"""Words that people cut short in ways that no list holds."""
_KINDS = STREET_WORDS | BUILDING_WORDS
_STREET = "STREET"
"""What `ST` is spelled like."""
_SOUNDS = {
    "AVENEW": "AVENUE", "CAUGHT": "COURT", "CLOTHES": "CLOSE", "CLOZE": "CLOSE", "CRESSENT": "CRESCENT", "KEY": "QUAY",
    "LAIN": "LANE", "LAYNE": "LANE", "MUSE": "MEWS", "PLAICE": "PLACE", "ROE": "ROW", "ROWED": "ROAD", "RODE": "ROAD",
    "RYES": "RISE", "SQUAIR": "SQUARE", "TERRIS": "TERRACE", "VUE": "VIEW", "WEIGH": "WAY", "WHEY": "WAY",
}  # fmt: skip
"""Kinds of street as somebody who never saw them writes them down."""
_LEIGH = ("LEIGH", "LEY", "LEA", "LEE")
_OPPOSITES = (frozenset({"NORTH", "SOUTH"}), frozenset({"EAST", "WEST"}), frozenset({"UPPER", "LOWER"}))


class Found(NamedTuple):
    """How a name stands in a text, and from which word to which."""

    how: How
    start: int
    end: int


def find_name(name: str, typed: list[str]) -> Found | None:
    """Where a name stands in typed words; the first place where it does best."""
    words = name.split(" ")
    exact = _find_words(words, typed)
    return _find_spelled(words, typed) if exact is None else Found(How.EQUAL, exact, exact + len(words))


def find_street(name: str, typed: list[str], named: Found | None) -> Found | None:
    """The same of a street, of which `find_name` found what is `named`.

    A street without its kind, or one without a kind to which one was added, is equivalent: `Eastcheap Street`.
    """
    words = name.split(" ")
    if named is None:
        return _find_without_kind(words, typed)
    if named.how is not How.EQUAL or words[-1] in STREET_WORDS:
        return named
    longer = named.end < len(typed) and typed[named.end] in STRONG_STREET_WORDS
    return named._replace(how=How.EQUIVALENT) if longer else named


def same_word(known: str, typed: str) -> bool:
    """Whether two words are one, with a typing fault or two, or cut short; figures have no spelling."""
    return known == typed or _alike(known, typed) or _is_short_for(typed, known)


@lru_cache(20_000)
def _is_short_for(typed: str, known: str) -> bool:
    """Whether a word is cut short, as `Lne` for Lane, or was written down as it sounds, as `Rode` for Road.

    Of a word that is cut short, the letters stand in a common word in order, the first alike.
    """
    if _SOUNDS.get(typed) == known or _as_heard(typed) == _as_heard(known):
        return True
    if known not in _COMMON or typed in _COMMON or not 1 < len(typed) < len(known) or typed[0] != known[0]:
        return False
    letters = iter(_STREET if known == "ST" else known)
    return all(letter in letters for letter in typed)


def _as_heard(word: str) -> str:
    """A name with one spelling of an ending that has several: Alderleigh, Alderley and Alderlea."""
    end = next((end for end in _LEIGH if word.endswith(end) and len(word) - len(end) >= _ONE_FAULT), "")
    return f"{word.removesuffix(end)}LEY" if end else word


def _find_words(words: list[str], typed: list[str]) -> int | None:
    size, first = len(words), words[0]
    for start in range(len(typed) - size + 1):
        if typed[start] == first and typed[start : start + size] == words:
            return start
    return None


def _find_spelled(words: list[str], typed: list[str]) -> Found | None:
    size, first = len(words), words[0]
    for start in range(len(typed) - size + 1):
        if same_word(first, typed[start]) and all(map(same_word, words, typed[start : start + size])):
            return Found(How.SPELLING, start, start + size)
    if "ST" in words or "ST" in typed:
        words, typed = ([_STREET if word == "ST" else word for word in each] for each in (words, typed))
    joined, last = "".join(words), words[-1]
    for length in dict.fromkeys((size - 1, size + 1, 1)):
        if length in (0, size):
            continue
        for start in range(len(typed) - length + 1):
            end = start + length
            if typed[end - 1][-1] != last[-1]:
                continue
            run = "".join(typed[start:end])
            if run == joined or (typed[end - 1].endswith(last) and _alike(joined, run, divided=True)):
                return Found(How.SPELLING, start, end)
    return None


def _find_without_kind(words: list[str], typed: list[str]) -> Found | None:
    """A street without its kind, where no other kind follows: `12 Hawmill, West Alder`."""
    if words[-1] not in STREET_WORDS or CONNECTING_WORDS.issuperset(words[:-1]):
        return None
    start = _find_words(words[:-1], typed)
    if start is None:
        return None
    end = start + len(words) - 1
    followed = end < len(typed) and (
        typed[end] in STREET_WORDS or any(_alike(typed[end], kind) for kind in STRONG_STREET_WORDS)
    )
    return None if followed else Found(How.EQUIVALENT, start, end)


@lru_cache(20_000)
def _alike(first: str, second: str, *, divided: bool = False) -> bool:
    """Whether a fault or two turn one word into the other; `divided` where words run together or apart."""
    if first == "ST" or second == "ST":
        first, second = (_STREET if word == "ST" else word for word in (first, second))
    shorter = min(len(first), len(second))
    if shorter < _ONE_FAULT or abs(len(first) - len(second)) > 2 or first == second:  # noqa: PLR2004 - two faults
        return first == second
    if not (first.isalpha() and second.isalpha()):
        return False
    if not divided and _are_two(first, second):
        return False
    most = 2 if max(len(first), len(second)) >= _TWO_FAULTS and first[0] == second[0] and not divided else 1
    return _distance()(first, second, score_cutoff=most) <= most


@lru_cache(1)
def _distance() -> Callable[..., int]:
    """In how many places two words differ, two letters exchanged counting once (optimal string alignment)."""
    with needs_extra("address"):
        from rapidfuzz.distance import OSA
    distance: Callable[..., int] = OSA.distance
    return distance


def _are_two(first: str, second: str) -> bool:
    """Whether both are words of their own, which nobody writes for the other: Mill and Hill, Mark and Mary."""
    if {first, second} in _OPPOSITES:
        return True
    shorter, longer = sorted((first, second), key=len)
    if longer == f"{shorter}S":
        return first in STRONG_STREET_WORDS and second in STRONG_STREET_WORDS
    return any(first in words and second in words for words in (_KINDS, SAINTS))
