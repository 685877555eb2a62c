import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address import GridPoint
from localgov_components.core import InvalidValueError


@pytest.mark.parametrize(("easting", "northing"), [(0, 0), (700_000, 1_300_000), (530163.125, Decimal("180334.5"))])
def test_the_edges_of_the_grid_belong_to_it(easting: float, northing: float) -> None:
    assert GridPoint(easting, northing) == GridPoint(float(easting), float(northing))


@pytest.mark.parametrize("number", [np.float64(5), np.float32(5), np.int64(5), Fraction(5)])
def test_another_library_s_numbers_are_metres(number: float) -> None:
    assert GridPoint(number, number).easting == 5
    assert type(GridPoint(number, number).easting) is float


@pytest.mark.parametrize(
    ("easting", "northing", "code"),
    [
        (-0.001, 0, "grid-point.outside"),
        (700_000.001, 0, "grid-point.outside"),
        (0, 1_300_000.001, "grid-point.outside"),
        (math.nan, 0, "grid-point.outside"),
        (0, math.inf, "grid-point.outside"),
        (0, 10**400, "grid-point.outside"),
        ("530163", 0, "grid-point.type"),
        (True, 0, "grid-point.type"),
        (None, 0, "grid-point.type"),
        (np.array([1]), 0, "grid-point.type"),
    ],
)
def test_what_is_not_on_the_grid_is_refused(easting: float, northing: float, code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        GridPoint(easting, northing)
    assert refused.value.code == code


def test_nought_has_no_sign() -> None:
    assert repr(GridPoint(-0.0, -0.0)) == repr(GridPoint(0, 0))


def test_a_point_never_changes() -> None:
    with pytest.raises(AttributeError):
        GridPoint(1, 2).easting = 3  # type: ignore[misc]


POINTS = st.builds(GridPoint, st.floats(0, 700_000), st.floats(0, 1_300_000))


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways(one: GridPoint, other: GridPoint) -> None:
    assert one.distance_to(other) == other.distance_to(one)
    assert one.distance_to(one) == 0


def test_a_distance_is_of_the_plane() -> None:
    assert GridPoint(100, 200).distance_to(GridPoint(103, 204)) == 5
