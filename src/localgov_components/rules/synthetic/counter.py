"""Random numbers that are worked out from a counter: the number of a row gives its number, whoever asks and when.

Row 7 of a fact is the same in a frame of ten rows and in one of a hundred million, in one batch or in many. The
mixing function is that of SplitMix64: Guy Steele, Doug Lea and Christine Flood, "Fast splittable pseudorandom
number generators", OOPSLA 2014, figure 16.

>>> import polars
>>> rows = polars.DataFrame({"row": [0, 1, 2]}, schema={"row": polars.UInt64})
>>> rows.select(counted(polars.col("row"), seed_of(1, "household.capital"))).to_series().to_list()[:1]
[5630570712259863864]
"""

import hashlib
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["WHOLE", "counted", "seed_of", "threshold"]

WHOLE = 2**64
"""How many different numbers there are; each is as likely as any other."""

_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def seed_of(seed: int, *names: str) -> int:
    """A seed of its own for each purpose, so that facts do not depend on one another."""
    digest = hashlib.sha256("\0".join((str(seed), *names)).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def counted(row: "pl.Expr", seed: int) -> "pl.Expr":
    """The 64-bit number of each row, from its 64-bit unsigned counter."""
    import polars as pl

    def constant(value: int) -> "pl.Expr":
        return pl.lit(value, dtype=pl.UInt64)

    def mixed(value: "pl.Expr", shift: int) -> "pl.Expr":
        return value ^ (value // constant(2**shift))

    state = row * constant(_GOLDEN) + constant(seed)
    state = mixed(state, 30) * constant(_FIRST)
    state = mixed(state, 27) * constant(_SECOND)
    return mixed(state, 31)


def threshold(part: Fraction) -> int:
    """The number below which a share of all numbers lies."""
    return int(part * WHOLE)
