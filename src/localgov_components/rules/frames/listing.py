"""Words in every row: one of a few, or which of some names hold, as one text.

Making text for every row is dear, and few texts ever occur. In memory each is a whole number first, and is looked up
once. Elsewhere the engine makes the text.

>>> import polars as pl
>>> frame = nw.from_native(pl.DataFrame({"a": [True, False, True], "b": [True, False, False]}))
>>> listed = Listed((("a", nw.col("a")), ("b", nw.col("b"))))
>>> codes = frame.select(code=listed.code)["code"]
>>> codes.to_list(), listed.decoded(codes).to_list()
([3, 0, 1], ['a b', '', 'a'])
>>> frame.select(text=listed.text)["text"].to_list()
['a b', '', 'a']
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, TypeAlias

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.column import UNKNOWN, Column, constant, literal
from localgov_components.rules.frames.logic import when_true

with needs_extra("population"):
    import narwhals.stable.v2 as nw
    import polars as pl

__all__ = ["Listed", "Worded", "Words"]

_MOST_CODED = 62
"""Names that a whole number of 64 bits can hold, with its sign to spare."""

_MOST_LOOKED_UP = 2**16
"""Codes for which a table of texts is made."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The word of the first condition that is true, or the last; null is a word as well."""

    branches: Sequence[tuple[Column, str | None]]
    last: str | None

    @property
    def text(self) -> "nw.Expr":
        """The word."""
        words = [(condition, _word(word)) for condition, word in self.branches]
        return literal(when_true(words, _word(self.last), str), nw.String)

    @property
    def code(self) -> "nw.Expr":
        """The number of the word."""
        expr = _number(len(self.branches))
        for number, (condition, _) in reversed([*enumerate(self.branches)]):
            if condition.is_constant:
                expr = _number(number) if condition.is_true else expr
            else:
                expr = nw.when(condition.read).then(_number(number)).otherwise(expr)
        return expr

    def decoded(self, codes: "nw.Series[Any]") -> "nw.Series[Any]":
        """The word of each number."""
        return _looked_up([*(word for _, word in self.branches), self.last], codes)


@dataclass(frozen=True, slots=True)
class Listed:
    """Names, each with where it holds: never null, and true or false."""

    names: tuple[tuple[str, "nw.Expr"], ...]

    @property
    def text(self) -> "nw.Expr":
        """The names that hold, with a space between."""
        if not self.names:
            return nw.lit("")
        texts = [nw.when(where).then(nw.lit(name)) for name, where in self.names]
        return nw.concat_str(*texts, separator=" ", ignore_nulls=True)

    @property
    def code(self) -> "nw.Expr | None":
        """The names that hold, as the bits of a whole number; None where there are too many for one."""
        if not 0 < len(self.names) <= _MOST_CODED:
            return None
        bits = (
            nw.when(where).then(nw.lit(1 << number, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64))
            for number, (_, where) in enumerate(self.names)
        )
        return reduce(add, bits)

    def decoded(self, codes: "nw.Series[Any]") -> "nw.Series[Any]":
        """The text of each set of bits."""
        met = codes.unique().to_list()
        texts = [" ".join(name for number, (name, _) in enumerate(self.names) if code >> number & 1) for code in met]
        if max(met, default=0) >= _MOST_LOOKED_UP:
            return codes.replace_strict(met, texts, return_dtype=nw.String)
        table: list[str | None] = [None] * (max(met, default=0) + 1)
        for code, text in zip(met, texts, strict=True):
            table[code] = text
        return _looked_up(table, codes)


Words: TypeAlias = Worded | Listed
"""Words in every row."""


def _number(number: int) -> "nw.Expr":
    """A number in every row, of the width in which Polars looks up."""
    return nw.lit(number, dtype=nw.UInt32)


def _word(word: str | None) -> Column:
    return UNKNOWN if word is None else constant(word)


def _looked_up(words: Sequence[str | None], codes: "nw.Series[Any]") -> "nw.Series[Any]":
    """Words by their number, as only Polars does it quickly; whatever is in memory is in Polars here."""
    found = pl.Series(words, dtype=pl.String).gather(codes.to_native())
    return nw.from_native(found, series_only=True)
