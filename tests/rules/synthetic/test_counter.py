"""Numbers from a counter are those of SplitMix64, and as even as numbers drawn at random."""

from fractions import Fraction

import polars as pl
import pytest

from localgov_components.rules.synthetic.counter import WHOLE, counted, seed_of

ROWS = 100_000


def splitmix(state: int) -> int:
    """The mixing function in whole numbers of Python, as the paper writes it."""
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) % WHOLE
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) % WHOLE
    return state ^ (state >> 31)


def drawn(seed: int, *, rows: int = ROWS) -> pl.Series:
    return pl.select(pl.int_range(rows, dtype=pl.UInt64).alias("row")).select(counted(pl.col("row"), seed)).to_series()


@pytest.mark.parametrize("seed", [0, 1, WHOLE - 1, seed_of(7, "household.capital")])
def test_polars_wraps_as_the_paper_says(seed: int) -> None:
    expected = [splitmix((row * 0x9E3779B97F4A7C15 + seed) % WHOLE) for row in range(50)]
    assert drawn(seed, rows=50).to_list() == expected


def test_each_sixteenth_of_the_numbers_has_its_share() -> None:
    counts = (drawn(seed_of(1, "a")) // 2**60).value_counts()["count"].to_list()
    assert len(counts) == 16
    assert all(abs(count - ROWS / 16) < 5 * (ROWS / 16) ** 0.5 for count in counts)


def test_two_purposes_draw_apart() -> None:
    one, other = (drawn(seed_of(1, name)) < WHOLE // 2 for name in ("a", "b"))
    together = (one & other).to_list().count(True)
    assert abs(together - ROWS / 4) < 5 * (ROWS * 3 / 16) ** 0.5


def test_names_that_join_alike_have_seeds_of_their_own() -> None:
    assert len({seed_of(1, "a", "b"), seed_of(1, "ab"), seed_of(11, "b"), seed_of(1, "b", "a")}) == 4


def test_a_share_of_one_is_every_number() -> None:
    assert int(Fraction(1) * WHOLE) == WHOLE
