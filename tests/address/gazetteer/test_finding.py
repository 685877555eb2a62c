import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import core_file, house
from tests.address.gazetteer.pages import labels, numbers

from localgov_components.address import (
    AddressQuery,
    Gazetteer,
    GridPoint,
    OpenUprn,
)
from localgov_components.address.gazetteer import nearest
from localgov_components.address.gazetteer.succession import last_successors
from localgov_components.core import NotFoundError
from localgov_components.identifiers import Uprn, Usrn

PLACES = [(300_000 + 37 * number % 1_000, 80_000 + 91 * number % 777) for number in range(60)] + [(650_000, 1_200_000)]


@pytest.fixture(scope="module")
def scattered() -> Iterator[Gazetteer]:
    """Houses at places that are known, one of them far away, and one without a place."""
    with TemporaryDirectory() as folder:
        rows = [
            house(uprn=str(number), easting=str(x), northing=str(y)) for number, (x, y) in enumerate(PLACES, start=1)
        ]
        source = core_file(Path(folder), *rows, house(uprn="99", easting="", northing=""))
        Gazetteer.build(source, Path(folder) / "addresses.gazetteer")
        with Gazetteer.open(Path(folder) / "addresses.gazetteer") as opened:
            yield opened


def distance(uprn: int, x: float, y: float) -> float:
    east, north = PLACES[uprn - 1]
    return math.hypot(east - x, north - y)


EASTINGS, NORTHINGS = st.integers(299_000, 302_000), st.integers(79_000, 82_000)


