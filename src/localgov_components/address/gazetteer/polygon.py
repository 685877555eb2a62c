"""Which points lie in a polygon: its inside and its edges; where edges cross, by the even-odd rule.

A boundary has thousands of edges, and a point is level with few of them. So the polygon is cut into bands, and a
point is compared with the edges that touch its own (the slab method, F. P. Preparata and M. I. Shamos, Computational
Geometry, 1985). A band is no approximation: every edge that a point is level with touches its band.

>>> notched = Polygon([(0, 0), (10, 0), (10, 20), (5, 10), (0, 20)])
>>> notched.holds(2, 12), notched.holds(5, 12), notched.holds(10, 5)
(True, False, True)
"""

from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["Polygon"]

_Corner: TypeAlias = tuple[float, float]

_MOST_BANDS = 4_096
_EDGES_IN_ALL = 8
"""Times that an edge may stand in the bands on average, where many edges are long."""


class Polygon:
    """A polygon with these corners in order; the last is joined to the first."""

    def __init__(self, corners: Sequence[_Corner]) -> None:
        levels = [y for _, y in corners]
        self._low, self._high = min(levels), max(levels)
        edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
        self._bands = min(len(edges), _MOST_BANDS)
        while self._bands > 1 and sum(map(len, map(self._touched, edges))) > _EDGES_IN_ALL * len(edges):
            self._bands //= 2
        self._edges: list[list[tuple[_Corner, _Corner]]] = [[] for _ in range(self._bands)]
        for edge in edges:
            for band in self._touched(edge):
                self._edges[band].append(edge)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the polygon or on its edge."""
        inside = False
        for (x1, y1), (x2, y2) in self._edges[self._band_of(y)] if self._low <= y <= self._high else ():
            side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            if side == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
                return True
            if (y1 > y) != (y2 > y) and (side > 0) == (y2 > y1):
                inside = not inside
        return inside

    def _touched(self, edge: tuple[_Corner, _Corner]) -> range:
        (_, y1), (_, y2) = edge
        return range(self._band_of(min(y1, y2)), self._band_of(max(y1, y2)) + 1)

    def _band_of(self, y: float) -> int:
        share = (y - self._low) / (self._high - self._low) if self._high > self._low else 0
        return min(int(share * self._bands), self._bands - 1)
