"""What is to be worked out, table by table: named columns in stages, and what one table takes from another.

A plan is made of expressions only, before any engine is asked. It goes in rounds. In each round every table first takes
what it needs from others (a value of the case for each of its members, or what comes of the members for the case), and
then works out its own columns, stage by stage, those of one stage beside one another.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.column import Column, Moment
from localgov_components.rules.frames.places import Place, Turn
from localgov_components.rules.frames.written import Written

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["OWN", "Plan", "TablePlan"]

OWN = "__lg"
"""How the names of columns begin that are ours."""


@dataclass(slots=True)
class TablePlan:
    """What is to be done in one table.

    `stages` are columns to add at each moment. `spread` are columns to take, in each round, from a table whose rows
    each belong to several here; `gathered` aggregates of one with several rows for each here. Both are by the other
    table and by which of its members are which.
    """

    stages: dict[Moment, dict[str, nw.Expr]] = field(default_factory=lambda: defaultdict(dict))
    spread: dict[int, dict[tuple[Place, Turn], dict[str, str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    gathered: dict[int, dict[tuple[Place, Turn], dict[str, nw.Expr]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    _written: dict[int, tuple[Written, ...]] = field(default_factory=dict)

    def written(self, number: int) -> tuple[Written, ...]:
        """The stages of a round, in their order: of a plan that is made, since it is remembered."""
        if number not in self._written:
            moments = (moment for moment in sorted(self.stages) if moment[0] == number)
            self._written[number] = tuple(Written(self.stages[moment]) for moment in moments)
        return self._written[number]


class Plan:
    """A plan that is being made."""

    def __init__(self) -> None:
        self.tables: dict[Place, TablePlan] = defaultdict(TablePlan)
        self._brought: dict[tuple[str, Place, Turn], Column] = {}
        self._names: dict[int, tuple[Column, Column]] = {}  # with the column, so that no other takes its place
        self._numbered = 0

    @property
    def rounds(self) -> int:
        """How many rounds it takes."""
        numbers = [0]
        for table in self.tables.values():
            numbers += [moment for moment, _ in table.stages]
            numbers += [*table.spread, *table.gathered]
        return 1 + max(numbers)

    def fresh(self) -> str:
        """A name not used yet."""
        self._numbered += 1
        return f"{OWN}{self._numbered}"

    def named(self, place: Place, column: Column) -> Column:
        """The column under a name of its own, so that it is worked out once."""
        if column.is_simple or column.expr is None:
            return column
        if id(column) not in self._names:
            name = self.fresh()
            self.tables[place].stages[column.at][name] = column.expr
            moment = (column.at[0], column.at[1] + 1)
            self._names[id(column)] = column, replace(column, expr=nw.col(name), name=name, at=moment)
        return self._names[id(column)][1]

    def spread(self, column: Column, origin: Place, place: Place, turn: Turn) -> Column:
        """A column of one table in another, where several rows belong to each of its rows."""
        if column.is_constant or (origin == place and turn == tuple(range(len(place)))):
            return column
        column = self.named(origin, column)
        key = (column.name, place, turn)
        if key not in self._brought:
            name, number = self.fresh(), column.at[0] + 1
            self.tables[place].spread[number][origin, turn][column.name] = name
            self._brought[key] = replace(column, expr=nw.col(name), name=name, at=(number, 0))
        return self._brought[key]

    def gathered(self, column: Column, how: str, inner: Place, place: Place, turn: Turn) -> Column:
        """The sum, the least or the greatest of a column over the rows of a table that belong to each row of another.

        Null where there are none, or all are null.
        """
        name = self.fresh()
        if column.expr is None and column.value is None:
            return column
        if column.is_constant:
            column = replace(column, expr=nw.lit(column.value, dtype=nw.Int64))
        column = self.named(inner, column)
        number = column.at[0] + 1
        made = getattr(nw.col(column.name), how)()
        self.tables[place].gathered[number][inner, turn][name] = made
        return replace(column, expr=nw.col(name), name=name, nullable=True, at=(number, 0))
