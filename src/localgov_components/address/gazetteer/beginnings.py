r"""What somebody typed so far, as beginnings of the texts that addresses have, and as ranges of their keys.

All words but the last are whole, and are put in plain form as those of the texts are. The last may go on: `high st`
may become `high station road`. Where it may be another spelling of a word, as `rd` is and as `stree` will be,
that word is looked for too. The rest are other ways to say the same: without `the`; the number after its street,
where it may go on too; a letter apart from its number; a flat or a unit with that word or without; and an address
with words left out between those that were typed, such as a locality, or the street after the name of a house.

>>> [beginning.text for beginning in beginnings_of("Mill Rd")]
['mill rd', 'mill road']
>>> [beginning.text for beginning in beginnings_of("12 a mill")]
['12 a mill', '12a mill', 'flat 12 a mill', 'unit 12 a mill']
>>> beside_postcode("12, dt97 1")
[BesidePostcode(words='12', postcode='dt97 1', is_before=False)]
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localgov_components.address.gazetteer.typeahead import LONGEST_TEXT
from localgov_components.address.gazetteer.typed_words import (
    BEHIND_ALL,
    BEHIND_STREET,
    NEAR_POSTCODE,
    SAME_WORDS,
    STREET_ENDS,
    plain_text,
    without_the,
)
from localgov_components.address.parsing.folding import plain
from localgov_components.address.parsing.vocabulary import STANDARD

__all__ = [
    "Beginning",
    "BesidePostcode",
    "KeyRange",
    "beginnings_of",
    "beside_postcode",
    "postcode_beginnings",
    "ranges_of",
]

_BEHIND_WORD = "!"
"""Follows all that may come after a whole word: the end of the text, a space, and what is less."""

_WORD = re.compile(r"(?:[0-9]+[A-Z]? ?[-/] ?(?=[0-9]))*[A-Z0-9]+", re.ASCII)
_LAST_WORD = re.compile(r"(?<![A-Z0-9])(?:[0-9]+[A-Z]? ?[-/] ?)?[A-Z0-9]++(?=[^A-Z0-9]*\Z)", re.ASCII)
_NUMBER_AND_LETTER = re.compile(r"([0-9]+) ([a-h])(?= |\Z)", re.ASCII)
_MAY_FOLLOW = "0123456789abcdefgh"
"""What a number that stands last may go on with; one that is turned round is whole otherwise."""

_NAME_OF_UNIT = re.compile(r"[a-z]?[0-9]", re.ASCII)
_KINDS_OF_UNIT = ("flat", "unit")
_NUMBER_WORDS = frozenset({"no", "number"})
_MOST_ON_STREETS, _MOST_ANYWHERE = 5_000, 1_000
"""Keys that are looked through for words after some that were left out. Where more begin as what stands before them
does, too little was typed; streets of one name are worth more patience."""

_LIKELY = 4
"""Beginnings, the surest, of which words may be left out."""

_MOST_DIGITS = 4
_MOST_WORDS = 8
_FEWEST_LETTERS = 2
"""Of a word that may become another spelling: one letter may become too many."""

_SPELLINGS = {spelling: SAME_WORDS.get(word, word) for spelling, word in (STANDARD | SAME_WORDS).items()}
_LONG_SPELLINGS = tuple((spelling, word) for spelling, word in _SPELLINGS.items() if len(spelling) > len(word))
"""Those of which somebody may have typed a part, such as `Stree`; what is short is meant when it is whole."""

_BEGINNING_OF_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]{0,5}", re.ASCII)
_BEGINNING_OF_INWARD = re.compile(r"[0-9][A-Z]{0,2}", re.ASCII)
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.ASCII)


class Beginning(NamedTuple):
    """What a text may begin with; where `is_whole`, its last word ends there."""

    text: str
    is_whole: bool = False

    def is_of(self, text: str) -> bool:
        """Whether a text of an address begins so, or does but for some words that were left out."""
        said = f"{text.replace(STREET_ENDS, ' ')} "
        if said.startswith(self.said):
            return True
        divided = _divided(self.said)
        return any(said.startswith(f"{first} ") and f" {rest}" in said[len(first) :] for first, rest in divided)

    @property
    def said(self) -> str:
        """The text, with a space behind a last word that is whole."""
        return f"{self.text} " if self.is_whole else self.text


class KeyRange(NamedTuple):
    """Keys from `first` on and before `behind`, of which those are meant that go on with the words `within`.

    Such a range is looked through key by key, and only where it has no more than `most`.
    """

    first: str
    behind: str
    within: str = ""
    most: int = 0


class BesidePostcode(NamedTuple):
    """Words beside the beginning of a postcode, both in plain form; `is_before` where the postcode stands first."""

    words: str
    postcode: str
    is_before: bool


def beginnings_of(typed: str) -> list[Beginning]:
    """The beginnings that are meant by what was typed, the surest first; none where no word was."""
    found = _LAST_WORD.search(plain(typed))
    if found is None:
        return []
    head = plain_text(plain(typed)[: found.start()])
    last = re.sub(r" ?[-/] ?", "-", found[0]).lower()
    beginnings = (_endings(*words) for words in _wordings(head, last))
    return list(dict.fromkeys(each for several in beginnings for each in several))


def beside_postcode(typed: str) -> list[BesidePostcode]:
    """How a text divides into words and the beginning of a postcode before or behind them."""
    words = _WORD.findall(plain(typed))
    divided = []
    for count in range(min(2, len(words) - 1), 0, -1):
        for near, rest, is_before in (
            (words[-count:], words[:-count], False),
            (words[:count], words[count:], True),
        ):
            said = plain_text(" ".join(rest))
            divided += [BesidePostcode(said, each.lower(), is_before) for each in postcode_beginnings(" ".join(near))]
    return divided


def postcode_beginnings(text: str) -> list[str]:
    """What a postcode would begin with if this is the beginning of one, with its space in every place it can have."""
    compact = "".join(text.split()).upper()
    if not _BEGINNING_OF_POSTCODE.fullmatch(compact):
        return []
    divided = [
        f"{compact[:place]} {compact[place:]}"
        for place in range(2, len(compact))
        if _OUTWARD.fullmatch(compact[:place]) and _BEGINNING_OF_INWARD.fullmatch(compact[place:])
    ]
    return [compact, *divided] if _OUTWARD.fullmatch(compact) else divided


def ranges_of(typed: str) -> Iterator[KeyRange]:
    """The ranges of keys that begin as is meant by what was typed, the surest first."""
    near = beside_postcode(typed)
    behind = [Beginning(f"{each.words} {each.postcode}") for each in near if not each.is_before]
    at_postcode = [Beginning(f"{NEAR_POSTCODE}{each.words} {each.postcode}") for each in near]
    said = (each for beginning in (*beginnings_of(typed), *behind) for each in _with_end_of_street(beginning))
    for text, is_whole in dict.fromkeys((*said, *at_postcode)):
        cut = text[:LONGEST_TEXT]
        yield KeyRange(cut, cut + (_BEHIND_WORD if is_whole and cut == text else BEHIND_ALL))
    likely = [*beginnings_of(typed)[:_LIKELY], *behind]
    yield from dict.fromkeys(each for beginning in likely for each in _with_words_left_out(beginning))


def _wordings(head: str, last: str) -> Iterator[tuple[str, str]]:
    """Whole words and a last one: as typed, and in other orders in which the same is said."""
    yield head, last
    yield without_the(f"{head} {last}").removesuffix(last).rstrip(), last
    joined = _NUMBER_AND_LETTER.sub(r"\1\2", head)
    if joined != head:
        yield joined, last
    *before, street_ends = head.split() or ("",)
    is_turned = last[0].isdigit() and head[:1].isalpha()
    if is_turned:
        yield " ".join((last, *before)), street_ends
    if _NAME_OF_UNIT.match(head):
        yield from ((f"{kind} {head}", last) for kind in _KINDS_OF_UNIT)
    yield from ((rest, last) for rest in _without_kind(head))
    if is_turned and len(last) < _MOST_DIGITS and len(before) < _MOST_WORDS:
        yield from ((" ".join((last + more, *before)), street_ends) for more in _MAY_FOLLOW)


def _without_kind(head: str) -> Iterator[str]:
    """Words without `flat` or `number` before them: some gazetteers have `2 Mariners Court`."""
    kind, _, rest = head.partition(" ")
    if (kind in _KINDS_OF_UNIT and rest[:1].isdigit()) or kind in _NUMBER_WORDS:
        yield rest


def _endings(head: str, last: str) -> Iterator[Beginning]:
    """Whole words with the last as it is, which may go on, and with each word of which it may be another spelling."""
    before = f"{head} " if head else ""
    yield Beginning(before + last)
    written = last.upper()
    words = [_SPELLINGS[written]] if written in _SPELLINGS else []
    if len(last) >= _FEWEST_LETTERS:
        words += [word for spelling, word in _LONG_SPELLINGS if spelling.startswith(written)]
    yield from (Beginning(before + word.lower(), is_whole=True) for word in words if not word.startswith(written))


def _with_end_of_street(beginning: Beginning) -> Iterator[Beginning]:
    """The same, and with the mark that ends a street in the place of each space: in one of them it may be."""
    text, is_whole = beginning
    yield beginning
    for found in re.finditer(" ", text[:LONGEST_TEXT]):
        yield Beginning(f"{text[: found.start()]}{STREET_ENDS}{text[found.end() :]}", is_whole)


def _with_words_left_out(beginning: Beginning) -> Iterator[KeyRange]:
    """All that begins with the first words and goes on, later, with the rest: at a later place of a street first."""
    for first, rest in _divided(beginning.said) if len(beginning.text) <= LONGEST_TEXT else ():
        yield KeyRange(first + STREET_ENDS, first + BEHIND_STREET, f" {rest}", _MOST_ON_STREETS)
        yield KeyRange(first, first + _BEHIND_WORD, f" {rest}", _MOST_ANYWHERE)


def _divided(text: str) -> list[tuple[str, str]]:
    """A text in two, wherever a word that is no number begins; the longer first parts first."""
    spaces = [found.start() for found in re.finditer(" (?=[a-z])", text)]
    return [(text[:space], text[space + 1 :]) for space in reversed(spaces)]
