"""Manners of writing: words, the faults that are made with them, and habits of capitals and commas."""

import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from benchmarks.addresses.faults import FAULTS, Fault
from benchmarks.addresses.fresh import FRESH_TELLING, FRESH_UNTELLING, fresh_habits
from benchmarks.addresses.habits import habitual
from benchmarks.addresses.untelling import UNTELLING
from benchmarks.addresses.words import WORDINGS, Wording

__all__ = ["MANNERS", "Manner"]


class Manner(NamedTuple):
    """One way to write messy addresses."""

    wording: Wording
    telling: Mapping[str, tuple[int, Fault]] = FAULTS
    """Fault classes by name, with their weights, after which one property can be told."""

    untelling: Mapping[str, tuple[int, Fault]] = UNTELLING
    """And after which none can."""

    habit: Callable[[random.Random, str], str] = habitual


MANNERS: Mapping[str, Manner] = {name: Manner(wording) for name, wording in WORDINGS.items() if name != "fresh"} | {
    "fresh": Manner(WORDINGS["fresh"], FRESH_TELLING, FRESH_UNTELLING, fresh_habits)
}
"""The words of `WORDINGS`; the fresh ones with faults and habits of their own."""
