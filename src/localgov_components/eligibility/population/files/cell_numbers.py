r"""Numbers in the cells of a column, as whole numbers of the smallest unit that they may have.

Nothing is rounded: a cell with finer parts is told apart from one that is no number. Digits may be grouped by commas in
threes. An amount may have a pound sign, as `Money` reads it.

>>> found = scaled(pl.Series(["12.30", "-3", "£1,234.50", "1.005", "inf", "n/a", None]), places=2, is_money=True)
>>> found.values.to_list()
[1230, -300, 123450, None, None, None, None]
>>> [each.arg_max() for each in (found.is_finer, found.is_not_finite, found.is_other)]
[3, 4, 5]
"""

from typing import NamedTuple

from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import polars as pl

__all__ = ["Scaled", "scaled"]

_DIGITS = "([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_PARTS = r"(?:\.([0-9]+))?"
_NUMBER = f"^(-?){_DIGITS}{_PARTS}$"
_MONEY = f"^(-?)(?:£ ?)?{_DIGITS}{_PARTS}$"
_NOT_FINITE = r"^[-+]?(nan|inf|infinity)$"
_MOST_DIGITS = 18
"""Digits of a number that is sure to fit a column of 64 bits."""


class Scaled(NamedTuple):
    """Numbers, and why each of the other cells is none; an empty cell is neither."""

    values: pl.Series
    is_finer: pl.Series
    is_not_finite: pl.Series
    is_too_large: pl.Series
    is_other: pl.Series


def scaled(text: pl.Series, *, places: int, is_money: bool = False) -> Scaled:
    """The numbers of a column of text, each times ten to the power of `places`."""
    parts = text.str.extract_groups(_MONEY if is_money else _NUMBER).struct.unnest()
    sign, whole, fraction = (parts.to_series(number) for number in range(3))
    whole = whole.str.replace_all(",", "", literal=True).str.strip_chars_start("0")
    fraction = fraction.fill_null("").str.strip_chars_end("0")
    is_number = whole.is_not_null()
    is_finer = is_number & (fraction.str.len_bytes() > places)
    digits = whole + fraction.str.pad_end(places, "0")
    is_too_large = is_number & ~is_finer & (digits.str.len_bytes() > _MOST_DIGITS)
    is_not_finite = ~is_number & text.str.to_lowercase().str.contains(_NOT_FINITE)
    size = ("0" + digits).set(is_finer | is_too_large, None).cast(pl.Int64, strict=False)
    values = size.zip_with(sign != "-", -size)
    return Scaled(
        values.alias(text.name),
        is_finer.fill_null(value=False),
        is_not_finite.fill_null(value=False),
        is_too_large.fill_null(value=False),
        (text.is_not_null() & ~is_number & ~is_not_finite).fill_null(value=False),
    )
