"""Another reading of a text: numbers in words, and what a scanner took for another.

It is for a text that means nothing as it stands. `Twelve Mill Lane` may be a house called Twelve, and `l2 Mill Lane`
a flat L2, so nothing is put right before the text was tried as it is.

>>> other_reading("twenty-six Mill Lane, Ambleford")
'26 Mill Lane, Ambleford'
>>> other_reading("l2 Ember9ate Road")
'12 Embergate Road'
>>> other_reading("12 Mill Lane") is None
True
"""

import re

from localgov_components.address.parsing.folding import fold, plain
from localgov_components.address.parsing.streets import is_building, split_words
from localgov_components.address.parsing.vocabulary import NUMBER_SIGNS, NUMBER_WORDS, STANDARD, UNIT_KINDS
from localgov_components.identifiers import Postcode

__all__ = ["other_reading"]

_TENS = {
    "TWENTY": 20, "THIRTY": 30, "FORTY": 40, "FIFTY": 50, "SIXTY": 60, "SEVENTY": 70, "EIGHTY": 80, "NINETY": 90,
}  # fmt: skip
_ONES = {word: int(number) for word, number in NUMBER_WORDS.items()}
_BEGINS = r"(?:^|(?<=[,;|\n\t])|(?<=[0-9]\s)|(?<=\b[A-Z]\s)) *"
"""Where a number may stand: at the start of a line, or after that of a flat."""
_IN_WORDS = re.compile(
    rf"({_BEGINS})\b(?:({'|'.join(_TENS)})(?:[ -]{{1,3}}({'|'.join(list(_ONES)[:9])}))?|({'|'.join(_ONES)}))"
    r"(?=\s+[A-Z])",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"{_BEGINS}\b[Il][0-9Oo]{{1,3}}\b(?! {{0,3}}[0-9][A-Za-z]{{2}}\b)|\b(?:[0-9][0-9OoIl]*[Oo]|[0-9]+[OoIl]+[0-9]+)\b"
)
"""What may be a number, and no postcode of Liverpool in small letters: `l15 5bb`."""
_LETTER = re.compile(r"(?<=[A-Za-z])[015689](?=[A-Za-z])")
_IN_A_WORD = re.compile(r"\b([A-Za-z]+)(?:[015689][A-Za-z]+)*[015689](?:[A-Za-z]{2,}|(?<=[A-Za-z]{4}.)[A-Za-z])\b")
_BEFORE_NUMBERS = UNIT_KINDS | NUMBER_SIGNS
_FIGURES_FOR_LETTERS = str.maketrans("OoIl", "0011")
_LETTERS_FOR_FIGURES = {"0": "o", "1": "l", "5": "s", "6": "b", "8": "b", "9": "g"}
_FAR = 100
"""Letters after a number in which the name of a building is looked for."""
_ORDINAL = re.compile(r"\b[Il]st\b")


def other_reading(text: str) -> str | None:
    """The text as it may be meant, where that is another; it has every number of this one, and perhaps more."""
    put_right = _IN_WORDS.sub(_number, text)
    put_right = _IN_A_WORD.sub(_word, _FIGURES.sub(_figures, _ORDINAL.sub("1st", put_right)))
    put_right = put_right.replace("vv", "w").replace("VV", "W")
    return put_right if put_right != text else None


def _number(found: re.Match[str]) -> str:
    if _names_building(found):
        return found[0]
    before, tens, ones, alone = (plain(each) if each else "" for each in found.groups())
    return f"{before}{_TENS.get(tens, 0) + _ONES.get(ones or alone, 0)}"


def _figures(found: re.Match[str]) -> str:
    return found[0] if _names_building(found) else found[0].translate(_FIGURES_FOR_LETTERS)


def _names_building(found: re.Match[str]) -> bool:
    """Whether the name of a building follows: `Seven Oaks House` has no number, and `l2 Mill House` may be a flat."""
    words = fold(found.string[found.end() : found.end() + _FAR].lstrip().partition(",")[0].partition("\n")[0])
    return bool(split_words(words).building) or is_building(words)


def _word(found: re.Match[str]) -> str:
    word, first = found[0], found[1].upper()
    if STANDARD.get(first, first) in _BEFORE_NUMBERS or Postcode.is_valid(word):  # `Flat1st`, and `EC1A1BB`
        return word
    return _LETTER.sub(lambda each: _LETTERS_FOR_FIGURES[each[0]], word)
