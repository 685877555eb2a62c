"""Decided rows as a kind of file shows them.

| Type of tier and award | Parquet | CSV | XLSX |
| --- | --- | --- | --- |
| money | Int64, pence | text in pounds, `12.34` | a number in pounds, 12.34 |
| decimal | decimal | text, `0.25` | a number |
| date, whole number, true or false | the same | `2026-04-01`, `3`, `true` | the same |
"""

from decimal import Decimal

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.scheme import Scheme
from localgov_components.money import Money
from localgov_components.rules.measures import PENCE_PLACES
from localgov_components.tables.table_writer import Kind

with needs_extra("population"):
    import polars as pl

__all__ = ["shown"]

_MOST_DIGITS = 38


def shown(frame: pl.DataFrame, scheme: Scheme, kind: Kind) -> pl.DataFrame:
    """Decided rows with tier and award as a kind of file holds them."""
    for name, expression in (("tier", scheme.tier), ("award", scheme.award)):
        if expression is None:
            frame = frame.with_columns(pl.lit(None, pl.Int64 if name == "award" else pl.String).alias(name))
        elif expression.value_type is Money and kind != "parquet":
            frame = frame.with_columns(_at_places(name, PENCE_PLACES))
        elif expression.value_type is Decimal and frame[name].dtype == pl.Int64 and expression.measure is not None:
            frame = frame.with_columns(_at_places(name, expression.measure.places))
    return frame


def _at_places(name: str, places: int) -> pl.Expr:
    """Whole numbers of the smallest unit as exact decimals."""
    exact = pl.Decimal(_MOST_DIGITS, places)
    unit = pl.lit(Decimal(1).scaleb(-places), exact)
    return (pl.col(name).cast(pl.Decimal(_MOST_DIGITS, 0)) * unit).cast(exact).alias(name)
