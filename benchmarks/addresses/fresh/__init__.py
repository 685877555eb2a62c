"""Faults of residents, call centres, scanners and exports, written when the matcher was finished.

`spelling` has what happens to words, `premises` to flats, numbers and names, `placing` to order, place and postcode,
`debris` to the whole line, `undecided` what no longer means one property. Every class says in its first line what is
wrong. Where it is no fault that loses anything, the text means what it began as; `telling` works that out.
"""

from collections.abc import Mapping

from benchmarks.addresses.faults import Fault
from benchmarks.addresses.fresh.debris import DEBRIS, fresh_habits
from benchmarks.addresses.fresh.placing import PLACING
from benchmarks.addresses.fresh.premises import PREMISES
from benchmarks.addresses.fresh.spelling import SPELLING
from benchmarks.addresses.fresh.together import TOGETHER
from benchmarks.addresses.fresh.undecided import UNDECIDED

__all__ = ["FRESH_TELLING", "FRESH_UNTELLING", "fresh_habits"]

FRESH_TELLING: Mapping[str, tuple[int, Fault]] = SPELLING | PREMISES | PLACING | DEBRIS | TOGETHER
FRESH_UNTELLING: Mapping[str, tuple[int, Fault]] = UNDECIDED
