import csv
import math
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localgov_components.address import (
    GridPoint,
    from_british_national_grid,
    from_british_national_grid_many,
    to_british_national_grid,
    to_british_national_grid_many,
)
from localgov_components.address.grid.ireland import is_in_ireland
from localgov_components.address.grid.ostn15 import _convertbng
from localgov_components.core import InvalidValueError, MissingLibraryError

A_DEGREE = 111_320
"""Metres of a degree of latitude, about."""

LONGITUDES = st.floats(-7.4, 1.78)
LATITUDES = st.floats(49.95, 60.86)


def official(suites: Path, direction: str) -> list[tuple[str, float, float, float, float]]:
    with (suites / "address" / "ostn15_visible.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["direction"] == direction]
    return [
        (
            row["point_id"],
            float(row["etrs89_lat"]),
            float(row["etrs89_lon"]),
            float(row["osgb36_easting"]),
            float(row["osgb36_northing"]),
        )
        for row in rows
    ]


def apart(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    across = (longitude - other_longitude) * math.cos(math.radians(latitude))
    return math.hypot(latitude - other_latitude, across) * A_DEGREE


def test_ordnance_survey_s_points_come_out_to_the_millimetre(suites: Path) -> None:
    points = official(suites, "etrs89_to_osgb36")
    assert len(points) == 20
    for name, latitude, longitude, easting, northing in points:
        assert to_british_national_grid(latitude, longitude) == GridPoint(easting, northing), name


def test_ordnance_survey_s_points_go_back_within_a_tenth_of_a_millimetre(suites: Path) -> None:
    points = official(suites, "osgb36_to_etrs89")
    assert len(points) == 20
    for name, latitude, longitude, easting, northing in points:
        place = from_british_national_grid(GridPoint(easting, northing))
        assert apart(*place, latitude, longitude) < 0.0001, name


def test_columns_give_what_points_give(suites: Path) -> None:
    _, latitudes, longitudes, eastings, northings = zip(*official(suites, "etrs89_to_osgb36"), strict=True)
    east, north = to_british_national_grid_many(latitudes, longitudes)
    assert east.tolist() == list(eastings)
    assert north.tolist() == list(northings)
    places = [from_british_national_grid(GridPoint(*point)) for point in zip(eastings, northings, strict=True)]
    for one, many in zip(zip(*places, strict=True), from_british_national_grid_many(east, north), strict=True):
        assert many == pytest.approx(one, abs=1e-12)


@pytest.mark.parametrize(
    ("latitude", "longitude", "easting", "northing"),
    [
        (49.8925, -6.3455, 88019.301, 8200.812),  # Saint Agnes, Isles of Scilly
        (60.8553, -0.8853, 460664.636, 1219679.696),  # Muckle Flugga, Shetland
    ],
)
def test_the_ends_of_great_britain_are_covered(
    latitude: float, longitude: float, easting: float, northing: float
) -> None:
    assert to_british_national_grid(latitude, longitude) == GridPoint(easting, northing)


def series_allow(longitude: float) -> float:
    """Metres that a round trip may take: rounding near the central meridian, Ordnance Survey's series far from it."""
    return 0.002 if abs(longitude + 2) < 5 else 0.012


@given(LATITUDES, LONGITUDES)
def test_a_place_goes_there_and_back(latitude: float, longitude: float) -> None:
    around = product((latitude - 0.001, latitude + 0.001), (longitude - 0.001, longitude + 0.001))
    assume(not any(is_in_ireland(*place) for place in around))  # nor so near the line that rounding crosses it
    point = to_british_national_grid(latitude, longitude)
    assert apart(latitude, longitude, *from_british_national_grid(point)) < series_allow(longitude)


@given(st.floats(200, 699_800), st.floats(200, 1_249_800))
def test_a_point_goes_there_and_back(easting: float, northing: float) -> None:
    point = GridPoint(easting, northing)
    assume(easting > 250_000 or northing > 800_000)  # Ireland
    place = from_british_national_grid(point)
    assert to_british_national_grid(*place).distance_to(point) < series_allow(place.longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (0, 0),
        (-0.1246, 51.5007),
        (51.5007, 179.9),
        (90, 0),
        (49.45, -2.54),  # Guernsey
        (49.19, -2.11),  # Jersey
        (57.596, -13.687),  # Rockall
        (61.9, -1),
        (52.37, 4.9),  # Amsterdam
        (math.nan, -1),
        (52, math.inf),
        (1e300, 1e300),
    ],
)
def test_what_has_no_shift_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(InvalidValueError) as refused:
        to_british_national_grid(latitude, longitude)
    assert refused.value.code == "coordinates.outside"
    east, north = to_british_national_grid_many([51.5, latitude], [-0.1, longitude], outside="nan")
    assert np.isnan(east).tolist() == np.isnan(north).tolist() == [False, True]


@pytest.mark.parametrize("point", [GridPoint(0, 0), GridPoint(0, 600_000), GridPoint(350_000, 1_250_001)])
def test_points_that_have_no_shift_are_refused(point: GridPoint) -> None:
    with pytest.raises(InvalidValueError) as refused:
        from_british_national_grid(point)
    assert refused.value.code == "coordinates.outside"
    north, east = from_british_national_grid_many([point.easting], [point.northing], outside="nan")
    assert np.isnan(north).all()
    assert np.isnan(east).all()


def test_belfast_is_refused_both_ways() -> None:
    with pytest.raises(InvalidValueError, match="Land & Property Services") as refused:
        to_british_national_grid(54.597, -5.930)
    assert refused.value.code == "coordinates.ireland"
    with pytest.raises(InvalidValueError) as refused:
        from_british_national_grid(GridPoint(146_000, 529_000))
    assert refused.value.code == "coordinates.ireland"
    for columns in (
        to_british_national_grid_many([54.597], [-5.930], outside="nan"),
        from_british_national_grid_many([146_000], [529_000], outside="nan"),
    ):
        assert np.isnan(columns).all()


def test_the_sea_within_the_grid_is_covered() -> None:
    assert to_british_national_grid(55, 1.5).easting == pytest.approx(623_900, abs=1_000)


@pytest.mark.parametrize("degrees", ["51.5", None, True, 1j])
def test_text_is_not_taken_for_degrees(degrees: float) -> None:
    with pytest.raises(InvalidValueError) as refused:
        to_british_national_grid(degrees, -0.1)
    assert refused.value.code == "coordinates.type"


def test_decimals_are_degrees() -> None:
    assert to_british_national_grid(Decimal("51.5007"), np.float64(-0.1246)) == (  # type: ignore[arg-type]
        to_british_national_grid(51.5007, -0.1246)
    )


def test_a_column_says_how_many_are_outside_and_where_the_first_is() -> None:
    with pytest.raises(InvalidValueError, match=r"2 of 4 outside .* the first is at index 1") as refused:
        to_british_national_grid_many([51.5, 54.597, 52, math.nan], [-0.1, -5.93, -1, -1])
    assert refused.value.code == "coordinates.outside"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ([51.5], [], "coordinates.length"),
        (["51.5"], [-0.1], "coordinates.type"),
        ([None], [-0.1], "coordinates.type"),
        ([True], [-0.1], "coordinates.type"),
        ([[51.5]], [[-0.1]], "coordinates.type"),
        ([[51.5], [1, 2]], [-0.1, 0], "coordinates.type"),
        (np.array([["51.5"]]), [-0.1], "coordinates.type"),
        ("51", "00", "coordinates.type"),
    ],
)
def test_columns_are_of_numbers_and_of_one_length(first: list[float], second: list[float], code: str) -> None:
    for convert in (to_british_national_grid_many, from_british_national_grid_many):
        with pytest.raises(InvalidValueError) as refused:
            convert(first, second)
        assert refused.value.code == code


