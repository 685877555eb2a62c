r"""Postcodes in which characters that look alike were exchanged, read again, with each change explained.

O and 0, I and 1, S and 5, Z and 2, B and 8 are exchanged by eyes, scanners and fingers. Where a place of a
postcode takes only letters or only digits, the right one is known. A postcode is never changed into another,
and where the places allow two readings, as `SOI` does, SO1 and S01, nobody can tell: none is chosen.

>>> from localgov_components.identifiers import Postcode
>>> fixed = Postcode.fix("0X1 OAA")
>>> print(fixed.postcode, *fixed.edits, sep="\n")
OX1 0AA
character 1, 0, is read as O: the area is letters
character 4, O, is read as 0: the sector is a digit
>>> unclear = Postcode.fix("SOI 4QQ")
>>> unclear.postcode, unclear.readings
(None, (Postcode('S01 4QQ'), Postcode('SO1 4QQ')))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from localgov_components.identifiers.postcode_area import is_current
from localgov_components.identifiers.postcode_grammar import INWARD_LENGTH, canonical, spaced, squeezed
from localgov_components.identifiers.postcode_parts import parts_of

__all__ = ["PostcodeEdit", "PostcodeFix", "fix"]

P = TypeVar("P")

_LETTER_OF = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B"}
_DIGIT_OF = {letter: digit for digit, letter in _LETTER_OF.items()}
_OUTWARD_FORMS = {2: ("A9",), 3: ("A99", "A9A", "AA9", "AAA"), 4: ("AA99", "AA9A", "AAAA")}
"""Letters only are Girobank's GIR and the territories'."""
_INWARD_FORM = "9AA"
_AREA, _DISTRICT, _END, _SECTOR, _UNIT = (
    "the area is letters",
    "the district begins with a digit",
    "the outward code may end so",
    "the sector is a digit",
    "the unit is letters",
)


@dataclass(frozen=True, slots=True)
class PostcodeEdit:
    """One character read as another; `position` counts letters and digits from 1."""

    position: int
    before: str
    after: str
    reason: str

    def __str__(self) -> str:
        """In words."""
        return f"character {self.position}, {self.before}, is read as {self.after}: {self.reason}"


@dataclass(frozen=True, slots=True)
class PostcodeFix(Generic[P]):
    """What `Postcode.fix` made of a text.

    `postcode` is None when there is no reading, or more than one; `readings` are all there are, in order.
    """

    postcode: P | None
    edits: tuple[PostcodeEdit, ...] = ()
    readings: tuple[P, ...] = ()


def fix(text: object, make: Callable[[str], P]) -> PostcodeFix[P]:
    """Read a text; `make` turns a written postcode into a value. Never raises."""
    if not isinstance(text, str):
        return PostcodeFix(None)
    written = canonical(text)
    if written is not None:
        postcode = make(written)
        return PostcodeFix(postcode, (), (postcode,))
    compact = squeezed(text) or ""
    likely = sorted(_readings(compact))
    readings = tuple(map(make, likely))
    if len(readings) != 1:
        return PostcodeFix(None, (), readings)
    return PostcodeFix(readings[0], tuple(_edits(compact, likely[0])), readings)


def _readings(compact: str) -> set[str]:
    forms = _OUTWARD_FORMS.get(len(compact) - INWARD_LENGTH, ())
    read = (_read_as(compact, form + _INWARD_FORM) for form in forms)
    return {
        written
        for written in map(spaced, filter(None, read))
        if canonical(written) == written and is_current(parts_of(written).area)
    }


def _read_as(compact: str, form: str) -> str:
    """The text with each character of the kind that a form has in its place; nothing when one cannot be."""
    characters = [_as_kind(character, kind) for character, kind in zip(compact, form, strict=True)]
    return "".join(characters) if all(characters) else ""


def _as_kind(character: str, kind: str) -> str:
    if kind == "9":
        return character if character.isdecimal() else _DIGIT_OF.get(character, "")
    return character if character.isalpha() else _LETTER_OF.get(character, "")


def _edits(compact: str, written: str) -> Iterator[PostcodeEdit]:
    outward = len(compact) - INWARD_LENGTH
    area = len(parts_of(written).area)
    for place, (before, after) in enumerate(zip(compact, written.replace(" ", ""), strict=True)):
        if before == after:
            continue
        if place < area:
            reason = _AREA
        elif place < outward:
            reason = _DISTRICT if place == area else _END
        else:
            reason = _SECTOR if place == outward else _UNIT
        yield PostcodeEdit(place + 1, before, after, reason)
