"""Postcode: an outward code that names a town's district and an inward code that names a street.

Its grammar is Royal Mail's and BS 7666's; whether it is in use cannot be told from its form, and a code
that has ended, or may be given out tomorrow, is a postcode too. Two narrower checks are answers of their
own: `has_current_area` and `has_current_letters`. A postcode may lie in two councils.

>>> code = Postcode.parse(" sw1a2aa ")
>>> str(code), code.area, code.district, code.sub_district, code.sector, code.unit
('SW1A 2AA', 'SW', 'SW1', 'SW1A', 'SW1A 2', 'AA')
>>> Postcode.parse("ZZ99 3VZ").kind
<PostcodeKind.PSEUDO: 'pseudo'>
>>> Postcode.parse("SW1A 2CA")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a postcode: the last part is a digit and two letters, \
none of them C, I, K, M, O or V (Royal Mail, Programmers' Guide to PAF). Give a full UK postcode.
>>> fixed = Postcode.fix("SWIA 2AA")
>>> fixed.postcode, str(fixed.edits[0])
(Postcode('SW1A 2AA'), 'character 3, I, is read as 1: the district begins with a digit')
"""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.value import new_value, set_key
from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.postcode_area import PostcodeKind, is_current, kind_of
from localgov_components.identifiers.postcode_column import PostcodeColumn, read_column
from localgov_components.identifiers.postcode_fix import PostcodeFix, fix
from localgov_components.identifiers.postcode_grammar import (
    INWARD,
    INWARD_LENGTH,
    MOST_TYPED,
    canonical,
    ends_as_now,
    squeezed,
)
from localgov_components.identifiers.postcode_parts import PostcodeParts, parts_of
from localgov_components.identifiers.postcode_text import FoundPostcode, written_in
from localgov_components.identifiers.status import Status

__all__ = ["Postcode"]

_BEFORE_INWARD = -INWARD_LENGTH - 1
_BFPO_NUMBER = re.compile(r"BFPO[0-9]{1,4}", re.ASCII)
_ISLAND_CODE = re.compile(r"AI2640|KY[1-3][0-9]{4}|VG11[0-9]{2}|MSR[0-9]{4}", re.ASCII)
"""Anguilla, Cayman Islands, British Virgin Islands, Montserrat."""


class Postcode(Identifier):
    """A full UK postcode; `str` has one space, as in `SW1A 2AA`."""

    __slots__ = ()

    noun = "a postcode"
    slug = "postcode"
    source = "Royal Mail, Programmers' Guide to PAF"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$|^(GIR|NPT|[A-Z]{4}) [0-9][A-Z]{2}$|^SAN TA1$",
        "examples": ["SW1A 2AA"],
        "description": "Full UK postcode.",
    }
    _key: str

    @classmethod
    def parse(cls, text: str, *, allow_example: bool = False) -> Self:  # noqa: ARG003 - no postcode is kept for examples
        """Read a full postcode in any case, with any spaces or punctuation, of at most 40 characters.

        Raises `InvalidValueError` for what is none, for a part of one (see `PartialPostcode`), for a BFPO number,
        and for the codes of islands that have a form of their own.
        """
        written = canonical(text) if isinstance(text, str) else None
        if written is None:
            raise cls._refusal(text)
        value = new_value(cls)
        set_key(value, written)
        return value

    @classmethod
    def is_valid(cls, text: object, *, allow_example: bool = False) -> bool:  # noqa: ARG003 - as for `parse`
        """Whether `parse` would accept it. Never raises."""
        return isinstance(text, str) and canonical(text) is not None

    @property
    def status(self) -> Status:
        """Well formed; administrative where it is a pseudo code, which is no place."""
        return Status.ADMINISTRATIVE if self.kind is PostcodeKind.PSEUDO else Status.WELL_FORMED

    @property
    def kind(self) -> PostcodeKind:
        """What it stands for."""
        return kind_of(self.area)

    @property
    def outward(self) -> str:
        """Area and district, such as `SW1A`."""
        return self._key[:_BEFORE_INWARD]

    @property
    def inward(self) -> str:
        """Sector digit and unit, such as `2AA`."""
        return self._key[-INWARD_LENGTH:]

    @property
    def area(self) -> str:
        """Leading letters, such as `SW`."""
        return self.parts.area

    @property
    def district(self) -> str | None:
        """Area and number, such as `SW1`; None where the outward code has no number, as in `GIR 0AA`."""
        return self.parts.district

    @property
    def sub_district(self) -> str | None:
        """The outward code where a letter divides the district, such as `SW1A`; None elsewhere."""
        return self.parts.sub_district

    @property
    def sector(self) -> str:
        """Outward code and the first character of the inward, such as `SW1A 2`."""
        return self._key[:-2]

    @property
    def unit(self) -> str:
        """The last two letters, such as `AA`."""
        return self._key[-2:]

    @property
    def parts(self) -> PostcodeParts:
        """Every part at once: quicker than asking for each."""
        return parts_of(self._key)

    @property
    def has_current_area(self) -> bool:
        """Whether its area is in use: one of the 124 geographic ones, or of a kind of its own."""
        return is_current(self.area)

    @property
    def has_current_letters(self) -> bool:
        """Whether its outward code ends as codes in use do: codes of central London that have ended may not."""
        sub_district = self.sub_district
        return sub_district is None or ends_as_now(sub_district)

    def format(self) -> str:
        """As Royal Mail writes it; the same as `str`."""
        return self._key

    @classmethod
    def fix(cls, text: str) -> PostcodeFix[Self]:
        """Read a postcode in which characters that look alike were exchanged, saying what was changed and why.

        They are O and 0, I and 1, S and 5, Z and 2, B and 8. A postcode stays as it is; where two readings are
        possible, or none, nothing is guessed and `postcode` is None. Never raises.
        """
        return fix(text, cls._make)

    @classmethod
    def find_in(cls, text: str) -> tuple[FoundPostcode[Self], ...]:
        """The postcodes of current areas in a text, in order, also those whose halves stand on two lines."""
        return tuple(FoundPostcode(cls._make(written), start, end) for written, start, end in written_in(text))

    @classmethod
    def read_column(cls, column: Iterable[str | None]) -> PostcodeColumn:
        """Read many in their order: several times as fast as `parse`, and what is no postcode is listed, not raised."""
        return read_column(column)

    @classmethod
    def _refusal(cls, text: object) -> InvalidValueError:
        refused = cls._refused
        if not isinstance(text, str):
            return refused("it is not text", "Give text.", code="postcode.type", source="")
        compact = squeezed(text)
        if compact is None:
            advice = "Give a full UK postcode."
            return refused(f"it has more than {MOST_TYPED} characters", advice, code="postcode.too-long", source="")
        if _BFPO_NUMBER.fullmatch(compact):
            advice = "Give the postcode that belongs to it, which begins with BF, or keep it as a line of the address."
            return refused("it is a BFPO number", advice, code="postcode.bfpo-number")
        if _ISLAND_CODE.fullmatch(compact):
            rule = "it is a code of an overseas territory with a form of its own, without outward and inward code"
            return refused(rule, "Keep it as a line of an overseas address.", code="postcode.island")
        if not INWARD.fullmatch(compact[-INWARD_LENGTH:]):
            rule = "the last part is a digit and two letters, none of them C, I, K, M, O or V"
            return refused(rule, "Give a full UK postcode.", code="postcode.inward")
        rule = "the first part is one or two letters, a digit, and perhaps one more digit or letter"
        return refused(rule, "Give a full UK postcode.", code="postcode.outward")
