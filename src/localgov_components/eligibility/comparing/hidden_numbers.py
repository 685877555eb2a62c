"""Which numbers of people are hidden.

Fewer people than the threshold are a secret; none is no secret. Once hidden, at least half as many values as the
threshold must stay possible for a secret. Where the threshold is ten, these are five: as many as there are behind a
number that is rounded to the nearest five.

>>> sorted(hidden_in_line({"gain": 3, "stay": 50, "lose": 80}, 10))
['gain', 'stay']
>>> hidden_in_line({"gain": 3, "stay": 0, "lose": 0}, 10) is None
True
"""

from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from localgov_components.eligibility.comparing.hiding import OUTSIDE, Figure, Hiding, hide
from localgov_components.eligibility.comparing.outcome_change import GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.tally import Tally, added

__all__ = ["MOVING", "WORTH", "Column", "Numbers", "Table", "hidden_in_line", "hidden_in_table"]

K = TypeVar("K", bound=Hashable)

Numbers: TypeAlias = Mapping[OutcomeChange, Tally]
"""What becomes of the people of a group."""

Column: TypeAlias = tuple[OutcomeChange, ...]
"""Kinds of change that are told together."""

MOVING = frozenset((*GAINING, *LOSING))
"""What readers ask after first: where another figure can be hidden in place of one of these, it is."""

WORTH = 20
"""How many times more than others those are worth that are dear."""


def hidden_in_line(numbers: Mapping[K, int], threshold: int, *, dear: Container[K] = ()) -> frozenset[K] | None:
    """Which of some numbers, whose sum is known, are hidden; None where they cannot be kept.

    Those that are `dear` are hidden beside others only where nothing else would do.
    """
    figures = {key: _number("sum", OUTSIDE, number, threshold, is_dear=key in dear) for key, number in numbers.items()}
    hiding = hide(figures, threshold=threshold)
    return None if hiding.not_kept else hiding.hidden


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table of groups, and what is hidden in it: whole groups, and cells."""

    columns: tuple[Column, ...]
    groups: frozenset[str]
    cells: frozenset[tuple[str, Column]]


def hidden_in_table(groups: Mapping[str, Numbers], columns: Sequence[Column], threshold: int) -> Table | None:
    """What is hidden in a table whose sums of columns are known; None where it cannot be shown at all.

    Columns of which a number cannot be kept are put together with the column of fewest people.
    """
    columns = tuple(columns)
    while True:
        hiding = _table(groups, columns, threshold)
        if not hiding.not_kept:
            cells = frozenset((name, each) for name, each in hiding.hidden if each is not None)
            return Table(columns, frozenset(name for name, each in hiding.hidden if each is None), cells)
        if len(columns) == 1:
            return None
        worst = next((each for _, each in hiding.not_kept if each is not None), columns[0])
        columns = _joined(columns, worst, groups)


def _table(
    groups: Mapping[str, Numbers], columns: tuple[Column, ...], threshold: int
) -> Hiding[tuple[str, Column | None]]:
    figures: dict[tuple[str, Column | None], Figure] = {}
    for name, numbers in groups.items():
        figures[name, None] = _number("groups", ("group", name), added(numbers.values()).number, threshold)
        for column in columns:
            number = sum(numbers[each].number for each in column)
            is_dear = not MOVING.isdisjoint(column)
            figures[name, column] = _number(("group", name), ("column", column), number, threshold, is_dear=is_dear)
    return hide(figures, threshold=threshold)


def _joined(columns: tuple[Column, ...], worst: Column, groups: Mapping[str, Numbers]) -> tuple[Column, ...]:
    """The columns, with one of them and the smallest other put together in its place."""

    def size(column: Column) -> int:
        return sum(numbers[each].number for numbers in groups.values() for each in column)

    other = min((each for each in columns if each != worst), key=size)
    both = tuple(each for each in OutcomeChange if each in (*worst, *other))
    return tuple(both if each == worst else each for each in columns if each != other)


def _number(tail: Hashable, head: Hashable, number: int, threshold: int, *, is_dear: bool = False) -> Figure:
    if 0 < number < threshold:
        return Figure(tail, head, number, number, doubt=max(2, threshold // 2) - 1, least=1, most=threshold - 1)
    return Figure(tail, head, number, number, least=threshold if number else 0, worth=WORTH if is_dear else 1)
