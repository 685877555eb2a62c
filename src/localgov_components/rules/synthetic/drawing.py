"""Marginals as Polars columns: what each row draws.

>>> import polars
>>> from localgov_components.rules.synthetic.marginals import between
>>> rows = polars.DataFrame({"row": range(1_000)}, schema={"row": polars.UInt64})
>>> drawn = rows.select(age=column_of(between(18, 99, step=1), Draw(polars.col("row"), 1, "person.age")))
>>> drawn["age"].min(), drawn["age"].max()
(18, 99)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from localgov_components.rules.synthetic.counter import WHOLE, counted, seed_of
from localgov_components.rules.synthetic.marginals import Between, Given, Marginal, MemberCounts, Quantiles, Shares

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Draw", "column_of", "completeness_of"]


@dataclass(frozen=True, slots=True)
class Draw:
    """The rows that draw, the seed of the population, and for which fact."""

    row: "pl.Expr"
    seed: int
    fact: str

    def number(self, purpose: str) -> "pl.Expr":
        """A 64-bit number for each row, another for each purpose."""
        return counted(self.row, seed_of(self.seed, self.fact, purpose))

    def at(self, parts: Sequence[Fraction], values: Sequence[Any], purpose: str) -> "pl.Expr":
        """The value in whose share of the numbers each row's lies."""
        import polars as pl

        drawn, chosen, below = self.number(purpose), pl.lit(values[-1]), Fraction(1)
        for part, value in zip(reversed(parts), reversed(values), strict=True):
            if below < 1:
                chosen = (
                    pl.when(drawn < pl.lit(int(below * WHOLE), dtype=pl.UInt64)).then(pl.lit(value)).otherwise(chosen)
                )
            below -= part
        return chosen


def column_of(marginal: Marginal, draw: Draw) -> "pl.Expr":
    """What each row draws, null for the share that is unknown."""
    import polars as pl

    column = _COLUMNS[type(marginal)](marginal, draw)
    if not marginal.unknown:
        return column
    is_known = draw.at([marginal.unknown, 1 - marginal.unknown], [False, True], "unknown")
    return pl.when(is_known).then(column)


def completeness_of(marginal: MemberCounts, draw: Draw) -> "pl.Expr":
    """Whether each row's list is complete; null where it is not known at all."""
    import polars as pl

    is_complete = draw.at([marginal.incomplete, 1 - marginal.incomplete], [False, True], "incomplete")
    is_known = draw.at([marginal.unknown, 1 - marginal.unknown], [False, True], "unknown")
    return pl.when(is_known).then(is_complete)


def _shares(marginal: Shares, draw: Draw) -> "pl.Expr":
    return draw.at(marginal.parts, marginal.values, "value")


def _quantiles(marginal: Quantiles, draw: Draw) -> "pl.Expr":
    steps = [upper - lower for lower, upper in zip(marginal.at, marginal.at[1:], strict=False)]
    widths = [upper - lower for lower, upper in zip(marginal.values, marginal.values[1:], strict=False)]
    widths = [max(width, 1) for width in widths[:-1]] + [widths[-1] + 1]
    return draw.at(steps, marginal.values[:-1], "value") + _below(draw, draw.at(steps, widths, "value"))


def _between(marginal: Between, draw: Draw) -> "pl.Expr":
    import polars as pl

    lowest: int = marginal.lowest
    step: int = marginal.step
    return _below(draw, pl.lit((marginal.highest - lowest) // step + 1)) * step + lowest


def _below(draw: Draw, width: "pl.Expr") -> "pl.Expr":
    """A whole number from nothing to below a width; each as likely as another, but for one part in 2**64 of them."""
    import polars as pl

    return (draw.number("within") % width.cast(pl.UInt64)).cast(pl.Int64)


def _counts(marginal: MemberCounts, draw: Draw) -> "pl.Expr":
    return draw.at(marginal.parts, marginal.counts, "value")


def _given(marginal: Given, draw: Draw) -> "pl.Expr":
    import polars as pl

    if marginal.otherwise is None:  # levels are planned with it
        raise AssertionError(marginal)
    column = column_of(marginal.otherwise, draw)
    for value, each in reversed(marginal.cases):
        column = pl.when(pl.col(marginal.fact) == pl.lit(value)).then(column_of(each, draw)).otherwise(column)
    return column


_COLUMNS: Mapping[type, Callable[[Any, Draw], "pl.Expr"]] = {
    Shares: _shares,
    Quantiles: _quantiles,
    Between: _between,
    MemberCounts: _counts,
    Given: _given,
}
