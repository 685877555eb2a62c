"""Telephone number: how to call somebody or send a text message.

A number that begins with + or 00 may be of any country; any other is of the United Kingdom, where the 0 in front may
have been lost in a spreadsheet. Numbers follow ITU-T E.164 and, here, Ofcom's National Telephone Numbering Plan, as the
library phonenumbers knows them. Ranges are opened all the time and an installed library is not renewed as often, so
that only a length which no number of its country (here: of its kind) has is refused: a number is valid where the
library knows its range, and well formed where it does not. Nothing is dialled or looked up.

Numbers that Ofcom keeps for drama are examples [unverified but for 01632, 07700, 0808, 0909 and 0306]. An extension is
kept. Letters are refused, so that an O for a 0 is not dialled as a 6.

>>> number = Phone.parse("+44 (0)7700 900123", allow_example=True)
>>> str(number), number.format()
('+447700900123', '07700 900123')
>>> Phone.parse("900123")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a telephone number: its area code is missing (ITU-T E.164; \
Ofcom, National Telephone Numbering Plan). Give the whole number.
"""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.lookalikes import advice
from localgov_components.identifiers.status import Status

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = ["Phone", "PhoneKind"]


class PhoneKind(StrEnum):
    """What a number is for, as far as its range says.

    `MOBILE_OR_LANDLINE`: in some countries, the United States among them, the range does not say.
    `UK_WIDE`: 03 numbers, charged like a landline. `OTHER`: rare kinds, and ranges that the library does not know.
    """

    MOBILE = "mobile"
    LANDLINE = "landline"
    MOBILE_OR_LANDLINE = "mobile-or-landline"
    UK_WIDE = "uk-wide"
    FREEPHONE = "freephone"
    SHARED_COST = "shared-cost"
    PREMIUM_RATE = "premium-rate"
    PERSONAL = "personal"
    INTERNET = "internet"
    PAGER = "pager"
    OTHER = "other"


_FORM = re.compile(r"(?:TEL:)?(\+?[0-9]+)(?:[,;]?(?:EXTENSION|EXTN|EXT|X|#)[:=]?([0-9]{1,7}))?", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9]+E\+?[0-9]+", re.ASCII)
_EXTENSION = ";ext="
"""Between a number and its extension in its canonical text, as in a tel: address (RFC 3966)."""
_UNITED_KINGDOM, _COUNTRY_CODE = "GB", 44
_WHOLE = re.compile(r"\+44(?:[0-9]{10}|[158][0-9]{8}|800[0-9]{4}|8454647)|\+(?!44)[0-9]+", re.ASCII)
"""Ten digits follow +44, but for some numbers that begin 01, 05 or 08 (Ofcom, National Telephone Numbering Plan)."""
_BEGINNINGS = {
    PhoneKind.LANDLINE: re.compile(r"\+44[12]"),
    PhoneKind.UK_WIDE: re.compile(r"\+443"),
    PhoneKind.MOBILE: re.compile(r"\+447[1-57-9]"),
}
"""What the plan gives each beginning to; 070 is for personal numbers and 076 for pagers."""
_DRAMA = re.compile(
    r"\+44(?:1632960|1(?:1[3-8]|[2-6]1)4960|1914980|2079460|2896496|2920180|7700900|8081570|9098790|3069990)[0-9]{3}",
    re.ASCII,
)
"""Numbers that Ofcom keeps for television and radio drama, a thousand after each beginning."""


