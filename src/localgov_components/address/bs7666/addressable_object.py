"""An addressable object: the number, or range of numbers, and the name by which a building or a part of it is known.

BS 7666-2 has two for a property: the primary (PAO), such as a house on its street, and the secondary (SAO), such as a
flat in it. Both have the same five parts. Numbers run from 0 to 9999, a suffix has one or two letters or digits, and a
number without text is legal: it is a flat's number. A range that runs downwards is not refused.

>>> house = AddressableObject.model_validate({"start_number": "12", "start_suffix": "A", "end_number": "14"})
>>> house.numbers, house.is_empty
('12A-14', False)
>>> AddressableObject.model_validate({"start_suffix": "A", "end_number": "14"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for AddressableObject
  Value error, 2 mistakes: a suffix without its number; an end of a range without its start. Put them right. \
[type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

import re
from collections.abc import Iterator
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, model_validator

from localgov_components.address.bs7666.mistakes import refuse_all
from localgov_components.address.fields import Line, tidy
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive

__all__ = ["AddressableObject", "AddressableOrder"]

AddressableOrder: TypeAlias = tuple[int, int, str, int, str, str]

_NUMBER = re.compile(r"0*[0-9]{1,4}", re.ASCII)
_MOST = 9_999
_SUFFIX = re.compile(r"[A-Za-z0-9]{1,2}", re.ASCII)


def _number(value: object) -> object:
    text = tidy(value)
    if isinstance(text, int) and not isinstance(text, bool) and 0 <= text <= _MOST:
        return text
    if text is not None and not (isinstance(text, str) and _NUMBER.fullmatch(text)):
        raise InvalidValueError(f"not a whole number from 0 to {_MOST}.", code="bs7666.number")
    return text


def _suffix(text: str | None) -> str | None:
    if text is not None and not _SUFFIX.fullmatch(text):
        raise InvalidValueError("not a suffix: one or two letters or digits.", code="bs7666.suffix")
    return text


_Number = Annotated[int | None, BeforeValidator(_number), Sensitive("personal")]
_Suffix = Annotated[Line, AfterValidator(_suffix)]


class AddressableObject(Model):
    """A number with its suffix or a range of them, and a text; each may be absent.

    Numbers run from 0 to 9999. The parts are personal: they do not show in the `repr`.
    """

    start_number: _Number = None
    start_suffix: _Suffix = None
    end_number: _Number = None
    end_suffix: _Suffix = None
    text: Line = None

    @property
    def numbers(self) -> str:
        """The number or the range, such as `12`, `12A` or `12A-14B`; empty where there is none."""
        start = _written(self.start_number, self.start_suffix)
        end = _written(self.end_number, self.end_suffix)
        return f"{start}-{end}" if end else start

    @property
    def is_empty(self) -> bool:
        """Whether it has neither number nor text."""
        return self.start_number is None and self.text is None

    @property
    def order(self) -> AddressableOrder:
        """The sort key: 2 before 10, 12 before 12-14 before 12A, numbers before names, nothing first of all."""
        numbered = 0 if self.is_empty else 1 if self.start_number is not None else 2
        start = -1 if self.start_number is None else self.start_number
        end = -1 if self.end_number is None else self.end_number
        start_suffix, end_suffix, text = (
            (part or "").casefold() for part in (self.start_suffix, self.end_suffix, self.text)
        )
        return numbered, start, start_suffix, end, end_suffix, text

    @model_validator(mode="after")
    def _parts_belong_together(self) -> Self:
        refuse_all(self._mistakes(), code="bs7666.addressable-object")
        return self

    def _mistakes(self) -> Iterator[str]:
        if self.start_suffix and self.start_number is None:
            yield "a suffix without its number"
        if self.end_suffix and self.end_number is None:
            yield "a suffix at the end without its number"
        if self.end_number is not None and self.start_number is None:
            yield "an end of a range without its start"


def _written(number: int | None, suffix: str | None) -> str:
    return "" if number is None else f"{number}{suffix or ''}"