def test_columns_may_be_empty_generated_or_a_series() -> None:
    import polars as pl

    assert to_british_national_grid_many([], [])[0].tolist() == []
    assert from_british_national_grid_many([], [])[0].tolist() == []
    expected = to_british_national_grid_many([51.5], [-0.1])[0].tolist()
    assert to_british_national_grid_many(iter([51.5]), iter([-0.1]))[0].tolist() == expected
    assert to_british_national_grid_many(pl.Series([51.5]), pl.Series([-0.1]))[0].tolist() == expected
    exact: list[float] = [Fraction("-0.1")]  # type: ignore[list-item]
    assert to_british_national_grid_many(np.array([51.5]), exact)[0].tolist() == expected


def test_what_a_mask_hides_is_nowhere() -> None:
    latitudes = np.ma.masked_array([51.5007, 55.9533], mask=[False, True])
    eastings, _ = to_british_national_grid_many(latitudes, [-0.1246, -3.1883], outside="nan")
    assert np.isnan(eastings).tolist() == [False, True]


def test_columns_given_are_left_as_they_were() -> None:
    latitudes, longitudes = np.array([51.5, 0]), np.array([-0.1, 0])
    to_british_national_grid_many(latitudes, longitudes, outside="nan")
    assert latitudes.tolist() == [51.5, 0]


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "convertbng", None)
    _convertbng.cache_clear()
    with pytest.raises(MissingLibraryError, match=r"localgov-components\[address\]"):
        to_british_national_grid(51.5, -0.1)
    _convertbng.cache_clear()