class Phone(Identifier):
    """A telephone number; `str` is + and digits, and `;ext=` before an extension."""

    __slots__ = ()

    noun = "a telephone number"
    slug = "phone"
    source = "ITU-T E.164; Ofcom, National Telephone Numbering Plan"
    is_personal = True
    separators = " ()./-"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^\+[1-9][0-9]{3,18}(;ext=[0-9]{1,7})?$",
        "examples": ["+447700900123"],
        "description": "Telephone number in E.164 form.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Valid in a range that the library knows, well formed in another, or an example for drama."""
        import phonenumbers

        if _DRAMA.fullmatch(self.e164):
            return Status.EXAMPLE
        return Status.VALID if phonenumbers.is_valid_number(self._parsed()) else Status.WELL_FORMED

    @property
    def e164(self) -> str:
        """+ and its digits, as a service that sends text messages takes it; without its extension."""
        return self._key.partition(_EXTENSION)[0]

    @property
    def extension(self) -> str | None:
        """The digits to dial once somebody has answered; None where there are none."""
        return self._key.partition(_EXTENSION)[2] or None

    @property
    def kind(self) -> PhoneKind:
        """What it is for: a text message goes to a mobile."""
        from phonenumbers import PhoneNumberType, number_type

        kinds = {
            PhoneNumberType.MOBILE: PhoneKind.MOBILE,
            PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.MOBILE_OR_LANDLINE,
            PhoneNumberType.UAN: PhoneKind.UK_WIDE,
            PhoneNumberType.TOLL_FREE: PhoneKind.FREEPHONE,
            PhoneNumberType.SHARED_COST: PhoneKind.SHARED_COST,
            PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM_RATE,
            PhoneNumberType.PERSONAL_NUMBER: PhoneKind.PERSONAL,
            PhoneNumberType.VOIP: PhoneKind.INTERNET,
            PhoneNumberType.PAGER: PhoneKind.PAGER,
        }
        return kinds.get(number_type(self._parsed())) or _kind_by_plan(self.e164)

    def format(self) -> str:
        """As people in the United Kingdom write it: from 0 for a number of theirs, from + for another."""
        from phonenumbers import PhoneNumberFormat, format_number

        parsed = self._parsed()
        if parsed.country_code == _COUNTRY_CODE:  # in a range that it does not know the library leaves out the 0
            written = f"0{format_number(parsed, PhoneNumberFormat.NATIONAL).removeprefix('0')}"
        else:
            written = format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
        return f"{written} ext. {self.extension}" if self.extension else written

    @classmethod
    def _read(cls, compact: str) -> str:
        from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

        number, extension = cls._parts(compact)
        try:
            parsed = parse(number, _UNITED_KINGDOM)
            written = format_number(parsed, PhoneNumberFormat.E164)
            if parse(written) != parsed:  # a second 0 in front, which no number has
                raise cls._malformed(compact)
        except NumberParseException as error:
            if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
                rule = "no country has the code after its +"
                raise cls._refused(rule, "Check it.", code="phone.country") from None
            raise cls._malformed(compact) from None
        cls._refuse_impossible(parsed, written)
        return f"{written}{_EXTENSION}{extension}" if extension else written

    @classmethod
    def _parts(cls, compact: str) -> tuple[str, str | None]:
        if _SCIENTIFIC.fullmatch(compact):
            rule = "scientific notation has lost digits"
            raise cls._refused(rule, "Export the column as text.", code="phone.scientific", source="")
        found = _FORM.fullmatch(compact)
        if not found:
            raise cls._malformed(compact)
        return found[1], found[2]

    @classmethod
    def _malformed(cls, compact: str) -> InvalidValueError:
        rule = "it is digits, perhaps with + before them and an extension after"
        what_to_do = advice(compact, _FORM.fullmatch, otherwise="Give the whole number in digits.")
        return cls._refused(rule, what_to_do, code="phone.format")

    @classmethod
    def _refuse_impossible(cls, parsed: "PhoneNumber", written: str) -> None:
        from phonenumbers import ValidationResult, is_possible_number_with_reason

        match is_possible_number_with_reason(parsed):
            case ValidationResult.IS_POSSIBLE if _WHOLE.fullmatch(written):
                return
            case ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
                raise cls._refused("its area code is missing", "Give the whole number.", code="phone.area-code")
            case ValidationResult.TOO_LONG:
                raise cls._refused("it has too many digits", "Check it.", code="phone.too-long")
            case ValidationResult.IS_POSSIBLE | ValidationResult.TOO_SHORT:
                raise cls._refused("it has too few digits", "Give its area code too.", code="phone.too-short")
            case _:
                rule = "no number of its country has so many digits"
                raise cls._refused(rule, "Check it.", code="phone.length")

    def _parsed(self) -> "PhoneNumber":
        from phonenumbers import parse

        return parse(self.e164)


def _kind_by_plan(e164: str) -> PhoneKind:
    """Where the library does not know the range, as with those for drama."""
    return next((kind for kind, beginning in _BEGINNINGS.items() if beginning.match(e164)), PhoneKind.OTHER)
