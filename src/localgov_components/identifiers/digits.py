"""Identifiers made of digits, and what spreadsheets do to them.

A column of numbers that passed through a spreadsheet comes back with `.0` at the end, without the zeros
in front, with an apostrophe, or in scientific notation, which has lost digits for good.

>>> from localgov_components.identifiers import Usrn
>>> Usrn.parse(" 123.0 "), Usrn.parse(123) == Usrn.parse("00000123")
(Usrn('123'), True)
>>> Usrn.parse("1.00023E+07")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a USRN: scientific notation has lost digits. \
Export the column as text.
"""

import re
from operator import index
from typing import ClassVar, Self, SupportsIndex

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers.folding import fold, unspoilt, without
from localgov_components.identifiers.identifier import Identifier

__all__ = ["DigitString", "Digits", "WholeNumber"]

_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?E\+?[0-9]+", re.ASCII)


class Digits(Identifier):
    """An identifier of digits only; its key is text, because zeros in front may count."""

    __slots__ = ()

    most_digits: ClassVar[int]

    def __new__(cls, text: str | SupportsIndex, *, allow_example: bool = False) -> Self:
        """Read digits as `parse` does: what `repr` shows can be written in code."""
        return cls.parse(text, allow_example=allow_example)

    @classmethod
    def parse(cls, text: str | SupportsIndex, *, allow_example: bool = False) -> Self:
        """Read digits, perhaps with a spreadsheet's `.0`; a whole number is taken as it is, NumPy's too.

        Raises `InvalidValueError`, whose `source` is where the broken rule is written.
        """
        return super().parse(text, allow_example=allow_example)  # type: ignore[arg-type]

    @classmethod
    def _compact(cls, text: str | SupportsIndex) -> str:
        folded = unspoilt(fold(text)) if isinstance(text, str) else cls._written_out(text)
        if _SCIENTIFIC.fullmatch(folded):
            advice = "Export the column as text."
            raise cls._refused("scientific notation has lost digits", advice, code=f"{cls.slug}.scientific", source="")
        digits = without(folded, cls.separators)
        if not _DIGITS.fullmatch(digits):
            raise cls._refused("it is not all digits", "Give its digits only.", code=f"{cls.slug}.format")
        return digits

    @classmethod
    def _written_out(cls, number: SupportsIndex) -> str:
        whole = _whole(number)
        if whole is None:
            rule = "it is neither text nor a whole number"
            raise cls._refused(rule, "Give its digits.", code=f"{cls.slug}.type", source="")
        if abs(whole) >= 10**cls.most_digits:  # said first: Python refuses to write out an int of thousands of digits
            raise cls._too_many(f"it has more than {cls.most_digits} digits")
        if whole < 0:  # said here: a minus in text is a hyphen that people put in
            raise cls._refused("it is below zero", "Give its digits only.", code=f"{cls.slug}.format")
        return str(whole)

    @classmethod
    def _too_many(cls, rule: str) -> InvalidValueError:
        return cls._refused(rule, "Check the number.", code=f"{cls.slug}.too-long")


class WholeNumber(Digits):
    """A whole number of up to so many digits, from 1; `str` is its digits without padding."""

    __slots__ = ()

    separators = ""
    _key: int

    @classmethod
    def parse(cls, text: str | SupportsIndex, *, allow_example: bool = False) -> Self:
        """Read digits as other identifiers of digits do; zero is refused."""
        if type(text) is int and 0 < text < 10**cls.most_digits:  # as databases give them, by the million
            return cls._make(text)
        return super().parse(text, allow_example=allow_example)

    @property
    def number(self) -> int:
        """The number itself: a BIGINT in a database."""
        return self._key

    def format(self) -> str:
        """With zeros in front, to its full length."""
        return f"{self._key:0{self.most_digits}}"

    @classmethod
    def _read(cls, compact: str) -> int:
        significant = compact.lstrip("0")
        if not significant:
            raise cls._refused("zero names nothing", f"Give 1 to {cls.most_digits} digits.", code=f"{cls.slug}.zero")
        if len(significant) > cls.most_digits:
            raise cls._too_many(f"{len(significant)} digits, the most is {cls.most_digits}")
        return int(significant)


class DigitString(Digits):
    """So many digits, no more and no fewer; zeros in front count."""

    __slots__ = ()

    _key: str

    @classmethod
    def _read(cls, compact: str) -> str:
        if len(compact) > cls.most_digits:
            raise cls._too_many(f"{len(compact)} digits, the most is {cls.most_digits}")
        if len(compact) < cls.most_digits:
            rule = f"{len(compact)} digit{'' if len(compact) == 1 else 's'}, it has {cls.most_digits}"
            advice = "Give all of them; a spreadsheet drops zeros in front."
            raise cls._refused(rule, advice, code=f"{cls.slug}.too-short")
        return compact


def _whole(number: SupportsIndex) -> int | None:
    """The whole number that a program means, its own or another library's; a truth value is none."""
    try:
        return None if isinstance(number, bool) else index(number)
    except TypeError:
        return None
