"""Letters and digits that are taken for each other: O and 0, I and 1.

None is ever changed in silence: a refusal says that they look exchanged, and the person looks again.

>>> from localgov_components.identifiers import Nino
>>> Nino.parse("AB 12 34 5O C")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a National Insurance number: it is two letters, six digits, \
and a letter A to D (HMRC, National Insurance Manual NIM39110). Look again at O and 0, and at I and 1: they look \
exchanged.
"""

from collections.abc import Callable
from itertools import product

__all__ = ["advice"]

_LOOKALIKES = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
_MOST_PLACES = 8
"""Places are tried together, so that each doubles the work; more than these are no slip of the pen."""


def advice(compact: str, reads: Callable[[str], object], *, otherwise: str) -> str:
    """What to do about text that does not read: to look for an exchange where one would make it read."""
    if sum(character in _LOOKALIKES for character in compact) <= _MOST_PLACES:
        readings = map("".join, product(*(_LOOKALIKES.get(character, character) for character in compact)))
        if any(reads(reading) for reading in readings if reading != compact):
            return "Look again at O and 0, and at I and 1: they look exchanged."
    return otherwise
