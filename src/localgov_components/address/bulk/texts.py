r"""The address of each row as one text, from the columns that it is in.

A house number that a spreadsheet or a data frame made a fraction of, such as `12.0` or `12.00`, is a whole one again.

>>> frame = pl.DataFrame({"house": [12.0, None, None], "street": ["Mill Lane", "Tithe Barn\u00a0", None]})
>>> joined([frame["house"], frame["street"]]).to_list()
['12, Mill Lane', 'Tithe Barn', None]
"""

import re
from collections.abc import Sequence

from localgov_components.core.libraries import needs_extra
from localgov_components.tables.blanks import trimmed

with needs_extra("population"):
    import polars as pl

__all__ = ["joined", "text_of", "texts"]

_WHOLE = r"^([0-9]{1,5})\.0+$"
_NOTHING = frozenset({"nan", "NaN", "NaT", "<NA>"})
"""What data frames hold where there is nothing, and which is no text."""


def joined(columns: Sequence[pl.Series]) -> pl.Series:
    """The cells of each row with commas between; None where there is nothing in any."""
    parts = pl.DataFrame([texts(each).alias(str(place)) for place, each in enumerate(columns)])
    return parts.select(pl.concat_str(pl.all(), separator=", ", ignore_nulls=True).replace("", None)).to_series()


def texts(column: pl.Series) -> pl.Series:
    """Cells as text, without blanks around them; None where nothing is left."""
    return trimmed(column.cast(pl.String)).str.replace(_WHOLE, "${1}").replace("", None)


def text_of(cell: object) -> str | None:
    """One cell as text, as `texts` has it.

    >>> text_of(12.0), text_of(float("nan")), text_of(" 12A "), text_of("Nan")
    ('12', None, '12A', 'Nan')
    """
    text = str(cell)
    if cell is None or (text in _NOTHING and not isinstance(cell, str)):
        return None
    return re.sub(_WHOLE, r"\1", text.strip()) or None
