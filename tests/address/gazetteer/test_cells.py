from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.gazetteer.cells import code_of, corner_of, runs_in

EASTINGS = st.floats(min_value=0, max_value=700_000)
NORTHINGS = st.floats(min_value=0, max_value=1_300_000)
SIDES = st.floats(min_value=0, max_value=2_000)


@given(st.integers(0, 700_000), st.integers(0, 1_300_000))
def test_a_code_gives_back_its_corner(x: int, y: int) -> None:
    assert corner_of(code_of(x, y)) == (x, y)


def holds(runs: list[tuple[int, int]], code: int) -> bool:
    return any(first <= code <= last for first, last in runs)


def test_each_square_metre_has_a_code_of_its_own() -> None:
    codes = {code_of(x + 0.5, y + 0.25) for x in range(100) for y in range(1_299_900, 1_300_000)}
    assert len(codes) == 10_000
    assert code_of(333_000.9, 81_000) == code_of(333_000, 81_000.9)


@given(EASTINGS, NORTHINGS, SIDES, SIDES, st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_a_box_is_in_one_of_its_runs(
    west: float, south: float, width: float, height: float, across: float, up: float
) -> None:
    runs = runs_in(west, south, west + width, south + height)
    x, y = west + width * across, south + height * up
    if x <= 700_000 and y <= 1_300_000:
        assert holds(runs, code_of(x, y))


@given(EASTINGS, NORTHINGS, SIDES)
def test_runs_are_few_in_order_and_do_not_reach_far(west: float, south: float, side: float) -> None:
    runs = runs_in(west, south, west + side, south + side)
    assert len(runs) <= 100
    assert all(first <= last < following for (first, last), (following, _) in pairwise(runs))
    area = sum(last - first + 1 for first, last in runs)
    assert area <= 4 * (side + 2) ** 2


def test_a_box_may_reach_over_the_edge_of_the_grid() -> None:
    assert holds(runs_in(-500, -500, 10, 10), code_of(0, 0))
    assert holds(runs_in(699_999, 1_299_999, 9e9, 9e9), code_of(700_000, 1_300_000))
