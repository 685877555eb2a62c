"""Columns of text that a spreadsheet shows and does not run: see `core.spreadsheets`.

>>> guarded(pl.Series(["=1+1", "-5", "'=1", "'twas"])).to_list()
["'=1+1", '-5', "''=1", "'twas"]
>>> unguarded(pl.Series(["'=1+1", "-5", "''=1", "'twas"])).to_list()
['=1+1', '-5', "'=1", "'twas"]
"""

from localgov_components.core.libraries import needs_extra
from localgov_components.core.spreadsheets import STARTERS

with needs_extra("population"):
    import polars as pl

__all__ = ["guarded", "unguarded"]

_START = "".join(f"\\x{{{ord(each):x}}}" for each in STARTERS)
_RUNS = f"^'*[{_START}]"
_GUARDED = f"^'('*[{_START}])"
_PLAIN_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
"""A number with a minus is no formula, and would be no number with an apostrophe before it."""


def guarded(text: pl.Series) -> pl.Series:
    """With an apostrophe before what would run, and before one that is there."""
    runs = text.str.contains(_RUNS) & ~text.str.contains(_PLAIN_NUMBER)
    return text.zip_with(~runs.fill_null(value=False), "'" + text) if runs.any() else text


def unguarded(text: pl.Series) -> pl.Series:
    """Without the apostrophe that was put before what would run."""
    return text.str.replace(_GUARDED, "${1}") if text.str.starts_with("'").any() else text
