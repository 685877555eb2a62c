"""What compiled code noted of one case: the value of every part, from which explanations are read."""

from collections.abc import Mapping
from typing import Any

from localgov_components.rules.compiling.raw import raw, restored
from localgov_components.rules.compiling.writer import Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Binding, Constant, Quantified

__all__ = ["Valuation"]

Row = tuple[Any, ...]

_NO_ROWS: Mapping[Binding, Row] = {}


class Valuation:
    """Values of the parts of some rules for one case; inside a loop, for one member of it.

    `raw` gives a value as code reckons with it, None while unknown; `value` as people hold it.
    """

    __slots__ = ("_row_slots", "_rows", "_slots", "top")

    def __init__(
        self,
        top: Row,
        slots: Mapping[int, Slot],
        row_slots: Mapping[int, Slot],
        rows: Mapping[Binding, Row] = _NO_ROWS,
    ) -> None:
        self.top = top
        self._slots = slots
        self._row_slots = row_slots
        self._rows = rows

    def __contains__(self, node: Expression[Any]) -> bool:
        """Whether the value of a part is noted here, and not for each member of a list."""
        slot = self._slots.get(id(node))
        return slot is not None and (slot[0] is None or slot[0] in self._rows)

    def raw(self, node: Expression[Any]) -> Any:
        """Raw value of a part; None while it is unknown."""
        slot = self._slots.get(id(node))
        if slot is None:
            if not isinstance(node, Constant):
                raise KeyError(type(node).__name__)
            return raw(node.value, node.measure)
        return self._at(slot)

    def find(self, node: Expression[Any]) -> Any:
        """What is noted of a part, whatever it is; None where nothing is."""
        slot = self._slots.get(id(node))
        if slot is None:
            return None
        binding, number = slot
        return self.top[number] if binding is None else self._rows[binding][number]

    def value(self, node: Expression[Any]) -> Any:
        """Value of a part; None while it is unknown."""
        return restored(node, self.raw(node))

    def members(self, node: Quantified | Aggregated[Any]) -> tuple["Valuation", ...] | None:
        """The same for each member that a part goes over; None while the list is unknown."""
        rows = self._at(self._row_slots[id(node)])
        if rows is None:
            return None
        return tuple(
            Valuation(self.top, self._slots, self._row_slots, {**self._rows, node.binding: row}) for row in rows
        )

    def _at(self, slot: Slot) -> Any:
        binding, number = slot
        return self.top[number] if binding is None else self._rows[binding][number]
