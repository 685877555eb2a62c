from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules.drawing.layout import Place, placed

WIDTH, ACROSS, DOWN = 100, 40, 10


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    heights = draw(st.lists(st.integers(1, 200), min_size=1, max_size=25))
    boxes = st.integers(0, len(heights) - 1)
    arrows = draw(st.lists(st.tuples(boxes, boxes), max_size=40))
    return heights, [(min(arrow), max(arrow)) for arrow in arrows if arrow[0] != arrow[1]]


def apart(one: Place, other: Place) -> bool:
    upper, lower = sorted([one, other], key=lambda place: place.y)
    return one.x != other.x or lower.y - (upper.y + upper.height) >= DOWN - 1e-6


@given(graphs())
def test_no_box_lies_upon_another_or_in_the_way_of_an_arrow(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    heights, arrows = graph
    layout = placed(heights, arrows, width=WIDTH, across=ACROSS, down=DOWN)
    everything = [*layout.boxes, *(lane for way in layout.ways for lane in way)]
    assert all(apart(one, other) for one, other in combinations(everything, 2))
    assert [place.height for place in layout.boxes] == heights


@given(graphs())
def test_an_arrow_goes_right_through_one_column_at_a_time(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    heights, arrows = graph
    layout = placed(heights, arrows, width=WIDTH, across=ACROSS, down=DOWN)
    for (source, target), way in zip(arrows, layout.ways, strict=True):
        steps = [layout.boxes[source].x, *(lane.x for lane in way), layout.boxes[target].x]
        assert all(after - before == WIDTH + ACROSS for before, after in pairwise(steps))


@given(graphs())
def test_everything_is_within_the_picture(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    heights, arrows = graph
    layout = placed(heights, arrows, width=WIDTH, across=ACROSS, down=DOWN)
    for place in layout.boxes:
        assert 0 <= place.x <= layout.width - WIDTH
        assert -1e-6 <= place.y <= layout.height - place.height + 1e-6
    assert placed(heights, arrows, width=WIDTH, across=ACROSS, down=DOWN) == layout


@given(st.recursive(st.just([]), lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=20))
def test_the_parts_of_a_box_keep_their_order(tree: list[object]) -> None:
    arrows: list[tuple[int, int]] = []
    children: list[list[int]] = [[]]

    def number(node: int, parts: list[object]) -> None:
        for part in parts:
            child = len(children)
            children.append([])
            children[node].append(child)
            arrows.append((node, child))
            number(child, part)  # type: ignore[arg-type]  # lists all the way down

    number(0, tree)
    layout = placed([20] * len(children), arrows, width=WIDTH, across=ACROSS, down=DOWN)
    for parts in children:
        heights = [layout.boxes[part].y for part in parts]
        assert heights == sorted(heights)


def test_a_box_stands_in_the_middle_of_its_parts() -> None:
    layout = placed([20, 20, 20, 20], [(0, 1), (0, 2), (0, 3)], width=WIDTH, across=ACROSS, down=DOWN)
    assert layout.boxes[0].middle == pytest.approx(layout.boxes[2].middle)


def test_nothing_takes_no_room() -> None:
    assert placed([], [], width=WIDTH, across=ACROSS, down=DOWN).height == 0


@pytest.mark.parametrize("columns", [2, 150])
def test_a_long_chain_is_one_row(columns: int) -> None:
    chain = list(pairwise(range(columns)))
    layout = placed([30] * columns, chain, width=WIDTH, across=ACROSS, down=DOWN)
    assert {place.y for place in layout.boxes} == {0}
    assert layout.width == columns * (WIDTH + ACROSS) - ACROSS