@given(EASTINGS, NORTHINGS, st.integers(1, 70), st.integers(0, 5))
def test_the_nearest_come_first_and_none_nearer_is_left_out(
    scattered: Gazetteer, x: int, y: int, limit: int, offset: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(nearest, "_FEW", 2)
        page = scattered.find(AddressQuery(near=GridPoint(x, y), limit=limit, offset=offset))
    wanted = sorted(range(1, len(PLACES) + 1), key=lambda uprn: (distance(uprn, x, y), uprn))
    assert numbers(page) == wanted[offset : offset + limit]
    assert page.total is None


@given(EASTINGS, NORTHINGS, st.integers(1, 3_000))
def test_a_circle_has_its_edge_and_nothing_beyond(scattered: Gazetteer, x: int, y: int, radius: int) -> None:
    page = scattered.find(AddressQuery(near=GridPoint(x, y), radius=radius))
    wanted = {uprn for uprn in range(1, len(PLACES) + 1) if distance(uprn, x, y) <= radius}
    assert set(numbers(page)) == wanted
    assert page.total == len(wanted)
    assert [distance(uprn, x, y) for uprn in numbers(page)] == sorted(distance(uprn, x, y) for uprn in wanted)


@given(EASTINGS, NORTHINGS, EASTINGS, NORTHINGS)
def test_a_box_has_its_edges_and_nothing_beyond(scattered: Gazetteer, x1: int, y1: int, x2: int, y2: int) -> None:
    west, east, south, north = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    page = scattered.find(AddressQuery(box=(GridPoint(west, south), GridPoint(east, north))))
    wanted = {n for n, (x, y) in enumerate(PLACES, start=1) if west <= x <= east and south <= y <= north}
    assert set(numbers(page)) == wanted


def test_many_addresses_in_one_place_come_by_their_uprns(tmp_path: Path) -> None:
    rows = [house(uprn=str(number), easting="333000.25", northing="81000.75") for number in range(200, 0, -1)]
    Gazetteer.build(core_file(tmp_path, *rows), tmp_path / "tower.gazetteer")
    with Gazetteer.open(tmp_path / "tower.gazetteer") as gazetteer:
        page = gazetteer.find(AddressQuery(near=GridPoint(332_000, 81_000), offset=3, limit=4))
    assert numbers(page) == [4, 5, 6, 7]


def test_everything_may_be_asked_for_by_distance(scattered: Gazetteer) -> None:
    assert len(numbers(scattered.find(AddressQuery(near=GridPoint(0, 0))))) == len(PLACES)
    far = scattered.find(AddressQuery(near=GridPoint(700_000, 1_300_000), limit=1))
    assert numbers(far) == [len(PLACES)]


@given(EASTINGS, NORTHINGS, EASTINGS, NORTHINGS)
def test_a_polygon_with_the_corners_of_a_box_is_the_box(
    scattered: Gazetteer, x1: int, y1: int, x2: int, y2: int
) -> None:
    west, east, south, north = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    corners = [(west, south), (east, south), (east, north), (west, north)]
    box = scattered.find(AddressQuery(box=(GridPoint(west, south), GridPoint(east, north))))
    polygon = scattered.find(AddressQuery(polygon=tuple(GridPoint(*corner) for corner in corners)))
    assert numbers(polygon) == numbers(box)


WHOLE_GRID = (GridPoint(0, 0), GridPoint(700_000, 1_300_000))


@given(EASTINGS, NORTHINGS, st.integers(1, 3_000), st.integers(0, 70), st.integers(1, 70))
def test_pages_of_what_lies_in_an_area_divide_the_whole(
    scattered: Gazetteer, x: int, y: int, size: int, offset: int, limit: int
) -> None:
    here, there = GridPoint(x, y), GridPoint(x + size, y + size)
    corners = (here, GridPoint(x + size, y), there, GridPoint(x, y + size))
    for area in ({"near": here, "radius": size}, {"box": (here, there)}, {"polygon": corners}):
        whole = scattered.find(AddressQuery.model_validate(area))
        page = scattered.find(AddressQuery.model_validate({**area, "offset": offset, "limit": limit}))
        assert page.addresses == whole.addresses[offset : offset + limit]
        assert page.total == whole.total == len(whole.addresses)


def test_the_whole_grid_and_a_circle_beyond_it_hold_every_place(scattered: Gazetteer) -> None:
    everywhere = scattered.find(AddressQuery(box=WHOLE_GRID))
    assert everywhere.total == len(PLACES)
    beyond = scattered.find(AddressQuery(near=WHOLE_GRID[1], radius=1e308, limit=1))
    assert (numbers(beyond), beyond.total) == ([len(PLACES)], len(PLACES))


@pytest.mark.parametrize("point", [WHOLE_GRID[0], WHOLE_GRID[1], GridPoint(*PLACES[3])])
def test_an_area_of_no_size_holds_what_stands_on_it(scattered: Gazetteer, point: GridPoint) -> None:
    there = [number for number, place in enumerate(PLACES, start=1) if place == (point.easting, point.northing)]
    for area in ({"near": point, "radius": 1e-9}, {"box": (point, point)}, {"polygon": (point, point, point)}):
        assert sorted(numbers(scattered.find(AddressQuery.model_validate(area)))) == there


def test_a_polygon_without_area_holds_what_lies_on_its_line(scattered: Gazetteer) -> None:
    (x1, y1), (x2, y2) = PLACES[0], PLACES[1]
    ends = (GridPoint(x1, y1), GridPoint(x2, y2))
    assert sorted(numbers(scattered.find(AddressQuery(polygon=(*ends, ends[0]))))) == [1, 2]


def test_a_polygon_of_many_corners_is_as_good_as_the_circle_it_follows(scattered: Gazetteer) -> None:
    turns = [2 * math.pi * n / 5_000 for n in range(5_000)]
    corners = tuple(GridPoint(300_400 + 300 * math.sin(turn), 80_400 + 300 * math.cos(turn)) for turn in turns)
    circle = scattered.find(AddressQuery(near=GridPoint(300_400, 80_400), radius=300))
    assert set(numbers(scattered.find(AddressQuery(polygon=corners)))) == set(numbers(circle))


def test_a_street_is_walked_in_each_place_for_itself(gazetteer: Gazetteer) -> None:
    everywhere = gazetteer.find(AddressQuery(street="MILL LN"))
    ambleford = gazetteer.find(AddressQuery(street="Mill Lane, Ambleford"))
    assert labels(ambleford)[:5] == ["2 Mill Lane", "4 Mill Lane", "6 Mill Lane", "8 Mill Lane", "Flat 1, 10 Mill Lane"]
    assert set(numbers(ambleford)) <= set(numbers(everywhere))
    assert gazetteer.find(AddressQuery(street="Mill Lane, Nowhere")).total == 0
    assert gazetteer.find(AddressQuery(street="Mill")).total == 0
    assert gazetteer.find(AddressQuery(street="!")).total == 0


def test_a_street_is_found_by_its_number(gazetteer: Gazetteer) -> None:
    page = gazetteer.find(AddressQuery(usrn=Usrn.parse("99000111")))
    assert {address.street_name for address in page.addresses} == {"Tithebarn Street"}
    assert page.total == 22


def test_shells_are_left_out_of_every_kind_of_answer_unless_asked_for(tmp_path: Path) -> None:
    shell = house(uprn="1", classification_code="PP", building_number="10")
    flat = house(uprn="2", parent_uprn="1", sub_building="Flat 1", building_number="10")
    Gazetteer.build(core_file(tmp_path, shell, flat), tmp_path / "addresses.gazetteer")
    here = GridPoint(333_000.5, 81_000.25)
    asked: list[dict[str, object]] = [
        {"postcode": "DT97 1AA"},
        {"usrn": "99000001"},
        {"street": "Tithebarn Street"},
        {"prefix": "10 tithe"},
        {"near": here},
        {"near": here, "radius": 1},
        {"box": (here, here)},
        {"polygon": (here, here, here)},
    ]
    with Gazetteer.open(tmp_path / "addresses.gazetteer") as gazetteer:
        for query in asked:
            assert numbers(gazetteer.find(AddressQuery.model_validate(query))) == [2]
            with_shells = gazetteer.find(AddressQuery.model_validate(query | {"include_shells": True}))
            assert sorted(numbers(with_shells)) == [1, 2]


def test_free_text_finds_what_it_may_mean(gazetteer: Gazetteer) -> None:
    page = gazetteer.find(AddressQuery(text="12a tithebarn street ambleford"))
    assert labels(page) == ["12A Tithebarn Street"]
    match = gazetteer.match("12a Tithebarn St", postcode="DT97 1AA")
    assert match.uprn == page.addresses[0].uprn


def test_a_uprn_is_located_by_points_or_else_by_its_address(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(
        "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n5,1.25,2.5,50.1234567,-2.5\n7,3,4,51,-3\n", encoding="utf-8"
    )
    rows = [house(uprn="5"), house(uprn="6"), house(uprn="8", easting="", northing="")]
    Gazetteer.build([OpenUprn(points), core_file(tmp_path, *rows)], tmp_path / "addresses.gazetteer")
    with Gazetteer.open(tmp_path / "addresses.gazetteer") as gazetteer:
        assert gazetteer.locate(Uprn.parse("5")) == (1.25, 2.5, 50.1234567, -2.5)
        assert gazetteer.locate(Uprn.parse("7")).point == GridPoint(3, 4)
        assert gazetteer.locate(Uprn.parse("6")).easting == 333_000.5
        for unknown in ("8", "9"):
            with pytest.raises(NotFoundError) as missing:
                gazetteer.locate(Uprn.parse(unknown))
            assert missing.value.code == "gazetteer.uprn"


def test_points_may_come_in_any_order_and_the_first_of_a_uprn_is_kept(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    order = [3, 4, 9, 1, 2, 9, 4, 1, 7]
    rows = "".join(f"{uprn},{line},2,50,-2\n" for line, uprn in enumerate(order, start=2))
    points.write_text(f"UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n{rows}", encoding="utf-8")
    report = Gazetteer.build(points, tmp_path / "a.gazetteer", most_rejected=0.5)
    assert (report.points, report.rejected) == (6, 3)
    (source,) = report.sources
    assert (source.read, source.kept, source.rejected) == (9, 6, 3)
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        found = {uprn: gazetteer.locate(Uprn.parse(str(uprn))).easting for uprn in set(order)}
    assert found == {3: 2, 4: 3, 9: 4, 1: 5, 2: 6, 7: 10}


@pytest.mark.parametrize(
    ("pairs", "of", "ends"),
    [
        ([], 1, []),
        ([(1, 2)], 1, [2]),
        ([(1, 2), (2, 3), (3, 4)], 1, [4]),
        ([(1, 2), (1, 3), (3, 4)], 1, [2, 4]),
        ([(1, 3), (2, 3)], 2, [3]),
        ([(1, 1)], 1, []),
        ([(1, 2), (2, 1)], 1, []),
        ([(1, 2), (2, 3), (3, 2), (3, 4)], 1, [4]),
        ([(5, 6)], 6, []),
    ],
)
def test_successors_are_followed_to_their_ends(pairs: list[tuple[int, int]], of: int, ends: list[int]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE successor (uprn INTEGER, successor INTEGER)")
        connection.executemany("INSERT INTO successor VALUES (?, ?)", pairs)
        assert last_successors(connection, of) == ends


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=20), st.integers(1, 8))
def test_following_successors_always_ends(pairs: list[tuple[int, int]], of: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE successor (uprn INTEGER, successor INTEGER)")
        connection.executemany("INSERT INTO successor VALUES (?, ?)", pairs)
        ends = last_successors(connection, of)
    retired = {uprn for uprn, successor in pairs if uprn != successor}
    assert not set(ends) & retired
    assert of not in ends
