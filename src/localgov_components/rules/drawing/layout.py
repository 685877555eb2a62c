"""Where boxes go: in columns from left to right, none upon another, and arrows around them.

Layered drawing as Sugiyama, Tagawa and Toda have it (IEEE Transactions on Systems, Man and Cybernetics,
1981): a box stands one column after the last of those that lead to it; an arrow over several columns
has a lane through each; columns are ordered by what leads to them, so that lines keep their order;
and boxes are moved beside their neighbours as far as the order lets them.

>>> places = placed([40, 40, 40], [(0, 1), (0, 2)], width=100, across=50, down=10)
>>> [(place.x, place.y) for place in places.boxes]
[(0, 25.0), (150, 0.0), (150, 50.0)]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Layout", "Place", "placed"]

_LANE = 6.0
"""Height of the lane of an arrow that passes through a column."""
_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """The left upper corner of a box, and its height."""

    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of boxes in the order given, the ways of arrows through the columns between, and the size of it all.

    `ways` has, for each arrow, the place of its lane in every column that it passes.
    """

    boxes: tuple[Place, ...]
    ways: tuple[tuple[Place, ...], ...]
    width: float
    height: float


@dataclass(slots=True)
class _Item:
    """A box, or a lane of an arrow, in its column."""

    column: int
    height: float
    order: float
    y: float = 0.0


def placed(
    heights: Sequence[float], arrows: Sequence[tuple[int, int]], *, width: float, across: float, down: float
) -> Layout:
    """Place boxes of some heights and one width, `across` and `down` from each other at least.

    Arrows lead between boxes by number and never round in a circle. A box given earlier stands higher, where arrows
    do not say otherwise.
    """
    boxes = enumerate(zip(_columns(len(heights), arrows), heights, strict=True))
    items = [_Item(column, height, order) for order, (column, height) in boxes]
    lanes, links = _lanes(items, arrows)
    before, after = _neighbours(len(items), links)
    columns = _ordered(items, before)
    for column in columns:
        _stack(column, items, [items[each].y for each in column], down)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for column in columns if forwards else reversed(columns):
            _settle(column, items, before if forwards else after, down)
    return _layout(items, lanes, len(heights), width, across)


def _columns(number: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each box: one more than that of the last which leads to it."""
    leads: list[list[int]] = [[] for _ in range(number)]
    awaited = [0] * number
    for source, target in arrows:
        leads[source].append(target)
        awaited[target] += 1
    columns = [0] * number
    ready = [box for box in range(number) if not awaited[box]]
    for box in ready:  # it grows while it is read
        for target in leads[box]:
            columns[target] = max(columns[target], columns[box] + 1)
            awaited[target] -= 1
            if not awaited[target]:
                ready.append(target)
    return columns


def _lanes(items: list[_Item], arrows: Sequence[tuple[int, int]]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """For each arrow its lanes, which are added to the items; and every step from one column to the next."""
    lanes: list[list[int]] = []
    links: list[tuple[int, int]] = []
    for source, target in arrows:
        lane = []
        for column in range(items[source].column + 1, items[target].column):
            lane.append(len(items))
            items.append(_Item(column, _LANE, items[target].order))
        lanes.append(lane)
        way = [source, *lane, target]
        links += pairwise(way)
    return lanes, links


def _neighbours(number: int, links: Sequence[tuple[int, int]]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(number)]
    after: list[list[int]] = [[] for _ in range(number)]
    for source, target in links:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _ordered(items: list[_Item], before: list[list[int]]) -> list[list[int]]:
    """The items of each column from top to bottom: by the places of what leads to them, then as they were given."""
    columns: list[list[int]] = [[] for _ in range(1 + max((each.column for each in items), default=-1))]
    for number, item in enumerate(items):
        columns[item.column].append(number)
    rank = [0.0] * len(items)
    for column in columns:
        wanted = {each: _mean([rank[one] for one in before[each]], 0.0) for each in column}
        column.sort(key=lambda each: (wanted[each], items[each].order))
        for place, each in enumerate(column):
            rank[each] = float(place)
    return columns


def _settle(column: list[int], items: list[_Item], neighbours: list[list[int]], down: float) -> None:
    """Move the items of a column towards the middle of their neighbours."""
    wanted = []
    for each in column:
        item = items[each]
        middles = [items[one].y + items[one].height / 2 for one in neighbours[each]]
        wanted.append(_mean(middles, item.y + item.height / 2) - item.height / 2)
    _stack(column, items, wanted, down)


def _stack(column: list[int], items: list[_Item], wanted: list[float], down: float) -> None:
    """Put items as near to their wanted places as they can be in their order: the least sum of squares.

    Those that would overlap are merged into blocks, each at the mean of what its items want.
    """
    blocks: list[tuple[float, int]] = []
    offsets, offset = [], 0.0
    for each, place in zip(column, wanted, strict=True):
        offsets.append(offset)
        block = (place - offset, 1)
        while blocks and blocks[-1][0] >= block[0]:
            mean, count = blocks.pop()
            block = ((mean * count + block[0] * block[1]) / (count + block[1]), count + block[1])
        blocks.append(block)
        offset += items[each].height + down
    starts = [mean for mean, count in blocks for _ in range(count)]
    for each, start, offset in zip(column, starts, offsets, strict=True):
        items[each].y = start + offset


def _layout(items: list[_Item], lanes: list[list[int]], boxes: int, width: float, across: float) -> Layout:
    top = min((item.y for item in items), default=0.0)
    places = [Place(item.column * (width + across), item.y - top, item.height) for item in items]
    ways = tuple(tuple(places[each] for each in lane) for lane in lanes)
    columns = 1 + max((item.column for item in items), default=0)
    height = max((place.y + place.height for place in places), default=0.0)
    return Layout(tuple(places[:boxes]), ways, columns * (width + across) - across, height)


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
