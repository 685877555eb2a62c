import math
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.gazetteer.polygon import Polygon

Corners = Sequence[tuple[float, float]]


def holds(corners: Corners, x: float, y: float) -> bool:
    """The same edge by edge: on one of them, or to the left of an odd number of them."""
    edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    if any(is_on(edge, x, y) for edge in edges):
        return True
    level = [edge for edge in edges if (edge[0][1] > y) != (edge[1][1] > y)]
    return sum(x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in level) % 2 == 1


def is_on(edge: Corners, x: float, y: float) -> bool:
    (x1, y1), (x2, y2) = edge
    between = min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
    return between and (x2 - x1) * (y - y1) == (x - x1) * (y2 - y1)


@pytest.mark.parametrize(
    ("x", "y", "inside"),
    [
        (5, 5, True),
        (0, 0, True),
        (10, 5, True),
        (5, 0, True),
        (11, 5, False),
        (5, 15, False),
        (5, 11, False),
        (2, 12, True),
        (5, -1, False),
        (5, 21, False),
    ],
)
def test_the_inside_of_a_polygon_with_a_notch(x: float, y: float, *, inside: bool) -> None:
    notched = [(0, 0), (10, 0), (10, 20), (5, 10), (0, 20)]
    assert Polygon(notched).holds(x, y) is inside
    assert Polygon(notched[::-1]).holds(x, y) is inside


def test_a_polygon_that_crosses_itself_holds_its_halves_and_not_what_it_winds_round_twice() -> None:
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    assert [bow_tie.holds(x, 5) for x in (-1, 0, 2, 5, 8, 10, 11)] == [False, True, True, True, True, True, False]
    assert not any(bow_tie.holds(5, y) for y in (1, 9))
    pentagram = Polygon([(math.sin(4 * math.pi * n / 5), math.cos(4 * math.pi * n / 5)) for n in range(5)])
    assert not pentagram.holds(0, 0)
    assert pentagram.holds(0, 0.9)


COORDINATES = st.integers(0, 12)
CORNERS = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=40)


@given(CORNERS, COORDINATES, COORDINATES)
def test_a_polygon_holds_what_the_even_odd_rule_says(corners: Corners, x: float, y: float) -> None:
    assert Polygon(corners).holds(x, y) == holds(corners, x, y)


@given(CORNERS, COORDINATES, COORDINATES)
def test_where_a_polygon_lies_on_the_grid_does_not_matter(corners: Corners, x: float, y: float) -> None:
    moved = [(east + 654_321, north + 1_234_567) for east, north in corners]
    assert Polygon(moved).holds(x + 654_321, y + 1_234_567) == Polygon(corners).holds(x, y)


@pytest.mark.parametrize("corners", [[(3, 4)] * 5, [(0, 0), (4, 4), (8, 8)], [(0, 2), (6, 2), (3, 2)]])
def test_a_polygon_without_area_holds_the_line_that_it_is(corners: Corners) -> None:
    inside = {(x, y) for x in range(10) for y in range(10) if Polygon(corners).holds(x, y)}
    assert inside == {(x, y) for x in range(10) for y in range(10) if holds(corners, x, y)}
    assert set(corners) <= inside


def test_a_saw_of_long_teeth_is_not_copied_for_every_band() -> None:
    teeth = [(tooth, 1_000 * (tooth % 2)) for tooth in range(20_000)]
    tracemalloc.start()
    try:
        saw = Polygon([*teeth, (20_000, -1)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
    assert saw.holds(1, 500)
    assert not saw.holds(1, 1_001)
