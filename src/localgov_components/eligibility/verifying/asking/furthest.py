"""The furthest that an amount goes in any household: asked for ever more, and then in between."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import z3

    from localgov_components.rules.proofs import Answer, Found

__all__ = ["Furthest", "furthest"]

_FASTER = 8
"""How much longer each step is than the one before, while nothing stops it."""


class Furthest(NamedTuple):
    """The most that was found, and whether it was proved that there is no more."""

    value: int
    found: "Found"
    is_proved: bool


def furthest(
    ask: "Callable[[z3.BoolRef], Answer]",
    amount: "z3.ArithRef",
    first: "Found",
    reached: "Callable[[Found], int]",
    *,
    most: int | None = None,
) -> Furthest:
    """The largest value of an amount, from a household that was found on.

    `ask` asks for a household of which a condition holds besides; `reached` is how far one goes. `most` is what it is
    proved never to pass.
    """
    from localgov_components.rules.proofs import Found, Impossible

    best, low, high, step = first, reached(first), None, 1
    while low != most and (high is None or high - low > 1):
        wanted = low + step if high is None else (low + high) // 2
        wanted = wanted if most is None else min(wanted, most)
        answer = ask(amount >= wanted)
        if isinstance(answer, Found):
            best, low, step = answer, max(wanted, reached(answer)), step * _FASTER
        elif isinstance(answer, Impossible):
            high = wanted
        else:
            return Furthest(low, best, is_proved=False)
    return Furthest(low, best, is_proved=True)
