"""All mistakes of a record in one refusal, so that they can be put right at one go.

>>> refuse_all([], code="bs7666.blpu")
>>> refuse_all(["it is its own parent", "it has no street"], code="bs7666.blpu")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: 2 mistakes: it is its own parent; it has no street. Put them right.
"""

from collections.abc import Iterable

from localgov_components.core import InvalidValueError

__all__ = ["refuse_all"]


def refuse_all(mistakes: Iterable[str], *, code: str) -> None:
    """Raise `InvalidValueError` with every mistake; return where there is none."""
    found = list(mistakes)
    if len(found) == 1:
        raise InvalidValueError(f"{found[0]}. Put it right.", code=code)
    if found:
        raise InvalidValueError(f"{len(found)} mistakes: {'; '.join(found)}. Put them right.", code=code)
