"""What became of a council, and what it came from, across any number of reorganisations.

A body that ended has successors, and they may have ended in turn: Taunton Deane became Somerset West and
Taunton in 2019, which became part of Somerset in 2023. Where an area was divided, several bodies are
named, and only the address says which of them it is.

>>> from datetime import date
>>> from localgov_components.councils import Register
>>> register = Register.load()
>>> after = register.successors("taunton-deane", on=date(2024, 1, 1))
>>> print(after)
Taunton Deane Borough Council → Somerset West and Taunton Council → Somerset Council
>>> after = register.successors("cumbria", on=date(2024, 1, 1))
>>> after.councils, after.address_decides
((<Council cumberland>, <Council westmorland-and-furness>), True)

A code can be replaced while the council goes on:

>>> print(register.code_succession("E07000097", on=date(2024, 1, 1)))
E07000097 → E07000242 (East Hertfordshire District Council)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from localgov_components.councils.council import AreaCode, Council

__all__ = ["CodeSuccession", "Route", "Succession", "trace"]

Route: TypeAlias = tuple[Council, ...]
"""Bodies one after the other, from the one asked about to one that was in being on the day."""


@dataclass(frozen=True, slots=True)
class Succession:
    """The bodies in being on a day to which, or from which, a council's area passed.

    `routes` has one shortest way to each of them. A council that is itself in being leads to itself. There
    is none where nothing is recorded.
    """

    council: Council
    on: date
    routes: tuple[Route, ...]

    @property
    def councils(self) -> tuple[Council, ...]:
        """Those in being on the day."""
        return tuple(route[-1] for route in self.routes)

    @property
    def address_decides(self) -> bool:
        """Whether there are several, so that only an address tells which one it is."""
        return len(self.routes) > 1

    def __str__(self) -> str:
        """Each way on a line of its own."""
        return "\n".join(" → ".join(map(str, route)) for route in self.routes) or f"{self.council}: none is recorded"


@dataclass(frozen=True, slots=True)
class CodeSuccession:
    """What stands on a day in the place of an area code.

    `holder` had the code `version`; `successors` are those who answer for the area on the day.
    """

    holder: Council
    version: AreaCode
    successors: Succession

    @property
    def is_current(self) -> bool:
        """Whether the code itself is in use on the day."""
        return self.holder.area_code_on(self.successors.on) == self.version

    @property
    def is_recode(self) -> bool:
        """Whether the council goes on under another code."""
        return not self.is_current and self.successors.councils == (self.holder,)

    @property
    def codes(self) -> tuple[AreaCode, ...]:
        """Codes in use on the day; a council that waits for its code has none here."""
        codes = (council.area_code_on(self.successors.on) for council in self.successors.councils)
        return tuple(code for code in codes if code is not None)

    def __str__(self) -> str:
        """The code, and each that stands in its place with its council."""
        on = self.successors.on
        places = [
            f"{code.text if (code := council.area_code_on(on)) else 'no code yet'} ({council})"
            for council in self.successors.councils
        ]
        return f"{self.version.text} → {' or '.join(places) or 'none is recorded'}"


def trace(
    council: Council, on: date, step: Callable[[Council], Iterable[Council]], *, past: Callable[[Council], bool]
) -> Succession:
    """Follow `step` to every body in being on a day; those `past` lead no further."""
    routes: list[Route] = []
    seen = {council}
    waiting: list[Route] = [(council,)]
    while waiting:
        reached = []
        for route in waiting:
            if route[-1].in_being_on(on):
                routes.append(route)
            if past(route[-1]):
                continue
            for body in step(route[-1]):
                if body not in seen:
                    seen.add(body)
                    reached.append((*route, body))
        waiting = reached
    return Succession(council, on, tuple(routes))
